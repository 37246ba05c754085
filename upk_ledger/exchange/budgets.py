"""The yearly budget as a table: read from CSV or Excel, and as a workbook to be filled in.

A row names an account (and fund), and either an amount for each month, or `jumlah` for its `bulan`; without a month
the amount is spread over the year.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter

from upk_ledger.bahasa.dates import parse_month
from upk_ledger.core.budgets import MONTHS, SIDES, spread
from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.budgets import BudgetRowShape, MonthOfOtherYear
from upk_ledger.core.errors.exchange import Fault, ImportFaults
from upk_ledger.core.money import RUPIAH
from upk_ledger.exchange.csvfile import read_csv
from upk_ledger.exchange.grids import Grid
from upk_ledger.exchange.listed import listed_rows
from upk_ledger.exchange.tables import Column

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed moment: the same program makes the same bytes."""


def _given(heading: str, kind: Any, note: str, **more: Any) -> Column:
    return Column(heading, heading, kind, note, required=False, **more)


_ACCOUNT = Column("akun", "akun", "code", "Kode akun pendapatan, biaya atau pinjaman")
_MONTH_COLUMNS = {str(month): month for month in MONTHS}
_COLUMNS = {
    column.heading: column
    for column in (
        _ACCOUNT,
        _given("nama", "text", "Nama akun; tidak dibaca"),
        _given("dana", "code", "Kode dana; kosong: dana sendiri"),
        _given("untuk", "choice", "Akun pinjaman: cair atau angsuran; lainnya kosong", choices=SIDES),
        *(_given(heading, "amount", "Anggaran bulan ini") for heading in _MONTH_COLUMNS),
        _given("bulan", "text", "Bulan, misalnya 2027-03; kosong: dibagi rata setahun"),
        _given("jumlah", "amount", "Jumlahnya"),
    )
}


class BudgetRow(NamedTuple):
    """One row: where it stood, what it is about as typed, sen by month."""

    file: str
    row: int
    account: str
    fund: str | None
    side: str | None
    amounts: dict[int, int]


class FilledLine(NamedTuple):
    """One row of the workbook to be filled in."""

    account: str
    name: str
    fund: str
    side: str
    amounts: dict[int, int]


def read_budget(path: Path, year: int) -> tuple[list[BudgetRow], list[Fault]]:
    """The rows that say an amount, and the faults of the others.

    Raises `SourceMissing`, and `ImportFaults` for a table of which no row can be understood.
    """
    found: list[BudgetRow] = []
    faults: list[Fault] = []
    for grid in _grids(path):
        for row, values in listed_rows(grid, _COLUMNS):
            try:
                amounts = _amounts(values, year)
            except UpkError as error:
                column = None if isinstance(error, BudgetRowShape) else "bulan"
                faults.append(Fault(grid.label, row, column, error))
                continue
            if amounts is not None:
                who = values["akun"], values["dana"], values["untuk"]
                found.append(BudgetRow(grid.label, row, *who, amounts))
    if not found and not faults:
        raise ImportFaults((Fault(path.name, None, None, errors.FileEmpty()),))
    return found, faults


def _grids(path: Path) -> list[Grid]:
    if not path.exists():
        raise errors.SourceMissing(str(path))
    if path.suffix.casefold() != ".xlsx":
        return [read_csv(path, frozenset(_COLUMNS))]
    from upk_ledger.exchange.workbook import read_workbook  # slow to load, and most tables are CSV files

    grids = read_workbook(path)
    return [grid for grid in grids if grid.rows or grid.faults] or [Grid(path.name, "")]


def _amounts(values: dict[str, Any], year: int) -> dict[int, int] | None:
    """Sen by month that a row says; None where it says none."""
    months = {
        month: values[heading] for heading, month in _MONTH_COLUMNS.items() if values[heading] is not None
    }
    total, named = values["jumlah"], values["bulan"]
    if total is None and named is None:
        return months or None
    if months or total is None:
        raise BudgetRowShape
    return spread(total) if named is None else {_month(named, year): total}


def _month(given: str, year: int) -> int:
    """The number of a month: 3, 2027-03, or a day of it as Excel writes one."""
    if given.isascii() and given.isdigit() and int(given) in MONTHS:
        return int(given)
    month = parse_month(given[:7] if given.count("-") == 2 else given)
    if month.year != year:
        raise MonthOfOtherYear(month, year)
    return month.month


def blank_budget(file: BinaryIO, year: int, lines: Sequence[FilledLine]) -> None:
    """Write the workbook of a year's budget: a row a line, with what is budgeted already."""
    book = xlsxwriter.Workbook(file)
    book.set_properties({"title": f"Anggaran {year}", "created": _MADE})
    heading = book.add_format({"bold": True, "border": 1, "bg_color": "#FFF2CC", "num_format": "@"})
    words, money = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet(f"anggaran {year}")
    sheet.freeze_panes(1, 2)
    headings = ("akun", "nama", "dana", "untuk", *_MONTH_COLUMNS)
    for place, title in enumerate(headings):
        sheet.write_string(0, place, title, heading)
    sheet.set_column(0, 0, 10, words)
    sheet.set_column(1, 1, 34, words)
    sheet.set_column(2, 3, 10, words)
    sheet.set_column(4, len(headings) - 1, 14, money)
    for row, line in enumerate(lines, 1):
        for place, text in enumerate((line.account, line.name, line.fund, line.side)):
            sheet.write_string(row, place, text, words)
        for month, sen in line.amounts.items():
            sheet.write_number(row, 3 + month, Decimal(sen) / RUPIAH, money)
    book.close()
