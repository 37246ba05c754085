"""Tables of statements: a header row repeated on each page, figures right-aligned, totals ruled.

Every row knows its height before anything is drawn, and is drawn straight onto the page: a ledger of
two thousand rows costs little more than a bare canvas (performance.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from upk_ledger.core.statements import Column, Row, Section, column_decimals
from upk_ledger.documents.cells import PAD, Measure, heading_name, is_number
from upk_ledger.documents.flow import Block, Break, Gap
from upk_ledger.documents.fonts import BOLD, shrink, width, wrap
from upk_ledger.documents.ink import Align, Ink
from upk_ledger.documents.shapes import EASY, INDENT, Look, Shape, Tightness, first_text, spills

_LEADING = 1.22
_MOST_LINES = 14
"""A cell with more lines goes on in a further row, so that no row is taller than a page."""

_SHORT = 14
"""A table of no more blocks (its header among them) is short."""

_GREY = 0.72


Piece = tuple[float, Align, list[str]]
"""x, alignment and lines of a cell's text."""


@dataclass(slots=True)
class RowBlock:
    """One row, or the part of it that stands here: for each piece its x, alignment and lines."""

    shape: Shape
    style: str
    pieces: list[Piece]
    ruled: list[tuple[float, float]]
    height: float
    keep: bool
    repeated: Block | None

    def draw(self, ink: Ink, top: float) -> None:
        """Draws texts and rules."""
        size, look = self.shape.size, self.shape.look
        name = heading_name(self.style)
        lead = size * _LEADING
        lines = max((len(texts) for _, _, texts in self.pieces), default=1)
        total = self.style == "total"
        above = 2.0 if self.ruled else 0.0
        below = 3.4 if total else 0.0
        spare = self.height - above - below - (lines - 1) * lead
        first = top - above - spare / 2 - size * 0.35
        for x, align, texts in self.pieces:
            y = first
            for text in texts:
                ink.text(x, y, text, name, size, align)
                y -= lead
        for left, right in self.ruled:
            ink.line(left, right, top - 0.6, 0.6)
            if total:
                ink.line(left, right, top - self.height + 2.8, 0.6)
                ink.line(left, right, top - self.height + 1.0, 0.6)
        foot = top - self.height
        if look.grid:
            self.shape.draw_grid(ink, foot, top)
        elif look.lines and not total:
            ink.line(self.shape.left, self.shape.right, foot, 0.3, _GREY)
        if look.uprights:
            ink.uprights((x for _, x in self.shape.edges[:-1]), foot, top, 0.3, _GREY)


class HeaderBlock:
    """The header row, with the table's caption above it and the names of bands of columns."""

    keep = True
    repeated = None

    def __init__(self, shape: Shape, caption: str) -> None:
        self._shape, self._caption = shape, caption
        size = shape.size
        self._cells = [
            wrap(column.heading, right - left - 2 * PAD + 0.01, BOLD, size)
            for column, (left, right) in zip(shape.columns, shape.edges, strict=True)
        ]
        self._named = any(column.heading for column in shape.columns)
        self._band = size * 1.7 if any(band for band, _ in shape.bands) else 0
        highest = max(
            len(cell) * size * _LEADING + (self._band if column.band else 0)
            for column, cell in zip(shape.columns, self._cells, strict=True)
        )
        self._body = (highest + size * 0.8) if self._named else 0
        self.height = self._body + (size + 8 if caption else 0)

    def draw(self, ink: Ink, top: float) -> None:
        """Draws caption, shade, names."""
        shape, size = self._shape, self._shape.size
        if self._caption:
            fitted = shrink(self._caption, shape.right - shape.left, BOLD, size + 0.5)
            ink.text(shape.left, top - size - 2, self._caption, BOLD, fitted)
            top -= size + 8
        if not self._named:
            return
        foot = top - self._body
        ink.shade(shape.left, foot, shape.right - shape.left, self._body)
        ink.line(shape.left, shape.right, top, 0.8)
        ink.line(shape.left, shape.right, foot, 0.8)
        if self._band:
            self._draw_bands(ink, top)
        for index, texts in enumerate(self._cells):
            left, right = shape.edges[index]
            x, align = _anchor(shape, index, left, right)
            y = foot + size * 0.62 + (len(texts) - 1) * size * _LEADING
            for text in texts:
                ink.text(x, y, text, BOLD, size, align)
                y -= size * _LEADING
        if shape.look.grid:
            shape.draw_grid(ink, foot, top - self._band, self._band)

    def _draw_bands(self, ink: Ink, top: float) -> None:
        shape, size = self._shape, self._shape.size
        start = 0
        for text, many in shape.bands:
            left, right = shape.edges[start][0], shape.edges[start + many - 1][1]
            if text:
                fitted = shrink(text, right - left - PAD, BOLD, size, 4)
                ink.text((left + right) / 2, top - size * 1.2, text, BOLD, fitted, "center")
                ink.line(left + shape.gap, right - shape.gap, top - self._band, 0.4)
            start += many


class PairBlock:
    """Blocks side by side, as high as the highest of them, with a line between."""

    def __init__(self, blocks: Sequence[Block], middle: float) -> None:
        self._blocks, self._middle = blocks, middle
        self.height = max(block.height for block in blocks)
        self.keep = any(block.keep for block in blocks)
        for block in blocks:
            block.height = self.height

    @property
    def repeated(self) -> Block | None:
        """The headers of all, where they have one."""
        headers = [block.repeated for block in self._blocks]
        found = [header for header in headers if header is not None]
        return PairBlock(found, self._middle) if len(found) == len(headers) else None

    def draw(self, ink: Ink, top: float) -> None:
        """Draws each, and the line between them."""
        for block in self._blocks:
            block.draw(ink, top)
        ink.uprights((self._middle,), top - self.height, top, 0.6)


def _anchor(shape: Shape, index: int, left: float, right: float) -> tuple[float, Align]:
    """Where and how texts of a column are set."""
    kind = shape.columns[index].kind
    if kind == "text":
        return left + PAD, "left"
    if kind == "date":
        return (left + right) / 2, "center"
    return shape.digits_edge(index), "right"


def table_blocks(
    sections: Sequence[Section],
    left: float,
    right: float,
    look: Look | None = None,
    whole: float = 0,
    tightness: Tightness = EASY,
) -> list[Block]:
    """The blocks of a statement's tables; those with equal columns stand exactly below one another.

    A short table after the first stands on one page, if it is no higher than `whole`.
    """
    if any(section.right for section in sections):
        return [block for section in sections for block in _beside(section, left, right, look)]
    shapes = [Shape(section, left, right, look or _look(section, tightness)) for section in sections]
    size = min((shape.size for shape in shapes), default=9)
    blocks: list[Block] = []
    for section, shape in zip(sections, shapes, strict=True):
        alike = [other.measures for other in shapes if _alike(other.columns, shape.columns)]
        shape.settle(size, [_widest(measures) for measures in zip(*alike, strict=True)])
        header = HeaderBlock(shape, section.caption)
        again = HeaderBlock(shape, f"{section.caption} (lanjutan)" if section.caption else "")
        table: list[Block] = [header, *_rows(shape, again)]
        if blocks:
            blocks.append(Break() if section.apart else Gap(9))
            if len(table) <= _SHORT and sum(block.height for block in table) <= whole:
                for block in table[:-1]:
                    block.keep = True
        blocks += table
    return blocks


def _beside(section: Section, left: float, right: float, look: Look | None) -> list[Block]:
    """The blocks of a table and the one to its right, row beside row."""
    middle, look = (left + right) / 2, look or Look()
    decimals, many = column_decimals(section.whole.rows), len(section.columns)
    halves = [Shape(section, left, middle - PAD, look, decimals[:many])]
    if section.right is not None:
        halves.append(Shape(section.right, middle + PAD, right, look, decimals[many:]))
    size = min(shape.size for shape in halves)
    blocks: list[list[Block]] = []
    for shape in halves:
        shape.settle(size, shape.measures)
        header = HeaderBlock(shape, section.caption if shape is halves[0] else "")
        blocks.append([header, *_rows(shape, header)])
    return [PairBlock(pair, middle) for pair in zip_longest(*blocks, fillvalue=Gap(0))]


def _look(section: Section, tightness: Tightness) -> Look:
    """Statements with headings read best without lines; listings need them, wide ones between columns too."""
    columns = len(section.columns)
    structured = any(row.style == "heading" for row in section.rows)
    lines = columns > 6 or (columns > 4 and not structured)
    return Look(lines, uprights=columns > 6, largest=tightness.largest, tight=tightness.rows)


def _alike(one: Sequence[Column], other: Sequence[Column]) -> bool:
    return [(c.kind, c.weight) for c in one] == [(c.kind, c.weight) for c in other]


def _widest(measures: Sequence[Measure]) -> Measure:
    return Measure(
        numeric=measures[0].numeric,
        full=max(m.full for m in measures),
        word=max(m.word for m in measures),
        wish=max(m.wish for m in measures),
        hang=max(m.hang for m in measures),
    )


def _rows(shape: Shape, again: HeaderBlock) -> list[RowBlock]:
    rows = shape.rows
    if not rows:
        nil: list[Piece] = [(shape.left + PAD, "left", ["Nihil"])]
        return [RowBlock(shape, "line", nil, [], _height(shape, 1, "line"), keep=False, repeated=again)]
    blocks: list[RowBlock] = []
    for index, row in enumerate(rows):
        after = rows[index + 1].style if index + 1 < len(rows) else ""
        early = index == 0 and len(rows) > 1
        keep = row.keep or early or row.style == "heading" or after in {"subtotal", "total"}
        blocks += _row_blocks(shape, row, shape.texts[index], keep, again)
    return blocks


def _row_blocks(
    shape: Shape, row: Row, texts: Sequence[str], keep: bool, again: HeaderBlock
) -> list[RowBlock]:
    name, first = heading_name(row.style), first_text(row)
    pieces: list[Piece] = []
    ruled: list[tuple[float, float]] = []
    for index, text in enumerate(texts):
        if not text:
            continue
        left, right = shape.edges[index]
        x, align = _anchor(shape, index, left, right)
        cell = row.cells[index]
        if not is_number(cell):
            if align == "left":
                x += row.level * INDENT * shape.size if index == first else 0
                right = _free_until(shape, row, index)
            pieces.append(
                (
                    x,
                    align,
                    wrap(text, right - PAD - (x if align == "left" else left) + 0.01, name, shape.size),
                )
            )
            continue
        if align == "right":
            if text[-1] == ")":
                x += width(")", name, shape.size)
            if row.style in {"subtotal", "total"}:
                ruled.append((left + PAD, right - PAD / 2))
        pieces.append((x, align, [text]))
    lines = max((len(piece[2]) for piece in pieces), default=1)
    blocks = []
    for start in range(0, lines, _MOST_LINES):
        part = [(x, align, all_[start : start + _MOST_LINES]) for x, align, all_ in pieces]
        high = _height(shape, min(lines - start, _MOST_LINES), row.style)
        last = start + _MOST_LINES >= lines
        blocks.append(
            RowBlock(shape, row.style, part, ruled if not start else [], high, keep and last, again)
        )
    return blocks


def _free_until(shape: Shape, row: Row, index: int) -> float:
    """The right edge of a text's cell, or of the empty cells that it may run into."""
    end = index
    while spills(row, index) and end + 1 < len(row.cells) and row.cells[end + 1] is None:
        end += 1
    return shape.edges[end][1]


def _height(shape: Shape, lines: int, style: str) -> float:
    size = shape.size
    around = size * (1.62 if not shape.look.lines else 1.7)
    around += {"heading": 3.0, "subtotal": 3.0, "total": 6.5}.get(style, 0.0)
    return max((lines - 1) * size * _LEADING + around * shape.look.tight, shape.look.row_height)
