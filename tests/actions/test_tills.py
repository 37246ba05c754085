"""What is pointed at without being refused, on both engines: tills below zero, twins, what became of a month."""

from datetime import date

from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.actions.journal import correct_entry, view_entry
from upk_ledger.actions.loan_views import list_loans
from upk_ledger.actions.periods import (
    close_month,
    first_open_day,
    money_below_zero,
    period_status,
    reopen_month,
)
from upk_ledger.actions.savings import return_deposit
from upk_ledger.actions.tills import overdrawn_by, overdrawn_since
from upk_ledger.core.dates import Month

JANUARY = Month(2026, 1)


def test_a_till_is_followed_over_closed_and_open_months(desk, build):
    build.entry(desk, date(2026, 1, 5), "11010", "31010", 1_000)
    paid = build.entry(desk, date(2026, 1, 20), "51030", "11010", 600)
    assert overdrawn_by(desk, paid.entry) == ()
    late = build.entry(desk, date(2026, 2, 10), "51030", "11010", 500)
    (short,) = overdrawn_by(desk, late.entry)
    assert (short.account, short.name, short.on, short.balance) == (
        "11010",
        "Kas",
        date(2026, 2, 10),
        -100_00,
    )
    build.entry(desk, date(2026, 2, 20), "11010", "31010", 300)
    assert close_month(desk, JANUARY).overdrawn == ()
    assert overdrawn_by(desk, late.entry) == (short,)
    assert money_below_zero(desk, Month(2026, 2)) == overdrawn_since(desk, date(2026, 1, 1)) == (short,)
    assert money_below_zero(desk, Month(2026, 3)) == ()
    closed = close_month(desk, Month(2026, 2))
    assert (closed.overdrawn, "kas-bank" in closed.checks) == ((short,), False)
    assert overdrawn_since(desk, date(2026, 1, 1)) == ()


def test_money_that_comes_in_is_not_warned_of(desk, build):
    build.entry(desk, date(2026, 1, 5), "51030", "11010", 600)
    came = build.entry(desk, date(2026, 1, 6), "11010", "31010", 100)
    assert overdrawn_by(desk, came.entry) == ()


def test_a_month_tells_who_closed_and_reopened_it(desk):
    close_month(desk, JANUARY)
    assert first_open_day(desk) == date(2026, 2, 1)
    reopen_month(desk, JANUARY, "Bukti tertinggal")
    assert [(event.kind, event.month, event.actor, event.reason) for event in period_status(desk).events] == [
        ("tutup", JANUARY, "pembuku", ""),
        ("buka", JANUARY, "pembuku", "Bukti tertinggal"),
    ]
    (item,) = [item for item in list_exceptions(desk) if item.rule == "bulan-dibuka"]
    assert (item.subject, item.reason) == ("2026-01", "Bukti tertinggal")


def test_an_entry_tells_what_it_undoes_and_what_undid_it(desk, build):
    made = build.entry(desk, date(2026, 1, 5), "11010", "31010", 1_000)
    undone = correct_entry(desk, made.voucher, "Keliru")
    assert view_entry(desk, made.voucher).reversed_by == undone.voucher
    assert view_entry(desk, undone.voucher).reverses == made.voucher
    assert undone.entry.description == f"Pembatalan {made.voucher}: Keliru"


def test_twins_and_titipan_left_over(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31010", 5_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 10))
    first = build.pay(desk, loan, date(2026, 2, 10), 115_000)
    assert (first.twin, first.deposit) == ("", 0)
    assert build.pay(desk, loan, date(2026, 2, 10), 115_000).twin == first.voucher
    assert build.pay(desk, loan, date(2026, 2, 10), 115_000, receipt="A1").twin == ""
    build.pay(desk, loan, date(2026, 2, 11), 5_000, excess="titipan")
    last = build.pay(desk, loan, date(2026, 2, 12), 805_000)
    assert (last.outstanding_principal, last.deposit) == (0, 5_000_00)
    assert return_deposit(desk, "K01", 5_000_00, date(2026, 2, 13)).entry.amount == 5_000_00


def test_loans_are_listed_by_group_and_status(desk, build):
    build.entry(desk, date(2026, 1, 2), "11010", "31010", 5_000_000)
    for code in ("K01", "K02"):
        build.group(desk, code)
    number = build.loan(desk, date(2026, 1, 10), group="K02")
    day = date(2026, 1, 31)
    assert [view.loan.number for view in list_loans(desk, day, "ksm k02", "berjalan")] == [number]
    assert list_loans(desk, day, "K01") == list_loans(desk, day, "K02", "lunas") == []
