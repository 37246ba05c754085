"""Lending while the ratings suspend it: warned of and listed, never blocked; the ratios that say so."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.settings import change_setting
from upk_ledger.actions.suspension import suspension
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.schedules import LoanTerms

LENT = date(2026, 1, 5)
BAD = date(2026, 5, 5)
"""Three months after the first due day: that day three months are overdue, the next day a fourth has begun."""


@pytest.fixture
def loans(desk, build):
    """Two groups with a loan each: one is never paid, the other always."""
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    numbers = [build.loan(desk, LENT, group=build.group(desk, code)) for code in ("K01", "K02")]
    build.pay(desk, numbers[1], date(2026, 2, 5), 800_000)
    return numbers


def kinerja(desk, on, **more):
    return build_statement(desk, "kinerja", ReportPeriod.at(on), **more)


def halted(desk, on):
    with desk.read() as session:
        return suspension(session, on)


def listed(desk):
    return [
        (item.rule, item.subject, item.detail) for item in list_exceptions(desk) if item.rule == "penundaan"
    ]


def grant(desk, on, **facts):
    terms = LoanTerms(50_000_000, 10, Fraction(1), "bulan", "flat", on)
    number = apply_for_loan(desk, LoanApplication("K02", terms))
    decide_loan(desk, number, "disetujui", on, **facts)
    disburse_loan(desk, number, on)
    return number


def test_it_begins_the_day_after_the_limit(desk, loans):
    found = [halted(desk, BAD + timedelta(days)) for days in (-1, 0, 1)]
    assert found == [(), (), ("LAR", "PAR")]
    assert [kinerja(desk, BAD + timedelta(days)).data["suspension"] for days in (0, 1)] == [
        [],
        ["LAR", "PAR"],
    ]


def test_the_newest_closed_month_says_so_until_the_next_is_closed(desk, loans):
    for month in range(1, 6):
        close_month(desk, Month(2026, month))
        said = halted(desk, date(2026, 5, 31))
        assert said == (("LAR", "PAR") if month == 5 else ())


def test_lending_without_a_decision_of_the_bkm_is_listed(desk, loans):
    grant(desk, BAD)
    assert listed(desk) == []
    number = grant(desk, BAD + timedelta(1))
    assert listed(desk) == [("penundaan", number, "LAR PAR")] * 2
    grant(desk, BAD + timedelta(1), decision="07/BKM/2026")
    assert len(listed(desk)) == 2
    refused = apply_for_loan(
        desk,
        LoanApplication("K02", LoanTerms(50_000_000, 10, Fraction(1), "bulan", "flat", BAD + timedelta(1))),
    )
    decide_loan(desk, refused, "ditolak", BAD + timedelta(1), reason="Penundaan")
    assert len(listed(desk)) == 2


def test_kinerja_carries_a_banner(desk, loans):
    paper = kinerja(desk, BAD + timedelta(1))
    assert [label for label, _ in paper.facts] == ["PENUNDAAN"]
    assert "LAR, PAR" in paper.facts[0][1]
    assert any("menunda pinjaman baru" in note for note in paper.notes)
    assert kinerja(desk, BAD).facts == ()


def reschedule(desk, number, on):
    reschedule_loan(
        desk, RescheduleRequest(number, "penjadwalan", "12/BKM/2026", on, {"tenor": 12}, "Panen gagal")
    )


def test_rescheduling_hides_nothing_from_the_ratios(desk, loans):
    day = BAD + timedelta(1)
    before = kinerja(desk, day).data["indicators"]
    reschedule(desk, loans[0], day + timedelta(1))
    paper = kinerja(desk, day + timedelta(1))
    after = paper.data["indicators"]
    for name in ("LAR", "PAR"):
        assert {key: after[name][key] for key in ("value", "rating", "numerator", "denominator")} == {
            key: before[name][key] for key in ("value", "rating", "numerator", "denominator")
        }
    assert after["LAR"]["rescheduled"] == {"numerator": 1, "denominator": 1}
    assert after["PAR"]["rescheduled"] == {"numerator": 100_000_000, "denominator": 100_000_000}
    assert after["RR"]["rescheduled"] == {"numerator": 100_000_000, "denominator": 100_000_000}
    assert "rescheduled" not in after["CCr"]
    assert "Di antaranya pinjaman yang dijadwal ulang" in [section.caption for section in paper.sections]


def test_older_loans_are_left_out_beside_and_never_instead(desk, loans, build):
    day = BAD + timedelta(1)
    build.loan(desk, date(2026, 5, 2), group=build.group(desk, "K03"))
    plain = kinerja(desk, day)
    assert plain.data["without_older_loans"] is None
    paper = kinerja(desk, day, older=date(2026, 5, 2))
    assert paper.data["indicators"] == plain.data["indicators"]
    newer = paper.data["without_older_loans"]
    assert newer["before"] == date(2026, 5, 2)
    assert {name: (ratio["value"], ratio["rating"]) for name, ratio in newer["indicators"].items()} == {
        "LAR": (0, "memuaskan"), "PAR": (0, "memuaskan"), "RR": (100, "memuaskan"),
    }  # fmt: skip
    assert "Tanpa pinjaman yang cair sebelum 2 Mei 2026" in [section.caption for section in paper.sections]
    # A rescheduled loan is as old as its disbursement.
    reschedule(desk, loans[0], day)
    assert kinerja(desk, day, older=date(2026, 5, 2)).data["without_older_loans"] == newer
    change_setting(desk, "pinjaman-lama-sebelum", "2026-05-02", date(2026, 5, 3))
    assert kinerja(desk, day).data["without_older_loans"] == newer
    assert kinerja(desk, date(2026, 5, 2)).data["without_older_loans"] is None
