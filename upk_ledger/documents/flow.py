"""Fills pages with blocks of known height, so that the number of pages is known before anything is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from upk_ledger.documents.ink import Ink


class Block(Protocol):
    """Something as wide as the page's text that is drawn as a whole."""

    height: float
    keep: bool
    """Stays on the page of the block after it."""

    @property
    def repeated(self) -> "Block | None":
        """What stands again at the top of a page that begins with this block (a table's header row)."""

    def draw(self, ink: Ink, top: float) -> None:
        """Draws it with its upper edge at `top`."""


class Gap:
    """Empty space; it vanishes at the top of a page."""

    keep = True
    repeated = None

    def __init__(self, height: float) -> None:
        self.height = height

    def draw(self, ink: Ink, top: float) -> None:
        """Draws nothing."""


class Break(Gap):
    """The end of a page, however much room is left on it."""

    def __init__(self) -> None:
        super().__init__(0)


def paginate(blocks: Iterable[Block], first: float, later: float) -> list[list[Block]]:
    """The blocks page by page; `first` and `later` are the heights of the first and the further pages."""
    pages: list[list[Block]] = [[]]
    room = first
    for group in _groups(blocks, later):
        content = group
        broken = isinstance(group[0], Break)
        if (broken or sum(block.height for block in group) > room) and pages[-1]:
            content = _without_gap(group)
            header = content[0].repeated if content else None
            if header:
                content = [header, *content]
            pages.append([])
            room = later
        pages[-1] += content
        room -= sum(block.height for block in content)
    return pages


def tied(body: Sequence[Block], notes: Sequence[Block], rows: int, most: float) -> list[Block]:
    """`body` and `notes` such that what follows does not stand on a page without the last few rows above it.

    Notes too long to go along (with the rows higher than `most`) keep only their own last lines with it.
    """
    end = [*body[-rows:], *notes]
    if sum(block.height for block in end) > most:
        end = end[-rows:]
    for block in end:
        block.keep = True
    return [*body, *notes]


def _groups(blocks: Iterable[Block], most: float) -> Iterator[list[Block]]:
    """Runs of blocks that stay together; a run taller than a page is taken apart."""
    group: list[Block] = []
    height = 0.0
    for block in blocks:
        if group and height + block.height > most:
            yield group
            group, height = [], 0.0
        group.append(block)
        height += block.height
        if not block.keep:
            yield group
            group, height = [], 0.0
    if group:
        yield group


def _without_gap(group: list[Block]) -> list[Block]:
    while group and isinstance(group[0], Gap):
        group = group[1:]
    return group
