"""The reward for punctual payment (IPTW): who has earned it, booked once for a period, paid out later.

Booking makes it a cost and a debt to the group; undoing the entry frees the period again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from upk_ledger.actions.loans import get_loan
from upk_ledger.bahasa.dates import long_month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import UnknownLoan
from upk_ledger.core.errors.people import UnknownGroup
from upk_ledger.core.errors.rewards import NoRewardOwed, RewardBooked, RewardNotEarned, RewardTooEarly
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.products import Product
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import Duty, Payment
from upk_ledger.core.rewards import (
    NO_REWARD,
    NO_SERVICE,
    NOTHING_DUE,
    WRITTEN_OFF,
    BookedReward,
    BookedRewards,
    Reward,
    RewardDebt,
    StandingReward,
    overlap,
    period_code,
    punctuality,
    reward_amount,
)
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.people import find_group
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import PostedEntry, Posting, post, post_many
from upk_ledger.store.rewards import (
    KIND,
    duties_between,
    payments_since,
    products_in_use,
    reward_debts,
    standing_rewards,
)
from upk_ledger.store.session import ReadSession, WriteSession

_NONE = Fraction(0)


def reward_list(desk: Desk, period: ReportPeriod, percent: Fraction = _NONE) -> list[Reward]:
    """Every loan with an installment due in a month or a year, by number: what it earned, or why it did not.

    `percent` is that of loans without a product; the others have their product's. Raises `BeforeBookStart`.
    """
    with desk.read() as session:
        return _rewards(session, period, percent)


def _rewards(session: ReadSession, period: ReportPeriod, percent: Fraction) -> list[Reward]:
    start = session.desk.office.start
    period.check(start)
    since = max(period.listing_start, start)
    loans = {at.number: at for at in positions(session, period.end, None)}
    payments, products = payments_since(session, since), products_in_use(session)
    standing, code = standing_rewards(session), period_code(period)
    found = []
    for number, duties in duties_between(session, since, period.end).items():
        if number not in loans:
            continue
        product = products.get(number)
        own = percent if product is None else product.reward_percent
        reward = _judged(
            loans[number],
            duties,
            payments.get(number, []),
            (since, period.end),
            own,
            product,
            session.desk.today,
        )
        found.append(_with_booking(reward, code, standing.get(number, ())))
    return found


def _judged(
    at: LoanAt,
    duties: Sequence[Duty],
    payments: Sequence[Payment],
    within: tuple[date, date],
    percent: Fraction,
    product: Product | None,
    today: date,
) -> Reward:
    since, end = within
    tolerance = product.tolerance_days if product else 0
    how = punctuality(duties, payments, end, tolerance, today)
    base = sum(payment.service for payment in payments if since <= payment.on <= end)
    amount = reward_amount(base, percent)
    reason = WRITTEN_OFF if at.written_off else how.reason
    if not reason and not amount:
        reason = NO_SERVICE if percent else NO_REWARD
    shown = 0 if reason else amount
    return Reward(at.number, at.group, at.group_name, how.due, how.punctual, base, percent, shown, reason)


def _with_booking(reward: Reward, period: str, standing: Sequence[StandingReward]) -> Reward:
    known = [one for one in standing if overlap(one.period, period)]
    if not known:
        return reward
    booked = next((one for one in known if one.period == period), known[0])
    return replace(reward, booked=booked.voucher, booked_for=booked.period)


def book_rewards(
    desk: Desk, period: ReportPeriod, percent: Fraction = _NONE, only: Sequence[str] = ()
) -> BookedRewards:
    """Book what was earned in a period: cost, and debt to each group; for a loan once.

    Dated on the period's last day, or on the first open day after it. What was booked for the period before stays as
    it is. Raises `RewardTooEarly`, `RewardBooked` where a loan has a reward for days of the period, `UnknownLoan`,
    and `RewardNotEarned` for one of the loans named.
    """
    with desk.write() as session:
        code = period_code(period)
        if desk.today < period.end:
            raise RewardTooEarly(code, period.end)
        rewards = _rewards(session, period, percent)
        chosen = _named(session, rewards, only, code) if only else [one for one in rewards if one.earned]
        fresh = [one for one in chosen if one.booked_for != code]
        for one in fresh:
            if one.booked:
                raise RewardBooked(one.loan, code, one.booked_for, one.booked)
        on = max(period.end, session.closed_through + timedelta(days=1))
        posted = post_many(session, [_posting(session, one, period, on) for one in fresh])
        if fresh:
            facts = [
                (one.loan, code, one.base, one.amount, entry.record)
                for one, entry in zip(fresh, posted, strict=True)
            ]
            add_facts(session, "reward", facts)
        booked = tuple(BookedReward(one, entry.voucher) for one, entry in zip(fresh, posted, strict=True))
        return BookedRewards(on, booked, len(chosen) - len(fresh))


def _named(session: ReadSession, rewards: Sequence[Reward], only: Sequence[str], code: str) -> list[Reward]:
    """The rewards of the loans that were named, each of them earned and not yet booked."""
    known = {one.loan: one for one in rewards}
    chosen = []
    for number in dict.fromkeys(get_loan(session, given).number for given in only):
        reward = known.get(number)
        if reward is None or not reward.earned:
            raise RewardNotEarned(number, code, reward.reason if reward else NOTHING_DUE)
        if reward.booked:
            raise RewardBooked(number, code, reward.booked_for, reward.booked)
        chosen.append(reward)
    return chosen


def _posting(session: WriteSession, reward: Reward, period: ReportPeriod, on: date) -> Posting:
    cost = JournalLine(
        the_account(session, "reward").code, debit=reward.amount, group=reward.group, loan=reward.loan
    )
    debt = replace(cost.mirrored(), account=the_account(session, "hutang-reward").code)
    when = long_month(period.month) if period.kind == "bulan" else f"tahun {period.end.year}"
    words = f"Reward {when} {reward.group_name} ({reward.loan})"
    return Posting(JournalEntry(on, KIND, (cost, debt), words))


def reward_ledger(desk: Desk, as_of: date) -> list[RewardDebt]:
    """What was granted, paid out and is still owed at the end of a day, by loan; together the account's balance."""
    with desk.read() as session:
        return reward_debts(session, as_of)


def pay_reward(desk: Desk, who: str, on: date, *, money: str | None = None) -> PostedEntry:
    """Pay out all that a loan, or a KSM with all its loans, is owed.

    Raises `UnknownLoan`, `AmbiguousGroup`, `NoRewardOwed`, and `KeptMoneySpent` before the day on which it was booked.
    """
    with desk.write() as session:
        debts = _owed(session, who)
        debt, till = the_account(session, "hutang-reward").code, money_account(session, money).code
        lines = [JournalLine(debt, debit=one.owed, group=one.group, loan=one.loan) for one in debts]
        total = sum(one.owed for one in debts)
        only = debts[0].loan if len(debts) == 1 else None
        lines.append(JournalLine(till, credit=total, group=debts[0].group, loan=only))
        numbers = ", ".join(one.loan for one in debts)
        words = f"Pembayaran reward {debts[0].group_name} ({numbers})"
        return post(session, JournalEntry(on, "bayar-reward", tuple(lines), words))


def _owed(session: ReadSession, who: str) -> list[RewardDebt]:
    """What is owed by all that is recorded to the loan of this number, or to the KSM of this code or name."""
    try:
        wanted, place = get_loan(session, who).number, 0
    except UnknownLoan as unknown:
        try:
            wanted, place = find_group(session, who).code, 1
        except UnknownGroup:
            raise unknown from None
    found = [debt for debt in reward_debts(session, date.max) if debt.loan and debt[place] == wanted]
    owed = [debt for debt in found if debt.owed > 0]
    if not owed:
        raise NoRewardOwed(wanted)
    return owed
