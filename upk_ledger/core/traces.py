"""A figure that was opened, as values: what it is made of, piece by piece, each with its record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.traced_figures import Part
from upk_ledger.core.traced_items import Head

OPENING, ENTRY, TAKEN_OVER, INSTALLMENT, COMPUTED, FACT = (
    "saldo", "jurnal", "awal", "angsuran", "hitungan", "catatan",
)  # fmt: skip
"""Kinds of pieces: a closing's balance, an entry, a loan running at the start, an installment due, a rule, a fact."""


class Kept(NamedTuple):
    """The closing that keeps a balance: up to which day, its record, digest, moment and who closed."""

    through: date
    record: int
    digest: str
    recorded_at: str
    actor: str


class Base(NamedTuple):
    """What a computed amount was computed from (sen): a loan or an account, and its part."""

    subject: str
    amount: int


class Piece(NamedTuple):
    """A part of a figure (sen, as it counts in it): `subject` is the account, the loan, or what a fact is of."""

    kind: str
    office: str
    subject: str
    amount: int
    on: date | None = None
    head: Head | None = None
    kept: Kept | None = None
    what: str = ""
    """The kind of fact, or the rule of a computed amount."""
    facts: Mapping[str, Any] = {}
    base: tuple[Base, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """One amount with its pieces, which add up to it; `parts` are the rows of its paper that it is the sum of."""

    name: str
    amount: int
    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...] = ()
    is_count: bool = False

    @property
    def by_subject(self) -> list[Base]:
        """What each account, loan and fact brings, by its code."""
        found: dict[str, int] = {}
        for piece in self.pieces:
            if piece.kind != COMPUTED:
                found[piece.subject] = found.get(piece.subject, 0) + piece.amount
        return [Base(subject, sen) for subject, sen in sorted(found.items()) if sen]

    def of_kind(self, *kinds: str) -> list[Piece]:
        """The pieces of some kinds."""
        return [piece for piece in self.pieces if piece.kind in kinds]
