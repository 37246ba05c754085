"""Rescheduling on both engines: the new schedule, the class that is kept, what is refused, and the way back."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from upk_ledger.actions import loan_views
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.cards import loan_card, running_cards
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.member_shares import TakeOver, take_back_transfer, transfer_share
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.reports import build_statement
from upk_ledger.actions.rescheduling import reschedule_loan, undo_rescheduling
from upk_ledger.actions.reversal import reverse
from upk_ledger.actions.rulebooks import use_rulebook
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import MonthClosed, NotReversibleHere
from upk_ledger.core.errors.loans import SharesDoNotAddUp, SharesNeeded, WrongStage
from upk_ledger.core.errors.people import EmptyField, UnknownMember
from upk_ledger.core.errors.rescheduling import (
    AddedNotAsked,
    AddedPrincipalMissing,
    LoanRescheduled,
    NoPrincipalLeft,
    NotRescheduled,
    RescheduledTooEarly,
    ReschedulePaid,
    ServiceIntoPrincipal,
    TermNotOfThisKind,
    WaiverNotOfThisKind,
)
from upk_ledger.core.lending import Rescheduling, Share
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.store import schedules
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.schedules import schedule_of
from upk_ledger.store.vouchers import find_entry

LENT = date(2026, 1, 5)
DAY = date(2026, 8, 20)
"""Seven installments of ten are due by then; with one paid six months are overdue: class 3."""


@pytest.fixture
def loan(desk, build):
    """A loan of Rp1.000.000 over ten months at 1,5 percent, of which the first installment is paid."""
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk)
    number = build.loan(desk, LENT)
    build.pay(desk, number, date(2026, 2, 5), 115_000)
    return number


def asked(loan, on=DAY, kind="penjadwalan", tenor=12, terms=(), **more):
    changes = {"tenor": tenor, **dict(terms)}
    facts = {"decision": "12/BKM/2026", "reason": "Panen gagal", **more}
    return RescheduleRequest(loan, kind, on=on, terms=changes, **facts)


def at(desk, number, on):
    with desk.read() as session:
        found = positions(session, on, rules_at(session, on).collectibility, number)
        # Asked for together with all the others a loan stands where it stands alone.
        assert found[0] in positions(session, on, rules_at(session, on).collectibility)
        return found[0]


def rows_of(desk, number, on):
    return loan_views.loan_schedule(desk, number, on)[1].rows


def sound(desk):
    assert [(item.code, item.where) for item in check_book(desk).violations] == []


def test_new_dates_for_the_same_principal(desk, loan):
    before = at(desk, loan, DAY - timedelta(1))
    assert (before.position.months_overdue, before.position.class_) == (6, 3)
    done = reschedule_loan(desk, asked(loan))
    assert (done.version, done.kept_class, done.carried, done.waived, done.voucher) == (
        2,
        3,
        9_000_000,
        0,
        None,
    )
    rows = rows_of(desk, loan, DAY)
    settled, first, last = rows[0], rows[1], rows[-1]
    assert (settled.number, settled.due, settled.principal, settled.service) == (
        0,
        DAY,
        10_000_000,
        1_500_000,
    )
    assert (first.due, first.principal, first.service) == (
        date(2026, 9, 20),
        7_500_000,
        1_350_000 + 9_000_000,
    )
    assert (last.number, last.due, last.balance) == (12, date(2027, 8, 20), 0)
    assert sum(row.principal for row in rows) == 100_000_000
    now = at(desk, loan, DAY)
    assert now.status == "dijadwal-ulang"
    assert now.rescheduled == Rescheduling(DAY, "penjadwalan", 3)
    assert (now.disbursed_on, now.principal, now.position.outstanding) == (LENT, 100_000_000, 90_000_000)
    assert now.position[1:] == (0, 0, 0, 3)
    # The eve knows nothing of it.
    assert at(desk, loan, DAY - timedelta(1)) == before
    sound(desk)


def test_a_payment_settles_the_new_rows_oldest_first(desk, build, loan):
    reschedule_loan(desk, asked(loan))
    receipt = build.pay(desk, loan, date(2026, 9, 20), 178_500)
    assert (receipt.principal, receipt.service) == (7_500_000, 10_350_000)
    assert at(desk, loan, date(2026, 9, 21)).position[:4] == (82_500_000, 0, 0, 0)
    assert at(desk, loan, date(2026, 10, 21)).position[1:4] == (7_500_000, 1_350_000, 1)
    build.pay(desk, "K01", date(2026, 10, 21), 973_500)
    assert at(desk, loan, date(2026, 10, 21)).status == "lunas"
    sound(desk)


def test_the_class_is_kept_until_three_installments_in_a_row_were_punctual(desk, build, loan):
    reschedule_loan(desk, asked(loan))
    dues = [row.due for row in rows_of(desk, loan, DAY)[1:]]
    build.pay(desk, loan, dues[0], 178_500)
    build.pay(desk, loan, dues[1] + timedelta(1), 88_500)  # a day late: the count begins anew
    build.pay(desk, loan, dues[2] - timedelta(9), 88_500)
    build.pay(desk, loan, dues[3], 88_500)
    build.pay(desk, loan, dues[4] - timedelta(1), 88_500)
    kept = {
        day: at(desk, loan, day) for due in dues[:6] for day in (due - timedelta(1), due, due + timedelta(1))
    }
    assert {loan.kept_class for day, loan in kept.items() if day < dues[4]} == {3}
    assert {loan.position.class_ for day, loan in kept.items() if day < dues[4]} == {3}
    assert {loan.kept_class for day, loan in kept.items() if day >= dues[4]} == {None}
    assert [kept[dues[5] + timedelta(days)].position.class_ for days in (-1, 0, 1)] == [1, 1, 2]


def test_arrears_worse_than_the_kept_class_count(desk, loan):
    reschedule_loan(desk, asked(loan))
    first = date(2026, 9, 20)
    months = [first, date(2026, 12, 20), date(2027, 3, 20), date(2027, 6, 20)]
    found = [
        [at(desk, loan, month + timedelta(days)).position.class_ for days in (-1, 0, 1)] for month in months
    ]
    assert found == [[3, 3, 3], [3, 3, 3], [3, 3, 4], [4, 4, 5]]


def test_a_payment_undone_on_its_day_was_never_punctual(desk, build, loan):
    reschedule_loan(desk, asked(loan))
    dues = [row.due for row in rows_of(desk, loan, DAY)[1:]]
    vouchers = [
        build.pay(desk, loan, due, amount).voucher
        for due, amount in zip(dues, (178_500, 88_500, 88_500), strict=False)
    ]
    assert at(desk, loan, dues[2]).kept_class is None
    cancel_repayment(desk, vouchers[2], "Salah KSM", dues[2] + timedelta(1))
    assert at(desk, loan, dues[2] + timedelta(1)).kept_class is None
    cancel_repayment(desk, vouchers[1], "Salah KSM")
    assert at(desk, loan, dues[2]).kept_class == 3


def test_an_earlier_payment_undone_later_is_arrears_again(desk, build, loan):
    reschedule_loan(desk, asked(loan))
    cancel_repayment(desk, "KM/2026/02/0001", "Salah KSM", DAY + timedelta(5))
    found = at(desk, loan, DAY + timedelta(5))
    assert found.position[:4] == (100_000_000, 10_000_000, 1_500_000, 1)
    sound(desk)


def test_other_terms_may_waive_unpaid_service(desk, loan):
    changes = {"rate_percent": Fraction(1), "method": "menurun", "grace": 2}
    done = reschedule_loan(desk, asked(loan, kind="persyaratan", terms=changes, unpaid_service="dihapus"))
    assert (done.carried, done.waived) == (0, 9_000_000)
    rows = rows_of(desk, loan, DAY)
    assert [(row.principal, row.service) for row in rows[:4]] == [
        (10_000_000, 1_500_000), (0, 900_000), (0, 900_000), (9_000_000, 900_000),
    ]  # fmt: skip
    sound(desk)


def test_more_principal_leaves_the_till(desk, build, loan):
    done = reschedule_loan(desk, asked(loan, kind="penataan", added=30_000_000))
    assert done.voucher == "KK/2026/08/0001"
    now = at(desk, loan, DAY)
    assert (now.principal, now.position.outstanding, now.disbursed_on) == (130_000_000, 120_000_000, LENT)
    assert sum(row.principal for row in rows_of(desk, loan, DAY)) == 130_000_000
    assert at(desk, loan, DAY - timedelta(1)).principal == 100_000_000
    with pytest.raises(NotReversibleHere):
        reverse(desk, done.voucher, "Salah")
    sound(desk)
    back = undo_rescheduling(desk, loan, "Putusan dicabut", DAY + timedelta(2))
    assert at(desk, loan, DAY + timedelta(2)).position.outstanding == 90_000_000
    with desk.read() as session:
        assert find_entry(session, back.voucher).entry.amount == 30_000_000
    sound(desk)


def test_taking_it_back_restores_the_schedule_before(desk, build, loan):
    plain = rows_of(desk, loan, LENT)
    reschedule_loan(desk, asked(loan))
    again = reschedule_loan(desk, asked(loan, DAY + timedelta(1), tenor=6))
    assert (again.version, again.kept_class) == (3, 3)
    undo_rescheduling(desk, loan, "Salah tenor", DAY + timedelta(1))
    assert at(desk, loan, DAY + timedelta(1)).rescheduled == Rescheduling(DAY, "penjadwalan", 3)
    assert rows_of(desk, loan, DAY + timedelta(1)) == rows_of(desk, loan, DAY)
    undo_rescheduling(desk, loan, "Putusan dicabut", DAY + timedelta(3))
    back = at(desk, loan, DAY + timedelta(3))
    assert rows_of(desk, loan, DAY + timedelta(3)) == plain
    assert (back.status, back.rescheduled, back.disbursed_on) == ("berjalan", None, LENT)
    assert (back.position.months_overdue, back.position.class_) == (6, 3)
    with pytest.raises(NotRescheduled):
        undo_rescheduling(desk, loan, "Sekali lagi", DAY + timedelta(3))
    # A mistake is put right on the same day: taken back, and decided anew.
    reschedule_loan(desk, asked(loan, DAY + timedelta(4)))
    undo_rescheduling(desk, loan, "Salah tenor", DAY + timedelta(4))
    reschedule_loan(desk, asked(loan, DAY + timedelta(4), tenor=18))
    assert at(desk, loan, DAY + timedelta(4)).rescheduled == Rescheduling(
        DAY + timedelta(4), "penjadwalan", 3
    )
    sound(desk)


def test_the_class_that_is_kept_is_looked_up_again_by_what_was_known_then(desk, build, loan):
    """What is recorded afterwards with an earlier day changes nothing; another class than that of the eve is named."""
    reschedule_loan(desk, asked(loan))
    build.pay(desk, loan, date(2026, 8, 1), 400_000)
    use_rulebook(desk, "perdesaan", date(2026, 3, 1))
    sound(desk)
    with desk.write() as session:
        before, made = schedule_of(session, loan, 2)
        schedules.add_schedule(
            session, get_loan(session, loan), before.terms, made, (),
            valid_from=before.valid_from, order=before.order, basis=before.basis._replace(kept_class=1),
        )  # fmt: skip
    assert "golongan-bertahan" in {found.code for found in check_book(desk).violations}


def test_it_is_not_taken_back_over_payments(desk, build, loan):
    reschedule_loan(desk, asked(loan))
    voucher = build.pay(desk, loan, date(2026, 9, 20), 178_500).voucher
    with pytest.raises(ReschedulePaid) as refused:
        undo_rescheduling(desk, loan, "Putusan dicabut", date(2026, 9, 21))
    assert refused.value.vouchers == (voucher,)
    cancel_repayment(desk, voucher, "Salah KSM", date(2026, 9, 25))
    with pytest.raises(RescheduledTooEarly):
        undo_rescheduling(desk, loan, "Putusan dicabut", date(2026, 9, 24))
    undo_rescheduling(desk, loan, "Putusan dicabut", date(2026, 9, 25))
    sound(desk)


@pytest.mark.parametrize("mode", ["anggota", "kelompok"])
def test_members_carry_what_each_of_them_owes(desk, build, mode):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk, members=3)
    shares = {"A01": 500_000, "A02": 333_333, "A03": 166_667}
    number = build.loan(desk, LENT, shares=shares, mode=mode)
    build.pay(desk, number, date(2026, 2, 5), 115_001)
    with pytest.raises(SharesNeeded):
        reschedule_loan(desk, asked(number, kind="penataan", added=6_000_000))
    with pytest.raises(SharesDoNotAddUp):
        reschedule_loan(
            desk, asked(number, kind="penataan", added=6_000_000, shares=(Share("A01", 5_000_000),))
        )
    with pytest.raises(UnknownMember):
        reschedule_loan(
            desk, asked(number, kind="penataan", added=6_000_000, shares=(Share("B01", 6_000_000),))
        )
    added = (Share("a01", 4_000_000), Share("A03", 2_000_000))
    reschedule_loan(desk, asked(number, kind="penataan", added=6_000_000, shares=added))
    schedule = loan_views.loan_schedule(desk, number, DAY)[1]
    members = dict(schedule.members)
    assert {member: sum(row.principal for row in rows) for member, rows in members.items()} == {
        "A01": 54_000_000, "A02": 33_333_300, "A03": 18_666_700,
    }  # fmt: skip
    for row in schedule.rows:
        parts = [part for rows in members.values() for part in rows if part.number == row.number]
        assert (sum(part.principal for part in parts), sum(part.service for part in parts)) == row[2:4]
    sound(desk)


def test_a_share_taken_over_and_a_rescheduling_are_taken_back_each_in_turn(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk)
    number = build.loan(desk, LENT, shares={"A01": 600_000, "A02": 400_000})
    build.pay(desk, number, date(2026, 2, 5), 115_000)

    def take(day):
        transfer_share(desk, TakeOver(number, "A02", (("A01", None),), day, "Pindah", leaves=False))

    plain = loan_views.loan_schedule(desk, number, LENT)
    take(date(2026, 3, 1))
    taken = loan_views.loan_schedule(desk, number, DAY)
    reschedule_loan(desk, asked(number))
    assert dict(loan_views.loan_schedule(desk, number, DAY)[1].members).keys() == {"A01", "A02"}
    undo_rescheduling(desk, number, "Putusan dicabut", DAY + timedelta(1))
    assert loan_views.loan_schedule(desk, number, DAY + timedelta(1)) == taken
    take_back_transfer(desk, number, DAY + timedelta(1), "Kembali")
    assert loan_views.loan_schedule(desk, number, DAY + timedelta(1)) == plain
    sound(desk)
    # The other way round the loan stays rescheduled, and whoever took over has to be let go first.
    reschedule_loan(desk, asked(number, DAY + timedelta(2)))
    before = at(desk, number, DAY + timedelta(3))
    take(DAY + timedelta(3))
    assert at(desk, number, DAY + timedelta(3)) == before._replace(version=before.version + 1)
    with pytest.raises(NotRescheduled):
        undo_rescheduling(desk, number, "Putusan dicabut", DAY + timedelta(3))
    take_back_transfer(desk, number, DAY + timedelta(3), "Kembali")
    undo_rescheduling(desk, number, "Putusan dicabut", DAY + timedelta(3))
    assert loan_views.loan_schedule(desk, number, DAY + timedelta(3)) == plain
    assert at(desk, number, DAY + timedelta(3)).status == "berjalan"
    sound(desk)


def test_what_cannot_be_rescheduled_is_refused(desk, build, loan):
    for words in ({"decision": " "}, {"reason": ""}):
        with pytest.raises(EmptyField):
            reschedule_loan(desk, asked(loan, **words))
    for refusal, request in (
        (TermNotOfThisKind, asked(loan, terms={"rate_percent": Fraction(1)})),
        (WaiverNotOfThisKind, asked(loan, unpaid_service="dihapus")),
        (ServiceIntoPrincipal, asked(loan, kind="penataan", added=100, unpaid_service="dipokokkan")),
        (AddedPrincipalMissing, asked(loan, kind="penataan")),
        (AddedNotAsked, asked(loan, added=100)),
        (RescheduledTooEarly, asked(loan, date(2026, 2, 4))),
    ):
        with pytest.raises(refusal):
            reschedule_loan(desk, request)
    with pytest.raises(NotRescheduled):
        undo_rescheduling(desk, loan, "Salah", DAY)
    build.group(desk, "K02")
    fresh = build.loan(desk, LENT, group="K02")
    with pytest.raises(RescheduledTooEarly):
        reschedule_loan(desk, asked(fresh, LENT))
    close_month(desk, Month(2026, 1))
    with pytest.raises(MonthClosed):
        reschedule_loan(desk, asked(fresh, date(2026, 1, 31)))
    build.pay(desk, fresh, date(2026, 2, 5), 1_000_000, principal=100_000_000, service=0)
    with pytest.raises(NoPrincipalLeft):
        reschedule_loan(desk, asked(fresh))
    build.pay(desk, fresh, date(2026, 2, 6), 150_000)
    with pytest.raises(WrongStage):
        reschedule_loan(desk, asked(fresh))
    reschedule_loan(desk, asked(loan))
    cancel_repayment(desk, "KM/2026/02/0001", "Salah KSM", DAY)
    with pytest.raises(LoanRescheduled):
        reverse(desk, "KK/2026/01/0001", "Salah", DAY)
    sound(desk)


def test_closed_months_keep_the_class_and_cards_show_the_settled_row(desk, loan):
    reschedule_loan(desk, asked(loan))
    for month in range(1, 9):
        close_month(desk, Month(2026, month))
    sound(desk)
    card = loan_card(desk, loan, "pinjaman", DAY)
    assert (card.disbursed_on, card.duties[0].number, card.duties[0].principal) == (LENT, 0, 10_000_000)
    assert [one.loan for one in running_cards(desk, "angsuran", DAY)] == [loan]
    assert [view.status for view in loan_views.list_loans(desk, DAY, status="dijadwal-ulang")] == [
        "dijadwal-ulang"
    ]


def test_a_paper_of_an_earlier_day_tells_the_rate_and_the_members_of_that_day(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    build.group(desk, members=2)
    number = build.loan(desk, LENT, shares={"A01": 600_000, "A02": 400_000})

    def told():
        progress = build_statement(desk, "perkembangan-pinjaman", ReportPeriod.of_month(Month(2026, 7)))
        overdue = build_statement(desk, "tunggakan", ReportPeriod.of_month(Month(2026, 7)))
        return progress.data["loans"], overdue.sections[0].rows

    before = told()
    reschedule_loan(desk, asked(number, kind="persyaratan", terms={"rate_percent": Fraction(1)}))
    takers = TakeOver(number, "A01", (("A02", None),), DAY, "Pindah")
    transfer_share(desk, takers)
    assert told() == before
    assert before[0][0]["rate_percent"] == Decimal("1.5")


def test_what_happens_the_day_after_a_month_leaves_its_indicators_alone(desk, loan):
    def told():
        return build_statement(desk, "kinerja", ReportPeriod.of_month(Month(2026, 7))).data

    before = told()
    assert before["companions"]["paid_of_due_this_month"]["denominator"] == 11_500_000
    reschedule_loan(desk, asked(loan, on=date(2026, 8, 1)))
    assert told() == before
