"""The papers of a year's end, word by word (`tests/golden`): allocation, and what corrections of a closed year change.

A paper that was changed on purpose is written anew with `UPK_WRITE_GOLDEN=1`; the change is then read in the diff.
"""

import os
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from upk_ledger.actions import surplus
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.prior_years import correct_prior_year
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.year_end import close_year
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.surplus import Share

GOLDEN = Path(__file__).parents[1] / "golden"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\)")
SHARES = (
    Share("Dana Sosial", "21030", Fraction(15)),
    Share("Kelembagaan BKM", "21030", Fraction(35)),
    Share("Modal", "31050", Fraction(50)),
)
FEBRUARY = Month(2027, 2)


def fill(desk, build):
    """2026 closed and its surplus allocated in February 2027, something paid of it, 2026 put right; February closed."""
    build.opening(desk, k11010=25_000_000, k21030=-300_000, k31020=-24_700_000)
    build.entry(desk, date(2026, 3, 3), "11010", "41010", 8_000_000)
    build.entry(desk, date(2026, 4, 3), "51010", "11010", 222_500)
    for month in range(1, 12):
        close_month(desk, Month(2026, month))
    close_year(desk, 2026)
    close_month(desk, Month(2027, 1))
    surplus.set_shares(desk, SHARES)
    surplus.allocate_surplus(desk, 2026, date(2027, 2, 20), "03/RWT/2027")
    surplus.pay_allocation(desk, "sosial", 166_000_00, date(2027, 2, 21), "Santunan")
    surplus.pay_allocation(desk, "saldo awal 21030", 300_000_00, date(2027, 2, 22), "Beasiswa")
    correct_prior_year(desk, 2026, date(2027, 2, 23), "21010", "Listrik Desember", credit=150_000_00)
    correct_prior_year(desk, 2025, date(2027, 2, 24), "11010", "Jasa terselip", debit=40_000_00)
    wrong = correct_prior_year(desk, 2025, date(2027, 2, 25), "11010", "Salah", debit=1_00)
    correct_entry(desk, wrong.voucher, "keliru")
    close_month(desk, FEBRUARY)


@pytest.fixture
def papers(sqlite_desk, build):
    fill(sqlite_desk, build)
    period = ReportPeriod.of_month(FEBRUARY)
    return {
        name: build_statement(sqlite_desk, name, period)
        for name in ("alokasi-laba", "perubahan-modal", "laba-rugi")
    }


def test_the_papers_word_by_word(papers):
    changed = []
    for name, paper in papers.items():
        answer = of_statement(paper)
        signed = "\n".join(f"{each.action}: {each.role}, {each.name}" for each in paper.signatures)
        text = _DIGEST.sub("########)", to_text(answer, None) + f"\n{signed}\n\n" + render(answer, "json"))
        path = GOLDEN / f"akhir-tahun-{name}.txt"
        if os.environ.get("UPK_WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            changed.append(name)
    assert changed == []


def test_corrections_of_closed_years_stand_apart_from_this_years_result(papers):
    assert papers["laba-rugi"].data["net_income"] == 0
    notes = [note for note in papers["laba-rugi"].notes if note.startswith("Koreksi laba tahun")]
    assert [note.split(" dibukukan")[0] for note in notes] == [
        "Koreksi laba tahun 2025 sebesar Rp40.000",
        "Koreksi laba tahun 2026 sebesar -Rp150.000",
    ]
    lines = {row["name"]: row["total"] // 100 for row in papers["perubahan-modal"].data["movements"]}
    assert lines["Koreksi tahun lalu (2025)"] == 40_000
    assert lines["Koreksi tahun lalu (2026)"] == -150_000
    assert lines["Pembagian laba menurut keputusan"] == -3_888_000


def test_a_closed_months_papers_stay_as_they_are(sqlite_desk, build, papers):
    surplus.set_shares(sqlite_desk, SHARES[::-1])
    surplus.pay_allocation(sqlite_desk, "kelembagaan", 5_000_00, date(2027, 3, 3), "Rapat")
    for name, paper in papers.items():
        assert build_statement(sqlite_desk, name, ReportPeriod.of_month(FEBRUARY)) == paper


def test_a_period_without_a_decision_says_so(papers, sqlite_desk):
    paper = build_statement(sqlite_desk, "alokasi-laba", ReportPeriod.of_year(2026))
    assert paper.data["allocations"] == []
    assert "Tidak ada pembagian laba dalam periode ini." in paper.notes
    assert paper.data["unpaid"] == 300_000_00
