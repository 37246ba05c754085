"""The whole journal as a table: CSV for other programs, a workbook for people.

In the workbook money is a number with a format and the totals are live sums; text is written as text, so that
no description becomes a formula.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from upk_ledger.bahasa.numbers import plain
from upk_ledger.core.exports import Export, ExportEntry, ExportLine
from upk_ledger.core.money import RUPIAH

_HEADINGS = (
    "catatan", "tanggal", "bukti", "jenis", "keterangan", "akun", "nama_akun", "debit", "kredit",
    "kode_ksm", "kode_anggota", "nomor_pinjaman", "kuitansi", "membatalkan",
)  # fmt: skip
_WIDTHS = (8, 11, 17, 12, 40, 9, 28, 18, 18, 10, 12, 16, 14, 17)
_DEBIT, _CREDIT = _HEADINGS.index("debit"), _HEADINGS.index("kredit")
_NAME = _HEADINGS.index("nama_akun")


def journal_csv(export: Export) -> Iterator[str]:
    """The journal, one line of an entry per row, as the lines of a CSV file with their line ends."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_HEADINGS)
    for entry, line, name in _lines(export):
        cells = _cells(entry, line, name)
        writer.writerow([*cells[:_DEBIT], plain(line.debit), plain(line.credit), *cells[_CREDIT + 1 :]])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def journal_workbook(export: Export, file: BinaryIO) -> None:
    """The journal as an .xlsx workbook, written to `file`; the same journal gives the same bytes."""
    # The writer takes a while to load, and only this export needs it.
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False})
    book.set_properties({"title": f"Jurnal {export.office}", "created": _stamp(export.entries)})
    sheet = book.add_worksheet("jurnal")
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sen = any((line.debit or line.credit) % RUPIAH for entry in export.entries for line in entry.lines)
    money_format = "#,##0.00" if sen else "#,##0"
    money = book.add_format({"num_format": money_format})
    total = book.add_format({"num_format": money_format, "bold": True, "top": 1, "bottom": 6})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(_HEADINGS):
        sheet.write_string(0, column, heading, bold)
    row = debit = credit = 0
    for row, (entry, line, name) in enumerate(_lines(export), 1):
        _write_row(sheet, row, _cells(entry, line, name), day, money)
        debit, credit = debit + line.debit, credit + line.credit
    sheet.write_string(row + 1, _NAME, "Jumlah", total)
    for column, amount in ((_DEBIT, debit), (_CREDIT, credit)):
        letter = "ABCDEFGHIJKLMN"[column]
        formula = f"=SUM({letter}2:{letter}{max(row + 1, 2)})"
        sheet.write_formula(row + 1, column, formula, total, _number(amount))
    book.close()


def _write_row(sheet: Any, row: int, cells: list[Any], day: Any, money: Any) -> None:
    for column, cell in enumerate(cells):
        if cell is None or (column in {_DEBIT, _CREDIT} and cell == 0):
            continue
        if column in {_DEBIT, _CREDIT}:
            sheet.write_number(row, column, _number(cell), money)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell)
        else:
            sheet.write_datetime(row, column, cell, day)


def _lines(export: Export) -> Iterator[tuple[ExportEntry, ExportLine, str]]:
    names = {account.code: account.name for account in export.accounts}
    for entry in export.entries:
        for line in entry.lines:
            yield entry, line, names[line.account]


def _cells(entry: ExportEntry, line: ExportLine, name: str) -> list[Any]:
    return [
        entry.record,
        entry.date,
        entry.voucher,
        entry.kind,
        entry.description,
        line.account,
        name,
        line.debit,
        line.credit,
        line.group,
        line.member,
        line.loan,
        entry.receipt,
        entry.reverses,
    ]


def _number(sen: int) -> int | Decimal:
    return sen // RUPIAH if sen % RUPIAH == 0 else Decimal(sen) / RUPIAH


def _stamp(entries: Iterable[ExportEntry]) -> datetime:
    """The moment that the workbook says it was made: the newest entry's date, so that bytes repeat."""
    newest = max((entry.date for entry in entries), default=date(2000, 1, 1))
    return datetime(newest.year, newest.month, newest.day, tzinfo=UTC)
