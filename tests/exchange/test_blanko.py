"""The blank workbook: what a bookkeeper fills in comes back through the import."""

import io
from datetime import date

from openpyxl import load_workbook

from upk_ledger.exchange.blanko import blank_workbook
from upk_ledger.exchange.reading import read_tables
from upk_ledger.exchange.tables import TABLES


def blank():
    file = io.BytesIO()
    blank_workbook(file)
    return file.getvalue()


def test_the_same_bytes_each_time():
    assert blank() == blank()


def test_every_table_has_its_sheet_headings_notes_and_drop_downs():
    book = load_workbook(io.BytesIO(blank()))
    assert book.sheetnames == ["Petunjuk", *TABLES]
    for table in TABLES.values():
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == 1
        lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
        for place, column in enumerate(table.columns, 1):
            cell = sheet.cell(1, place)
            assert (cell.value, bool(cell.comment)) == (column.heading, True)
            shown = lists.get(f"{cell.column_letter}2:{cell.column_letter}5001")
            assert offered(book, shown) == column.choices


def offered(book, formula):
    """The choices that a drop-down's formula gives."""
    if not formula or formula.startswith('"'):
        return tuple(formula.strip('"').split(",")) if formula else ()
    sheet, cells = formula.removeprefix("=").split("!")
    return tuple(cell.value for (cell,) in book[sheet][cells.replace("$", "")])


def test_codes_and_nik_are_text_for_excel():
    widths = load_workbook(io.BytesIO(blank()))["anggota"].column_dimensions.values()
    shown = {column: width.number_format for width in widths for column in range(width.min, width.max + 1)}
    assert shown == dict.fromkeys(range(1, len(TABLES["anggota"].columns) + 1), "@")


def test_the_blank_itself_brings_nothing_and_its_examples_are_right(tmp_path):
    path = tmp_path / "blanko.xlsx"
    path.write_bytes(blank())
    tables = read_tables(path)
    assert all(getattr(tables, table.attribute) == () for table in TABLES.values())
    book = load_workbook(path)
    for table in TABLES.values():
        for place, column in enumerate(table.columns, 1):
            if column.example:
                book[table.name].cell(2, place).value = column.example
    # Two sides and a second row where the examples show one of a pair.
    for name, row in (
        ("jurnal", ["20/02/2026", "J-001", "11010", None, "1.250.000"]),
        ("saldo_awal", ["31020", None, "1.250.000"]),
    ):
        book[name].append(row)
    for row in range(3, 7):
        book["pinjaman_anggota"].append(["P-2026-0001", f"0{row - 1}", "1.000.000"])
    book["pinjaman_awal"].cell(2, 1).value = "P-2025-0009"
    book.save(path)
    filled = read_tables(path)
    assert filled.loans[0].disbursed_on == date(2026, 1, 15)
    assert filled.members[0].nik == "3374014101800001"
    assert len(filled.shares) == 5
    assert [row.debit + row.credit for row in filled.entries] == [125_000_000] * 2
