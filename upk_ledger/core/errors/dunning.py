"""Refusals of making out dunning letters."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class NothingToClaim(UpkError):
    """The loan is not behind on that day, or no longer stands on the balance."""

    number: str
    on: date


class NoLetterDue(UpkError):
    """The loan is behind, but no letter is due on that day: the level's months or the days between are not reached."""

    number: str
    on: date
    months: int


class UnknownLevel(UpkError):
    """The rulebook has no such level of letters."""

    level: int
    most: int


class NoSuchLetter(UpkError):
    """No letter of this level and day was made out for the loan."""

    number: str
    level: int
    on: date
