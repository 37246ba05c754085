"""What happens at the counter besides the plain payment: printing that fails, twins, titipan that is left over."""

import json

import pytest

from upk_ledger.core.errors.exchange import NoRoomForFile
from upk_ledger.exchange import files

PAYMENT = ("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-02-15")


def test_a_folder_that_cannot_be_written_is_found_before_anything_is_booked(lending, tmp_path):
    taken = tmp_path / "catatan.txt"
    taken.write_text("", encoding="utf-8")
    entries = lending.told("jurnal", "daftar")
    told = lending.refused(*PAYMENT, "--cetak", "--keluar", str(taken / "kuitansi"))
    assert told["code"] == "cannot-write"
    assert "ENOT" not in told["message"]
    day = tmp_path / "setoran.csv"
    day.write_text("tanggal,nomor_pinjaman,jumlah\n15/02/2026,P-2026-0001,284.000\n", encoding="utf-8")
    many = ("angsuran", "catat", "--berkas", str(day), "--cetak", "--keluar", str(taken / "kuitansi"))
    assert lending.refused(*many)["code"] == "cannot-write"
    assert lending.told("jurnal", "daftar") == entries


@pytest.mark.parametrize("listed", [False, True])
def test_what_was_booked_is_told_even_where_printing_fails(lending, tmp_path, monkeypatch, listed):
    day = tmp_path / "setoran.csv"
    day.write_text("tanggal,nomor_pinjaman,jumlah\n15/02/2026,P-2026-0001,284.000\n", encoding="utf-8")

    def full(path):
        raise NoRoomForFile(str(path))

    monkeypatch.setattr(files, "replacing", full)
    words = ("angsuran", "catat", "--berkas", str(day)) if listed else PAYMENT
    result = lending(*words, "--cetak", "--keluar", str(tmp_path), "--format", "json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert (answer["repayments"][0] if listed else answer)["voucher"] == "KM/2026/02/0001"
    assert answer["files"] == []
    assert "upk angsuran kuitansi KM/2026/02/0001" in result.stderr


def test_a_list_says_where_its_receipts_are(lending, tmp_path):
    day = tmp_path / "setoran.csv"
    day.write_text("tanggal,nomor_pinjaman,jumlah\n15/02/2026,P-2026-0001,284.000\n", encoding="utf-8")
    folder = tmp_path / "kuitansi"
    shown = lending("angsuran", "catat", "--berkas", str(day), "--cetak", "--keluar", str(folder)).stdout
    assert f"Kuitansi: 2 berkas di folder {folder}" in shown


def test_the_same_payment_again_is_warned_of_unless_a_paper_tells_them_apart(lending):
    assert "Setoran yang sama" not in lending(*PAYMENT).stderr
    again = lending(*PAYMENT)
    assert again.exit_code == 0
    assert "sudah tercatat dengan bukti KM/2026/02/0001" in again.stderr
    assert "upk angsuran batalkan KM/2026/02/0002" in again.stderr
    assert "Setoran yang sama" not in lending(*PAYMENT, "--bukti", "0124").stderr
    for voucher in ("KM/2026/02/0001", "KM/2026/02/0002", "KM/2026/02/0003"):
        lending.told("angsuran", "batalkan", voucher, "--alasan", "Dobel")
    assert "Setoran yang sama" not in lending(*PAYMENT).stderr


def test_titipan_left_on_a_loan_that_is_paid_off_is_told_and_given_back(lending):
    lending.told("angsuran", "catat", "K01", "300.000", "--tanggal", "2026-02-15", "--kelebihan", "titipan")
    beyond = lending.refused("angsuran", "catat", "K01", "6.600.000")["message"]
    assert "Rp6.516.000" in beyond
    assert "Titipan pinjaman ini Rp16.000; pakailah dengan: upk titipan pakai P-2026-0001." in beyond
    last = lending("angsuran", "catat", "K01", "6.516.000")
    assert "titipannya masih Rp16.000" in last.stdout
    assert "upk titipan kembalikan P-2026-0001 16.000" in last.stdout
    done = lending.refused("angsuran", "catat", "P-2026-0001", "1.000")["message"]
    assert "sudah lunas" in done
    assert "upk titipan kembalikan P-2026-0001" in done
    assert lending.told("titipan", "kembalikan", "K01", "16.000")["amount"] == 16000
    assert lending.refused("titipan", "kembalikan", "K01", "16.000")["code"] == "no-running-loan"


def test_titipan_of_several_loans_needs_the_number(lending):
    ask = (
        "pinjaman",
        "ajukan",
        "--ksm",
        "K01",
        "--pokok",
        "500.000",
        "--tenor",
        "10",
        "--tanggal",
        "2026-01-20",
    )
    number = lending.told(*ask)["number"]
    lending.told("pinjaman", "putuskan", number, "disetujui", "--tanggal", "2026-01-20")
    lending.told("pinjaman", "cairkan", number, "--tanggal", "2026-01-20")
    keep = ("10.000", "--tanggal", "2026-01-25", "--kelebihan", "titipan")
    lending.told("angsuran", "catat", number, *keep)
    assert lending.told("titipan", "kembalikan", "K01", "4.000")["amount"] == 4000
    lending.told("angsuran", "catat", "P-2026-0001", *keep)
    assert lending.refused("titipan", "kembalikan", "K01", "1.000")["code"] == "several-deposits"
