"""Statements as values: what a paper says, for six renderers none of which computes anything.

A cell's type says how it is shown: `Rupiah` is money in sen, `int` a count, `Decimal` a percentage,
`date` a date, `str` text, `None` an empty cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Cell = int | Decimal | date | str | None
Kind = Literal["text", "money", "count", "percent", "date"]
Style = Literal["line", "heading", "subtotal", "total", "note"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in JSON and CSV-free contexts, `heading` on paper; `weight` is its share of width."""

    key: str
    heading: str
    kind: Kind = "text"
    weight: int = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as columns; `level` indents the first text cell."""

    cells: tuple[Cell, ...]
    style: Style = "line"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a statement, with its own caption, columns and rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office and its board by their own names, as valid at the statement's date."""

    office: str
    board: str
    place: str
    """Kind and name of the village, sub-district, regency, province, on one line."""
    address: str = ""
    signing_place: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature block: "Dibuat oleh", role, and the name (empty where the office has none)."""

    action: str
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class EntryMark:
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
