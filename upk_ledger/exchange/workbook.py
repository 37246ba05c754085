"""Reads .xlsx workbooks; imported only where one comes in, because openpyxl takes long to load.

Values are streamed; formulas and merged cells, which the stream does not show, are looked for in the parts of
the archive first, so that the usual workbook is read once. Numbers become exact decimals through their
shortest printed form, which is what the person typed.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import Fault
from upk_ledger.exchange.cells import Flaw, Number, RawCell
from upk_ledger.exchange.files import system_code
from upk_ledger.exchange.grids import Grid, numbered, tidy

LIMIT = 32
"""Megabytes that a workbook may have."""

INSTRUCTIONS = "Petunjuk"
"""The sheet of the blank workbook that explains the others; it is not read."""

_UNPACKED = 16
"""How many times its limit a workbook may unpack to: beyond that it is a trap, not a table."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """The sheets of the workbook at `path` that hold anything, hidden ones with a fault."""
    try:
        content = _bytes(path)
    except UpkError as error:
        return (Grid(path.name, "", faults=(Fault(path.name, None, None, error),)),)
    return read_workbook_content(path.name, content)


def read_workbook_content(name: str, content: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook that came as `content`, called `name`; see `read_workbook`."""
    try:
        _check_kind(content)
        with warnings.catch_warnings():
            # openpyxl warns of drop-downs and styles that it leaves out; values are all that counts here.
            warnings.simplefilter("ignore")
            return tuple(_grids(name, content))
    except UpkError as error:
        return (Grid(name, "", faults=(Fault(name, None, None, error),)),)
    except Exception:  # noqa: BLE001  # a damaged archive fails wherever openpyxl happens to stand
        return (Grid(name, "", faults=(Fault(name, None, None, errors.NotAWorkbook()),)),)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMIT * 2**20:
            raise errors.FileTooLarge(LIMIT)
        return path.read_bytes()
    except OSError as error:
        raise errors.FileUnreadable(system_code(error)) from None


def _check_kind(content: bytes) -> None:
    if len(content) > LIMIT * 2**20:
        raise errors.FileTooLarge(LIMIT)
    if not content:
        raise errors.FileEmpty
    if content.startswith(_OLE):
        raise errors.PasswordProtected if _ENCRYPTED in content else errors.OldWorkbook


def _grids(name: str, content: bytes) -> Iterator[Grid]:
    formulas, merged = _look_inside(content)
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(content), read_only=True) if formulas else None
    ranges = _merged_ranges(content) if merged else {}
    for sheet in values.worksheets:
        title = tidy(sheet.title)
        if title.casefold() == INSTRUCTIONS.casefold():
            continue
        label = f"{name}, lembar {title}"
        # A wrong dimension, which other programs write, would cut the sheet off.
        sheet.reset_dimensions()
        twin = None
        if written:
            twin = written[sheet.title]
            twin.reset_dimensions()
        rows = numbered(_rows(sheet, twin))
        faults = [
            Fault(label, None, None, errors.MergedCells(cells)) for cells in ranges.get(sheet.title, ())
        ]
        if rows and sheet.sheet_state != "visible":
            faults.append(Fault(label, None, None, errors.HiddenSheet()))
        yield Grid(label, title, rows, tuple(faults))


def _look_inside(content: bytes) -> tuple[bool, bool]:
    """Whether any sheet has formulas, and merged cells; refuses an archive that unpacks beyond measure."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > LIMIT * _UNPACKED * 2**20:
            raise errors.FileTooLarge(LIMIT)
        sheets = [archive.read(part) for part in parts if part.filename.startswith("xl/worksheets/")]
    return any(map(_FORMULA.search, sheets)), any(map(_MERGED.search, sheets))


def _merged_ranges(content: bytes) -> dict[str, list[str]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: sorted(map(str, sheet.merged_cells.ranges)) for sheet in book.worksheets}


def _rows(sheet: Any, twin: Any) -> Iterator[tuple[RawCell, ...]]:
    """The cells of `sheet`; `twin` is the same sheet with its formulas instead of their results."""
    if twin is None:
        for row in sheet.rows:
            yield tuple(_raw(cell) for cell in row)
        return
    for row, formulas in zip(sheet.rows, twin.rows, strict=True):
        yield tuple(_raw(cell, formula) for cell, formula in zip(row, formulas, strict=True))


def _raw(cell: Any, formula: Any = None) -> RawCell:
    value = cell.value
    if value is None:
        uncounted = formula is not None and formula.data_type == "f"
        return Flaw(errors.FormulaWithoutValue()) if uncounted else ""
    if cell.data_type == "e":
        return Flaw(errors.CellError(str(value)))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return Number(Decimal(repr(value)), cell.number_format or "General")
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, datetime | time | timedelta):
        return Flaw(errors.WrongCellType(str(value), "date"))
    return value if isinstance(value, date) else tidy(str(value))
