"""Refusals of what a person typed: amounts, percentages, dates, months."""

from dataclasses import dataclass

from upk_ledger.core.errors.base import UpkError


@dataclass(eq=False)
class NotAnAmount(UpkError):
    """The text is no amount of money."""

    given: str


@dataclass(eq=False)
class EnglishAmount(UpkError):
    """Commas between thousands, the English way; `meant` (sen) is what it probably means."""

    given: str
    meant: int


@dataclass(eq=False)
class AmountTooLarge(UpkError):
    """More than any office of the field ever held: a slip of the finger, or a number in the wrong field."""

    given: str


@dataclass(eq=False)
class NotAPercentage(UpkError):
    """The text is no percentage."""

    given: str


@dataclass(eq=False)
class NotADate(UpkError):
    """The text has none of the forms of a date."""

    given: str


@dataclass(eq=False)
class ImpossibleDate(UpkError):
    """The text has the form of a date that the calendar does not know."""

    given: str


@dataclass(eq=False)
class NotAMonth(UpkError):
    """The text has none of the forms of a month."""

    given: str


@dataclass(eq=False)
class ImpossibleMonth(UpkError):
    """The text has the form of a month, but a year has twelve of them."""

    given: str
