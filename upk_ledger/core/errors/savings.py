"""Refusals about money kept for groups: titipan and savings."""

from dataclasses import dataclass

from upk_ledger.core.errors.base import UpkError


@dataclass(eq=False)
class DepositTooSmall(UpkError):
    """The loan's titipan does not reach (sen)."""

    number: str
    kept: int
    asked: int


@dataclass(eq=False)
class NothingDue(UpkError):
    """Nothing of the loan is due by that day, so that titipan has nothing to pay."""

    number: str


@dataclass(eq=False)
class SavingsTooSmall(UpkError):
    """The group's savings do not reach (sen)."""

    group: str
    kept: int
    asked: int
