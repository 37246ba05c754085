"""Every report as a workbook: the same figures as the paper and its data, sums that come to what they say."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.actions.test_tracing import rich
from tests.spreadsheet import Recount, formulas
from upk_ledger.actions.reports import PAPERS, build_statement
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Column, Letterhead, Row, Section, Signature, Statement
from upk_ledger.exchange.statement_xlsx import statements_xlsx


def written(*statements, paper="A4"):
    file = BytesIO()
    statements_xlsx(statements, file, paper)
    return file.getvalue()


def figures(book):
    """Every figure of a workbook, formulas counted anew, in reading order."""
    recount = Recount(book)
    return [
        recount.value(sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in {"n", "d", "f"} and cell.value is not None
    ]


def exact(cell):
    """A cell of a statement as a spreadsheet counts it."""
    if isinstance(cell, date):
        return Fraction((cell - date(1899, 12, 30)).days)
    return Fraction(int(cell), 100) if isinstance(cell, Rupiah) else Fraction(cell)


def of_paper(statement):
    cells = [cell for section in statement.sections for row in section.whole.rows for cell in row.cells]
    return [exact(cell) for cell in cells if isinstance(cell, int | Decimal | date)]


def test_every_report_has_the_figures_of_its_paper_and_of_its_data(sqlite_desk, build):
    rich(sqlite_desk, build)
    for name, kind in PAPERS.items():
        if "upk" not in kind.offices:
            continue
        statement = build_statement(sqlite_desk, name, ReportPeriod.of_month(Month(2026, 3)))
        book = load_workbook(BytesIO(written(statement)))
        found = figures(book)
        assert found == of_paper(statement), name
        told = {
            key: exact(value)
            for key, value in statement.data.items()
            if key.startswith("total_") and isinstance(value, Rupiah) and value
        }
        assert {key: value in found for key, value in told.items()} == dict.fromkeys(told, True), name


@pytest.mark.parametrize(
    ("name", "column"), [("neraca-saldo", "total_debit"), ("kolektibilitas", "total_balance")]
)
def test_a_total_is_a_live_sum(sqlite_desk, build, name, column):
    rich(sqlite_desk, build)
    statement = build_statement(sqlite_desk, name, ReportPeriod.of_month(Month(2026, 3)))
    book = load_workbook(BytesIO(written(statement)))
    recount = Recount(book)
    sums = {recount.value(sheet, cell) for sheet, cell, _ in formulas(book)}
    assert exact(statement.data[column]) in sums
    known = load_workbook(BytesIO(written(statement)), data_only=True)
    assert all(
        exact_value(known[sheet][cell].value) == recount.value(sheet, cell)
        for sheet, cell, _ in formulas(book)
    )


def exact_value(value):
    return Fraction(repr(value))


COLUMNS = (Column("name", "Nama"), Column("amount", "Jumlah", "money"), Column("on", "Tanggal", "date"))


def sheet_of(*sections, **facts):
    made = Statement(
        "uji", "Uji", "Per 31 Maret 2026", date(2026, 3, 31), Letterhead("UPK A & B", "BKM", "Kelurahan"),
        sections, {}, signatures=(Signature("Dibuat oleh", "Pembuku", "Siti"),), **facts,
    )  # fmt: skip
    return load_workbook(BytesIO(written(made)))


def test_what_is_no_sum_stays_a_figure_and_no_text_becomes_a_formula():
    rows = (
        Row(("=1+1", Rupiah(100_00), date(2026, 3, 1))),
        Row(("KSM", Rupiah(50_50), None)),
        Row(("Jumlah", Rupiah(150_50), None), "total"),
        Row(("Saldo", Rupiah(99_00), None), "total"),
    )
    book = sheet_of(Section(COLUMNS, rows))
    assert [text for *_, text in formulas(book)] == ["=SUM(B7:B8)"]
    assert {row[0].value: row[1].value for row in book["Uji"].iter_rows(7, 10)} == {
        "=1+1": 100,
        "KSM": 50.5,
        "Jumlah": "=SUM(B7:B8)",
        "Saldo": 99,
    }
    assert book["Uji"]["C7"].value == datetime(2026, 3, 1)
    assert book["Uji"]["B8"].number_format == "#,##0.00"


def test_tables_of_other_columns_have_sheets_of_their_own():
    other = (Column("name", "Nama"), Column("count", "Banyak", "count"))
    same = Section(COLUMNS, (Row(("a", Rupiah(1_00), None)),), "Kas / bank: [1]")
    again = Section(COLUMNS, (Row(("b", Rupiah(2_00), None)),), "Kas")
    third = Section(other, (Row(("c", 3)),), "Kas / bank: [1]")
    book = sheet_of(same, again, third, landscape=True)
    assert book.sheetnames == ["Kas - bank- -1-", "Kas - bank- -1- 2"]
    first, last = book.worksheets
    assert first.freeze_panes
    assert last.page_setup.orientation == "landscape"
    texts = [[str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value] for sheet in book]
    assert "Siti" in texts[1]
    assert "Siti" not in texts[0]
    assert all("Uji" in each for each in texts)


def test_the_same_paper_gives_the_same_bytes_and_f4_its_own_size(sqlite_desk):
    statement = build_statement(sqlite_desk, "neraca", ReportPeriod.of_month(Month(2026, 1)))
    assert written(statement) == written(statement)
    sizes = [
        load_workbook(BytesIO(written(statement, paper=paper))).active.page_setup.paperSize
        for paper in ("A4", "F4")
    ]
    assert sizes == [9, 14]
