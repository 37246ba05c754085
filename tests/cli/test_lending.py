import json

import pytest
from pypdf import PdfReader

from upk_ledger.cli import params

PAYMENT = ("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-02-15")


def test_a_loan_from_application_to_money_in_hand(lending):
    view = lending.told("pinjaman", "lihat", "P-2026-0001", "--per", "2026-01-31")
    contract = [
        "number",
        "group",
        "status",
        "as_of",
        "disbursed_on",
        "principal",
        "outstanding_principal",
        "paid_principal",
        "paid_service",
        "arrears_principal",
        "arrears_service",
        "months_overdue",
        "collectibility",
    ]
    assert {key: view[key] for key in contract} == {
        "number": "P-2026-0001",
        "group": "K01",
        "status": "berjalan",
        "as_of": "2026-01-31",
        "disbursed_on": "2026-01-15",
        "principal": 5000000,
        "outstanding_principal": 5000000,
        "paid_principal": 0,
        "paid_service": 0,
        "arrears_principal": 0,
        "arrears_service": 0,
        "months_overdue": 0,
        "collectibility": 1,
    }


def test_each_step_shows_where_the_loan_stands(lending):
    asked = lending.told(
        "pinjaman", "ajukan", "--ksm", "mawar", "--tenor", "10", "--anggota", "01", "300.000", "--anggota", "02", "200.000",
        "--tujuan", "Warung", "--kemampuan", "01", "900.000", "400.000",
    )  # fmt: skip
    assert (asked["number"], asked["status"], asked["principal"], asked["collectibility"]) == (
        "P-2026-0002",
        "diajukan",
        500000,
        None,
    )
    assert asked["shares"] == [{"member": "01", "principal": 300000}, {"member": "02", "principal": 200000}]
    assert asked["purpose"] == "Warung"
    examined = lending.told("pinjaman", "periksa", "P-2026-0002", "--catatan", "Baik")
    assert examined["status"] == "diperiksa"
    decided = lending.told(
        "pinjaman",
        "putuskan",
        "P-2026-0002",
        "disetujui",
        "--anggota",
        "01",
        "300.000",
        "--anggota",
        "02",
        "100.000",
    )
    assert (decided["status"], decided["principal"]) == ("disetujui", 400000)
    paid = lending.told("pinjaman", "cairkan", "P-2026-0002")
    assert (paid["voucher"], paid["principal"], paid["first_due"]) == (
        "KK/2026/03/0001",
        400000,
        "2026-04-15",
    )
    schedule = lending.told("pinjaman", "jadwal", "P-2026-0002")
    assert [part["member"] for part in schedule["members"]] == ["01", "02"]
    assert sum(row["principal"] for row in schedule["installments"]) == 400000
    assert "Anggota 02" in lending("pinjaman", "jadwal", "P-2026-0002").stdout
    assert "Anggota 02" not in lending("pinjaman", "jadwal", "P-2026-0002", "--format", "csv").stdout
    assert "KSM             : K01 KSM Mawar" in lending("pinjaman", "lihat", "P-2026-0002").stdout


def test_a_loan_is_refused_where_it_cannot_go_on(lending):
    ask = ("pinjaman", "ajukan", "--ksm", "K01", "--tenor", "10")
    assert lending.refused(*ask, status=2)["code"] == "usage"
    assert (
        lending.refused(*ask, "--pokok", "500.000", "--anggota", "01", "400.000")["code"]
        == "shares-do-not-add-up"
    )
    assert (
        lending.refused(*ask, "--pokok", "500.000", "--anggota", "09", "500.000")["code"] == "unknown-member"
    )
    assert lending.refused("pinjaman", "cairkan", "P-2026-0001")["code"] == "wrong-stage"
    assert lending.refused("pinjaman", "lihat", "P-2026-0009")["code"] == "unknown-loan"
    lending.told(*ask, "--pokok", "500.000")
    assert lending.refused("pinjaman", "putuskan", "P-2026-0002", "ditolak")["code"] == "empty-field"
    assert lending.refused("pinjaman", "putuskan", "P-2026-0002", "mungkin", status=2)["code"] == "usage"


def test_loans_are_listed_as_of_a_date(lending):
    listed = lending.told("pinjaman", "daftar", "--per", "2026-02-28")
    assert [
        (loan["number"], loan["arrears_principal"], loan["collectibility"]) for loan in listed["loans"]
    ] == [("P-2026-0001", 209000, 2)]
    assert lending.told("pinjaman", "daftar", "--status", "lunas")["loans"] == []
    assert (
        lending.told("pinjaman", "daftar", "--ksm", "k01", "--per", "2026-01-10")["loans"][0]["status"]
        == "disetujui"
    )


def test_the_schedule_has_the_contracts_shape(lending):
    schedule = lending.told("pinjaman", "jadwal", "P-2026-0001")
    assert (schedule["principal"], schedule["total_service"], schedule["total"]) == (
        5000000,
        1800000,
        6800000,
    )
    assert schedule["installments"][0] == {
        "number": 1, "due_date": "2026-02-15", "principal": 209000, "service": 75000, "total": 284000, "balance": 4791000,
    }  # fmt: skip


def test_a_repayment_answers_with_the_contracts_shape(lending):
    answer = lending.told(*PAYMENT)
    contract = [
        "voucher",
        "loan",
        "date",
        "amount",
        "principal",
        "service",
        "unallocated",
        "outstanding_principal",
        "arrears_principal",
        "arrears_service",
    ]
    assert {key: answer[key] for key in contract} == {
        "voucher": "KM/2026/02/0001",
        "loan": "P-2026-0001",
        "date": "2026-02-15",
        "amount": 284000,
        "principal": 209000,
        "service": 75000,
        "unallocated": 0,
        "outstanding_principal": 4791000,
        "arrears_principal": 0,
        "arrears_service": 0,
    }


def test_the_same_receipt_twice_posts_once(lending):
    first = lending.told(*PAYMENT, "--kunci", "a1")
    again = lending.told(*PAYMENT, "--kunci", "a1")
    assert (again["voucher"], again["repeated"]) == (first["voucher"], True)
    assert "tidak dicatat lagi" in lending(*PAYMENT, "--kunci", "a1").stdout
    other = ("angsuran", "catat", "K01", "300.000", "--tanggal", "2026-02-15", "--kunci", "a1")
    assert lending.refused(*other)["code"] == "key-used"


def test_wrong_repayments_are_refused(lending):
    told = lending.refused("angsuran", "catat", "K01", "7.000.000", "--tanggal", "2026-02-15")
    assert told["code"] == "pays-too-much"
    assert "Rp6.800.000" in told["message"]
    assert lending.refused("angsuran", "catat", "K01", "284,000")["code"] == "english-amount"
    assert lending.refused("angsuran", "catat", "K01", "0")["code"] == "payment-not-positive"
    assert lending.refused("angsuran", "catat", "K77", "284.000")["code"] == "unknown-loan"
    assert lending.refused("angsuran", "catat", status=2)["code"] == "usage"
    assert (
        "Rp284.000"
        in lending.refused("angsuran", "catat", "K01", "--tanggal", "2026-02-15", status=2)["message"]
    )


def test_at_a_terminal_the_due_amount_is_offered(lending, monkeypatch):
    monkeypatch.setattr(params, "interactive", lambda: True)
    result = lending("angsuran", "catat", "K01", "--tanggal", "2026-02-15", input="\n")
    assert result.exit_code == 0
    assert "Jumlah setoran KSM Mawar (P-2026-0001) [284.000]" in result.stderr
    assert "Jumlah          : Rp284.000" in result.stdout


def test_a_trial_shows_the_lines_and_books_nothing(lending):
    before = lending.told("jurnal", "daftar")
    result = lending(*PAYMENT, "--coba", "--cetak")
    assert result.exit_code == 0
    assert "11030  Pinjaman KSM            209.000" in result.stdout
    assert "tidak ada yang dicatat" in result.stderr
    assert lending.told("jurnal", "daftar") == before


def test_a_receipt_is_printed_as_pdf_and_text(lending, tmp_path):
    folder = tmp_path / "kuitansi"
    answer = lending.told(*PAYMENT, "--cetak", "--keluar", str(folder))
    pdf, text = (folder / f"kuitansi-KM-2026-02-0001.{ending}" for ending in ("pdf", "txt"))
    assert answer["files"] == [str(pdf), str(text)]
    assert "KM/2026/02/0001" in PdfReader(pdf).pages[0].extract_text()
    assert "dua ratus delapan puluh empat ribu rupiah" in text.read_text(encoding="utf-8").lower().replace(
        "\n", " "
    )
    again = lending.told("angsuran", "kuitansi", "KM/2026/02/0001", "--keluar", str(tmp_path))
    assert (tmp_path / "kuitansi-KM-2026-02-0001.pdf").read_bytes() == pdf.read_bytes()
    assert len(again["files"]) == 2
    assert lending.refused("angsuran", "kuitansi", "KM/2026/01/0001")["code"] == "not-a-repayment"


def test_a_repayment_is_taken_back_by_a_counter_entry(lending):
    lending.told(*PAYMENT)
    undone = lending.told("angsuran", "batalkan", "KM/2026/02/0001", "--alasan", "Salah KSM")
    assert (undone["voucher"], undone["reverses"], undone["date"]) == (
        "KK/2026/02/0001",
        "KM/2026/02/0001",
        "2026-02-15",
    )
    assert lending.told("pinjaman", "lihat", "P-2026-0001")["outstanding_principal"] == 5000000
    assert (
        lending.refused("angsuran", "batalkan", "KM/2026/02/0001", "--alasan", "Lagi")["code"]
        == "already-reversed"
    )
    assert (
        lending.refused("angsuran", "batalkan", "KK/2026/01/0001", "--alasan", "Lagi")["code"]
        == "not-reversible-here"
    )


def test_the_cards_of_a_loan(lending, tmp_path):
    lending.told(*PAYMENT)
    card = lending.told("pinjaman", "kartu", "P-2026-0001")
    assert (card["kind"], len(card["installments"]), card["payments"][0]["voucher"]) == (
        "angsuran",
        24,
        "KM/2026/02/0001",
    )
    kept = tmp_path / "kartu.pdf"
    assert lending("pinjaman", "kartu", "semua", "--jenis", "pinjaman", "--keluar", str(kept)).exit_code == 0
    assert "KARTU PINJAMAN" in PdfReader(kept).pages[0].extract_text().upper()
    lending.told("pinjaman", "ajukan", "--ksm", "K01", "--pokok", "500.000", "--tenor", "10")
    assert lending.refused("pinjaman", "kartu", "P-2026-0002")["code"] == "wrong-stage"
    assert lending.refused("pinjaman", "kartu", "P-2026-0009")["code"] == "unknown-loan"


def test_titipan_is_kept_used_and_given_back(lending):
    kept = lending.told(
        "angsuran", "catat", "K01", "900.000", "--tanggal", "2026-02-15", "--kelebihan", "titipan"
    )
    assert (kept["principal"], kept["service"], kept["unallocated"]) == (209000, 75000, 616000)
    used = lending.told("titipan", "pakai", "P-2026-0001", "--tanggal", "2026-03-15")
    assert (used["voucher"], used["amount"], used["outstanding_principal"]) == (
        "PB/2026/03/0001",
        284000,
        4582000,
    )
    back = lending.told("titipan", "kembalikan", "K01", "332.000")
    assert (back["voucher"], back["amount"]) == ("KK/2026/03/0001", 332000)
    assert lending.refused("titipan", "kembalikan", "K01", "1")["code"] == "no-deposit"
    assert "tidak mempunyai titipan" in lending.refused("titipan", "pakai", "P-2026-0001")["message"]


def test_savings_go_in_and_out(lending):
    assert lending.told("tabungan", "setor", "mawar", "50.000")["voucher"] == "KM/2026/03/0001"
    assert lending.told("tabungan", "ambil", "K01", "20.000")["voucher"] == "KK/2026/03/0001"
    assert lending.refused("tabungan", "ambil", "K01", "30.001")["code"] == "savings-too-small"


@pytest.mark.parametrize("form", ["tabel", "csv"])
def test_money_in_tables_is_indonesian_and_in_csv_plain(lending, form):
    shown = lending(*PAYMENT, "--format", form).stdout
    assert ("Rp284.000" in shown, "284000" in shown) == (form == "tabel", form == "csv")


def test_a_payment_dated_after_today_is_warned_of(lending):
    result = lending("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-04-01", "--format", "json")
    assert "Peringatan: Tanggal 1 April 2026 sesudah hari ini (15 Maret 2026)." in result.stderr
    assert json.loads(result.stdout)["date"] == "2026-04-01"
