"""The reward for punctual payment (IPTW): who has earned it for a month or a year, and how much it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core.money import half_up
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rescheduling import Duty, Payment

LATE, WAITING, BEHIND, WRITTEN_OFF, NO_REWARD, NO_SERVICE, NOTHING_DUE = REASONS = (
    "terlambat", "menunggu", "menunggak", "hapus-buku", "tanpa-reward", "tanpa-jasa", "tidak-jatuh-tempo",
)  # fmt: skip
"""Why a loan has not earned the reward of a period."""


class Punctuality(NamedTuple):
    """How a loan was paid in a period: installments due, those paid in time, and what stands against a reward."""

    due: int
    punctual: int
    reason: str = ""


def period_code(period: ReportPeriod) -> str:
    """A rewarded month or year as it is recorded: 2026-03, 2026."""
    return str(period.month) if period.kind == "bulan" else f"{period.end.year:04d}"


def overlap(one: str, other: str) -> bool:
    """Whether two recorded periods share a day: the same one, or a month and its year."""
    return one.startswith(other) or other.startswith(one)


def punctuality(
    duties: Sequence[Duty], payments: Sequence[Payment], end: date, tolerance: int, today: date
) -> Punctuality:
    """Whether each installment of a period that ends at `end` was paid by its due date and so many days more.

    Duties and payments are in order of date, duties cumulative: who is behind from before the period pays no
    installment of it in full. An undone payment counts until the day on which it was undone; what is paid at the
    period's end, or by the last day that is still in time, has to have stayed so.
    """
    punctual, reason = 0, ""
    for duty in duties:
        last = duty.due + timedelta(tolerance)
        if _covers(payments, last, duty):
            punctual += 1
        elif reason != LATE:
            reason = LATE if last < today else WAITING
    if not reason and not _covers(payments, max(end, duties[-1].due + timedelta(tolerance)), duties[-1]):
        reason = BEHIND
    return Punctuality(len(duties), punctual, reason)


def _covers(payments: Sequence[Payment], by: date, duty: Duty) -> bool:
    """Whether what was paid by a day, that day included, settles everything up to an installment."""
    counted = [payment for payment in payments if payment.on <= by]
    return (
        sum(payment.principal for payment in counted) >= duty.principal
        and sum(payment.service for payment in counted) >= duty.service
    )


def reward_amount(service: int, percent: Fraction) -> int:
    """The reward on service paid (sen): a percentage, rounded half up to the whole rupiah; never below nothing."""
    return half_up(max(0, service) * percent / 100)


@dataclass(frozen=True, slots=True)
class Reward:
    """What a loan earned for a period (sen), or the reason why not; `booked` names the standing voucher."""

    loan: str
    group: str
    group_name: str
    due: int
    punctual: int
    base: int
    percent: Fraction
    amount: int
    reason: str = ""
    booked: str = ""
    booked_for: str = ""
    """The period of that voucher: another one where month and year overlap."""

    @property
    def earned(self) -> bool:
        """Whether the reward is due."""
        return not self.reason


class StandingReward(NamedTuple):
    """A reward that was booked and not undone (sen)."""

    loan: str
    period: str
    amount: int
    voucher: str


class BookedReward(NamedTuple):
    """A reward and the voucher that books it."""

    reward: Reward
    voucher: str


@dataclass(frozen=True, slots=True)
class BookedRewards:
    """What booking a period did; `unchanged` were booked for it before."""

    on: date
    booked: tuple[BookedReward, ...]
    unchanged: int


class RewardDebt(NamedTuple):
    """What a loan was granted in rewards, what of it was paid out, and what is still owed (sen); loan "" is nobody."""

    loan: str
    group: str
    group_name: str
    booked: int
    paid: int

    @property
    def owed(self) -> int:
        """What is still to be paid out."""
        return self.booked - self.paid
