"""The ability to pay is held against the usual installment, whatever became of the schedule."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.loan_views import view_loan
from upk_ledger.actions.member_shares import TakeOver, transfer_share
from upk_ledger.actions.payoff import pay_off
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.core.lending import Capacity, LoanApplication, Share
from upk_ledger.core.payoff import PayoffRequest
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.schedules import LoanTerms

LENT = date(2026, 1, 15)


@pytest.fixture
def loan(desk, build):
    """Rp600.000 and Rp300.000 over ten months at 1,5 percent: Rp69.000 and Rp34.500 a month."""
    build.opening(desk, k11010=50_000_000, k31010=-50_000_000)
    build.group(desk, members=2)
    terms = LoanTerms(900_000_00, 10, Fraction(3, 2), "bulan", "flat", LENT)
    shares = (Share("A01", 600_000_00), Share("A02", 300_000_00))
    told = tuple(Capacity(one.member, 1_000_000_00, 0) for one in shares)
    number = apply_for_loan(desk, LoanApplication("K01", terms, shares, capacities=told))
    decide_loan(desk, number, "disetujui", LENT)
    disburse_loan(desk, number, LENT)
    return number


def installments(desk, loan, on):
    return [one.installment // 100 for one in view_loan(desk, loan, on).burdens]


def put_off(desk, loan, on, **terms):
    reschedule_loan(
        desk, RescheduleRequest(loan, "penjadwalan", "1/BKM", on, {"tenor": 10, **terms}, "Panen")
    )


def test_an_early_payoff_leaves_the_usual_installment(desk, loan):
    assert installments(desk, loan, LENT) == [69_000, 34_500]
    on = date(2026, 4, 20)
    pay_off(desk, PayoffRequest(loan, on, waive=True, decision="3/BKM"))
    assert installments(desk, loan, on) == [69_000, 34_500]


def test_service_carried_over_is_no_part_of_it_nor_what_was_settled_before(desk, build, loan):
    build.pay(desk, loan, date(2026, 2, 15), 103_500)
    put_off(desk, loan, date(2026, 6, 20))
    # What is left, Rp540.000 and Rp270.000 over ten months; four months of service were carried.
    assert installments(desk, loan, date(2026, 6, 20)) == [62_100, 31_050]
    pay_off(desk, PayoffRequest(loan, date(2026, 7, 25), waive=True, decision="3/BKM"))
    assert installments(desk, loan, date(2026, 7, 25)) == [62_100, 31_050]


def test_what_was_taken_over_counts_without_the_service_carried(desk, loan):
    put_off(desk, loan, date(2026, 6, 20))
    transfer_share(
        desk, TakeOver(loan, "A02", (("A01", None),), date(2026, 6, 25), "Pindah kota", "4/BKM/2026")
    )
    assert installments(desk, loan, date(2026, 6, 25)) == [103_500, 0]


def test_a_rescheduled_loan_without_shares_is_shown(desk, build, loan):
    whole = build.loan(desk, LENT)
    put_off(desk, whole, date(2026, 6, 20))
    assert view_loan(desk, whole, date(2026, 6, 20)).burdens == ()
