"""Payments at the counter, on both engines: how they are split, recognised, refused and taken back."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import event

from upk_ledger.actions import cash, lending, loan_views, people, periods, repayment, savings
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import (
    AlreadyReversed,
    KeyUsed,
    MonthClosed,
    NotReversibleHere,
    ReversalBeforeOriginal,
)
from upk_ledger.core.errors.loans import (
    NoRunningLoan,
    PaidBeforeDisbursement,
    PaymentNotPositive,
    PaysTooMuch,
    PrincipalNotOwed,
    SeveralRunningLoans,
    SplitDoesNotAddUp,
    UnknownLoan,
)
from upk_ledger.core.errors.people import AmbiguousGroup, EmptyField
from upk_ledger.core.errors.savings import DepositTooSmall, NothingDue
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at

DUE = 57_500_000
"""One installment: Rp500.000 principal and Rp75.000 service."""


def lend(desk, group, on=date(2026, 1, 15), principal=500_000_000):
    terms = LoanTerms(principal, 10, Fraction(3, 2), "bulan", "flat", on)
    number = lending.apply_for_loan(desk, LoanApplication(group, terms))
    lending.decide_loan(desk, number, "disetujui", on)
    return lending.disburse_loan(desk, number, on).loan


@pytest.fixture
def loan(desk):
    """A loan of Rp5.000.000 over ten months at 1.5 percent flat, paid out on 15 January."""
    people.register_group(desk, "K01", "Mekar Sari")
    people.register_group(desk, "K02", "Mekar Arum Jaya")
    cash.receive_cash(desk, date(2026, 1, 2), "Modal PNPM", 5_000_000_000, "BLM")
    return lend(desk, "K01")


def pay(desk, loan, amount, on=date(2026, 2, 15), **more):
    return repayment.record_repayment(desk, Repayment(loan, amount, on, **more))


def parts(receipt):
    return receipt.principal, receipt.service, receipt.unallocated


def position(desk, loan, on):
    return loan_views.view_loan(desk, loan, on).at.position


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (1, (0, 1, 0)),
        (7_500_000, (0, 7_500_000, 0)),
        (30_000_000, (22_500_000, 7_500_000, 0)),
        (DUE, (50_000_000, 7_500_000, 0)),
        (DUE + 7_500_001, (50_000_001, 15_000_000, 0)),
        (10 * DUE, (500_000_000, 75_000_000, 0)),
    ],
)
def test_an_amount_settles_installment_by_installment_service_first(desk, loan, amount, expected):
    assert parts(pay(desk, loan, amount)) == expected


def test_service_of_all_that_is_overdue_comes_first_where_the_schedule_says_so(desk, loan):
    """The order is the schedule's own; the default is `per-angsuran`."""
    late = date(2026, 4, 20)
    assert parts(pay(desk, loan, 20_000_000, late)) == (12_500_000, 7_500_000, 0)
    assert parts(pay(desk, loan, 20_000_000, late)) == (20_000_000, 0, 0)
    with desk.read() as session:
        assert rules_at(session, late).order == "per-angsuran"


def test_two_payments_equal_one(desk, loan, build):
    other = lend(desk, "K02")
    for amount in (DUE // 3, DUE - DUE // 3, 12_345_600):
        pay(desk, loan, amount, date(2026, 3, 20))
    pay(desk, other, DUE + 12_345_600, date(2026, 3, 20))
    for on in (date(2026, 3, 19), date(2026, 3, 20), date(2026, 12, 31)):
        assert position(desk, loan, on) == position(desk, other, on)


def test_paying_and_taking_back_equals_never_having_paid(desk, loan):
    days = [date(2026, month, 16) for month in range(2, 13)]
    before = [position(desk, loan, on) for on in days]
    receipt = pay(desk, loan, 3 * DUE, date(2026, 3, 1))
    assert [position(desk, loan, on) for on in days] != before
    undone = repayment.cancel_repayment(desk, receipt.voucher, "Salah pinjaman")
    assert undone.entry.date == date(2026, 3, 1)
    assert undone.voucher == "KK/2026/03/0001"
    assert [position(desk, loan, on) for on in days] == before
    assert parts(pay(desk, loan, DUE, date(2026, 3, 1))) == (50_000_000, 7_500_000, 0)


def test_more_than_the_loan_owes_names_the_payoff(desk, loan):
    pay(desk, loan, DUE)
    with pytest.raises(PaysTooMuch) as refused:
        pay(desk, loan, 9 * DUE + 1, date(2026, 3, 15))
    assert (refused.value.payoff, refused.value.number) == (9 * DUE, loan)
    paid = pay(desk, loan, refused.value.payoff, date(2026, 3, 15))
    assert (paid.outstanding_principal, paid.arrears_principal, paid.arrears_service) == (0, 0, 0)
    assert loan_views.view_loan(desk, loan, date(2026, 3, 15)).status == "lunas"
    with pytest.raises(NoRunningLoan):
        pay(desk, "Mekar Sari", 100, date(2026, 3, 16))


def test_what_exceeds_the_due_is_kept_as_titipan_used_and_returned(desk, loan):
    early = pay(desk, loan, DUE, date(2026, 2, 14), excess="titipan")
    assert parts(early) == (0, 0, DUE)
    with pytest.raises(NothingDue):
        savings.use_deposit(desk, loan, date(2026, 2, 14))
    used = savings.use_deposit(desk, loan, date(2026, 2, 15))
    assert parts(used) == (50_000_000, 7_500_000, 0)
    assert used.voucher.startswith("PB/")
    kept = pay(desk, loan, 2 * DUE, date(2026, 3, 15), excess="titipan")
    assert parts(kept) == (50_000_000, 7_500_000, DUE)
    assert loan_views.view_loan(desk, loan, date(2026, 3, 15)).deposit == DUE
    with pytest.raises(DepositTooSmall):
        savings.return_deposit(desk, loan, DUE + 1, date(2026, 3, 16))
    savings.return_deposit(desk, loan, DUE, date(2026, 3, 16))
    assert loan_views.view_loan(desk, loan, date(2026, 3, 16)).deposit == 0
    assert loan_views.view_loan(desk, loan, date(2026, 3, 15)).deposit == DUE


@pytest.mark.parametrize("by", ["key", "receipt"])
def test_the_same_payment_posts_once(desk, loan, by):
    request = Repayment(loan, DUE, date(2026, 2, 15), **{by: "0077"})
    first = repayment.record_repayment(desk, request)
    again = repayment.record_repayment(desk, replace(request, loan="Mekar Sari"))
    assert again.repeated
    assert (again.voucher, again.digest, again.record) == (first.voucher, first.digest, first.record)
    for other in (replace(request, amount=DUE + 100), replace(request, on=date(2026, 2, 16))):
        with pytest.raises(KeyUsed) as refused:
            repayment.record_repayment(desk, other)
        assert (refused.value.key, refused.value.voucher) == ("0077", first.voucher)


def test_a_paper_number_is_free_again_once_its_payment_is_taken_back(desk, loan):
    wrong = pay(desk, loan, DUE, receipt="0077")
    repayment.cancel_repayment(desk, wrong.voucher, "Salah jumlah")
    right = pay(desk, loan, DUE + 100, receipt="0077")
    assert (wrong.voucher, right.voucher) == ("KM/2026/02/0001", "KM/2026/02/0002")


def test_a_reversal_of_a_closed_month_counts_from_the_first_open_day(desk, loan):
    paid = pay(desk, loan, DUE)
    for month in (1, 2):
        periods.close_month(desk, Month(2026, month))
    undone = repayment.cancel_repayment(desk, paid.voucher, "Salah pinjaman")
    assert undone.entry.date == date(2026, 3, 1)
    assert position(desk, loan, date(2026, 2, 28)).outstanding == 450_000_000
    assert position(desk, loan, date(2026, 3, 1)).outstanding == 500_000_000


def test_a_reversal_may_be_dated_but_not_before_the_payment_or_into_a_closed_month(desk, loan):
    paid = pay(desk, loan, DUE)
    with pytest.raises(ReversalBeforeOriginal):
        repayment.cancel_repayment(desk, paid.voucher, "Salah", date(2026, 2, 14))
    periods.close_month(desk, Month(2026, 1))
    periods.close_month(desk, Month(2026, 2))
    with pytest.raises(MonthClosed):
        repayment.cancel_repayment(desk, paid.voucher, "Salah", date(2026, 2, 20))
    undone = repayment.cancel_repayment(desk, paid.voucher, "Salah", date(2026, 4, 1))
    assert position(desk, loan, date(2026, 3, 31)).outstanding == 450_000_000
    assert undone.entry.date == date(2026, 4, 1)
    with pytest.raises(AlreadyReversed) as refused:
        repayment.cancel_repayment(desk, paid.voucher, "Salah")
    assert refused.value.by == undone.voucher


def test_what_was_taken_back_late_is_not_paid_twice_meanwhile(desk, loan):
    paid = pay(desk, loan, 10 * DUE)
    repayment.cancel_repayment(desk, paid.voucher, "Cek kosong", date(2026, 4, 1))
    with pytest.raises(PrincipalNotOwed) as refused:
        pay(desk, loan, DUE, date(2026, 3, 15))
    assert refused.value.since == date(2026, 4, 1)
    assert parts(pay(desk, loan, DUE, date(2026, 4, 1))) == (50_000_000, 7_500_000, 0)


def test_a_backdated_payment_counts_from_its_date(desk, loan):
    pay(desk, loan, DUE, date(2026, 4, 1))
    pay(desk, loan, DUE, date(2026, 2, 15))
    assert position(desk, loan, date(2026, 2, 15)).outstanding == 450_000_000
    assert position(desk, loan, date(2026, 3, 20)).months_overdue == 1
    assert position(desk, loan, date(2026, 4, 2)).months_overdue == 0


def test_a_given_split_is_taken(desk, loan):
    assert parts(pay(desk, loan, 10_000_000, principal=10_000_000)) == (10_000_000, 0, 0)
    assert parts(pay(desk, loan, 10_000_000, principal=4_000_000, service=6_000_000)) == (
        4_000_000,
        6_000_000,
        0,
    )
    with pytest.raises(SplitDoesNotAddUp):
        pay(desk, loan, 10_000_000, principal=4_000_000, service=5_000_000)
    with pytest.raises(PaysTooMuch):
        pay(desk, loan, 80_000_000, service=80_000_000)


def test_payments_of_one_transaction_are_booked_whole_or_not_at_all(desk, loan):
    day = date(2026, 2, 15)

    def record(*payments):
        with desk.write():
            return [repayment.record_repayment(desk, payment) for payment in payments]

    with pytest.raises(PaysTooMuch):
        record(Repayment(loan, DUE, day), Repayment(loan, 100 * DUE, day))
    assert position(desk, loan, day).outstanding == 500_000_000
    done = record(Repayment(loan, DUE, day, key="a"), Repayment(loan, DUE, day, key="b"))
    assert [one.voucher for one in done] == ["KM/2026/02/0001", "KM/2026/02/0002"]


def test_wrong_payments_are_refused(desk, loan):
    for amount in (0, -100):
        with pytest.raises(PaymentNotPositive):
            pay(desk, loan, amount)
    with pytest.raises(PaidBeforeDisbursement):
        pay(desk, loan, DUE, date(2026, 1, 14))
    with pytest.raises(UnknownLoan) as refused:
        pay(desk, "P-2026-0002", DUE)
    assert refused.value.near == (loan,)
    with pytest.raises(AmbiguousGroup):
        pay(desk, "mekar", DUE)
    lend(desk, "K01")
    with pytest.raises(SeveralRunningLoans) as several:
        pay(desk, "K01", DUE)
    assert len(several.value.numbers) == 2
    paid = pay(desk, loan, DUE)
    with pytest.raises(EmptyField):
        repayment.cancel_repayment(desk, paid.voucher, "  ")
    with pytest.raises(NotReversibleHere):
        repayment.cancel_repayment(desk, "KK/2026/01/0001", "Bukan angsuran")


def asked(desk, act):
    """How many SQL statements `act` asks."""
    found = []

    def listen(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    try:
        act()
    finally:
        event.remove(desk.book.engine, "before_cursor_execute", listen)
    return len(found)


def test_statements_do_not_grow_with_loans_or_payments(desk, loan):
    on = date(2026, 6, 30)
    few = asked(desk, lambda: loan_views.list_loans(desk, on))
    pay(desk, loan, DUE, date(2026, 3, 1))
    one = asked(desk, lambda: pay(desk, loan, DUE, date(2026, 3, 1)))
    for number in range(5):
        lend(desk, "K02", principal=100_000_000 + number * 1000)
        pay(desk, loan, 10_000_000, date(2026, 3, 1))
    assert asked(desk, lambda: loan_views.list_loans(desk, on)) == few
    assert asked(desk, lambda: pay(desk, loan, DUE, date(2026, 3, 2))) == one


def test_positions_seek_along_indexes(sqlite_desk):
    """The planner may choose badly after ANALYZE: no table of loans or installments is read from end to end."""
    desk = sqlite_desk
    for number in range(1, 20):
        people.register_group(desk, f"K{number:02d}", f"Mekar {number}")
    for number in range(3):
        pay(desk, lend(desk, "K01", principal=100_000_000 + 100 * number), 1_000_000)
    plans = []

    def explain(connection, cursor, statement, parameters, *_rest):
        if "loan_movement" in statement and "installment" in statement:
            plans.extend(
                row[3] for row in cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            )

    for prepare in ((), ("ANALYZE",)):
        with desk.book.engine.connect() as connection:
            for statement in prepare:
                connection.exec_driver_sql(statement)
        event.listen(desk.book.engine, "before_cursor_execute", explain)
        with desk.read() as session:
            assert (
                len(
                    positions(session, date(2026, 6, 30), rules_at(session, date(2026, 6, 30)).collectibility)
                )
                == 3
            )
        event.remove(desk.book.engine, "before_cursor_execute", explain)
    assert plans
    assert [step for step in plans if step.startswith("SCAN") and step.split()[1] != "m"] == []
    assert any("USING COVERING INDEX ix_loan_movement_position" in step for step in plans)
    assert any("USING COVERING INDEX ix_installment_due" in step for step in plans)
