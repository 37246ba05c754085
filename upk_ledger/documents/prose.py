"""Label and value pairs above a table, and notes below it."""

from collections.abc import Sequence

from upk_ledger.documents.flow import Block, Gap
from upk_ledger.documents.fonts import BOLD, REGULAR, width, wrap
from upk_ledger.documents.ink import Ink


class FactsBlock:
    """One row of label and value pairs, side by side: x, label, x of the value, its lines; a dotted line for none."""

    keep = True
    repeated = None

    def __init__(
        self, pairs: Sequence[tuple[float, str, float, list[str]]], size: float, blank: float
    ) -> None:
        self._pairs, self._size, self._blank = pairs, size, blank
        self.height = max(len(lines) for _, _, _, lines in pairs) * size * 1.4

    def draw(self, ink: Ink, top: float) -> None:
        """Draws label, colon, value."""
        for x, label, value_x, lines in self._pairs:
            y = top - self._size * 1.05
            ink.text(x, y, label, REGULAR, self._size)
            ink.text(value_x - self._size * 0.7, y, ":", REGULAR, self._size)
            if not any(lines):
                ink.dots(value_x, value_x + self._blank, y - 1)
                continue
            for line in lines:
                ink.text(value_x, y, line, BOLD if x == value_x else REGULAR, self._size)
                y -= self._size * 1.4


def fact_blocks(
    facts: Sequence[tuple[str, str]], left: float, right: float, size: float = 9, *, columns: int = 2
) -> list[Block]:
    """Pairs in two columns, read downwards; in one where there are few."""
    if not facts:
        return []
    columns = columns if len(facts) > 3 else 1
    down = -(-len(facts) // columns)
    wide = (right - left) / columns
    placed = []
    for column in range(columns):
        part = facts[column * down : (column + 1) * down]
        x = left + column * wide
        indent = max((width(label, REGULAR, size) for label, _ in part), default=0) + size * 1.3
        placed.append(
            [(x, label, x + indent, wrap(value, wide - indent - 6, REGULAR, size)) for label, value in part]
        )
    rows = [[column[index] for column in placed if index < len(column)] for index in range(down)]
    return [*(FactsBlock(row, size, blank=wide * 0.5) for row in rows), Gap(8)]


class LineBlock:
    """One line of a note."""

    repeated = None
    keep = False

    def __init__(
        self, x: float, text: str, name: str, size: float, mark: tuple[float, str] | None = None
    ) -> None:
        self._x, self._text, self._name, self._size, self._mark = x, text, name, size, mark
        self.height = size * 1.38

    def draw(self, ink: Ink, top: float) -> None:
        """Draws the line and, on a note's first, its number."""
        y = top - self._size * 1.05
        if self._mark:
            ink.text(self._mark[0], y, self._mark[1], self._name, self._size)
        ink.text(self._x, y, self._text, self._name, self._size)


def note_blocks(notes: Sequence[str], left: float, right: float, size: float = 8) -> list[Block]:
    """The notes under "Catatan:", numbered where there are several."""
    if not notes:
        return []
    head = LineBlock(left, "Catatan:", BOLD, size)
    head.keep = True
    blocks: list[Block] = [Gap(8), head]
    indent = size * 1.6 if len(notes) > 1 else 0
    for number, note in enumerate(notes, 1):
        mark = (left, f"{number}.") if len(notes) > 1 else None
        for line in wrap(note, right - left - indent, REGULAR, size):
            blocks.append(LineBlock(left + indent, line, REGULAR, size, mark))
            mark = None
    return blocks


class BlankBlock:
    """A dotted line to write on."""

    height = 19.0
    keep = False
    repeated = None

    def __init__(self, left: float, right: float) -> None:
        self._left, self._right = left, right

    def draw(self, ink: Ink, top: float) -> None:
        """Draws the dots."""
        ink.dots(self._left, self._right, top - self.height + 4)


def paragraph_blocks(
    caption: str, paragraphs: Sequence[str], left: float, right: float, size: float = 9, below: float = 3
) -> list[Block]:
    """A caption and the paragraphs below it; neither a caption nor a paragraph's first line stands alone.

    An empty paragraph is a line to write on.
    """
    blocks: list[Block] = []
    if caption:
        head = LineBlock(left, caption, BOLD, size + 0.5)
        head.keep = True
        blocks += [head, Gap(2)]
    for paragraph in paragraphs:
        if not paragraph:
            blocks.append(BlankBlock(left, right))
            continue
        lines = [
            LineBlock(left, line, REGULAR, size) for line in wrap(paragraph, right - left, REGULAR, size)
        ]
        for line in (*lines[:1], *lines[-2:-1]):
            line.keep = True
        blocks += [*lines, Gap(below)]
    return blocks
