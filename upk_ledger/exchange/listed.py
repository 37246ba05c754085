"""A grid of one plain table with fixed headings: its rows as values, or every fault at once."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault, ImportFaults
from upk_ledger.exchange.cells import Flaw, RawCell, convert
from upk_ledger.exchange.grids import Grid, tidy
from upk_ledger.exchange.tables import Column

Heading = Mapping[str, Column]
"""The columns by what their headings say."""

Listed = list[tuple[int, dict[str, Any]]]
"""The number of each row, and its values by heading; a column that is not there has its default."""


def listed_rows(grid: Grid, columns: Heading) -> Listed:
    """The rows of a grid; `ImportFaults` names every fault by file, row and column."""
    if grid.faults:
        raise ImportFaults(grid.faults)
    if len(grid.rows) < 2:
        raise ImportFaults((Fault(grid.label, None, None, errors.FileEmpty()),))
    (number, header), *body = grid.rows
    faults, places = _places(grid.label, number, header, columns)
    if faults:
        raise ImportFaults(tuple(faults))
    found: Listed = []
    for row, cells in body:
        values: dict[str, Any] = {}
        for heading, column in columns.items():
            place = places.get(heading)
            raw = cells[place] if place is not None and place < len(cells) else ""
            try:
                values[heading] = convert(column, raw)
            except UpkError as error:
                faults.append(Fault(grid.label, row, heading, error))
        faults += [
            Fault(grid.label, row, None, errors.NoHeading("" if isinstance(raw, Flaw) else str(raw)))
            for place, raw in enumerate(cells)
            if raw != "" and place not in places.values()
        ]
        found.append((row, values))
    if faults:
        raise ImportFaults(tuple(faults))
    return found


def _places(
    label: str, row: int, header: Sequence[RawCell], columns: Heading
) -> tuple[list[Fault], dict[str, int]]:
    """Where each heading stands; headings that are unknown, twice or missing are faults."""
    faults: list[Fault] = []
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        heading = "" if isinstance(cell, Flaw) else tidy(str(cell)).casefold()
        if not heading:
            continue
        if heading not in columns:
            near = tuple(get_close_matches(heading, columns, 2))
            faults.append(Fault(label, row, heading, errors.UnknownColumn(heading, near)))
        elif heading in places:
            faults.append(Fault(label, row, heading, errors.ColumnTwice(heading)))
        else:
            places[heading] = place
    faults += [
        Fault(label, row, heading, errors.MissingColumn(heading))
        for heading, column in columns.items()
        if column.required and heading not in places
    ]
    return faults, places
