"""What happens at the counter besides the plain payment: printing that fails, twins, titipan that is left over."""

import json
from datetime import UTC, datetime

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


def test_a_zero_too_many_is_told_where_the_rest_is_kept_as_titipan(lending):
    at = ("--tanggal", "2026-02-15", "--kelebihan", "titipan")
    slip = lending("angsuran", "catat", "K01", "28.400.000", *at)
    assert "lebih besar daripada pokok yang masih harus dibayar" in slip.stderr
    usual = lending(
        "angsuran", "catat", "K01", "284.000", "--tanggal", "2026-03-15", "--kelebihan", "titipan"
    )
    assert "lebih besar" not in usual.stderr


def test_what_titipan_pays_is_not_told_as_money_received(lending):
    lending.told("angsuran", "catat", "K01", "300.000", "--tanggal", "2026-02-15", "--kelebihan", "titipan")
    used = lending.told("titipan", "pakai", "K01", "16.000", "--tanggal", "2026-03-15")
    assert (used["amount"], used["from_deposit"], used["received"]) == (16000, 16000, 0)


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


def test_an_account_that_is_no_till_is_called_by_its_name_and_the_tills_are_named(lending):
    for words in ((*PAYMENT, "--akun", "ATK"), ("kas", "setor-bank", "1.000", "--bank", "ATK")):
        told = lending.refused(*words)
        assert told["code"] == "wrong-account-role"
        assert told["message"].startswith("51030 ATK bukan akun ")
        assert "11021 Bank UPK" in told["message"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("kas", "masuk", "11021", "1.000", "--keterangan", "x"),
            "upk kas setor-bank atau upk kas tarik-bank",
        ),
        (("kas", "masuk", "21020", "1.000", "--keterangan", "x"), "upk tabungan setor"),
        (("kas", "keluar", "ATK", "0", "--keterangan", "x"), "Jumlah harus lebih dari nol."),
        (("kas", "keluar", "ATK", "1", "--keterangan", " "), "--keterangan"),
        (("jurnal", "koreksi", "KM/2026/01/0001", "--alasan", " "), '--alasan "..."'),
        (("--oleh", "x", "ksm", "daftar"), "Petugas yang ada"),
    ],
)
def test_a_refusal_says_what_to_do(lending, words, told):
    message = lending.refused(*words)["message"]
    assert told in message
    assert "jurnal umum" not in message


def test_what_cannot_be_undone_says_what_can_be_done(lending, tmp_path):
    lending.told(*PAYMENT)
    lending.told("angsuran", "batalkan", "KM/2026/02/0001", "--alasan", "Dobel")
    told = lending.refused("jurnal", "koreksi", "KK/2026/02/0001", "--alasan", "Keliru")
    assert told["code"] == "cancellation-not-reversible"
    assert "bukti pembatalan" in told["message"]
    assert "upk angsuran catat" in told["message"]
    (tmp_path / "saldo_awal.csv").write_text(
        "akun;debit;kredit\n11010;1.000;\n31010;;1.000\n", encoding="utf-8"
    )
    lending.told("impor", str(tmp_path / "saldo_awal.csv"))
    told = lending.refused("jurnal", "koreksi", "PB/2026/01/0001", "--alasan", "Keliru")
    assert told["code"] == "opening-not-reversible"


def test_choices_are_taken_in_either_case(lending):
    member = ("anggota", "tambah", "--ksm", "K01", "--kode", "03", "--nama", "Tini", "--jenis-kelamin", "p")
    assert lending.told(*member)["gender"] == "P"
    terms = (
        "--pokok",
        "1.000.000",
        "--tenor",
        "10",
        "--jasa",
        "1",
        "--metode",
        "Flat",
        "--mulai",
        "2026-01-01",
    )
    assert lending.told("pinjaman", "simulasi", *terms)["total"] == 1100000
    assert json.loads(lending("ksm", "daftar", "--format", "JSON").stdout)
    assert (
        json.loads(lending("ksm", "daftar", "--per", "x", "--format", "JSON").stdout)["error"]["code"]
        == "usage"
    )
    tenor = lending.refused("pinjaman", "simulasi", *terms[:3], "sepuluh", *terms[4:], status=2)["message"]
    assert "tulis angka bulat saja, misalnya 10" in tenor


def test_loans_are_filtered_by_part_of_a_name_and_by_known_statuses(lending):
    def numbers(*words):
        return [loan["number"] for loan in lending.told("pinjaman", "daftar", *words)["loans"]]

    lending.told("ksm", "tambah", "--kode", "K02", "--nama", "KSM Kenanga")
    assert numbers("--ksm", "mawar") == numbers("--status", "Berjalan") == ["P-2026-0001"]
    assert numbers("--ksm", "kenanga") == numbers("--status", "lunas") == []
    told = lending.refused("pinjaman", "daftar", "--ksm", "Kenangan")
    assert (told["code"], "K02 KSM Kenanga" in told["message"]) == ("unknown-group", True)
    wrong = lending.refused("pinjaman", "daftar", "--status", "jalan", status=2)["message"]
    assert "berjalan" in wrong
    assert "lunas" in wrong


def test_a_decision_may_be_changed_until_the_money_has_left(lending):
    ask = ("pinjaman", "ajukan", "--ksm", "K01", "--pokok", "500.000", "--tenor", "10")
    decide = ("pinjaman", "putuskan", lending.told(*ask)["number"])
    lending.told(*decide, "disetujui")
    assert lending.told(*decide, "ditolak", "--alasan", "Salah nomor")["status"] == "ditolak"
    assert lending.refused("pinjaman", "cairkan", decide[2])["code"] == "wrong-stage"
    assert lending.told(*decide, "disetujui", "--pokok", "400.000")["principal"] == 400000
    noted = [item["detail"] for item in lending.told("audit", "pengecualian")["exceptions"]
             if item["rule"] == "putusan-diubah"]  # fmt: skip
    assert noted == ["disetujui ditolak", "ditolak disetujui"]
    lending.told("pinjaman", "cairkan", decide[2])
    assert lending.refused(*decide, "ditolak", "--alasan", "x")["code"] == "wrong-stage"
    assert lending.told("audit", "periksa")["ok"] is True


def test_exceptions_are_listed_by_the_days_of_the_office(lending):
    lending.today = datetime(2026, 3, 15, 20, tzinfo=UTC)
    lending.told("periode", "tutup", "2026-01")
    lending.told("periode", "buka", "2026-01", "--alasan", "Bukti tertinggal", "--ya")

    def rules(*words):
        return [(item["rule"], item["recorded_on"]) for item in
                lending.told("audit", "pengecualian", *words)["exceptions"]]  # fmt: skip

    assert rules("--dari", "2026-03-16", "--sampai", "2026-03-16") == [
        ("bulan-dibuka", "2026-03-16"),
        ("tanpa-persetujuan", "2026-03-16"),
    ]
    assert ("bulan-dibuka", "2026-03-16") not in rules("--sampai", "2026-03-15")


def test_an_officer_begins_with_the_first_open_day(lending):
    new = ("petugas", "tambah", "--kode", "pengawas", "--nama", "Hasan", "--jabatan", "Pengawas")
    assert lending.told(*new)["from"] == "2026-01-01"
    lending.told("periode", "tutup", "2026-01")
    assert lending.told(*new)["from"] == "2026-02-01"
