"""Refusals about money kept for groups: titipan and savings."""

from upk_ledger.core.errors.base import UpkError


class DepositTooSmall(UpkError):
    """The loan's titipan does not reach (sen)."""

    number: str
    kept: int
    asked: int


class NothingDue(UpkError):
    """Nothing of the loan is due by that day, so that titipan has nothing to pay."""

    number: str


class SavingsTooSmall(UpkError):
    """The group's savings do not reach (sen)."""

    group: str
    kept: int
    asked: int
