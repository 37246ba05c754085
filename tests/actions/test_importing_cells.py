"""Every cell of a row is judged for itself: one fault hides no other, and none is told for what only follows."""

import pytest

from upk_ledger.actions.accounts import open_account
from upk_ledger.actions.importing import import_tables, read_tables
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.offices import ACCOUNT_ROLES, ACCOUNT_TYPES, Account, roles_of

LOAN = "nomor;kode_ksm;pokok;tenor;jasa_persen;metode;tanggal_cair;masa_tenggang;akun_kas"
RUNNING = "nomor;kode_ksm;pokok;tenor;jasa_persen;metode;tanggal_cair;pokok_terbayar;jasa_terbayar"
SHARE = "nomor_pinjaman;kode_anggota;pokok"
PAYMENT = "tanggal;nomor_pinjaman;jumlah;pokok;jasa;akun_kas;bukti"
ENTRY = "tanggal;nomor;akun;debit;kredit"
MEMBER = "kode_ksm;kode;nama;nik;jenis_kelamin"

SOUND = {
    "ksm": ["kode;nama", "K01;Mawar", "K02;Melati"],
    "anggota": [MEMBER, "K01;01;Siti;;P", "K01;02;Ani;;P", "K02;01;Budi;;L"],
    "pinjaman": [LOAN, "P-1;K01;2.000.000;10;1,5;flat;2026-01-10;;"],
    "pinjaman_anggota": [SHARE, "P-1;01;1.500.000", "P-1;02;500.000"],
    "angsuran": [PAYMENT, "2026-02-10;P-1;230.000;;;;KW-1"],
    "jurnal": [ENTRY, "2026-01-05;J-1;51030;25.000;", "2026-01-05;J-1;11010;;25.000"],
}


@pytest.fixture
def read(tmp_path):
    """Writes the sound tables, with more rows or other tables, and reads them."""

    def write(**tables):
        for name, rows in (SOUND | tables).items():
            (tmp_path / f"{name}.csv").write_text("\n".join(rows) + "\n", "utf-8")
        return read_tables(tmp_path)

    return write


@pytest.fixture
def found(sqlite_desk, read):
    """What an import says: table, row, column and error of each fault."""

    def faults(**tables):
        with pytest.raises(ImportFaults) as caught:
            import_tables(sqlite_desk, read(**tables))
        assert sentence(caught.value)
        return {
            (fault.file.removesuffix(".csv"), fault.row, fault.column, type(fault.error).__name__)
            for fault in caught.value.faults
        }

    return faults


def more(table, *rows):
    return {table: [*SOUND[table], *rows]}


def test_the_tables_are_sound_without_what_is_added(sqlite_desk, read):
    assert import_tables(sqlite_desk, read()).loans == 1


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("P-2;K99;1.000.000;10;1,5;flat;2026-01-10;10;77777",
         {("kode_ksm", "UnknownGroup"), ("masa_tenggang", "GraceOutOfRange"), ("akun_kas", "UnknownAccount")}),
        ("P-2;K01;1.000.000;10;1,5;flat;2025-12-31;10;",
         {("tanggal_cair", "BeforeBookStart"), ("masa_tenggang", "GraceOutOfRange")}),
        ("P-2;K99;seribu;0;1,5;bunga;2025-12-31;0;51010",
         {("kode_ksm", "UnknownGroup"), ("pokok", "NotAnAmount"), ("tenor", "TenorOutOfRange"),
          ("metode", "NotAChoice"), ("tanggal_cair", "BeforeBookStart"), ("akun_kas", "WrongAccountRole")}),
        ("P-2;K01;1.000.000;600;1,5;flat;9850-01-01;600;",
         {("tanggal_cair", "DueDateBeyondCalendar"), ("masa_tenggang", "GraceOutOfRange")}),
        ("P-1;K99;1.000.000;10;1,5;flat;2025-12-31;;77777",
         {("nomor", "RowTwice"), ("kode_ksm", "UnknownGroup"), ("tanggal_cair", "BeforeBookStart"),
          ("akun_kas", "UnknownAccount")}),
        ("P-1;K01;lima;10;1,5;menurun;2026-01-10;;", {("nomor", "RowTwice"), ("pokok", "NotAnAmount")}),
        (";K99;1.000.000;10;1,5;flat;2026-01-10;;", {("nomor", "CellMissing"), ("kode_ksm", "UnknownGroup")}),
    ],
)  # fmt: skip
def test_each_cell_of_a_loan(found, row, expected):
    assert found(**more("pinjaman", row)) == {("pinjaman", 3, column, error) for column, error in expected}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2026-03-32;P-77;abc;;;99999;",
         {("tanggal", "ImpossibleDate"), ("nomor_pinjaman", "UnknownLoan"), ("jumlah", "NotAnAmount"),
          ("akun_kas", "UnknownAccount")}),
        ("2026-03-02;P-77;5.000;4.000;2.000;99999;",
         {("nomor_pinjaman", "UnknownLoan"), ("jumlah", "SplitDoesNotAddUp"), ("akun_kas", "UnknownAccount")}),
        ("2025-12-31;P-1;5.000;4.000;2.000;51010;",
         {("tanggal", "BeforeBookStart"), ("jumlah", "SplitDoesNotAddUp"), ("akun_kas", "WrongAccountRole")}),
        ("2026-01-09;P-1;5.000;4.000;2.000;;",
         {("tanggal", "PaidBeforeDisbursement"), ("jumlah", "SplitDoesNotAddUp")}),
        ("2026-03-10;P-1;9.000.000;;;99999;", {("jumlah", "PaysTooMuch"), ("akun_kas", "UnknownAccount")}),
        ("2025-12-31;P-9;5.000;;;;KW-1",
         {("tanggal", "BeforeBookStart"), ("nomor_pinjaman", "UnknownLoan"), ("bukti", "RowTwice")}),
    ],
)  # fmt: skip
def test_each_cell_of_a_payment(found, row, expected):
    assert found(**more("angsuran", row)) == {("angsuran", 3, column, error) for column, error in expected}


def test_each_cell_of_a_member(found, sqlite_desk, read):
    assert found(**more("anggota", "K77;01;Tono;123;L")) == {
        ("anggota", 5, "kode_ksm", "UnknownGroup"),
        ("anggota", 5, "nik", "NikWrong"),
    }
    assert found(**more("anggota", "K01;01;Tono;123;L")) == {
        ("anggota", 5, "kode", "RowTwice"),
        ("anggota", 5, "nik", "NikWrong"),
    }
    import_tables(sqlite_desk, read())
    assert found(anggota=[MEMBER, "K01;01;Tono;123;P"]) == {
        ("anggota", 2, "kode", "DiffersFromBook"),
        ("anggota", 2, "nik", "NikWrong"),
    }


def test_each_cell_of_an_entry(found):
    rows = ("2025-12-31;J-2;59;lima;", "2025-12-31;J-2;11030;;5", "2026-13-01;;60;1;", "31-12-2025;;11010;1;")
    assert found(**more("jurnal", *rows)) == {
        ("jurnal", 4, "tanggal", "BeforeBookStart"),
        ("jurnal", 4, "akun", "UnknownAccount"),
        ("jurnal", 4, "debit", "NotAnAmount"),
        ("jurnal", 5, "akun", "ReservedAccount"),
        ("jurnal", 6, "tanggal", "ImpossibleDate"),
        ("jurnal", 6, "nomor", "CellMissing"),
        ("jurnal", 6, "akun", "UnknownAccount"),
        ("jurnal", 7, "tanggal", "BeforeBookStart"),
        ("jurnal", 7, "nomor", "CellMissing"),
    }


def test_each_cell_of_a_running_loan(found):
    rows = [RUNNING, "P-0;K99;1.000.000;10;1,5;flat;2026-01-10;2.000.000;0"]
    assert found(pinjaman_awal=rows) == {
        ("pinjaman_awal", 2, "kode_ksm", "UnknownGroup"),
        ("pinjaman_awal", 2, "tanggal_cair", "OpeningLoanDate"),
        ("pinjaman_awal", 2, "pokok_terbayar", "PaidBeyondLoan"),
    }


def test_a_loan_with_a_fault_hides_neither_its_shares_nor_its_payments(found):
    tables = {
        "pinjaman": [LOAN, "P-1;K99;2.000.000;abc;1,5;flat;2026-01-10;;"],
        "pinjaman_anggota": [SHARE, "P-1;01;1.000.000", "P-1;;500.000"],
        "angsuran": [PAYMENT, "2025-12-31;P-1;9.000.000;;;99999;"],
    }
    assert found(**tables) == {
        ("pinjaman", 2, "kode_ksm", "UnknownGroup"),
        ("pinjaman", 2, "tenor", "NotACount"),
        ("pinjaman_anggota", 3, "kode_anggota", "CellMissing"),
        ("pinjaman_anggota", 3, "pokok", "SharesDoNotAddUp"),
        ("angsuran", 2, "tanggal", "BeforeBookStart"),
        ("angsuran", 2, "akun_kas", "UnknownAccount"),
    }


def test_what_only_follows_is_not_told(found):
    assert found(ksm=["kode;nama", "K01;", "K02;Melati"]) == {("ksm", 2, "nama", "CellMissing")}
    assert found(pinjaman=[LOAN, ";K01;2.000.000;10;1,5;flat;2026-01-10;;"]) == {
        ("pinjaman", 2, "nomor", "CellMissing")
    }
    shares = [SHARE, "P-1;01;abc", "P-1;02;500.000"]
    assert found(pinjaman_anggota=shares) == {("pinjaman_anggota", 2, "pokok", "NotAnAmount")}


def test_a_broken_row_that_was_booked_before_is_told_of_its_own_fault_only(found, sqlite_desk, read):
    import_tables(sqlite_desk, read())
    broken = [PAYMENT, "2026-02-10;P-1;230,000;;;;KW-1"]
    assert found(angsuran=broken) == {("angsuran", 2, "jumlah", "EnglishAmount")}
    other = [PAYMENT, "2026-02-10;P-1;230.000;;;99999;KW-1"]
    assert found(angsuran=other) == {
        ("angsuran", 2, "akun_kas", "UnknownAccount"),
        ("angsuran", 2, "bukti", "KeyUsed"),
    }


def test_sums_name_row_and_column(found):
    opening = ["akun;debit;kredit", "11010;5.000;", "31020;;4.000"]
    assert found(saldo_awal=opening) == {("saldo_awal", 3, "debit", "OpeningUnbalanced")}
    savings = ["akun;debit;kredit", "21020;5.000;", "31020;;5.000"]
    assert found(saldo_awal=savings) == {("saldo_awal", 2, "debit", "KeptMoneySpent")}


def test_a_role_fits_the_type_of_its_account(found):
    rows = [
        "kode;nama;jenis;peran;induk",
        "11023;Bank;kewajiban;kas;99999",
        "21039;Titipan;kewajiban;titipan;",
        "5;Rapat;biaya;modal-dana;",
        "6;A;biaya;;7",
        "7;B;biaya;;6",
        "8;C;biaya;;7777",
        "9;D;biaya;;8",
    ]
    assert found(akun=rows) == {
        ("akun", 2, "peran", "UnknownTerm"),
        ("akun", 2, "induk", "UnknownAccount"),
        ("akun", 4, "peran", "UnknownTerm"),
        ("akun", 5, "induk", "UnknownAccount"),
        ("akun", 6, "induk", "UnknownAccount"),
        ("akun", 7, "induk", "UnknownAccount"),
    }


def test_the_command_asks_for_the_same(sqlite_desk):
    with pytest.raises(UnknownTerm) as caught:
        open_account(sqlite_desk, Account("21039", "Kas", "kewajiban", "kas"))
    assert caught.value.allowed == roles_of("kewajiban")
    assert open_account(sqlite_desk, Account("21039", "Titipan", "kewajiban", "titipan")).role == "titipan"


def test_every_role_belongs_to_one_type_and_lain_to_all():
    roles = [role for type_ in ACCOUNT_TYPES for role in roles_of(type_)]
    assert {role: roles.count(role) for role in ACCOUNT_ROLES} == dict.fromkeys(ACCOUNT_ROLES, 1) | {
        "lain": 5
    }


def test_a_note_beside_the_table_hides_nothing(found):
    rows = [f"{SHARE};;", "P-1;01;1.500.000;;", "P-1;09;400.000;lihat kartu;"]
    assert found(pinjaman_anggota=rows) == {
        ("pinjaman_anggota", 3, None, "NoHeading"),
        ("pinjaman_anggota", 3, "kode_anggota", "UnknownMember"),
        ("pinjaman_anggota", 3, "pokok", "SharesDoNotAddUp"),
    }


def test_shares_of_nobody_knows_which_loan_are_not_added_up(found):
    rows = [SHARE, "P-1;01;1.500.000", ";02;400.000"]
    assert found(pinjaman_anggota=rows) == {("pinjaman_anggota", 3, "nomor_pinjaman", "CellMissing")}
