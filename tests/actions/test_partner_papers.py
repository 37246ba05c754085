"""The papers that speak of partners' funds and of the budget, word by word (`tests/golden`).

A paper that was changed on purpose is written anew with `UPK_WRITE_GOLDEN=1`; the change is then read in the diff.
"""

import os
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from upk_ledger.actions.budgets import set_budget
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.partners import (
    open_partner_fund,
    plan_partner_schedule,
    receive_from_partner,
    repay_partner,
)
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import build_statement
from upk_ledger.cli.output import of_statement, render, to_text
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import LoanTerms

GOLDEN = Path(__file__).parents[1] / "golden"
_DIGEST = re.compile(r"\b[0-9a-f]{8}\)")
MAY = ReportPeriod.of_month(Month(2026, 5))


def rp(amount):
    return amount * 100


def lend(desk, group, rupiah, on, fund):
    terms = LoanTerms(rp(rupiah), 10, Fraction("1.5"), "bulan", "flat", on)
    number = apply_for_loan(desk, LoanApplication(group, terms))
    decide_loan(desk, number, "disetujui", on)
    disburse_loan(desk, number, on, account="11021", fund=fund)
    return number


@pytest.fixture
def five_months(sqlite_desk, build):
    """January to May 2026, closed: own money and a bank's, one group of each punctual, one of the bank's never pays."""
    desk = sqlite_desk
    build.opening(desk, k11021=20_000_000, k31020=-20_000_000)
    for code in ("K01", "K02", "K03"):
        build.group(desk, code)
    open_partner_fund(
        desk, "BRI", "Dana BRI 2026", "Bank BRI", "12/PK/2026", date(2026, 1, 2), rp(12_000_000)
    )
    receive_from_partner(desk, "BRI", rp(12_000_000), date(2026, 1, 5), account="11021")
    terms = {"tenor": 12, "rate_percent": Fraction(9), "rate_per": "tahun", "method": "menurun"}
    plan_partner_schedule(desk, "BRI", terms | {"start": date(2026, 1, 5)})
    for account, rupiah, side in (
        ("41010", 2_400_000, None),
        ("51010", 1_800_000, None),
        ("51092", 700_000, None),
        ("11030", 60_000_000, "cair"),
        ("11030", 12_000_000, "angsuran"),
    ):
        set_budget(desk, 2026, account, rp(rupiah), side=side)
    set_budget(desk, 2026, "51030", rp(300_000), month=Month(2026, 3))
    own = lend(desk, "K01", 4_000_000, date(2026, 1, 8), None)
    partners = lend(desk, "K02", 6_000_000, date(2026, 1, 9), "BRI")
    lend(desk, "K03", 3_000_000, date(2026, 1, 9), "BRI")
    for month in range(1, 6):
        if month > 1:
            build.pay(desk, own, date(2026, month, 8), 460_000)
            build.pay(desk, partners, date(2026, month, 9), 690_000)
            repay_partner(desk, "BRI", rp(1_000_000), date(2026, month, 5), account="11021")
        build.entry(desk, date(2026, month, 28), "51010", "11021", 200_000, "Insentif")
        close_month(desk, Month(2026, month))
    return desk


@pytest.mark.parametrize("name", ["anggaran", "kinerja", "kolektibilitas", "cadangan"])
def test_a_paper_word_by_word(five_months, name):
    paper = build_statement(five_months, name, MAY)
    answer = of_statement(paper)
    text = _DIGEST.sub("########)", to_text(answer, None) + "\n" + render(answer, "json"))
    path = GOLDEN / f"mitra-{name}.txt"
    if os.environ.get("UPK_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.is_file()
    assert path.read_text(encoding="utf-8") == text
