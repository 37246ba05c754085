"""What is undone of a closed year: its counter-entry stands in the open one, its result in the year it was about."""

from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.year_end import close_year
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import CancellationNotReversible
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.store.posting import entry_at
from upk_ledger.store.prior_years import voucher_beside
from upk_ledger.store.vouchers import find_entry

YEAR = ReportPeriod.of_year(2027)


def rp(amount):
    return amount * 100


@pytest.fixture
def vouchers(desk, build):
    """A book whose 2026 is closed, and what can be undone of it: a cost, a payment, a transfer."""
    build.entry(desk, date(2026, 1, 5), "11010", "31020", 5_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 2, 2), 1_000_000)
    cost = build.entry(desk, date(2026, 6, 6), "51010", "11010", 300_000, kind="kas")
    paid = build.pay(desk, loan, date(2026, 3, 2), 115_000)
    moved = build.entry(desk, date(2026, 7, 7), "11021", "11010", 50_000, kind="setor-bank")
    for month in range(1, 12):
        close_month(desk, Month(2026, month))
    close_year(desk, 2026)
    return {"cost": cost.voucher, "paid": paid.voucher, "moved": moved.voucher}


def paper(desk, name, period=YEAR):
    return build_statement(desk, name, period).data


def beside(desk, back):
    with desk.read() as session:
        voucher = voucher_beside(session, back.record)
        return voucher, find_entry(session, voucher).entry if voucher else None


@pytest.mark.parametrize(
    ("what", "account", "amount"), [("cost", "51010", 300_000), ("paid", "41010", -15_000)]
)
def test_the_result_of_the_open_year_is_not_touched(desk, vouchers, what, account, amount):
    undo = cancel_repayment if what == "paid" else correct_entry
    back = undo(desk, vouchers[what], "Salah")
    assert back.entry.date == date(2027, 1, 1)
    _, entry = beside(desk, back)
    assert entry.kind == "tahun-lalu"
    assert {line.account: line.debit - line.credit for line in entry.lines} == {
        account: rp(amount),
        "31091": -rp(amount),
    }
    income = paper(desk, "laba-rugi")
    assert (income["total_income"], income["total_expense"], income["net_income"]) == (0, 0, 0)
    equity = paper(desk, "perubahan-modal")
    assert equity["closing_equity"] - equity["opening_equity"] == rp(amount)
    assert "31091" in {row["code"] for row in equity["accounts"] if row["closing"]}
    assert paper(desk, "kinerja")["indicators"]["CCr"]["value"] is None
    assert check_book(desk).ok


def test_the_month_still_closes_and_its_checks_agree(desk, vouchers):
    cancel_repayment(desk, vouchers["paid"], "Salah KSM")
    closed = close_month(desk, Month(2027, 1))
    assert "jasa-diterima" in closed.checks
    assert check_book(desk).ok


def test_what_moves_no_result_has_nothing_beside_it(desk, vouchers):
    assert beside(desk, correct_entry(desk, vouchers["moved"], "Salah")) == ("", None)


def test_both_entries_stand(desk, vouchers):
    back = correct_entry(desk, vouchers["cost"], "Salah")
    voucher, _ = beside(desk, back)
    for each in (back.voucher, voucher):
        with pytest.raises(CancellationNotReversible) as caught:
            correct_entry(desk, each, "Tidak jadi")
        assert caught.value.command == "upk jurnal koreksi-tahun-lalu"


def test_a_year_that_is_not_closed_keeps_the_counter_entry_as_it_is(desk, build):
    build.entry(desk, date(2026, 1, 5), "11010", "31020", 5_000_000)
    cost = build.entry(desk, date(2026, 6, 6), "51010", "11010", 300_000, kind="kas")
    for month in range(1, 13):
        close_month(desk, Month(2026, month))
    back = correct_entry(desk, cost.voucher, "Salah")
    assert beside(desk, back) == ("", None)
    with desk.read() as session:
        assert entry_at(session, back.record).entry.reverses == cost.record
    assert paper(desk, "laba-rugi")["total_expense"] == -rp(300_000)
