"""`upk bank` at the shell: a statement read, matched, charges booked, balances reconciled and printed."""

import os
import re
from pathlib import Path

import pytest

from upk_ledger.cli import bank_matching

GOLDEN = Path(__file__).parents[1] / "golden" / "laporan-rekonsiliasi-bank.txt"

JANUARY = """Bank Jateng
Tanggal;Uraian;Debet;Kredit;Saldo
01/01/2026;Saldo Awal;;;0,00
06/01/2026;SETORAN TUNAI;;10.000.000,00;10.000.000,00
20/01/2026;PENARIKAN;1.500.000,00;;8.500.000,00
31/01/2026;BUNGA;;12.345,67;8.512.345,67
31/01/2026;PAJAK BUNGA;2.469,13;;8.509.876,54
31/01/2026;BIAYA ADM;10.000,00;;8.499.876,54
31/01/2026;TRANSFER DARI DINAS;;50.000,00;8.549.876,54
"""
COBA = ("--akun", "11021", "--ya")


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "jan.csv"
    path.write_text(JANUARY)
    return str(path)


@pytest.fixture
def banking(office, statement):
    """A book with a deposit, a withdrawal and a deposit under way; January's statement is read."""
    office.told(
        "kas", "masuk", "31010", "20.000.000", "--keterangan", "Modal awal", "--tanggal", "2026-01-02"
    )
    office.told("kas", "setor-bank", "10.000.000", "--tanggal", "2026-01-05")
    office.told("kas", "tarik-bank", "1.500.000", "--tanggal", "2026-01-20")
    office.told("kas", "setor-bank", "2.000.000", "--tanggal", "2026-01-31")
    office.told("bank", "baca", statement, *COBA)
    return office


def records(office):
    return office.told("audit", "periksa")["records"]


def test_reading_shows_what_was_understood_before_anything_is_kept(office, statement, monkeypatch):
    before = records(office)
    tried = office.told("bank", "baca", statement, "--akun", "11021", "--coba")
    assert (tried["lines_added"], tried["closing"], tried["decimal"]) == (6, 8549876.54, "koma")
    assert records(office) == before
    asked = office("bank", "baca", statement, "--akun", "11021")
    assert asked.exit_code == 2
    assert "keterangan=Uraian" in asked.stderr
    assert "SETORAN TUNAI" in asked.stderr
    assert records(office) == before
    told = ("--kolom", "tanggal=Tanggal, keterangan=Uraian, debit=Debet, kredit=Kredit, saldo=Saldo")
    kept = office.told("bank", "baca", statement, "--akun", "Bank UPK", *told)
    assert (kept["statement"], kept["from"], kept["to"]) == (1, "2026-01-01", "2026-01-31")
    again = office("bank", "baca", statement, "--akun", "11021")
    assert again.exit_code == 0
    assert "6 baris sudah pernah dibaca" in again.stdout


def test_matching_proposes_the_charges_and_books_them_with_one_consent(banking, monkeypatch):
    answer = banking.told("bank", "cocokkan", "--akun", "11021", "--per", "2026-01-31", "--coba")
    assert [one["line"] for one in answer["matched"]] == ["1.1", "1.2"]
    assert (answer["booked"], [one["kind"] for one in answer["charges"]]) == (
        False, ["bunga", "pajak", "administrasi"],
    )  # fmt: skip
    assert [one["line"] for one in answer["at_bank_only"]] == ["1.3", "1.4", "1.5", "1.6"]
    shown = banking("bank", "cocokkan", "--akun", "11021", "--per", "2026-01-31")
    assert "upk bank cocokkan --akun 11021 --ya" in shown.stdout
    monkeypatch.setattr(bank_matching, "interactive", lambda: True)
    monkeypatch.setattr("upk_ledger.cli.shell.interactive", lambda: True)
    declined = banking("bank", "cocokkan", "--akun", "11021", "--per", "2026-01-31", input="t\n")
    assert declined.exit_code == 0
    assert "dapat dibukukan" in declined.stdout
    agreed = banking("bank", "cocokkan", "--akun", "11021", "--per", "2026-01-31", input="y\n")
    assert "KM/2026/01/0002" in agreed.stdout
    monkeypatch.undo()
    rest = banking.told("bank", "cocokkan", "--akun", "11021", "--per", "2026-01-31", "--ya")
    assert rest["charges"] == []
    assert [one["line"] for one in rest["at_bank_only"]] == ["1.6"]
    assert [one["voucher"] for one in rest["in_book_only"]] == ["PB/2026/01/0003"]


def test_a_line_by_hand_back_again_and_as_a_charge(banking):
    by_hand = ("bank", "cocokkan", "--akun", "11021", "--baris", "1.1")
    found = banking.told(*by_hand, "--bukti", "PB/2026/01/0001")["matched"]
    assert found[0]["vouchers"] == ["PB/2026/01/0001"]
    assert banking.told("bank", "lepas", "1.1") == {
        "line": "1.1", "vouchers": ["PB/2026/01/0001"], "cancelled_by": None,
    }  # fmt: skip
    booked = banking.told("bank", "cocokkan", "--akun", "Bank UPK", "--baris", "1.6", "--sebagai", "bunga")
    assert [(one["name"], one["voucher"]) for one in booked["booked"]] == [("Bunga bank", "KM/2026/01/0002")]


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("baca", "tidak-ada.csv", *COBA), "source-missing", 1),
        (("baca", "{jan}", "--akun", "11010"), "wrong-account-role", 1),
        (("baca", "{jan}", "--akun", "11022", "--kolom", "hari=Tanggal"), "column-words-wrong", 1),
        (("baca", "{jan}", "--akun", "11022", "--saldo-akhir", "-5"), "statement-faults", 1),
        (("cocokkan", "--akun", "11010"), "wrong-account-role", 1),
        (("cocokkan", "--akun", "11021", "--baris", "1.1"), "usage", 2),
        (("cocokkan", "--akun", "11021", "--bukti", "PB/2026/01/0001"), "usage", 2),
        (("cocokkan", "--akun", "11021", "--baris", "9.1", "--sebagai", "bunga"), "unknown-bank-line", 1),
        (("cocokkan", "--akun", "11021", "--baris", "1.1", "--bukti", "PB/2026/01/0002"), "match-amount-differs", 1),
        (("cocokkan", "--akun", "11021", "--baris", "1.1", "--bukti", "KM/2026/01/0001"), "entry-not-at-bank", 1),
        (("cocokkan", "--akun", "11021", "--baris", "1.1", "--bukti", "PB/2026/01/0009"), "unknown-voucher", 1),
        (("cocokkan", "--akun", "11022", "--baris", "1.1", "--bukti", "PB/2026/01/0001"), "unknown-bank-line", 1),
        (("lepas", "1.1"), "bank-line-free", 1),
        (("lepas", "7.1"), "unknown-bank-line", 1),
        (("batal", "2", "--alasan", "salah"), "unknown-statement", 1),
        (("batal", "1", "--alasan", " "), "empty-field", 1),
        (("rekonsiliasi", "--akun", "11021", "--per", "2026-02-28"), "bank-balance-unknown", 1),
        (("rekonsiliasi", "--akun", "11022", "--per", "2026-01-31", "--saldo", "1"), "difference-unexplained", 1),
        (("rekonsiliasi", "--akun", "11021", "--per", "2026-01-31", "--saldo", "1"), "bank-balance-differs", 1),
        (("rekonsiliasi", "--akun", "11010", "--per", "2026-01-31"), "wrong-account-role", 1),
    ],
)  # fmt: skip
def test_refusals(banking, statement, words, code, status):
    assert (
        banking.refused("bank", *(word.format(jan=statement) for word in words), status=status)["code"]
        == code
    )


def test_reconciling_prints_the_paper_and_lists_it(banking, tmp_path):
    per = ("--akun", "11021", "--per", "2026-01-31")
    before = records(banking)
    tried = banking.told("bank", "rekonsiliasi", *per, "--coba", "--ya")
    assert (tried["accounts"][0]["difference"], records(banking)) == (0, before)
    banking.told("bank", "cocokkan", *per, "--ya")
    warned = banking("bank", "rekonsiliasi", *per, "--keluar", str(tmp_path / "r.pdf"))
    assert "belum dibukukan" in warned.stderr
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    paper = banking("bank", "rekonsiliasi", *per)
    assert "sudah tercatat" in paper.stderr
    text = re.sub(r"\b[0-9a-f]{8}\)", "########)", paper.stdout)
    if os.environ.get("UPK_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
    assert banking("laporan", "rekonsiliasi-bank", "--per", "2026-01-31").stdout == paper.stdout
    listed = banking.told("bank", "daftar")
    assert listed["accounts"][0]["reconciled_on"] == "2026-01-31"
    assert [(one["number"], one["lines"], one["unmatched"]) for one in listed["statements"]] == [(1, 6, 1)]


def test_matching_before_a_statement_is_read_says_so(banking):
    shown = banking("bank", "cocokkan", "--akun", "11022")
    assert (
        shown.stdout == "Belum ada rekening koran akun 11022. Baca dulu: upk bank baca BERKAS --akun 11022\n"
    )
    assert banking.told("bank", "cocokkan", "--akun", "11022")["matched"] == []
    assert "Belum ada" not in banking("bank", "cocokkan", "--akun", "11021").stdout


def test_charges_booked_after_their_month_was_closed_are_not_called_unbooked(banking):
    per = ("--akun", "11021", "--per", "2026-01-31")
    banking.told("bank", "cocokkan", *per)
    banking.told("periode", "tutup", "2026-01", "--ya")
    banking.told("bank", "cocokkan", *per, "--ya")
    warned = banking("bank", "rekonsiliasi", *per).stderr
    assert "3 mutasi bank sampai tanggal ini sudah diselesaikan dengan tanggal sesudahnya" in warned
    assert "belum dibukukan" in warned


def test_a_statement_read_wrongly_is_cancelled_with_its_matches(banking):
    banking.told("bank", "cocokkan", "--akun", "11021", "--per", "2026-01-31")
    assert banking.refused("bank", "batal", "1", "--alasan", "Salah akun")["code"] == "statement-matched"
    assert banking.told("bank", "batal", "1", "--alasan", "Salah akun", "--lepas")["released"] == 2
    assert banking.refused("bank", "batal", "1", "--alasan", "Salah akun")["code"] == "statement-cancelled"
    assert banking.told("bank", "daftar")["statements"][0]["status"] == "dibatalkan"


def test_a_reconciliation_is_taken_back(banking):
    per = ("--akun", "11021", "--per", "2026-01-31")
    banking.told("bank", "cocokkan", *per, "--ya")
    banking.told("bank", "rekonsiliasi", *per)
    why = ("--alasan", "Saldo keliru disebut")
    told = banking.told("bank", "batal-rekonsiliasi", *per, *why)
    assert told == {
        "account": "11021", "as_of": "2026-01-31", "statement_balance": 8549876.54, "book_balance": 10499876.54,
        "cancelled": True,
    }  # fmt: skip
    assert banking.refused("bank", "batal-rekonsiliasi", *per, *why)["code"] == "not-reconciled"
    assert banking.told("bank", "daftar")["accounts"][0]["reconciled_on"] is None
    paper = banking.told("laporan", "rekonsiliasi-bank", "--per", "2026-01-31")
    assert (paper["accounts"], "11021" in paper["unreconciled"]) == ([], True)


def test_what_the_bank_put_right_itself_is_shown_as_such(banking, tmp_path):
    path = tmp_path / "feb.csv"
    path.write_text(
        JANUARY.partition("\n")[0] + "\nTanggal;Uraian;Debet;Kredit;Saldo\n"
        "03/02/2026;SETORAN;;75.000,00;8.624.876,54\n05/02/2026;KOREKSI;75.000,00;;8.549.876,54\n"
    )
    banking.told("bank", "baca", str(path), *COBA)
    shown = banking("bank", "cocokkan", "--akun", "11021", "--per", "2026-02-05", "--coba")
    assert "dibetulkan bank: baris 2.2, 5 Februari 2026" in shown.stdout
    by_hand = ("bank", "cocokkan", "--akun", "11021", "--baris", "2.2", "--dengan")
    assert banking.refused(*by_hand, "2.2")["code"] == "lines-do-not-cancel"
    (found,) = banking.told(*by_hand, "2.1")["matched"]
    assert (found["vouchers"], found["cancelled_by"]) == ([], "2.1")
    assert banking.refused(*by_hand, "2.1")["code"] == "bank-line-cancelled"
    assert banking.told("bank", "lepas", "2.1") == {"line": "2.1", "vouchers": [], "cancelled_by": "2.2"}
    assert "baris 2.1" in (banking(*by_hand, "2.1"), banking("bank", "lepas", "2.2"))[1].stdout


def test_a_statement_without_balances_is_told_from_which_balance_it_goes_on(banking, tmp_path):
    path = tmp_path / "feb.csv"
    path.write_text("Tanggal;Uraian;Debet;Kredit\n02/02/2026;SETORAN TUNAI;;2.000.000,00\n")
    result = banking("bank", "baca", str(path), *COBA, "--kolom",
                     "tanggal=Tanggal, keterangan=Uraian, debit=Debet, kredit=Kredit")  # fmt: skip
    assert result.exit_code == 0, result.stderr
    assert "Rp8.549.876,54" in result.stderr
