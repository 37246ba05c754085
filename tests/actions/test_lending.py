"""From application to money in hand, on both engines: stages, shares, schedules, refusals, and back again."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions import cash, journal, lending, loan_views, people, periods, repayment
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import BeforeBookStart, MonthClosed, NotReversibleHere, WrongAccountRole
from upk_ledger.core.errors.loans import (
    BeforeEarlierStep,
    DecisionAboveApplication,
    LoanExists,
    LoanHasPayments,
    SharesDoNotAddUp,
    SharesNeeded,
    UnknownLoan,
    UnknownTerm,
    WrongStage,
)
from upk_ledger.core.errors.people import EmptyField, UnknownGroup, UnknownMember
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.people import Member
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import LoanTerms

APPLIED = date(2026, 1, 10)
SHARES = (Share("A", 300_000_000), Share("B", 200_000_000))


@pytest.fixture
def group(desk):
    people.register_group(desk, "K01", "Mekar Sari")
    for code in "AB":
        people.register_member(desk, Member("K01", code, f"Ibu {code}", "P"))
    cash.receive_cash(desk, date(2026, 1, 2), "Modal PNPM", 5_000_000_000, "BLM")
    return "K01"


def application(group="K01", on=APPLIED, principal=500_000_000, shares=SHARES, **more):
    terms = LoanTerms(principal, 10, Fraction(3, 2), "bulan", "flat", on)
    return LoanApplication(group, terms, shares, **more)


def granted(desk, on=date(2026, 1, 12), **more):
    number = lending.apply_for_loan(desk, application(**more))
    return lending.decide_loan(desk, number, "disetujui", on)


def status(desk, number, on=date(2026, 12, 31)):
    return loan_views.view_loan(desk, number, on).status


def test_a_loan_goes_from_stage_to_stage(desk, group):
    number = lending.apply_for_loan(desk, application())
    assert number == "P-2026-0001"
    assert status(desk, number) == "diajukan"
    lending.examine_loan(desk, number, date(2026, 1, 11), "Usaha jalan")
    assert status(desk, number) == "diperiksa"
    lending.decide_loan(desk, number, "ditunda", date(2026, 1, 12), reason="Menunggu dana")
    lending.decide_loan(desk, number, "disetujui", date(2026, 1, 13))
    assert status(desk, number) == "disetujui"
    done = lending.disburse_loan(desk, number, date(2026, 1, 15))
    assert (done.voucher, done.principal, done.account) == ("KK/2026/01/0001", 500_000_000, "11010")
    assert [status(desk, number, date(2026, 1, day)) for day in (10, 11, 12, 13, 14, 15)] == [
        "diajukan", "diperiksa", "ditunda", "disetujui", "disetujui", "berjalan",
    ]  # fmt: skip


def test_members_parts_make_the_groups_schedule(desk, group):
    number = granted(desk)
    lending.disburse_loan(desk, number, date(2026, 1, 31))
    _, schedule, made = loan_views.loan_schedule(desk, number, date(2026, 12, 31))
    assert made
    assert [str(row.due) for row in schedule.rows[:3]] == ["2026-02-28", "2026-03-31", "2026-04-30"]
    for place, row in enumerate(schedule.rows):
        parts = [own[place] for _, own in schedule.members]
        assert (row.principal, row.service) == (
            sum(p.principal for p in parts),
            sum(p.service for p in parts),
        )
    assert {member: own[-1].balance for member, own in schedule.members} == {"A": 0, "B": 0}


def test_less_may_be_granted_with_the_shares_anew(desk, group):
    number = lending.apply_for_loan(desk, application())
    with pytest.raises(SharesNeeded):
        lending.decide_loan(desk, number, "disetujui", APPLIED, principal=400_000_000)
    with pytest.raises(SharesDoNotAddUp):
        lending.decide_loan(desk, number, "disetujui", APPLIED, principal=400_000_000, shares=SHARES)
    with pytest.raises(DecisionAboveApplication):
        lending.decide_loan(desk, number, "disetujui", APPLIED, principal=500_000_100)
    less = (Share("A", 250_000_000), Share("B", 150_000_000))
    lending.decide_loan(desk, number, "disetujui", APPLIED, shares=less)
    assert lending.disburse_loan(desk, number, APPLIED).principal == 400_000_000
    assert loan_views.view_loan(desk, number, APPLIED).shares == less


def test_one_person_who_applies_and_decides_stands_on_the_exception_list(desk, group):
    number = granted(desk)
    with desk.read() as session:
        found = session.all(
            "SELECT rule, subject, detail FROM exception_item WHERE office_id = :office ORDER BY record"
        )
    assert ("satu-orang", number, "pembuku") in [tuple(row) for row in found]


def test_wrong_applications_are_refused(desk, group):
    with pytest.raises(UnknownGroup):
        lending.apply_for_loan(desk, application("K99"))
    with pytest.raises(UnknownMember):
        lending.apply_for_loan(desk, application(shares=(Share("C", 500_000_000),)))
    with pytest.raises(SharesDoNotAddUp):
        lending.apply_for_loan(desk, application(shares=SHARES[:1]))
    with pytest.raises(BeforeBookStart):
        lending.apply_for_loan(desk, application(on=date(2025, 12, 31)))
    lending.apply_for_loan(desk, application(number="L-7"))
    with pytest.raises(LoanExists):
        lending.apply_for_loan(desk, application(number="L-7"))


def test_steps_out_of_order_are_refused(desk, group):
    number = lending.apply_for_loan(desk, application())
    with pytest.raises(WrongStage):
        lending.disburse_loan(desk, number, APPLIED)
    with pytest.raises(BeforeEarlierStep):
        lending.decide_loan(desk, number, "disetujui", date(2026, 1, 9))
    with pytest.raises(UnknownTerm):
        lending.decide_loan(desk, number, "boleh", APPLIED)
    with pytest.raises(EmptyField):
        lending.decide_loan(desk, number, "ditolak", APPLIED)
    lending.decide_loan(desk, number, "ditolak", APPLIED, reason="Usaha tutup")
    with pytest.raises(WrongStage):
        lending.disburse_loan(desk, number, APPLIED)
    # Until the money is paid out a decision can be taken anew; afterwards it cannot.
    lending.decide_loan(desk, number, "disetujui", APPLIED)
    lending.disburse_loan(desk, number, APPLIED)
    with pytest.raises(WrongStage):
        lending.decide_loan(desk, number, "ditolak", APPLIED, reason="Usaha tutup")
    with pytest.raises(UnknownLoan):
        lending.disburse_loan(desk, "P-2025-0001", APPLIED)


def test_money_is_paid_out_of_cash_or_bank_in_an_open_month(desk, group):
    number = granted(desk)
    with pytest.raises(WrongAccountRole):
        lending.disburse_loan(desk, number, date(2026, 1, 15), account="31010")
    periods.close_month(desk, Month(2026, 1))
    with pytest.raises(MonthClosed):
        lending.disburse_loan(desk, number, date(2026, 1, 31))
    assert lending.disburse_loan(desk, number, date(2026, 2, 1), account="Bank UPK").account == "11021"


def test_a_disbursement_comes_back_once_nothing_is_paid_on_it(desk, group):
    number = granted(desk)
    out = lending.disburse_loan(desk, number, date(2026, 1, 15))
    paid = repayment.record_repayment(desk, Repayment(number, 57_500_000, date(2026, 2, 15)))
    with pytest.raises(LoanHasPayments) as refused:
        journal.correct_entry(desk, out.voucher, "Batal cair")
    assert refused.value.vouchers == (paid.voucher,)
    repayment.cancel_repayment(desk, paid.voucher, "Salah pinjaman")
    back = journal.correct_entry(desk, out.voucher, "Batal cair", date(2026, 2, 20))
    assert status(desk, number, date(2026, 2, 19)) == "berjalan"
    assert status(desk, number) == "disetujui"
    with pytest.raises(NotReversibleHere):
        journal.correct_entry(desk, back.voucher, "Jadi cair")
    with pytest.raises(BeforeEarlierStep):
        lending.disburse_loan(desk, number, date(2026, 2, 1))
    again = lending.disburse_loan(desk, number, date(2026, 2, 20))
    assert again.installments[0].due == date(2026, 3, 20)
    assert loan_views.view_loan(desk, number, date(2026, 2, 20)).at.position.outstanding == 500_000_000
