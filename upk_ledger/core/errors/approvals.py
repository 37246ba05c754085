"""Refusals about approval cards and their codes. None of them carries a code: what is told may be overheard."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class CodeNeeded(UpkError):
    """The act needs a code of another person; `cards` have one left."""

    act: str
    subject: str
    cards: tuple[str, ...]


class CodeMistyped(UpkError):
    """No card shows a code like this: a sign is missing, wrong or in another's place."""


class CodeWrong(UpkError):
    """A code, but none of this office's cards."""


class CodeUsed(UpkError):
    """This code was used before."""

    card: str
    place: int
    on: date
    act: str
    subject: str


class CardRevoked(UpkError):
    """The card was revoked."""

    card: str
    on: date


class HolderIsActor(UpkError):
    """The card's holder is the one who acts."""

    holder: str


class HolderNotServing(UpkError):
    """The card's holder is not in office."""

    card: str
    holder: str


class HolderRelated(UpkError):
    """The card's holder is a member of the borrowing group, or of a member's family."""

    holder: str
    group: str


class UnknownCard(UpkError):
    """There is no card of this number."""

    given: str
    near: tuple[str, ...] = ()


class CardSizeWrong(UpkError):
    """A card cannot have so many codes."""

    count: int
    most: int
