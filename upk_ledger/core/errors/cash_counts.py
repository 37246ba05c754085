"""Refusals about counting the cash box."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class PiecesUnreadable(UpkError):
    """A part of the typed denominations is not "denomination=pieces"."""

    given: str


class NotAPieceCount(UpkError):
    """What was typed as the number of notes or coins of one denomination is no such number."""

    given: str


class UnknownDenomination(UpkError):
    """No note or coin in use has this value."""

    given: str
    known: tuple[str, ...]


class DenominationTwice(UpkError):
    """The same denomination was typed twice."""

    given: str


class UnknownCounter(UpkError):
    """Nobody who serves on that day has this code; `near` are those who do."""

    given: str
    near: tuple[str, ...] = ()


class UnknownCount(UpkError):
    """No count has this number; `near` are the newest, by number and day."""

    number: int
    near: tuple[str, ...] = ()


class NoCount(UpkError):
    """Cash was never counted yet."""


class CountTakenBack(UpkError):
    """The count was taken back before."""

    number: int


class CountSettled(UpkError):
    """The count has no difference that is still open; `outcome` says what became of it."""

    number: int
    outcome: str


class DifferenceInClosedMonth(UpkError):
    """A difference cannot be booked on a day of a closed month."""

    on: date
    first_open: date


class CountedAgain(UpkError):
    """The difference of a count cannot be booked once the same cash was counted again (`newer`)."""

    number: int
    newer: int
    on: date


class BookChangedSince(UpkError):
    """The difference of a count cannot be booked once entries of its day or before it were recorded since (sen)."""

    number: int
    account: str
    on: date
    book: int
    now: int
