import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.allocation import Allocation, allocate, due_by, open_parts
from upk_ledger.core.errors.loans import PaymentNotPositive, UnknownTerm
from upk_ledger.core.rulebooks import ORDERS
from upk_ledger.core.schedules import LoanTerms, build_schedule

START = dt.date(2026, 1, 15)
# Ten times 500,000 and 75,000.
ROWS = build_schedule(LoanTerms(500_000_000, 10, Fraction("1.5"), "bulan", "flat", START))
OWED = sum(row.total for row in ROWS)
AMOUNTS = st.integers(1, OWED + 10_000_000)
ORDER = st.sampled_from(ORDERS)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 30))
PAID = st.tuples(st.integers(0, 500_000_000), st.integers(0, 75_000_000))


def pay(rupiah, paid=(0, 0), on=dt.date(2026, 3, 20), order="per-angsuran"):
    split = allocate(rupiah * 100, ROWS, paid[0] * 100, paid[1] * 100, on, order)
    return split.principal // 100, split.service // 100, split.excess // 100


@given(AMOUNTS, PAID, DAYS, ORDER)
def test_the_parts_add_up_and_fit_the_loan(amount, paid, on, order):
    split = allocate(amount, ROWS, *paid, on, order)
    assert split.principal + split.service + split.excess == amount
    assert 0 <= split.principal <= 500_000_000 - paid[0]
    assert 0 <= split.service <= 75_000_000 - paid[1]
    assert split.excess == max(0, amount - (OWED - sum(paid)))


@given(AMOUNTS, AMOUNTS, PAID, DAYS, ORDER)
def test_two_payments_of_a_day_equal_one(first, second, paid, on, order):
    one = allocate(first + second, ROWS, *paid, on, order)
    a = allocate(first, ROWS, *paid, on, order)
    b = allocate(second, ROWS, paid[0] + a.principal, paid[1] + a.service, on, order)
    assert one == Allocation(a.principal + b.principal, a.service + b.service, a.excess + b.excess)


@given(PAID, DAYS, ORDER)
def test_paying_what_is_due_leaves_nothing_due(paid, on, order):
    due = due_by(ROWS, *paid, on)
    if sum(due):
        split = allocate(sum(due), ROWS, *paid, on, "per-angsuran")
        assert (split.principal, split.service) == due
    due_before = tuple(sum(part) for part in zip((0, 0), *overdue(paid, on), strict=True))
    if sum(due_before):
        split = allocate(sum(due_before), ROWS, *paid, on, order)
        assert (split.principal, split.service) == due_before


def overdue(paid, on):
    return [(principal, service) for due, principal, service in open_parts(ROWS, *paid) if due < on]


def test_installment_by_installment():
    # Overdue on 20 March: two installments. Service first within each installment.
    assert pay(300_000) == (225_000, 75_000, 0)
    assert pay(600_000) == (500_000, 100_000, 0)
    assert pay(700_000) == (550_000, 150_000, 0)
    assert pay(1_150_000 + 575_000) == (1_500_000, 225_000, 0)


def test_service_first_over_all_that_is_overdue():
    assert pay(100_000, order="jasa-dulu") == (0, 100_000, 0)
    assert pay(600_000, order="jasa-dulu") == (450_000, 150_000, 0)
    # What is overdue is settled: then installment by installment again.
    assert pay(1_150_000 + 80_000, order="jasa-dulu") == (1_005_000, 225_000, 0)


def test_on_the_due_day_nothing_is_overdue_yet():
    on = dt.date(2026, 3, 15)
    assert pay(600_000, on=on, order="jasa-dulu") == (500_000, 100_000, 0)
    assert due_by(ROWS, 0, 0, on) == (100_000_000, 15_000_000)
    assert due_by(ROWS, 0, 0, dt.date(2026, 3, 14)) == (50_000_000, 7_500_000)


def test_each_part_fills_its_own_oldest_first():
    assert pay(100_000, paid=(700_000, 0)) == (0, 100_000, 0)
    # 75,000 + 75,000 of service, 300,000 left of the second principal, then the third service begins.
    assert pay(500_000, paid=(700_000, 0)) == (300_000, 200_000, 0)
    assert due_by(ROWS, 70_000_000, 0, dt.date(2026, 3, 20)) == (30_000_000, 15_000_000)


def test_beyond_the_loan_is_excess():
    assert pay(6_000_000) == (5_000_000, 750_000, 250_000)
    assert pay(1, paid=(5_000_000, 750_000)) == (0, 0, 1)


def test_nothing_and_unknown_orders_are_refused():
    with pytest.raises(PaymentNotPositive):
        pay(0)
    with pytest.raises(UnknownTerm):
        pay(1, order="pokok-dulu")
