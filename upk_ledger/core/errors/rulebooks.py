"""Refusals of a rulebook's text."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class RulebookNotToml(UpkError):
    """The text is no TOML; `where` is the parser's own (English) word on the spot."""

    where: str


class RulebookKeyMissing(UpkError):
    """A key that every rulebook needs is not there."""

    key: str


class RulebookKeyUnknown(UpkError):
    """A key that no rulebook has; `near` are the most similar ones."""

    key: str
    near: tuple[str, ...] = ()


class RulebookValueWrong(UpkError):
    """A value of another kind than `wanted`: text, list, table, date, count, flag, percent, limit."""

    key: str
    given: str
    wanted: str


class RulebookChoiceUnknown(UpkError):
    """A value that is none of those `allowed`."""

    key: str
    given: str
    allowed: tuple[str, ...]


class RulebookClassesOutOfOrder(UpkError):
    """The classes' upper bounds do not rise from class to class up to a last one without a bound."""

    name: str


class RulebookInForce(UpkError):
    """The office works by this very text on that day already."""

    rulebook: str
    on: date
