"""The columns of a table as they stand on the page: their widths, type size, edges and rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from upk_ledger.core.statements import Row, Section, column_decimals
from upk_ledger.documents.cells import (
    PAD,
    Measure,
    cell_text,
    column_widths,
    heading_name,
    is_number,
    type_size,
)
from upk_ledger.documents.fonts import BOLD, width
from upk_ledger.documents.ink import Ink

INDENT = 1.3
"""A level of a row's text stands so many type sizes further in."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is ruled: `lines` under each row, `uprights` between columns, `grid` around each cell."""

    lines: bool = False
    uprights: bool = False
    grid: bool = False
    row_height: float = 0
    largest: float = 9.0
    tight: float = 1.0
    """How much of the room around a row's text is left."""


class Tightness(NamedTuple):
    """How closely a paper's tables are set: the largest type, and what is left of the room around a row's text."""

    largest: float = 9.0
    rows: float = 1.0


EASY = Tightness()
"""How everything is set that has the room."""


class Shape:
    """The columns of a table as they stand on the page, the same for all its pages."""

    def __init__(
        self, section: Section, left: float, right: float, look: Look, decimals: Sequence[int] = ()
    ) -> None:
        self.columns, self.left, self.right, self.look = section.columns, left, right, look
        self.rows = section.rows
        runs = groupby(column.band for column in section.columns)
        self.bands = [(band, len(list(run))) for band, run in runs]
        decimals = decimals or column_decimals(section.rows)
        self.texts = [
            [cell_text(cell, dec) for cell, dec in zip(row.cells, decimals, strict=True)]
            for row in section.rows
        ]
        self.measures = measured(section, self.texts)
        self.size = type_size(self.measures, right - left, look.largest)
        self.edges: list[tuple[float, float]] = []
        self.gap = 0 if look.grid else PAD / 2

    def settle(self, size: float, measures: Sequence[Measure]) -> None:
        """Fixes type size and widths (those of the tables that stand above one another may be shared)."""
        self.size, self.measures = size, list(measures)
        widths = column_widths(self.columns, measures, self.right - self.left, size)
        x = self.left
        for wide in widths:
            self.edges.append((x, x + wide))
            x += wide

    def draw_grid(self, ink: Ink, foot: float, top: float, band: float = 0) -> None:
        """The lines around each cell; those between bands of columns are strong and run up to `top` + `band`."""
        ends = [self.left, self.right]
        start = 0
        for _, many in self.bands[:-1]:
            start += many
            ends.append(self.edges[start][0])
        ink.uprights(ends, foot, top + band, 0.9)
        ink.uprights((x for x, _ in self.edges[1:]), foot, top, 0.4)
        ink.line(self.left, self.right, foot, 0.4)

    def digits_edge(self, index: int) -> float:
        """Where the digits of a column of numbers end."""
        return self.edges[index][1] - PAD - self.measures[index].hang * self.size


def measured(section: Section, texts: Sequence[Sequence[str]]) -> list[Measure]:
    """What each column's texts need."""
    measures = []
    for index, column in enumerate(section.columns):
        measure = Measure(numeric=column.kind != "text")
        for word in column.heading.split():
            measure.take(word, BOLD)
        for row, cells in zip(section.rows, texts, strict=True):
            text = cells[index]
            if not text or spills(row, index):
                continue
            name = heading_name(row.style)
            indent = row.level * INDENT if index == first_text(row) else 0
            if measure.numeric and not is_number(row.cells[index]):
                for word in text.split():  # words in a column of figures may stand below one another
                    measure.take(word, name)
                measure.wish = max(measure.wish, width(text, name, 1))
            else:
                measure.take(text, name, indent)
        measures.append(measure)
    return measures


def spills(row: Row, index: int) -> bool:
    """Whether a heading or label has the next cell's empty room to run into."""
    cells = row.cells
    if row.style == "line" or not isinstance(cells[index], str):
        return False
    return index + 1 < len(cells) and cells[index + 1] is None


def first_text(row: Row) -> int:
    """The first cell of text, which a row's level indents; -1 where there is none."""
    return next((index for index, cell in enumerate(row.cells) if isinstance(cell, str)), -1)
