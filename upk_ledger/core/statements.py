"""Statements as values: what a paper says, for six renderers none of which computes anything.

A cell's type says how it is shown: `Rupiah` is money in sen, `int` a count, `Decimal` a percentage,
`date` a date, `str` text, `None` an empty cell. What is no more than its fields is a named tuple: every command that
answers loads this module, and those load fastest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from upk_ledger.core.money import RUPIAH, Rupiah

Cell = int | Decimal | date | str | None
Kind = Literal["text", "money", "count", "percent", "date"]
Style = Literal["line", "heading", "subtotal", "total", "note"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in JSON and CSV-free contexts, `heading` on paper; `weight` is its share of width.

    Neighbours with the same `band` stand under that common heading.
    """

    key: str
    heading: str
    kind: Kind = "text"
    weight: int = 10
    band: str = ""

    @property
    def full_heading(self) -> str:
        """The heading where no band stands above it; an account by its code keeps the letters of its name."""
        if not self.band:
            return self.heading
        return f"{self.band} {self.heading if self.heading[:1].isdigit() else self.heading.lower()}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as columns; `level` indents the first text cell.

    `keep` holds it on the page of the row after it.
    """

    cells: tuple[Cell, ...]
    style: Style = "line"
    level: int = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a statement, with its own caption, columns and rows.

    `right` is a table of as many rows that stands beside it, row by row; `apart` begins a page of its own; `prose`
    are paragraphs between caption and table, which may have no table below them. On paper a table that is too wide for
    a page is cut into tables side by side, each behind its first `held` columns (0: it is never cut).
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    right: "Section | None" = None
    apart: bool = False
    prose: tuple[str, ...] = ()
    held: int = 0

    @property
    def whole(self) -> "Section":
        """Both halves as one table, for renderers that know no halves."""
        if self.right is None:
            return self
        rows = (
            Row(one.cells + other.cells, one.style if one.style == other.style else "line")
            for one, other in zip(self.rows, self.right.rows, strict=True)
        )
        return Section(self.columns + self.right.columns, tuple(rows), self.caption)


class Letterhead(NamedTuple):
    """The office and its board by their own names, as valid at the statement's date."""

    office: str
    board: str
    place: str
    """Kind and name of the village, sub-district, regency, province, on one line."""
    address: str = ""
    signing_place: str = ""


class Signature(NamedTuple):
    """One signature block: "Dibuat oleh", role, and the name (empty where the office has none)."""

    action: str
    role: str
    name: str = ""


class EntryMark(NamedTuple):
    """The last entry that a statement counts: its record number, voucher and digest (hex)."""

    number: int
    voucher: str
    digest: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, ready to be shown.

    `data` is the JSON document of the contract (money as `Rupiah`, percentages as `Decimal`);
    `provisional` prints "SEMENTARA: BULAN BELUM DITUTUP".
    """

    name: str
    title: str
    period: str
    as_of: date
    letterhead: Letterhead
    sections: tuple[Section, ...]
    data: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    last: EntryMark | None = None
    provisional: bool = False
    landscape: bool = False
    facts: tuple[tuple[str, str], ...] = field(default=())
    """Label and value pairs printed above the first table (a loan card's head)."""


def column_decimals(rows: Sequence[Row]) -> list[int]:
    """How many decimals each column of a table needs: figures align, and all money of one table shows sen or none."""
    columns = list(zip(*(row.cells for row in rows), strict=True))
    with_sen = any(isinstance(cell, Rupiah) and cell % RUPIAH for cells in columns for cell in cells)
    money = 2 if with_sen else 0
    return [
        max((money if isinstance(cell, Rupiah) else _decimals(cell) for cell in cells), default=0)
        for cells in columns
    ]


def _decimals(cell: Cell) -> int:
    if isinstance(cell, Decimal):
        exponent = cell.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    return 0
