"""The blank workbook of `upk impor-blanko`: one sheet per table, ready to be filled in and imported.

Headings carry their explanation as a comment, choices are drop-downs, codes and NIK are text so that Excel
keeps their digits. Examples stand on a sheet of their own that the import passes over, so that none of them
is ever booked.
"""

from datetime import UTC, datetime
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from upk_ledger.exchange.tables import TABLES, Column, Table
from upk_ledger.exchange.workbook import INSTRUCTIONS

_ROWS = 5000
"""How many rows below the headings get drop-downs."""

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed moment: the same program makes the same bytes."""

_LONGEST_LIST = 255
"""How many characters of choices Excel takes in a cell's own rule."""

_LISTS = 30
"""The column of the instructions that holds the one list of choices that is longer."""

_FORMATS = {
    "text": "@",
    "code": "@",
    "nik": "@",
    "choice": "@",
    "amount": "#,##0.00",
    "date": "dd/mm/yyyy",
    "percent": "0.00##",
    "count": "0",
}

_RULES = (
    "Isi lembar-lembar di belakang ini, lalu bukukan dengan: upk impor NAMA-BERKAS.xlsx",
    "Coba dulu tanpa mengubah buku: upk impor NAMA-BERKAS.xlsx --coba",
    "Lembar yang tidak diperlukan boleh dibiarkan kosong. Jangan mengganti nama lembar dan judul kolom.",
    "Judul berlatar kuning wajib diisi, yang abu-abu boleh dikosongkan. Arahkan tetikus ke judul untuk penjelasan.",
    "Tanggal ditulis 31/10/2026. Jumlah uang ditulis 1.250.000 atau 1.250.000,50. Persen ditulis 1,5 tanpa tanda %.",
    "NIK, kode dan nomor berformat Teks supaya angka nol di depan dan digit terakhirnya tidak hilang; jangan diubah.",
    "Jangan menggabung sel, dan jangan menambah baris jumlah di bawah.",
    "Mengimpor berkas yang sama dua kali tidak membukukan apa pun dua kali.",
    "Lembar Petunjuk ini tidak ikut diimpor. Contoh pengisian setiap lembar ada di bawah.",
)


def blank_workbook(file: BinaryIO) -> None:
    """Writes the blank workbook to `file`."""
    book = xlsxwriter.Workbook(file)
    book.set_properties({"title": "Blanko impor UPK", "created": _MADE})
    styles = _Styles(book)
    instructions = book.add_worksheet(INSTRUCTIONS)
    _write_instructions(instructions, styles)
    for table in TABLES.values():
        _write_table(book.add_worksheet(table.name), table, styles, instructions)
    book.close()


class _Styles:
    """The formats of the workbook, made once."""

    def __init__(self, book: Any) -> None:
        heading = {"bold": True, "border": 1, "valign": "vcenter", "num_format": "@"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.strong = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.required = book.add_format({**heading, "bg_color": "#FFF2CC"})
        self.optional = book.add_format({**heading, "bg_color": "#E7E6E6"})
        self.example = book.add_format({"border": 1, "num_format": "@", "font_color": "#7F7F7F"})
        self.cells = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}

    def heading(self, column: Column) -> Any:
        """The format of the column's heading."""
        return self.required if column.required else self.optional


def _write_instructions(sheet: Any, styles: _Styles) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, max(len(table.columns) for table in TABLES.values()), 16)
    sheet.write_string(0, 0, "Petunjuk pengisian", styles.title)
    row = 2
    for number, rule in enumerate(_RULES, 1):
        sheet.write_string(row, 0, f"{number}. {rule}")
        row += 1
    for table in TABLES.values():
        row += 1
        sheet.write_string(row, 0, table.name, styles.strong)
        sheet.write_string(row, 1, table.about)
        for place, column in enumerate(table.columns, 1):
            sheet.write_string(row + 1, place, column.heading, styles.heading(column))
            sheet.write_string(row + 2, place, column.example, styles.example)
        sheet.write_string(row + 2, 0, "contoh:")
        row += 3


def _write_table(sheet: Any, table: Table, styles: _Styles, instructions: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 22)
    for place, column in enumerate(table.columns):
        width = max(12, len(column.heading) + 3, len(column.example) + 3)
        sheet.set_column(place, place, width, styles.cells[column.kind])
        sheet.write_string(0, place, column.heading, styles.heading(column))
        sheet.write_comment(0, place, _comment(column), {"x_scale": 1.8, "y_scale": 0.9, "author": "upk"})
        if column.choices:
            _drop_down(sheet, place, column, instructions)


def _comment(column: Column) -> str:
    parts = [column.note]
    if column.choices:
        parts.append("Pilihan: " + ", ".join(column.choices) + ".")
    if column.example:
        parts.append(f"Contoh: {column.example}.")
    parts.append("Wajib diisi." if column.required and column.default is None else "Boleh kosong.")
    return "\n".join(parts)


def _drop_down(sheet: Any, place: int, column: Column, instructions: Any) -> None:
    """Offer the column's choices; a list too long for Excel stands beside the instructions, out of sight."""
    source: Any = list(column.choices)
    if len(",".join(source)) > _LONGEST_LIST:
        instructions.write_column(0, _LISTS, source)
        instructions.set_column(_LISTS, _LISTS, None, None, {"hidden": True})
        source = f"={INSTRUCTIONS}!" + xl_range_abs(0, _LISTS, len(source) - 1, _LISTS)
    rule = {
        "validate": "list",
        "source": source,
        "error_title": "Isi tidak dikenal",
        "error_message": f"Pilih salah satu dari daftar untuk kolom {column.heading}.",
    }
    sheet.data_validation(1, place, _ROWS, place, rule)
