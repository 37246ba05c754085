"""The rulebook that an office works by on a day, parsed from the copy in its book: once for a running process."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from upk_ledger import resources
from upk_ledger.store.offices import rulebook_at
from upk_ledger.store.session import ReadSession

if TYPE_CHECKING:
    from upk_ledger.core.rulebooks import Rulebook


@lru_cache(maxsize=16)
def parsed(words: str) -> "Rulebook":
    """The rulebook that a text describes."""
    from upk_ledger.core.rulebooks import parse_rulebook  # a payment does without

    return parse_rulebook(words)


def rules_at(session: ReadSession, on: date, before: int | None = None) -> "Rulebook":
    """The rulebook valid on a day; with `before` of those adopted before that record."""
    return parsed(rulebook_at(session, on, before)[1])


def rules_named(session: ReadSession, digest: str) -> "Rulebook":
    """The rulebook whose text has this digest."""
    return parsed(session.value("SELECT text FROM rulebook_text WHERE digest = :digest", digest=digest))


def as_shipped(rules: "Rulebook") -> bool:
    """Whether a rulebook says what the one of its code says that travels with the program."""
    path = resources.folder("rulebooks") / f"{rules.code}.toml"
    return path.is_file() and parsed(path.read_text(encoding="utf-8")) == rules
