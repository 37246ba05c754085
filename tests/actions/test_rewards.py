"""The reward for punctual payment: who earns it, once for a period, its debt to the group, and the way back."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.journal import correct_entry
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.products import add_product, change_product, usual_terms
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.actions.rescheduling import reschedule_loan
from upk_ledger.actions.rewards import book_rewards, pay_reward, reward_ledger, reward_list
from upk_ledger.actions.write_offs import write_off
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.errors.loans import UnknownLoan
from upk_ledger.core.errors.rewards import NoRewardOwed, RewardBooked, RewardNotEarned, RewardTooEarly
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import RescheduleRequest
from upk_ledger.core.rewards import overlap
from upk_ledger.store.balances import account_sums
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.posting import entry_at, find_record

START = date(2026, 1, 1)
GRANTED = date(2026, 1, 10)
MARCH = ReportPeriod.of_month(Month(2026, 3))
FEBRUARY = ReportPeriod.of_month(Month(2026, 2))
YEAR = ReportPeriod.of_year(2026)


def balance(desk, account):
    day = date(2026, 12, 31)
    with desk.read() as session:
        sums = account_sums(session, day, day)
    return sums[account].balance // 100 if account in sums else 0


def lines(desk, voucher):
    with desk.read() as session:
        entry = entry_at(session, find_record(session, voucher)).entry
    return [
        (line.account, line.debit // 100, line.credit // 100, line.group, line.loan) for line in entry.lines
    ]


def sound(desk):
    return [(found.code, found.where) for found in check_book(desk).violations]


@pytest.fixture
def office(desk, build, engine_location):
    """A desk in April at a book with money, two groups, and a product that rewards a tenth of the service."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    for code in ("K01", "K02"):
        build.group(desk, code)
    add_product(desk, "UMUM", "Umum", {"reward_percent": Fraction(10)}, START)
    return build.open(engine_location)


def lend(desk, build, group="K01", on=GRANTED):
    return build.loan(desk, on, group=group, product=usual_terms(desk, "UMUM", on)[1])


def outcome(desk, loan, period=MARCH, percent=0):
    (found,) = [one for one in reward_list(desk, period, Fraction(percent)) if one.loan == loan]
    return found.due, found.punctual, found.base // 100, found.amount // 100, found.reason


def test_paid_on_its_due_date_it_is_earned_and_a_day_later_it_is_not(office, build):
    first, second = lend(office, build), lend(office, build, "K02")
    for loan, day in ((first, 10), (second, 11)):
        build.pay(office, loan, date(2026, 2, 10), 115_000)
        build.pay(office, loan, date(2026, 3, day), 115_000)
    assert outcome(office, first) == (1, 1, 15_000, 1_500, "")
    assert outcome(office, second) == (1, 0, 15_000, 0, "terlambat")
    assert outcome(office, second, FEBRUARY) == (1, 1, 15_000, 1_500, "")


def test_a_day_of_tolerance_keeps_it(office, build):
    change_product(office, "UMUM", {"tolerance_days": 1}, date(2026, 1, 3))
    first, second = lend(office, build), lend(office, build, "K02")
    for loan, day in ((first, 11), (second, 12)):
        build.pay(office, loan, date(2026, 2, 10), 115_000)
        build.pay(office, loan, date(2026, 3, day), 115_000)
    assert outcome(office, first)[1:] == (1, 15_000, 1_500, "")
    assert outcome(office, second)[1:] == (0, 15_000, 0, "terlambat")


def test_two_payments_are_as_good_as_one_and_a_rupiah_short_is_late(office, build):
    first, second = lend(office, build), lend(office, build, "K02")
    for loan, parts in ((first, (100_000, 130_000)), (second, (100_000, 129_999))):
        build.pay(office, loan, date(2026, 2, 1), parts[0] + 15_000)
        build.pay(office, loan, date(2026, 3, 10), parts[1] - 15_000)
    assert outcome(office, first)[4] == ""
    assert outcome(office, second)[4] == "terlambat"


def test_arrears_from_before_lose_it_until_they_are_caught_up(office, build):
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 3, 10), 115_000)
    assert outcome(office, loan)[4] == "terlambat"
    build.pay(office, loan, date(2026, 3, 9), 115_000)
    assert outcome(office, loan) == (1, 1, 30_000, 3_000, "")


def test_a_reversed_payment_counts_until_its_reversal(office, build):
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 2, 10), 115_000)
    paid = build.pay(office, loan, date(2026, 3, 10), 115_000).voucher
    cancel_repayment(office, paid, "Salah", date(2026, 3, 20))
    assert outcome(office, loan) == (1, 1, 0, 0, "menunggak")
    build.pay(office, loan, date(2026, 3, 31), 115_000)
    assert outcome(office, loan) == (1, 1, 15_000, 1_500, "")


def test_a_loan_written_off_or_without_a_percentage_has_none(office, build):
    gone, plain = lend(office, build), build.loan(office, GRANTED, group="K02")
    for loan in (gone, plain):
        build.pay(office, loan, date(2026, 2, 10), 115_000)
        build.pay(office, loan, date(2026, 3, 10), 115_000)
    write_off(office, gone, date(2026, 3, 31), decision="1", reason="Bubar")
    assert outcome(office, gone)[3:] == (0, "hapus-buku")
    assert outcome(office, plain)[3:] == (0, "tanpa-reward")
    assert outcome(office, plain, percent=20)[3:] == (3_000, "")
    assert outcome(office, gone, percent=20)[3:] == (0, "hapus-buku")


def test_what_may_still_be_paid_in_time_is_waited_for(office, build):
    change_product(office, "UMUM", {"tolerance_days": 25}, date(2026, 1, 3))
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 2, 10), 115_000)
    assert outcome(office, loan)[4] == "menunggu"
    build.pay(office, loan, date(2026, 4, 2), 115_000)
    assert outcome(office, loan) == (1, 1, 0, 0, "tanpa-jasa")


def test_booked_once_and_paid_out(office, build):
    loan, other = lend(office, build), lend(office, build, "K02")
    for number in (loan, other):
        build.pay(office, number, date(2026, 2, 10), 115_000)
    done = book_rewards(office, FEBRUARY)
    assert [(one.reward.loan, one.voucher) for one in done.booked] == [
        (loan, "PB/2026/02/0001"),
        (other, "PB/2026/02/0002"),
    ]
    assert lines(office, "PB/2026/02/0001") == [
        ("51050", 1_500, 0, "K01", loan),
        ("21050", 0, 1_500, "K01", loan),
    ]
    again = book_rewards(office, FEBRUARY)
    assert (again.booked, again.unchanged) == ((), 2)
    with pytest.raises(RewardBooked):
        book_rewards(office, FEBRUARY, only=(loan,))
    with pytest.raises(RewardBooked):
        book_rewards(office, ReportPeriod.of_month(Month(2026, 2)), Fraction(5), (other,))
    assert balance(office, "21050") == -3_000
    paid = pay_reward(office, "k01", date(2026, 3, 2))
    assert paid.voucher.startswith("KK/2026/03/")
    assert lines(office, paid.voucher) == [
        ("21050", 1_500, 0, "K01", loan),
        ("11010", 0, 1_500, "K01", loan),
    ]
    ledger = {one.loan: (one.booked // 100, one.paid // 100, one.owed // 100) for one in
              reward_ledger(office, date(2026, 12, 31))}  # fmt: skip
    assert ledger == {loan: (1_500, 1_500, 0), other: (1_500, 0, 1_500)}
    assert -balance(office, "21050") == sum(owed for *_, owed in ledger.values())
    with pytest.raises(NoRewardOwed):
        pay_reward(office, loan, date(2026, 3, 2))
    assert sound(office) == []


def test_its_reversal_frees_the_period_again_but_not_once_it_is_paid_out(office, build):
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 2, 10), 115_000)
    voucher = book_rewards(office, FEBRUARY).booked[0].voucher
    paid = pay_reward(office, loan, date(2026, 3, 2)).voucher
    with pytest.raises(KeptMoneySpent):
        correct_entry(office, voucher, "Salah")
    correct_entry(office, paid, "Belum diambil")
    correct_entry(office, voucher, "Salah")
    assert balance(office, "21050") == balance(office, "51050") == 0
    (found,) = reward_list(office, FEBRUARY)
    assert (found.booked, found.amount) == ("", 150_000)
    assert len(book_rewards(office, FEBRUARY).booked) == 1
    ledger = reward_ledger(office, date(2026, 12, 31))
    assert [(one.booked, one.paid) for one in ledger] == [(150_000, 0)]
    assert sound(office) == []


def test_a_month_and_its_year_are_not_rewarded_both(desk, office, build, engine_location):
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 2, 10), 1_150_000)
    book_rewards(office, FEBRUARY)
    later = build.open(engine_location, clock=build.clock(datetime(2027, 1, 3, tzinfo=UTC)))
    with pytest.raises(RewardBooked) as refused:
        book_rewards(later, YEAR)
    assert (refused.value.booked, refused.value.period) == ("2026-02", "2026")
    assert [one.booked_for for one in reward_list(later, YEAR)] == ["2026-02"]
    assert overlap("2026", "2026-02")
    assert not overlap("2026-01", "2026-02")


def test_a_closed_period_is_booked_on_the_first_open_day(office, build):
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 2, 10), 115_000)
    for month in (1, 2):
        close_month(office, Month(2026, month))
    done = book_rewards(office, FEBRUARY, only=(loan,))
    assert done.on == date(2026, 3, 1)
    assert done.booked[0].voucher == "PB/2026/03/0001"


def test_refusals(office, build):
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 2, 11), 115_000)
    for period, only, error in (
        (ReportPeriod.of_month(Month(2026, 4)), (), RewardTooEarly),
        (YEAR, (), RewardTooEarly),
        (FEBRUARY, (loan,), RewardNotEarned),
        (ReportPeriod.of_month(Month(2026, 1)), (loan,), RewardNotEarned),
        (FEBRUARY, ("P-9",), UnknownLoan),
        (ReportPeriod.of_month(Month(2025, 12)), (), BeforeBookStart),
    ):
        with pytest.raises(error):
            book_rewards(office, period, only=only)
    for who, error in (("K01", NoRewardOwed), (loan, NoRewardOwed), ("Nihil", UnknownLoan)):
        with pytest.raises(error):
            pay_reward(office, who, date(2026, 4, 2))
    assert book_rewards(office, FEBRUARY).booked == ()
    with office.read() as session:
        assert facts_of(session, "reward") == []


def test_paid_before_it_was_booked_is_refused(office, build):
    loan = lend(office, build)
    build.pay(office, loan, date(2026, 2, 10), 115_000)
    book_rewards(office, FEBRUARY)
    with pytest.raises(KeptMoneySpent):
        pay_reward(office, loan, date(2026, 2, 27))


def test_the_audit_finds_a_reward_that_nobody_granted(office, build):
    loan = lend(office, build)
    build.entry(office, date(2026, 2, 28), "51050", "21050", 1_500, kind="reward")
    with office.write() as session:
        record = session.value("SELECT max(record) FROM journal_entry WHERE office_id = :office")
        add_facts(session, "reward", [(loan, "2026-02", 1_500_000, 150_000, record - 1)])
    assert {code for code, _ in sound(office)} == {"reward-tanpa-catatan", "reward-tanpa-jurnal"}


def test_a_year_of_punctual_months_rewards_their_sum(office, build, engine_location):
    loan = lend(office, build)
    for month in range(2, 12):
        build.pay(office, loan, date(2026, month, 10), 115_000)
    later = build.open(engine_location, clock=build.clock(datetime(2027, 1, 3, tzinfo=UTC)))
    months = [reward_list(later, ReportPeriod.of_month(Month(2026, month))) for month in range(1, 13)]
    earned = [one for found in months for one in found]
    assert [one.punctual for one in earned] == [1] * 10
    (year,) = reward_list(later, YEAR)
    assert (year.due, year.punctual, year.reason) == (10, 10, "")
    assert year.amount == sum(one.amount for one in earned) == 15_000_00


def test_a_rescheduled_loan_is_judged_by_the_schedule_in_force_on_each_due_date(office, build):
    loan = lend(office, build)
    reschedule_loan(
        office,
        RescheduleRequest(loan, "penjadwalan", "05/BKM", date(2026, 3, 1), {"tenor": 10}, "Panen gagal"),
    )
    assert outcome(office, loan, FEBRUARY)[4] == "terlambat"
    (april,) = reward_list(office, ReportPeriod.of_month(Month(2026, 4)))
    assert (april.due, april.reason) == (1, "terlambat")
    build.pay(office, loan, date(2026, 4, 1), 130_000)
    assert outcome(office, loan, ReportPeriod.of_month(Month(2026, 4))) == (1, 1, 30_000, 3_000, "")
