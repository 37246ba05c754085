"""Refusals of booking and paying rewards for punctual payment."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class RewardTooEarly(UpkError):
    """The period is not over before `end`: who pays punctually in it is not known yet."""

    period: str
    end: date


class RewardNotEarned(UpkError):
    """The loan has not earned the reward of the period; `reason` is one of `core.rewards.REASONS`."""

    number: str
    period: str
    reason: str


class RewardBooked(UpkError):
    """The loan's reward for this period, or for one that shares days with it, was booked by a voucher."""

    number: str
    period: str
    booked: str
    voucher: str


class NoRewardOwed(UpkError):
    """No booked reward waits to be paid out."""

    who: str
