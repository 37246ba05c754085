"""The ranking of UPK for their forum: points by ratings, ties by exact ratios, names only of those that agree. Pure.

The rules are the program's own; no guideline has any. Whoever stands without a name is told by nothing else either:
no code, no place, no amount; the numbers follow the list, and equals stand in an order that says nothing of them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import MINIMUM, SATISFACTORY, SUSPENDED
from upk_ledger.core.region.attention import percent_of
from upk_ledger.core.region.figures import REPORTED
from upk_ledger.core.region.review import Review, ReviewRow
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statement_frames import Cells, Frame, Table, issue
from upk_ledger.core.statements import Cell, Section, Statement

POINTS = {SATISFACTORY: 2, MINIMUM: 1, SUSPENDED: 0}
"""What a rating is worth."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A UPK with its place among those whose figures come from the same source."""

    place: int
    points: int
    row: ReviewRow


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places of a month: by books, and apart those that reported of themselves; how many are in neither."""

    by_book: tuple[Ranked, ...]
    self_reported: tuple[Ranked, ...]
    unrated: int


def ranking(review: Review) -> Ranking:
    """Who stands where."""
    told = [row for row in review.rows if row.as_of == review.month]
    rated = [row for row in told if all(row.ratios[name].rating in POINTS for name in INDICATORS)]
    own = [row for row in rated if REPORTED in row.sources]
    books = [row for row in rated if row not in own]
    return Ranking(_placed(books, review.month), _placed(own, review.month), len(told) - len(rated))


def _placed(rows: Sequence[ReviewRow], month: Month) -> tuple[Ranked, ...]:
    """The rows by merit; equals share a place, and the next one counts all before it."""
    ordered = sorted(rows, key=lambda row: (_merit(row), _lot(row, month)))
    placed: list[Ranked] = []
    for number, row in enumerate(ordered, 1):
        same = placed and _merit(placed[-1].row) == _merit(row)
        placed.append(Ranked(placed[-1].place if same else number, points_of(row), row))
    return tuple(placed)


def points_of(row: ReviewRow) -> int:
    """The points of all indicators."""
    return sum(POINTS[row.ratios[name].rating] for name in INDICATORS)


def _merit(row: ReviewRow) -> tuple[int, Fraction, Fraction, Fraction]:
    lar, par, rr = (percent_of(row.ratios[name]) or Fraction(0) for name in ("LAR", "PAR", "RR"))
    return -points_of(row), par, -rr, lar


def _lot(row: ReviewRow, month: Month) -> tuple[Fraction, Fraction, str]:
    """The order of equals: by what the list shows of them, never by their codes or names."""
    ccr, roi = (percent_of(row.ratios[name]) or Fraction(0) for name in ("CCr", "ROI"))
    return -ccr, -roi, sha256(f"{month} {row.key}".encode()).hexdigest()


def ranking_paper(
    definition: Definition,
    frame: Frame,
    review: Review,
    named: Collection[str] | None,
    coverage: str,
) -> Statement:
    """The ranking with the names of those in `named` (None: of all)."""
    found = ranking(review)
    hidden = _Hidden(definition.labels, named)
    sections, data = [], {}
    for key, ranked, caption in (
        ("ranking", found.by_book, ""),
        ("self_reported", found.self_reported, definition.labels["sendiri"]),
    ):
        names = [hidden.name(one.row) for one in ranked]
        data[key] = [
            _data(one, name, shown=hidden.shows(one.row)) for one, name in zip(ranked, names, strict=True)
        ]
        if ranked or key == "ranking":
            sections.append(_table(definition, frame, list(zip(ranked, names, strict=True)), caption))
    labels, late = definition.labels, len(review.coverage.late)
    left_out = labels["isi-tidak-diurutkan"].format(late=late, unrated=found.unrated)
    facts = ((labels["cakupan"], coverage), (labels["tidak-diurutkan"], left_out))
    notes = [labels["disamarkan"]] if hidden.count else []
    notes += [] if review.legacy else [labels["tanpa-lama"]]
    told: dict[str, Any] = {
        "month": review.month,
        "as_of": review.month.last,
        "legacy_loans": review.legacy,
        "expected": review.coverage.expected,
        "reported": review.coverage.reported,
        "late": late,
        "unrated": found.unrated,
        "anonymous": hidden.count,
        **data,
    }
    return issue(definition, frame, sections, told, notes, facts)


class _Hidden:
    """Gives names to those that agree, and numbers to the others, in the order of the list."""

    def __init__(self, labels: Mapping[str, str], named: Collection[str] | None) -> None:
        self._labels, self._named = labels, named
        self._number = self.count = 0

    def shows(self, row: ReviewRow) -> bool:
        return self._named is None or row.key in self._named

    def name(self, row: ReviewRow) -> str:
        self._number += 1
        if self.shows(row):
            return f"{row.name} ({row.key})"
        self.count += 1
        return self._labels["tanpa-nama"].format(number=self._number)


def _table(
    definition: Definition, frame: Frame, ranked: Sequence[tuple[Ranked, str]], caption: str
) -> Section:
    table = Table(definition.tables["peringkat"], frame.words)
    for one, name in ranked:
        cells: dict[str, Cell] = {"place": one.place, "name": name, "points": one.points}
        for indicator in INDICATORS:
            cells[indicator] = _percent(one, indicator)
            cells[f"{indicator}_rating"] = definition.labels[one.row.ratios[indicator].rating]
        line: Cells = cells
        table.line(line)
    return table.section(caption)


def _data(one: Ranked, name: str, *, shown: bool) -> dict[str, Any]:
    return {
        "place": one.place,
        "upk": one.row.key if shown else None,
        "name": one.row.name if shown else name,
        "points": one.points,
        "indicators": {
            indicator: {"value": one.row.ratios[indicator].value, "rating": one.row.ratios[indicator].rating}
            for indicator in INDICATORS
        },
    }


def _percent(one: Ranked, indicator: str) -> Decimal | None:
    value = one.row.ratios[indicator].value
    return None if value is None else value.quantize(Decimal("0.01"))
