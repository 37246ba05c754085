"""Reads a folder of CSV files or one workbook into typed rows, and collects every fault on the way.

What can be seen without the book is checked here: the tables by themselves and against one another
(`consistency`). What only the book knows is the import action's to say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault
from upk_ledger.exchange.cells import Flaw, RawCell, convert
from upk_ledger.exchange.consistency import contradictions
from upk_ledger.exchange.csvfile import read_csv
from upk_ledger.exchange.files import system_code
from upk_ledger.exchange.grids import Grid, tidy
from upk_ledger.exchange.rows import ImportTables, TableRow
from upk_ledger.exchange.tables import TABLES, Column, Table

_HEADINGS = frozenset(column.heading for table in TABLES.values() for column in table.columns)
_BESIDE = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".tsv"})
"""Endings that a table saved in the wrong format would have; such a file is not passed over in silence."""


def read_tables(path: Path, only: str | None = None) -> ImportTables:
    """Every table in the folder of CSV files, the CSV file or the workbook at `path`, with every fault.

    `only` reads that one table, from a file or sheet called as it likes. Raises `SourceMissing`.
    """
    grids = _grids(path)
    if only is not None:
        named = [grid for grid in grids if grid.name.casefold() == only or not grid.name]
        chosen = named or [grid for grid in grids if grid.rows or grid.faults][:1]
        grids = [replace(grid, name=grid.name and only) for grid in chosen]
    if not grids:
        known = tuple(TABLES) if only is None else (only,)
        return ImportTables(faults=(Fault(path.resolve().name, None, None, errors.NoTables(known)),))
    return _Reading().read(grids)


def _grids(path: Path) -> list[Grid]:
    if path.is_dir():
        return list(_of_folder(path))
    if not path.exists():
        raise errors.SourceMissing(str(path))
    if path.suffix.casefold() == ".csv":
        return [read_csv(path, _HEADINGS)]
    # openpyxl is slow to load, and most imports are CSV files.
    from upk_ledger.exchange.workbook import read_workbook

    return [
        grid for grid in read_workbook(path) if grid.rows or grid.faults or grid.name.casefold() in TABLES
    ]


def _of_folder(folder: Path) -> Iterator[Grid]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        unreadable = errors.FileUnreadable(system_code(error))
        yield Grid(folder.name, "", faults=(Fault(folder.name, None, None, unreadable),))
        return
    for path in paths:
        if path.name.startswith((".", "~")) or not path.is_file():
            continue
        ending = path.suffix.casefold()
        if ending == ".csv":
            yield read_csv(path, _HEADINGS)
        elif ending in _BESIDE and path.name.split(".")[0].casefold() in TABLES:
            yield Grid(
                path.name, path.name.split(".")[0], faults=(Fault(path.name, None, None, errors.NotText()),)
            )


class _Reading:
    """One reading: what was understood, what was not, and which identities the latter leave in doubt."""

    def __init__(self) -> None:
        self.rows: dict[str, list[TableRow]] = {name: [] for name in TABLES}
        self.faults: list[Fault] = []
        self.doubts: dict[str, set[str | None]] = {name: set() for name in TABLES}

    def read(self, grids: Iterable[Grid]) -> ImportTables:
        """The tables of all `grids`."""
        seen: set[str] = set()
        for grid in grids:
            self.faults += grid.faults
            table = self._table(grid, seen)
            if table is None:
                continue
            if grid.faults:
                self.doubts[table.name].add(None)
            if grid.rows:
                self._read_table(table, grid)
            elif not grid.faults:
                self._fault(grid.label, None, None, errors.FileEmpty())
        unique, found = contradictions(self.rows, self.doubts)
        self.faults += found
        tables = {TABLES[name].attribute: tuple(rows) for name, rows in unique.items()}
        return ImportTables(**tables, faults=in_order(self.faults), doubts=self.doubts)

    def _fault(self, label: str, row: int | None, column: str | None, error: UpkError) -> None:
        self.faults.append(Fault(label, row, column, error))

    def _table(self, grid: Grid, seen: set[str]) -> Table | None:
        """The table that `grid` holds, by its name; None where the name says nothing."""
        if not grid.name:
            return None
        name = tidy(grid.name).casefold()
        if name not in TABLES:
            near = tuple(get_close_matches(name, TABLES, n=2))
            self._fault(grid.label, None, None, errors.UnknownTable(grid.name, near))
            # The data of the table that was meant is missing: what refers to it cannot be judged.
            for meant in near:
                self.doubts[meant].add(None)
            return None
        if name in seen:
            self._fault(grid.label, None, None, errors.TableTwice(name))
            return None
        seen.add(name)
        return TABLES[name]

    def _read_table(self, table: Table, grid: Grid) -> None:
        (number, header), *body = grid.rows
        columns, complete = self._columns(table, grid.label, number, header)
        if not complete:
            self.doubts[table.name].add(None)
        memory: dict[tuple[int, RawCell], Any] = {}
        for number, cells in body:
            self._read_row(table, grid.label, number, columns, cells, memory, complete=complete)

    def _columns(
        self, table: Table, label: str, row: int, header: tuple[RawCell, ...]
    ) -> tuple[list[Column | None], bool]:
        """The column under each heading (None: unknown or none), and whether all required ones are there."""
        known = {column.heading: column for column in table.columns}
        columns: list[Column | None] = []
        for cell in header:
            heading = "" if isinstance(cell, Flaw) else tidy(str(cell)).casefold()
            column = known.get(heading)
            if column is None and heading:
                near = tuple(get_close_matches(heading, known, n=2))
                self._fault(label, row, str(cell), errors.UnknownColumn(str(cell), near))
                columns.append(_UNKNOWN)
                continue
            if column is not None and column in columns:
                self._fault(label, row, column.heading, errors.ColumnTwice(column.heading))
                columns.append(_UNKNOWN)
                continue
            columns.append(column)
        missing = [column for column in table.columns if column.required and column not in columns]
        for column in missing:
            self._fault(label, row, column.heading, errors.MissingColumn(column.heading))
        return columns, not missing

    def _read_row(
        self,
        table: Table,
        label: str,
        number: int,
        columns: list[Column | None],
        cells: tuple[RawCell, ...],
        memory: dict[tuple[int, RawCell], Any],
        *,
        complete: bool,
    ) -> None:
        """Adds one row, or its faults; values met before are taken from `memory`."""
        values: dict[str, Any] = {}
        failed = 0
        for index, column in enumerate(columns):
            raw = cells[index] if index < len(cells) else ""
            if column is None:
                failed += self._outside(label, number, raw)
            elif column is not _UNKNOWN:
                key = (index, raw)
                try:
                    values[column.field] = (
                        memory[key] if key in memory else memory.setdefault(key, convert(column, raw))
                    )
                except UpkError as error:
                    failed += 1
                    self._fault(label, number, column.heading, error)
        for raw in cells[len(columns) :]:
            failed += self._outside(label, number, raw)
        if failed:
            self.doubts[table.name].add(values.get(table.link_field))
        elif complete:
            absent = (column for column in table.columns if column.field not in values)
            for column in absent:
                values[column.field] = convert(column, "")
            self.rows[table.name].append(table.row_type(label, number, **values))

    def _outside(self, label: str, number: int, raw: RawCell) -> int:
        if raw == "":
            return 0
        self._fault(label, number, None, errors.NoHeading("" if isinstance(raw, Flaw) else str(raw)))
        return 1


_UNKNOWN = Column("", "", "text", "")
"""Stands for a column whose heading is a fault already: its cells are passed over."""


def in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    """By file as first met, then by row."""
    files = {label: place for place, label in enumerate(dict.fromkeys(fault.file for fault in faults))}
    return tuple(sorted(faults, key=lambda fault: (files[fault.file], fault.row or 0)))
