"""The journal as tables: exact, the same each time, with live totals."""

import csv
import io
from datetime import datetime

from openpyxl import load_workbook

from upk_ledger.core.exports import Export
from upk_ledger.exchange.export_tables import journal_csv, journal_workbook


def workbook(journal):
    file = io.BytesIO()
    journal_workbook(journal, file)
    return file.getvalue()


def test_csv_has_plain_digits_and_every_line(journal, balances):
    rows = list(csv.DictReader(io.StringIO("".join(journal_csv(journal)))))
    assert len(rows) == sum(len(entry.lines) for entry in journal.entries)
    assert rows[4] == {
        "catatan": "4",
        "tanggal": "2026-02-15",
        "bukti": "KM/2026/02/0001",
        "jenis": "umum",
        "keterangan": "* ! Angsuran",
        "akun": "11010",
        "nama_akun": "Kas",
        "debit": "115000.50",
        "kredit": "0",
        "kode_ksm": "",
        "kode_anggota": "",
        "nomor_pinjaman": "",
        "kuitansi": "KW;17",
        "membatalkan": "",
    }
    assert rows[0]["debit"] == "5000000"


def test_the_workbook_has_numbers_dates_text_and_live_totals(journal):
    content = workbook(journal)
    assert content == workbook(journal)
    written = load_workbook(io.BytesIO(content))["jurnal"]
    counted = load_workbook(io.BytesIO(content), data_only=True)["jurnal"]
    rows = sum(len(entry.lines) for entry in journal.entries)
    assert written.max_row == rows + 2
    assert (written["B2"].value, written["C2"].value) == (datetime(2026, 1, 1), "PB/2026/01/0001")
    assert (written["F2"].value, written["H2"].value, written["I2"].value) == ("11010", 5_000_000, None)
    assert (written["H6"].value, written["H6"].number_format) == (115000.5, "#,##0.00")
    total = f"H{rows + 2}"
    assert written[total].value == f"=SUM(H2:H{rows + 1})"
    debit = sum(line.debit for entry in journal.entries for line in entry.lines)
    assert round(counted[total].value * 100) == debit


def test_a_description_never_becomes_a_formula(journal):
    (first, *_rest) = journal.entries
    trap = first.__class__(2, "PB/2026/01/0001", first.date, "umum", "=1+1", first.lines)
    sheet = load_workbook(io.BytesIO(workbook(Export("UPK", journal.accounts, (trap,)))))["jurnal"]
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1", "s")


def test_an_empty_journal(journal):
    empty = Export("UPK", journal.accounts, ())
    assert "".join(journal_csv(empty)).count("\n") == 1
    sheet = load_workbook(io.BytesIO(workbook(empty)), data_only=True)["jurnal"]
    assert (sheet.max_row, sheet["H2"].value) == (2, 0)
