"""Refusals of a rulebook's text."""

from dataclasses import dataclass

from upk_ledger.core.errors.base import UpkError


@dataclass(eq=False)
class RulebookNotToml(UpkError):
    """The text is no TOML; `where` is the parser's own (English) word on the spot."""

    where: str


@dataclass(eq=False)
class RulebookKeyMissing(UpkError):
    """A key that every rulebook needs is not there."""

    key: str


@dataclass(eq=False)
class RulebookKeyUnknown(UpkError):
    """A key that no rulebook has; `near` are the most similar ones."""

    key: str
    near: tuple[str, ...] = ()


@dataclass(eq=False)
class RulebookValueWrong(UpkError):
    """A value of another kind than `wanted`: text, list, table, date, count, flag, percent, limit."""

    key: str
    given: str
    wanted: str


@dataclass(eq=False)
class RulebookChoiceUnknown(UpkError):
    """A value that is none of those `allowed`."""

    key: str
    given: str
    allowed: tuple[str, ...]


@dataclass(eq=False)
class RulebookClassesOutOfOrder(UpkError):
    """The classes' upper bounds do not rise from class to class up to a last one without a bound."""

    name: str
