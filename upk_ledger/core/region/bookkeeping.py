"""How well an office keeps its books, judged from facts in the books alone. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

PARTS = (
    "tutup-buku", "opname-kas", "rekonsiliasi-bank", "nomor-bukti", "pembatalan", "pemeriksaan", "lampiran",
    "kiriman",
)  # fmt: skip
"""What is judged, in the order in which it is told."""

GRADES = ("baik", "memadai", "kurang")
UNRATEABLE = "tidak-dapat-dinilai"

_HUNDRED = Fraction(100)


class PartLimit(NamedTuple):
    """The weight of a part, and how many percent met give the whole and none of it."""

    weight: int
    full: int
    none: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The weights and limits of the score; `basis` says whose they are."""

    basis: str
    parts: Mapping[str, PartLimit]
    shortest_reason: int
    edge_days: int
    grades: Mapping[str, int]


def parse_limits(content: Mapping[str, Any]) -> Limits:
    """The limits that `limits/pembukuan.toml` holds."""
    parts = {
        name: PartLimit(one["bobot"], one["penuh"], one["nol"]) for name, one in content["bagian"].items()
    }
    undone = content["pembatalan"]
    return Limits(
        content["dasar"], parts, undone["alasan_terpendek"], undone["hari_tepi"], content["golongan"]
    )


class Fact(NamedTuple):
    """One thing that a part was not met by: when or on what, and by how much (days, records), as `kind` says it."""

    kind: str
    subject: str
    number: int = 0


class Part(NamedTuple):
    """A part of the score: how many of how many were met, and what was not.

    With nothing to judge `total` is 0 and the part counts for nothing.
    """

    name: str
    met: int
    total: int
    facts: tuple[Fact, ...] = ()


class JudgedOffice(NamedTuple):
    """An office whose books are judged: the region's code for it, `office` the book's; `kind`: "upk" or "sekretariat".

    `office_id` is None for a UPK whose book is not here.
    """

    code: str
    name: str
    kind: str
    office_id: int | None
    office: str
    copy: bool


@dataclass(frozen=True, slots=True)
class Bookkeeping:
    """The score of an office: its parts, of 100, and the grade; None where nothing could be judged."""

    office: JudgedOffice
    parts: tuple[Part, ...]
    score: Decimal | None
    grade: str

    def part(self, name: str) -> Part:
        """One part."""
        return next(one for one in self.parts if one.name == name)


def points(part: Part, limit: PartLimit) -> Fraction | None:
    """What a part is worth of 1; None where there was nothing to judge."""
    if not part.total:
        return None
    percent = Fraction(part.met, part.total) * _HUNDRED
    share = (percent - limit.none) / Fraction(limit.full - limit.none)
    return min(max(share, Fraction(0)), Fraction(1))


def scored(office: JudgedOffice, parts: Sequence[Part], limits: Limits) -> Bookkeeping:
    """The score of an office: the parts that can be judged, by their weights."""
    worth = {part.name: points(part, limits.parts[part.name]) for part in parts}
    judged = {name: value for name, value in worth.items() if value is not None}
    weight = sum(limits.parts[name].weight for name in judged)
    if not weight:
        return Bookkeeping(office, tuple(parts), None, UNRATEABLE)
    total = sum((value * limits.parts[name].weight for name, value in judged.items()), Fraction(0))
    percent = _HUNDRED * Fraction(total, weight)
    grade = next(name for name in GRADES if percent >= limits.grades[name])
    hundredths = int(percent * _HUNDRED + Fraction(1, 2))
    return Bookkeeping(office, tuple(parts), Decimal(hundredths).scaleb(-2), grade)


@dataclass(frozen=True, slots=True)
class BookkeepingReview:
    """The scores of every office from `since` to `until`, worst first; `without_book` UPK have no book here."""

    since: date
    until: date
    offices: tuple[Bookkeeping, ...]
    without_book: tuple[str, ...]
    limits: Limits
