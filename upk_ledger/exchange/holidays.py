"""The list of holidays as a CSV file that people edit: columns tanggal and nama."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault, ImportFaults
from upk_ledger.core.errors.settings import HolidayTwice
from upk_ledger.exchange.cells import RawCell, convert
from upk_ledger.exchange.csvfile import read_csv
from upk_ledger.exchange.tables import Column

_DAY = Column("tanggal", "day", "date", "Hari liburnya")
_NAME = Column("nama", "name", "text", "Nama hari libur itu")
_COLUMNS = {column.heading: column for column in (_DAY, _NAME)}

Holiday = tuple[date, str]


def read_holidays(path: Path) -> list[Holiday]:
    """The holidays in a file, by date; `ImportFaults` names every fault by row and column, `SourceMissing`."""
    if not path.exists():
        raise errors.SourceMissing(str(path))
    grid = read_csv(path, frozenset(_COLUMNS))
    if grid.faults:
        raise ImportFaults(grid.faults)
    if not grid.rows:
        raise ImportFaults((Fault(grid.label, None, None, errors.FileEmpty()),))
    (number, header), *body = grid.rows
    faults = _heading_faults(grid.label, number, header)
    if faults:
        raise ImportFaults(tuple(faults))
    places = {str(cell).casefold(): place for place, cell in enumerate(header)}
    found: dict[date, tuple[int, str]] = {}
    for row, cells in body:
        values = []
        for heading, column in _COLUMNS.items():
            try:
                values.append(convert(column, cells[places[heading]] if places[heading] < len(cells) else ""))
            except UpkError as error:
                faults.append(Fault(grid.label, row, heading, error))
        if len(values) == len(_COLUMNS):
            day, name = values
            if day in found:
                faults.append(Fault(grid.label, row, _DAY.heading, HolidayTwice(day, found[day][0])))
            found.setdefault(day, (row, name))
    if not body:
        faults.append(Fault(grid.label, None, None, errors.FileEmpty()))
    if faults:
        raise ImportFaults(tuple(faults))
    return [(day, name) for day, (_, name) in sorted(found.items())]


def _heading_faults(label: str, row: int, header: Sequence[RawCell]) -> list[Fault]:
    """The headings are exactly the two, in any order."""
    given = [str(cell).casefold() for cell in header if cell != ""]
    faults = [
        Fault(
            label, row, heading, errors.UnknownColumn(heading, tuple(get_close_matches(heading, _COLUMNS, 2)))
        )
        for heading in given
        if heading not in _COLUMNS
    ]
    faults += [
        Fault(label, row, heading, errors.ColumnTwice(heading))
        for heading in _COLUMNS
        if given.count(heading) > 1
    ]
    return faults + [
        Fault(label, row, heading, errors.MissingColumn(heading))
        for heading in _COLUMNS
        if heading not in given
    ]


def holidays_csv(holidays: Sequence[Holiday]) -> str:
    """The list as the file that `read_holidays` reads; without holidays its headings, to be filled in."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows((day.isoformat(), name) for day, name in holidays)
    return out.getvalue()
