"""CSV files as Excel with Indonesian settings, and people, really write them."""

import csv
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors import typing_in
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.people import NikWrong
from upk_ledger.exchange.reading import read_tables

RP = 100


def write(folder, **tables):
    for name, text in tables.items():
        content = text.encode() if isinstance(text, str) else text
        (folder / f"{name}.csv").write_bytes(content)
    return folder


def faults_of(path):
    faults = read_tables(path).faults
    assert sentence(ImportFaults(faults))
    return faults


def only_fault(path):
    (fault,) = faults_of(path)
    return fault


def amount_row(text):
    return f"tanggal;nomor_pinjaman;jumlah\n2026-02-15;P-1;{text}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encodings_separators_and_line_ends_give_the_same_rows(tmp_path, encoding, separator, line_end):
    lines = [["kode", "nama", "alamat"], ["K01", "KSM Café", "Jl. Melati – RT 02"], ["K02", "KSM Dua", ""]]
    text = line_end.join(separator.join(line) for line in lines) + line_end
    (tmp_path / "ksm.csv").write_bytes(text.encode(encoding))
    groups = read_tables(tmp_path).groups
    assert [(row.row, row.code, row.name, row.address) for row in groups] == [
        (2, "K01", "KSM Café", "Jl. Melati – RT 02"),
        (3, "K02", "KSM Dua", None),
    ]


@settings(max_examples=25, deadline=None)
@given(
    names=st.lists(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1), min_size=1),
    separator=st.sampled_from(";,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_whatever_is_written_is_read(names, separator, encoding, quoting):
    names = [" ".join(name.split()) or "x" for name in names]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ksm.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=separator, quoting=quoting)
            writer.writerow(["kode", "nama"])
            writer.writerows([f"K{number}", name] for number, name in enumerate(names))
        tables = read_tables(path)
    assert [fault.error for fault in tables.faults if not isinstance(fault.error, errors.CellError)] == []
    if not tables.faults:
        assert [row.name for row in tables.groups] == names


def test_a_line_that_names_the_separator_is_no_row(tmp_path):
    write(tmp_path, ksm="sep=;\r\nkode;nama\r\nK01;Mawar, Melati\r\n")
    (group,) = read_tables(tmp_path).groups
    assert (group.row, group.name) == (2, "Mawar, Melati")


def test_quotes_line_breaks_and_blank_rows_keep_the_row_numbers_of_excel(tmp_path):
    write(tmp_path, ksm='kode;nama;alamat\r\nK01;"KSM ""Maju""";"RT 1\r\nRW 2"\r\n;;\r\n\r\nK02;Dua;x;;;\r\n')
    groups = read_tables(tmp_path).groups
    assert [(row.row, row.name, row.address) for row in groups] == [
        (2, 'KSM "Maju"', "RT 1 RW 2"),
        (5, "Dua", "x"),
    ]


def test_headings_in_any_order_and_case_with_blanks_and_empty_trailing_columns(tmp_path):
    write(tmp_path, Ksm=" NAMA ;Kode;;\nMawar;K01;;\n")
    (group,) = read_tables(tmp_path).groups
    assert (group.code, group.name, group.formed_on) == ("K01", "Mawar", None)


@pytest.mark.parametrize(
    ("typed", "sen"),
    [
        ("1250000", 1250000 * RP),
        ("1250000.50", 1250000 * RP + 50),
        ("1.250", 1250 * RP),
        ("1.250.000", 1250000 * RP),
        ("1.250.000,50", 1250000 * RP + 50),
        ("1250000,50", 1250000 * RP + 50),
        ("Rp1.250.000", 1250000 * RP),
        ("Rp. 1.250.000,-", 1250000 * RP),
        (" 1.250 ", 1250 * RP),
    ],
)
def test_amounts(tmp_path, typed, sen):
    write(tmp_path, angsuran=amount_row(typed))
    (row,) = read_tables(tmp_path).repayments
    assert row.amount == sen


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("1,250,000", typing_in.EnglishAmount),
        ("1,250", typing_in.EnglishAmount),
        ("1.5", typing_in.NotAnAmount),
        ("1.2500", typing_in.NotAnAmount),
        ("12500.5", typing_in.NotAnAmount),
        ("1,25E+06", typing_in.NotAnAmount),
        ("satu juta", typing_in.NotAnAmount),
        ("99999999999999999", typing_in.AmountTooLarge),
        ("-1.250", errors.NegativeAmount),
        ("(1.250)", errors.NegativeAmount),
        ("Rp -1.250", errors.NegativeAmount),
        ("0", errors.AmountIsZero),
        ("", errors.CellMissing),
        ("#REF!", errors.CellError),
    ],
)
def test_amounts_that_are_refused(tmp_path, typed, error):
    fault = only_fault(write(tmp_path, angsuran=amount_row(typed)))
    assert (fault.file, fault.row, fault.column, type(fault.error)) == ("angsuran.csv", 2, "jumlah", error)


@pytest.mark.parametrize("typed", ["2026-02-05", "05-02-2026", "5/2/2026", "5 Februari 2026"])
def test_dates(tmp_path, typed):
    write(tmp_path, angsuran=f"tanggal,nomor_pinjaman,jumlah\n{typed},P-1,5000\n")
    assert read_tables(tmp_path).repayments[0].on == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("31/02/2026", typing_in.ImpossibleDate),
        ("02/28/2026", typing_in.ImpossibleDate),
        ("5/2/26", typing_in.NotADate),
        ("45960", typing_in.NotADate),
    ],
)
def test_dates_that_are_refused(tmp_path, typed, error):
    fault = only_fault(write(tmp_path, angsuran=f"tanggal,nomor_pinjaman,jumlah\n{typed},P-1,5000\n"))
    assert (fault.column, type(fault.error)) == ("tanggal", error)


LOAN = "nomor;kode_ksm;pokok;tenor;jasa_persen;metode;tanggal_cair"


def test_a_loan_takes_its_defaults(tmp_path):
    write(tmp_path, pinjaman=f"{LOAN}\nP-1;K01;5.000.000;10;1,5;FLAT;15/01/2026\n")
    (loan,) = read_tables(tmp_path).loans
    assert (loan.principal, loan.tenor, loan.rate_percent) == (5_000_000 * RP, 10, Fraction(3, 2))
    assert (loan.rate_per, loan.method, loan.frequency, loan.grace) == ("bulan", "flat", "bulanan", 0)
    assert (loan.rounding, loan.schedule_mode, loan.cash_account) == ("none", "anggota", "11010")
    assert loan.purpose is None


def test_every_fault_is_named_not_only_the_first(tmp_path):
    write(
        tmp_path,
        pinjaman=f"{LOAN};pembulatan\nP-1;K01;lima juta;sepuluh;x;datar;31/02/2026;1000\n",
        ksm="kode;nama\n;Mawar\nK02;\n",
    )
    found = [(fault.file, fault.row, fault.column, type(fault.error)) for fault in faults_of(tmp_path)]
    assert found == [
        ("ksm.csv", 2, "kode", errors.CellMissing),
        ("ksm.csv", 3, "nama", errors.CellMissing),
        ("pinjaman.csv", 2, "pokok", typing_in.NotAnAmount),
        ("pinjaman.csv", 2, "tenor", errors.NotACount),
        ("pinjaman.csv", 2, "jasa_persen", typing_in.NotAPercentage),
        ("pinjaman.csv", 2, "metode", errors.NotAChoice),
        ("pinjaman.csv", 2, "tanggal_cair", typing_in.ImpossibleDate),
        ("pinjaman.csv", 2, "pembulatan", errors.NotAChoice),
    ]


MEMBER = "kode_ksm;kode;nama;nik;jenis_kelamin;miskin\n"


def test_members_keep_leading_zeros_and_the_nik(tmp_path):
    write(tmp_path, anggota=MEMBER + "K01;01;Siti;3374014101800001;p;YA\nK01;02;Budi;;L;\n")
    first, second = read_tables(tmp_path).members
    assert (first.code, first.nik, first.gender, first.poor) == ("01", "3374014101800001", "P", "ya")
    assert (second.nik, second.poor) == (None, None)


@pytest.mark.parametrize(
    ("nik", "error"),
    [
        ("3,37401E+15", errors.NikBecameNumber),
        ("3.374014101800001E+15", errors.NikBecameNumber),
        ("337401410180001", NikWrong),
        ("33740141018000O1", NikWrong),
    ],
)
def test_a_wrong_nik_is_refused_and_not_repeated(tmp_path, nik, error):
    fault = only_fault(write(tmp_path, anggota=MEMBER + f"K01;01;Siti;{nik};P;\n"))
    assert (fault.row, fault.column, type(fault.error)) == (2, "nik", error)
    assert nik not in sentence(ImportFaults((fault,)))


def test_a_code_in_scientific_form_is_refused(tmp_path):
    fault = only_fault(write(tmp_path, ksm="kode;nama\n3,27E+15;Mawar\n"))
    assert (fault.column, type(fault.error)) == ("kode", errors.CodeBecameNumber)


def test_unknown_missing_and_doubled_headings(tmp_path):
    found = faults_of(write(tmp_path, ksm="kod;alamat;alamat\nK01;x;y\n"))
    named = {(type(fault.error), fault.column) for fault in found}
    assert named == {
        (errors.UnknownColumn, "kod"),
        (errors.ColumnTwice, "alamat"),
        (errors.MissingColumn, "kode"),
        (errors.MissingColumn, "nama"),
    }
    assert next(fault.error.near for fault in found if isinstance(fault.error, errors.UnknownColumn)) == (
        "kode",
    )


def test_a_value_outside_the_headings_is_not_dropped(tmp_path):
    fault = only_fault(
        write(tmp_path, angsuran="tanggal,nomor_pinjaman,jumlah\n2026-02-15,P-1,1.250.000,50\n")
    )
    assert (fault.row, fault.error.given) == (2, "50")


def test_unknown_tables_are_named_with_the_nearest(tmp_path):
    fault = only_fault(write(tmp_path, angsurn="tanggal\n", ksm="kode;nama\n"))
    assert (fault.file, fault.error.near) == ("angsurn.csv", ("angsuran",))


def test_a_table_saved_in_the_wrong_format_is_not_passed_over(tmp_path):
    write(tmp_path, ksm="kode;nama\n")
    (tmp_path / "angsuran.xlsx").write_bytes(b"PK")
    (tmp_path / "catatan.txt").write_text("hal lain", "utf-8")
    fault = only_fault(tmp_path)
    assert (fault.file, type(fault.error)) == ("angsuran.xlsx", errors.NotText)


def test_one_table_in_two_files(tmp_path):
    write(tmp_path, ksm="kode;nama\nK01;Mawar\n")
    (tmp_path / "KSM .csv").write_text("kode;nama\nK02;Melati\n", "utf-8")
    assert isinstance(only_fault(tmp_path).error, errors.TableTwice)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.FileEmpty),
        (b"\xef\xbb\xbf\r\n", errors.FileEmpty),
        (b"\r\n;;\r\n", errors.FileEmpty),
        (b"PK\x03\x04rest", errors.NotText),
        (b"kode;nama\n\0\0", errors.NotText),
        (b"\xef\xbb\xbfkode;nama\nK01;\xe9\n", errors.NotText),
        (b"kode;nama\nK01;\x81\x8d\n", errors.NotText),
        (b'kode;nama\nK01;Mawar\nK02;"Melati\nK03;Dua\n', errors.BrokenQuotes),
    ],
)
def test_files_that_are_no_csv(tmp_path, content, error):
    assert isinstance(only_fault(write(tmp_path, ksm=content)).error, error)


def test_the_row_of_an_open_quote_is_named(tmp_path):
    assert only_fault(write(tmp_path, ksm=b'kode;nama\nK01;Mawar\nK02;"Melati\nK03;Dua\n')).row == 3


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("upk_ledger.exchange.csvfile.LIMIT", 0)
    assert isinstance(only_fault(write(tmp_path, ksm="kode;nama\n")).error, errors.FileTooLarge)


def test_a_folder_without_tables_and_a_path_without_anything(tmp_path):
    assert isinstance(only_fault(tmp_path).error, errors.NoTables)
    with pytest.raises(errors.SourceMissing):
        read_tables(tmp_path / "tidak-ada")


def test_one_table_by_itself_whatever_its_file_is_called(tmp_path):
    path = tmp_path / "setoran 15 feb.csv"
    path.write_text(amount_row("284.000"), "utf-8")
    (row,) = read_tables(path, "angsuran").repayments
    assert (row.loan, row.amount) == ("P-1", 284_000 * RP)


def test_the_message_names_file_row_column_and_what_to_do(tmp_path):
    write(tmp_path, angsuran=amount_row("1,250,000"))
    opening, fault = sentence(ImportFaults(read_tables(tmp_path).faults)).splitlines()
    assert opening == (
        "Data tidak dibukukan karena ada 1 kesalahan. Perbaiki semuanya, lalu impor sekali lagi;"
        " buku Anda tidak berubah."
    )
    assert fault == (
        '- angsuran.csv, baris 2, kolom jumlah: Jumlah "1,250,000" meragukan karena memakai koma. Di Indonesia'
        " ribuan dipisahkan dengan titik; jika maksud Anda Rp1.250.000, tulislah begitu."
    )
