"""Workbooks as Excel holds them: numbers, dates, formulas, errors, hidden and merged things."""

import io
import zipfile
from datetime import date, datetime, time
from fractions import Fraction

import pytest
from openpyxl import Workbook

from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors import typing_in
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.exchange.reading import read_tables

RP = 100
REPAYMENT = ["tanggal", "nomor_pinjaman", "jumlah"]
LOAN = ["nomor", "kode_ksm", "pokok", "tenor", "jasa_persen", "metode", "tanggal_cair"]
MEMBER = ["kode_ksm", "kode", "nama", "nik", "jenis_kelamin", "hp"]
DAY = datetime(2026, 2, 15)


@pytest.fixture
def book(tmp_path):
    """Saves sheets of rows as a workbook; `change` may work on it before."""

    def save(change=None, **sheets):
        workbook = Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        if change:
            change(workbook)
        path = tmp_path / "data.xlsx"
        workbook.save(path)
        return path

    return save


def faults_of(path):
    faults = read_tables(path).faults
    assert sentence(ImportFaults(faults))
    return faults


def only_fault(path):
    (fault,) = faults_of(path)
    return fault


@pytest.mark.parametrize(
    ("held", "sen"),
    [
        (1250000, 1250000 * RP),
        (1250000.5, 1250000 * RP + 50),
        (284000.1, 284000 * RP + 10),
        (0.29, 29),
        ("1.250.000", 1250000 * RP),
        ("Rp 1.250.000,50", 1250000 * RP + 50),
    ],
)
def test_amounts_are_exact(book, held, sen):
    (row,) = read_tables(book(angsuran=[REPAYMENT, [DAY, "P-1", held]])).repayments
    assert (row.file, row.row, row.amount, row.on) == (
        "data.xlsx, lembar angsuran",
        2,
        sen,
        date(2026, 2, 15),
    )


@pytest.mark.parametrize(
    ("held", "error"),
    [
        (1 / 3, errors.FractionOfSen),
        (1250.125, errors.FractionOfSen),
        (-5000, errors.NegativeAmount),
        (1e20, typing_in.AmountTooLarge),
        (DAY, errors.WrongCellType),
        (True, typing_in.NotAnAmount),
        ("1,250,000", typing_in.EnglishAmount),
        ("#N/A", errors.CellError),
        (None, errors.CellMissing),
    ],
)
def test_amounts_that_are_refused(book, held, error):
    fault = only_fault(book(angsuran=[REPAYMENT, [DAY, "P-1", held]]))
    assert (fault.file, fault.row, fault.column) == ("data.xlsx, lembar angsuran", 2, "jumlah")
    assert type(fault.error) is error


@pytest.mark.parametrize("held", [date(2026, 2, 15), DAY, "15/02/2026", "15 Februari 2026"])
def test_dates(book, held):
    assert read_tables(book(angsuran=[REPAYMENT, [held, "P-1", 5000]])).repayments[0].on == date(2026, 2, 15)


@pytest.mark.parametrize(
    ("held", "error"),
    [
        (46068, errors.WrongCellType),
        (datetime(2026, 2, 15, 10, 30), errors.WrongCellType),
        (time(10, 30), errors.WrongCellType),
        ("31/02/2026", typing_in.ImpossibleDate),
    ],
)
def test_dates_that_are_refused(book, held, error):
    fault = only_fault(book(angsuran=[REPAYMENT, [held, "P-1", 5000]]))
    assert (fault.column, type(fault.error)) == ("tanggal", error)


def test_codes_typed_as_numbers_are_read_as_they_look(book):
    def zeros(workbook):
        workbook["anggota"]["B2"].number_format = "00"

    path = book(
        zeros,
        anggota=[MEMBER, [1, 7, "Siti", None, "P", 81234567890.0]],
        saldo_awal=[["akun", "debit", "kredit"], [11010, 5000, None], [31020.0, None, 5000]],
    )
    tables = read_tables(path)
    (member,) = tables.members
    assert (member.group, member.code, member.phone) == ("1", "07", "81234567890")
    assert [row.account for row in tables.opening] == ["11010", "31020"]


@pytest.mark.parametrize("held", [1.5, 10**16, DAY])
def test_codes_that_lost_what_was_typed_are_refused(book, held):
    fault = only_fault(book(ksm=[["kode", "nama"], [held, "Mawar"]]))
    assert (fault.column, type(fault.error)) == ("kode", errors.CodeBecameNumber)


@pytest.mark.parametrize("held", [3374014101800001, 3.3740141018e15])
def test_a_nik_that_became_a_number_is_refused(book, held):
    fault = only_fault(book(anggota=[MEMBER, ["K01", "01", "Siti", held, "P", None]]))
    assert (fault.row, fault.column, type(fault.error)) == (2, "nik", errors.NikBecameNumber)


@pytest.mark.parametrize(
    ("held", "format_", "percent"),
    [
        (1.5, "General", Fraction(3, 2)),
        (0.015, "0.0%", Fraction(3, 2)),
        ("1,5", "@", Fraction(3, 2)),
        (0, "0", 0),
    ],
)
def test_a_percentage_is_what_the_person_sees(book, held, format_, percent):
    def shown(workbook):
        workbook["pinjaman"]["E2"].number_format = format_

    path = book(shown, pinjaman=[LOAN, ["P-1", "K01", 5000, 10.0, held, "flat", DAY]])
    (loan,) = read_tables(path).loans
    assert (loan.rate_percent, loan.tenor) == (percent, 10)


def test_a_count_with_a_fraction_is_refused(book):
    fault = only_fault(book(pinjaman=[LOAN, ["P-1", "K01", 5000, 10.5, 1.5, "flat", DAY]]))
    assert (fault.column, fault.error.given) == ("tenor", "10,5")


def test_blank_rows_in_between_keep_the_row_numbers(book):
    def far(workbook):
        workbook["ksm"]["A9"], workbook["ksm"]["B9"] = "K03", "Tiga"

    path = book(far, ksm=[["kode", "nama", None], ["K01", "Satu"], [], ["K02", "Dua"]])
    assert [(row.row, row.code) for row in read_tables(path).groups] == [(2, "K01"), (4, "K02"), (9, "K03")]


def test_formulas_count_by_their_saved_value_and_are_refused_without_one(book):
    path = book(ksm=[["kode", "nama"], ["K01", '="Ma"&"war"'], ["K02", "Dua"]])
    fault = only_fault(path)
    assert (fault.row, fault.column, type(fault.error)) == (2, "nama", errors.FormulaWithoutValue)
    saved = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(saved, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                before = b'<c r="B2"><f>"Ma"&amp;"war"</f><v /></c>'
                assert before in content
                content = content.replace(before, b'<c r="B2" t="str"><f>"Ma"&amp;"war"</f><v>Mawar</v></c>')
            new.writestr(part, content)
    path.write_bytes(saved.getvalue())
    assert [row.name for row in read_tables(path).groups] == ["Mawar", "Dua"]


def test_merged_cells_are_named(book):
    def merge(workbook):
        workbook["ksm"].merge_cells("B2:B3")

    fault = only_fault(book(merge, ksm=[["kode", "nama", "alamat"], ["K01", "Satu", ""]]))
    assert (fault.file, fault.error.cells) == ("data.xlsx, lembar ksm", "B2:B3")


@pytest.mark.parametrize("name", ["ksm", "rahasia"])
def test_a_hidden_sheet_that_holds_something_is_named(book, name):
    def hide(workbook):
        workbook[name].sheet_state = "hidden"

    sheets = {"anggota": [MEMBER], name: [["kode", "nama"], ["K01", "Satu"]]}
    found = faults_of(book(hide, **sheets))
    assert errors.HiddenSheet in {type(fault.error) for fault in found}
    assert {fault.file for fault in found} == {f"data.xlsx, lembar {name}"}


def test_instructions_and_empty_sheets_are_passed_over(book):
    path = book(Petunjuk=[["Petunjuk", 1.5]], Sheet1=[], ksm=[["kode", "nama"], ["K01", "Satu"]])
    assert len(read_tables(path).groups) == 1


def test_unknown_sheets_and_headings_are_named_with_the_nearest(book):
    found = faults_of(book(angsurann=[["x"]], ksm=[["kode", "namaa"], ["K01", "Satu"]]))
    assert {(type(fault.error), getattr(fault.error, "near", None)) for fault in found} == {
        (errors.UnknownTable, ("angsuran",)),
        (errors.UnknownColumn, ("nama",)),
        (errors.MissingColumn, None),
    }


def test_one_sheet_by_itself(book):
    path = book(Petunjuk=[["x"]], Lembar1=[REPAYMENT, [DAY, "P-1", 5000]])
    assert [row.amount for row in read_tables(path, "angsuran").repayments] == [5000 * RP]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.FileEmpty),
        (b"kode;nama\nK01;Mawar\n", errors.NotAWorkbook),
        (b"PK\x03\x04 broken", errors.NotAWorkbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), errors.OldWorkbook),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            errors.PasswordProtected,
        ),
    ],
)
def test_files_that_are_no_workbook(tmp_path, content, error):
    path = tmp_path / "data.xlsx"
    path.write_bytes(content)
    fault = only_fault(path)
    assert (fault.file, fault.row, type(fault.error)) == ("data.xlsx", None, error)


def test_a_zip_of_something_else_is_no_workbook(tmp_path):
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert isinstance(only_fault(path).error, errors.NotAWorkbook)


def test_a_workbook_cut_off_in_the_middle(book):
    path = book(ksm=[["kode", "nama"], *([f"K{number:03}", "x"] for number in range(500))])
    path.write_bytes(path.read_bytes()[:3000])
    assert isinstance(only_fault(path).error, errors.NotAWorkbook)


def test_a_workbook_that_unpacks_beyond_measure_is_refused(book, monkeypatch):
    path = book(ksm=[["kode", "nama"]])
    monkeypatch.setattr("upk_ledger.exchange.workbook._UNPACKED", 0)
    assert isinstance(only_fault(path).error, errors.FileTooLarge)
    monkeypatch.setattr("upk_ledger.exchange.workbook.LIMIT", 0)
    assert isinstance(only_fault(path).error, errors.FileTooLarge)
