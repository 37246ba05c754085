"""Refusals of what a person typed: amounts, percentages, dates, months."""

from upk_ledger.core.errors.base import UpkError


class NotAnAmount(UpkError):
    """The text is no amount of money."""

    given: str


class EnglishAmount(UpkError):
    """Commas between thousands, the English way; `meant` (sen) is what it probably means."""

    given: str
    meant: int


class AmountTooLarge(UpkError):
    """More than any office of the field ever held: a slip of the finger, or a number in the wrong field."""

    given: str


class NotAPercentage(UpkError):
    """The text is no percentage."""

    given: str


class NotALifetime(UpkError):
    """The text is no number of months or years that a thing can last."""

    given: str


class NotADate(UpkError):
    """The text has none of the forms of a date."""

    given: str


class ImpossibleDate(UpkError):
    """The text has the form of a date that the calendar does not know."""

    given: str


class NotAMonth(UpkError):
    """The text has none of the forms of a month."""

    given: str


class ImpossibleMonth(UpkError):
    """The text has the form of a month, but a year has twelve of them."""

    given: str


class NotAQuantity(UpkError):
    """The text is no quantity: digits, points between thousands, a comma before the decimals."""

    given: str
