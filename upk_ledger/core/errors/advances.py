"""Refusals about money given to be accounted for."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class UnknownHolder(UpkError):
    """Nobody who serves on that day is called so; `near` are those who do, as "code name"."""

    given: str
    near: tuple[str, ...] = ()


class AdvanceNotPositive(UpkError):
    """An advance, what was spent of it and what came back are more than nothing (sen)."""

    amount: int


class AdvanceDueBeforeGiven(UpkError):
    """An advance is due on the day it is given or later."""

    due: date
    given: date


class UnknownAdvance(UpkError):
    """No advance has this code; `near` are those still to be accounted for."""

    given: str
    near: tuple[str, ...] = ()


class AdvanceSettled(UpkError):
    """Nothing of the advance is left to be accounted for."""

    advance: str


class NothingAccounted(UpkError):
    """Neither something spent nor something returned was named."""

    advance: str
    outstanding: int


class ReturnedTooMuch(UpkError):
    """More came back than is left of the advance after what was spent (sen)."""

    advance: str
    left: int
    returned: int


class NotForAdvances(UpkError):
    """An advance is not spent on cash or bank, or on advances again."""

    account: str
    name: str


class AdvanceOverdrawn(UpkError):
    """On that day more would have been accounted for than was given (sen)."""

    advance: str
    on: date
    missing: int
