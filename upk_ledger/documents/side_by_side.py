"""Tables that are too wide for a page, cut into tables side by side: pages of columns that read across."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from upk_ledger.core.statements import Row, Section

MOST = 9
"""So many columns of figures stand beside the held ones on one page."""


def side_by_side(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections, those that may be cut and are too wide in parts, each on pages of its own."""
    return tuple(part for section in sections for part in _cut(section))


def _cut(section: Section) -> list[Section]:
    loose = len(section.columns) - section.held
    if not section.held or loose <= MOST:
        return [section]
    pages = -(-loose // MOST)
    edges = [section.held + loose * number // pages for number in range(pages + 1)]
    parts = []
    for number, (first, last) in enumerate(pairwise(edges), 1):
        rows = tuple(_part(row, section.held, first, last) for row in section.rows)
        caption = f"{section.caption} (bagian {number} dari {pages})".strip()
        columns = section.columns[: section.held] + section.columns[first:last]
        parts.append(
            replace(section, columns=columns, rows=rows, caption=caption, apart=section.apart or number > 1)
        )
    return parts


def _part(row: Row, held: int, first: int, last: int) -> Row:
    return replace(row, cells=row.cells[:held] + row.cells[first:last])
