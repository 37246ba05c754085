"""What the tables show by themselves, before any book is asked."""

import pytest

from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors import exchange as errors
from upk_ledger.core.errors.exchange import ImportFaults
from upk_ledger.core.errors.ledger import LineNotOneSided
from upk_ledger.core.errors.loans import SharesDoNotAddUp, SplitDoesNotAddUp
from upk_ledger.exchange.reading import read_tables

LOAN = "nomor;kode_ksm;pokok;tenor;jasa_persen;metode;tanggal_cair"
SHARE = "nomor_pinjaman;kode_anggota;pokok\n"
ENTRY = "tanggal;nomor;akun;debit;kredit\n"


def faults_of(folder, **tables):
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    faults = read_tables(folder).faults
    assert sentence(ImportFaults(faults))
    return [(fault.file, fault.row, type(fault.error)) for fault in faults]


def test_the_same_row_again_counts_once(tmp_path):
    (tmp_path / "ksm.csv").write_text("kode;nama\nK01;Mawar\nK01;Mawar\n", "utf-8")
    assert [row.row for row in read_tables(tmp_path).groups] == [2]


def test_equal_repayments_without_a_receipt_all_count(tmp_path):
    rows = (
        "tanggal;nomor_pinjaman;jumlah;bukti\n"
        + "15/02/2026;P-1;5000;\n" * 2
        + "15/02/2026;P-1;5000;A1\n" * 2
    )
    (tmp_path / "angsuran.csv").write_text(rows, "utf-8")
    assert [row.row for row in read_tables(tmp_path).repayments] == [2, 3, 4]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("akun", "kode;nama;jenis\n51200;Rapat;biaya\n51200;Rapat RT;biaya\n"),
        ("ksm", "kode;nama\nK01;Mawar\nK01;Melati\n"),
        ("anggota", "kode_ksm;kode;nama;jenis_kelamin\nK01;01;Siti;P\nK01;01;Budi;L\n"),
        ("pinjaman", f"{LOAN}\nP-1;K01;5000;10;1,5;flat;2026-01-15\nP-1;K02;5000;10;1,5;flat;2026-01-15\n"),
        ("pinjaman_anggota", SHARE + "P-1;01;5000\nP-1;01;6000\n"),
        ("angsuran", "tanggal;nomor_pinjaman;jumlah;bukti\n2026-02-15;P-1;5000;A1\n2026-02-15;P-2;5000;A1\n"),
    ],
)
def test_one_identity_with_two_contents(tmp_path, table, text):
    assert faults_of(tmp_path, **{table: text}) == [(f"{table}.csv", 3, errors.RowTwice)]


def test_members_of_two_groups_may_share_a_code(tmp_path):
    rows = "kode_ksm;kode;nama;jenis_kelamin\nK01;01;Siti;P\nK02;01;Budi;L\n"
    (tmp_path / "anggota.csv").write_text(rows, "utf-8")
    assert [row.name for row in read_tables(tmp_path).members] == ["Siti", "Budi"]


def test_a_loan_stands_in_one_of_its_two_tables(tmp_path):
    found = faults_of(
        tmp_path,
        pinjaman=f"{LOAN}\nP-1;K01;5000;10;1,5;flat;2026-01-15\n",
        pinjaman_awal=f"{LOAN};pokok_terbayar;jasa_terbayar\nP-1;K01;5000;10;1,5;flat;2025-01-15;0;0\n",
    )
    assert found == [("pinjaman_awal.csv", 2, errors.RowTwice)]


def test_more_paid_than_lent(tmp_path):
    rows = f"{LOAN};pokok_terbayar;jasa_terbayar\nP-1;K01;5000;10;1,5;flat;2025-01-15;5.001;0\n"
    assert faults_of(tmp_path, pinjaman_awal=rows) == [("pinjaman_awal.csv", 2, errors.PaidBeyondLoan)]


def test_entries_balance_have_two_rows_one_date_and_one_side_a_row(tmp_path):
    found = faults_of(
        tmp_path,
        jurnal=ENTRY
        + "2026-02-01;J-1;51030;5000;\n2026-02-01;J-1;11010;;5000\n"  # rows 2, 3: right
        + "2026-02-01;J-2;51030;5000;\n2026-02-01;J-2;11010;;4000\n"  # rows 4, 5: unbalanced
        + "2026-02-01;J-3;51030;5000;\n"  # row 6: alone
        + "2026-02-01;J-4;51030;5000;\n2026-02-02;J-4;11010;;5000\n"  # rows 7, 8: two dates
        + "2026-02-01;J-5;51030;5000;5000\n2026-02-01;J-5;11010;;\n",  # rows 9, 10: both sides, no side
    )
    assert found == [
        ("jurnal.csv", 5, errors.EntryUnbalanced),
        ("jurnal.csv", 6, errors.EntryOfOneRow),
        ("jurnal.csv", 8, errors.EntryOnTwoDates),
        ("jurnal.csv", 9, LineNotOneSided),
        ("jurnal.csv", 10, LineNotOneSided),
    ]


def test_an_unreadable_row_does_not_accuse_its_entry_of_not_balancing(tmp_path):
    rows = (
        ENTRY
        + "2026-02-01;J-1;51030;lima;\n2026-02-01;J-1;11010;;5000\n2026-02-01;J-2;51030;1;\n2026-02-01;J-2;11010;;2\n"
    )
    found = faults_of(tmp_path, jurnal=rows)
    assert [(row, error.__name__) for _file, row, error in found] == [
        (2, "NotAnAmount"),
        (5, "EntryUnbalanced"),
    ]


def test_shares_add_up_to_the_loan(tmp_path):
    loan = f"{LOAN}\nP-1;K01;5000;10;1,5;flat;2026-01-15\nP-2;K01;5000;10;1,5;flat;2026-01-15\n"
    shares = SHARE + "P-1;01;2000\nP-1;02;3000\nP-2;01;2000\nP-2;02;2000\n"
    found = faults_of(tmp_path, pinjaman=loan, pinjaman_anggota=shares)
    assert found == [("pinjaman_anggota.csv", 5, SharesDoNotAddUp)]


def test_a_given_split_adds_up_to_the_amount(tmp_path):
    rows = "tanggal;nomor_pinjaman;jumlah;pokok;jasa\n" + "".join(
        f"2026-02-15;P-1;5.000;{split}\n" for split in ("4.000;1.000", "4.000;", ";", "4.000;2.000", ";5.001")
    )
    assert faults_of(tmp_path, angsuran=rows) == [
        ("angsuran.csv", 5, SplitDoesNotAddUp),
        ("angsuran.csv", 6, SplitDoesNotAddUp),
    ]


def test_opening_balances_balance(tmp_path):
    rows = "akun;debit;kredit\n11010;5.000;\n12010;;\n31020;;4.000\n"
    assert faults_of(tmp_path, saldo_awal=rows) == [("saldo_awal.csv", 4, errors.OpeningUnbalanced)]


def test_opening_balances_with_an_unreadable_row_are_not_added_up(tmp_path):
    found = faults_of(tmp_path, saldo_awal="akun;debit;kredit\n11010;5,000;\n31020;;4.000\n")
    assert [(row, error.__name__) for _file, row, error in found] == [(2, "EnglishAmount")]
