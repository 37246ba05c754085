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
    """One reading: what was understood, what was not, and which identities the latter leave in doubt.

    `doubts` are those of rows that are not whole, `unclear` those of rows that are not there at all.
    """

    def __init__(self) -> None:
        self.rows: dict[str, list[TableRow]] = {name: [] for name in TABLES}
        self.faults: list[Fault] = []
        self.doubts: dict[str, set[str | None]] = {name: set() for name in TABLES}
        self.unclear: dict[str, set[str | None]] = {name: set() for name in TABLES}

    def read(self, grids: Iterable[Grid]) -> ImportTables:
        """The tables of all `grids`."""
        seen: set[str] = set()
        for grid in grids:
            self.faults += grid.faults
            table = self._table(grid, seen)
            if table is None:
                continue
            if grid.faults:
                self._lose(table.name, None)
            if grid.rows:
                self._read_table(table, grid)
            elif not grid.faults:
                self._fault(grid.label, None, None, errors.FileEmpty())
        unique, found = contradictions(self.rows, self.doubts, self.unclear)
        self.faults += found
        tables = {TABLES[name].attribute: tuple(rows) for name, rows in unique.items()}
        return ImportTables(**tables, faults=in_order(self.faults), doubts=self.doubts, unclear=self.unclear)

    def _lose(self, table: str, identity: str | None) -> None:
        """Note that a row of `table`, or any number of them (None), cannot be taken as it stands."""
        self.doubts[table].add(identity)
        self.unclear[table].add(identity)

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
                self._lose(meant, None)
            return None
        if name in seen:
            self._fault(grid.label, None, None, errors.TableTwice(name))
            return None
        seen.add(name)
        return TABLES[name]

    def _read_table(self, table: Table, grid: Grid) -> None:
        (number, header), *body = grid.rows
        columns = self._columns(table, grid.label, number, header)
        # A column that is not there takes its default; where a heading is a fault it may be the one that was meant.
        absent = [column for column in table.columns if column not in columns]
        lost = [column.field for column in absent if column.required or _UNKNOWN in columns]
        given = {column.field: convert(column, "") for column in absent if column.field not in lost}
        memory: dict[tuple[int, RawCell], Any] = {}
        for number, cells in body:
            values, failed = given.copy(), lost.copy()
            self._read_row(grid.label, number, columns, cells, memory, values, failed)
            beyond = [self._outside(grid.label, number, raw) for raw in cells[len(columns) :]]
            self._keep_row(table, grid.label, number, values, failed, shifted=any(beyond))

    def _keep_row(
        self,
        table: Table,
        label: str,
        number: int,
        values: dict[str, Any],
        failed: list[str],
        *,
        shifted: bool,
    ) -> None:
        """Add the row as far as it could be read, unless its cells may stand in the wrong columns."""
        if shifted:
            self._lose(table.name, values.get(table.link_field))
            return
        if failed:
            self.doubts[table.name].add(values.get(table.link_field))
            values |= dict.fromkeys(field for field in failed if field) | {"unread": frozenset(failed)}
        self.rows[table.name].append(table.row_type(label, number, **values))

    def _columns(
        self, table: Table, label: str, row: int, header: tuple[RawCell, ...]
    ) -> list[Column | None]:
        """The column under each heading (None: no heading); required ones that are not there are faults."""
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
        for column in table.columns:
            if column.required and column not in columns:
                self._fault(label, row, column.heading, errors.MissingColumn(column.heading))
        return columns

    def _read_row(
        self,
        label: str,
        number: int,
        columns: list[Column | None],
        cells: tuple[RawCell, ...],
        memory: dict[tuple[int, RawCell], Any],
        values: dict[str, Any],
        failed: list[str],
    ) -> None:
        """Add the row's values, or the fields that `failed`; those met before are taken from `memory`.

        What stands under no heading fails as the field "".
        """
        for index, column in enumerate(columns):
            raw = cells[index] if index < len(cells) else ""
            if column is None:
                failed += [""] * self._outside(label, number, raw)
            elif column is not _UNKNOWN:
                key = (index, raw)
                try:
                    values[column.field] = (
                        memory[key] if key in memory else memory.setdefault(key, convert(column, raw))
                    )
                except UpkError as error:
                    failed.append(column.field)
                    self._fault(label, number, column.heading, error)

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
