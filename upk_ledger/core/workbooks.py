"""Workbooks as values: sheets of rows whose cells are figures, or formulas with the figure that they come to.

A cell's type says how it is shown, as in statements; a `Formula` carries the figure that the program knows, for viewers
that do not count, and so that every formula can be held against it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from upk_ledger.core.money import RUPIAH, Rupiah
from upk_ledger.core.report_definitions import TableForm

Figure = int | Decimal | date | datetime | str | None
Look = Literal["line", "title", "subtitle", "caption", "head", "subtotal", "total", "note"]


class Formula(NamedTuple):
    """A formula in the notation of spreadsheets, beginning with =, and the figure that it comes to."""

    text: str
    value: Figure


class Empty(NamedTuple):
    """A cell for the reader's own amount."""


INPUT = Empty()

SheetCell = Figure | Formula | Empty
Cells = Mapping[str, SheetCell]


class SheetRow(NamedTuple):
    """One row of cells from the first column on."""

    cells: Sequence[SheetCell]
    look: Look = "line"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` can be walked through more than once; `widths` are those of the columns in characters.

    Rows up to `frozen` and columns before `pinned` stay in sight; `repeated` is the first and last row of the heading
    that each page repeats, `filtered` the rows that a filter goes by (0-based, the heading first). Columns in `sen`
    have amounts with sen; cells that say `alarm` stand out.
    """

    name: str
    title: str
    rows: Iterable[SheetRow]
    widths: Sequence[int]
    frozen: int = 0
    pinned: int = 0
    repeated: tuple[int, int] | None = None
    filtered: tuple[int, int] | None = None
    sen: frozenset[int] = frozenset()
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook; `made` is the moment that it says it was made, `foot` stands at the foot of each page."""

    title: str
    author: str
    made: datetime
    foot: str
    sheets: tuple[Sheet, ...]


class Rows:
    """Rows that can be walked through more than once though they are made on the way."""

    def __init__(self, make: Callable[[], Iterator[SheetRow]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[SheetRow]:
        """Make them once more."""
        return self._make()


def letter(index: int) -> str:
    """The letters of a column: A, B, Z, AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


class Block:
    """A table within a sheet: where its columns stand, and how formulas name its cells."""

    def __init__(self, sheet: str, form: TableForm, words: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.caption = form.caption.format_map(words)
        self.headings = tuple(column.full_heading.format_map(words) for column in form.columns)
        self.widths = tuple(column.weight for column in form.columns)
        self._keys = tuple(column.key for column in form.columns)
        self._places = {key: place for place, key in enumerate(self._keys)}

    def column(self, key: str) -> str:
        """The letters of a column."""
        return letter(self._places[key])

    def cell(self, key: str, row: int) -> str:
        """A cell as formulas of the same sheet name it."""
        return f"{self.column(key)}{row}"

    def outside(self, key: str, row: int) -> str:
        """A cell as formulas of other sheets name it."""
        return f"'{self.sheet}'!{self.cell(key, row)}"

    def span(self, key: str, first: int, last: int, *, outside: bool = False) -> str:
        """A range of one column, which stays where it is when a formula is copied."""
        column = self.column(key)
        whole = f"${column}${first}:${column}${last}"
        return f"'{self.sheet}'!{whole}" if outside else whole

    def cells(self, values: Cells) -> list[SheetCell]:
        """A row's cells in the order of the columns; what has no value stays empty."""
        return [values.get(key) for key in self._keys]


class SheetMaker:
    """A sheet in the making: blocks one below the other, the number of the next row known.

    `words` have its name and title by its key, what stands beneath the title, and what fills headings.
    """

    def __init__(self, key: str, words: Mapping[str, str]) -> None:
        self.name = words[f"lembar-{key}"]
        self.title = words[f"isi-{key}"]
        self.words = words
        self.rows = [SheetRow([self.title], "title"), SheetRow([words["beneath"]], "subtitle"), SheetRow([])]
        self._widths: list[int] = []
        self._head = 0

    @property
    def next(self) -> int:
        """The number of the row that is added next, counted from 1 as formulas do."""
        return len(self.rows) + 1

    def block(self, form: TableForm, **words: str) -> Block:
        """Begin a table: its caption, if it has one, and its heading."""
        made = Block(self.name, form, {**self.words, **words})
        if self._widths:
            self.rows.append(SheetRow([]))
        if made.caption:
            self.rows.append(SheetRow([made.caption], "caption"))
        self.rows.append(SheetRow(made.headings, "head"))
        wider = max(len(self._widths), len(made.widths))
        mine, theirs = ([*each, *[0] * (wider - len(each))] for each in (made.widths, self._widths))
        self._widths = [max(pair) for pair in zip(mine, theirs, strict=True)]
        self._head = self._head or len(self.rows)
        return made

    def add(self, block: Block, values: Cells, look: Look = "line") -> int:
        """A row of a table; answers with its number."""
        self.rows.append(SheetRow(block.cells(values), look))
        return len(self.rows)

    def none(self, block: Block, key: str) -> int:
        """The row of a table that has none."""
        return self.add(block, {key: self.words["tidak-ada"]}, "note")

    def sums(
        self, block: Block, label: str, first: int, values: Mapping[str, int], nets: Collection[str] = ()
    ) -> int:
        """The row of totals (sen) of all rows from `first` on, its name under the column `label`.

        What adds up debits and credits (`nets`) is rounded to sen: binary fractions would leave a shadow of nothing.
        """
        last = len(self.rows)
        sums: dict[str, SheetCell] = {}
        for key, amount in values.items():
            text = f"SUM({block.span(key, first, last)})"
            sums[key] = Formula(f"=ROUND({text},2)" if key in nets else f"={text}", Rupiah(amount))
        return self.add(block, {label: self.words["jumlah"], **sums}, "total")

    def note(self, text: str) -> None:
        """A sentence below what stands."""
        self.rows.append(SheetRow([text], "note"))

    def sheet(self, *, pinned: int = 0, listing: bool = False, alarm: str = "") -> Sheet:
        """The finished sheet; a `listing` keeps the heading of its first table in sight."""
        head = self._head if listing else 0
        return Sheet(
            self.name,
            self.title,
            tuple(self.rows),
            tuple(self._widths),
            frozen=head,
            pinned=pinned,
            repeated=(head - 1, head - 1) if head else None,
            sen=columns_with_sen(self.rows),
            alarm=alarm,
        )


def columns_with_sen(rows: Iterable[SheetRow]) -> frozenset[int]:
    """The columns that have an amount with sen."""
    return frozenset(place for row in rows for place, cell in enumerate(row.cells) if _has_sen(cell))


def _has_sen(cell: Any) -> bool:
    value = cell.value if isinstance(cell, Formula) else cell
    return isinstance(value, Rupiah) and value % RUPIAH != 0
