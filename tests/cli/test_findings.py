"""What the program points at without refusing: tills below zero, the allowance missing at the start, reopened months."""

import json
from datetime import UTC, datetime

import pytest

from upk_ledger.cli import shell as shells

TOO_MUCH = ("kas", "keluar", "ATK", "26.000.000", "--keterangan", "Salah ketik", "--tanggal", "2026-01-20")


def test_money_that_is_not_there_is_warned_of(lending):
    result = lending(*TOO_MUCH)
    assert result.exit_code == 0
    assert "Peringatan: Saldo 11010 Kas menjadi -Rp11.000.000 per 20 Januari 2026." in result.stderr
    assert "Peringatan" not in lending("kas", "masuk", "41020", "1.000", "--keterangan", "Bunga").stderr


@pytest.mark.parametrize(
    ("words", "account"),
    [
        (("kas", "setor-bank", "16.000.000"), "11010 Kas menjadi -Rp1.000.000"),
        (("kas", "tarik-bank", "1.000"), "11021 Bank UPK menjadi -Rp1.000"),
        (("jurnal", "catat", "--debit", "ATK", "16.000.000", "--kredit", "Kas", "16.000.000", "--keterangan", "x"),
         "11010 Kas menjadi -Rp1.000.000"),
        (("jurnal", "koreksi", "KM/2026/01/0001", "--alasan", "x"), "11010 Kas menjadi -Rp5.000.000 per 15 Januari"),
    ],
)  # fmt: skip
def test_every_way_money_goes_out_is_watched(lending, words, account):
    result = lending(*words)
    assert result.exit_code == 0
    assert f"Saldo {account}" in result.stderr


def test_money_missing_only_later_is_seen_too_and_closed_months_count(lending):
    lending.told("kas", "keluar", "ATK", "14.900.000", "--keterangan", "Sewa", "--tanggal", "2026-03-01")
    lending.told("periode", "tutup", "2026-01")
    early = lending("kas", "keluar", "ATK", "200.000", "--keterangan", "Nota", "--tanggal", "2026-02-10")
    assert "menjadi -Rp100.000 per 1 Maret 2026" in early.stderr
    few = lending(
        "kas", "keluar", "ATK", "1.000", "--keterangan", "Nota", "--tanggal", "2026-02-10", "--coba"
    )
    assert "menjadi -Rp101.000 per 1 Maret 2026" in few.stderr


def test_a_loan_paid_out_of_an_empty_till_is_warned_of(lending):
    ask = ("pinjaman", "ajukan", "--ksm", "K01", "--pokok", "16.000.000", "--tenor", "10")
    number = lending.told(*ask)["number"]
    lending.told("pinjaman", "putuskan", number, "disetujui")
    assert "Saldo 11010 Kas menjadi -Rp1.000.000" in lending("pinjaman", "cairkan", number).stderr


def test_closing_names_the_till_and_closes_without_a_terminal(lending):
    lending(*TOO_MUCH)
    result = lending("periode", "tutup", "2026-01", "--format", "json")
    assert result.exit_code == 0
    closed = json.loads(result.stdout)
    assert closed["findings"] == [
        {"check": "kas-bank", "account": "11010", "date": "2026-01-20", "balance": -11000000}
    ]
    assert "kas-bank" not in closed["checks"]
    assert result.stderr.count("Saldo 11010 Kas menjadi -Rp11.000.000") == 1
    assert lending("periode", "tutup", "2026-01").stderr == ""


def test_closing_asks_at_a_terminal_and_ya_accepts(lending, monkeypatch):
    lending(*TOO_MUCH)
    monkeypatch.setattr(shells, "interactive", lambda: True)
    refused = lending("periode", "tutup", "2026-01", input="\n")
    assert refused.exit_code == 130
    assert "Lanjut menutup Januari 2026?" in refused.stderr
    assert lending.told("periode", "status")["closed_through"] is None
    accepted = lending("periode", "tutup", "2026-01", "--ya")
    assert accepted.exit_code == 0
    assert "Lanjut menutup" not in accepted.stderr


def test_a_month_without_findings_says_that_its_tills_were_watched(lending):
    result = lending("tutup-buku", "2026-01")
    assert "Cocok: Kas dan bank tidak pernah kurang dari nol." in result.stdout
    assert "51080" in result.stdout
    assert "12010 Cadangan Risiko Pinjaman" in result.stdout


def test_reopening_leaves_a_trace(lending):
    lending.today = datetime(2026, 3, 15, 20, tzinfo=UTC)
    lending.told("periode", "tutup", "2026-01")
    lending.told("periode", "buka", "2026-01", "--alasan", "Bukti tertinggal", "--ya")
    told = lending.told("periode", "status")["events"]
    assert [(event["event"], event["month"], event["date"], event["reason"]) for event in told] == [
        ("tutup", "2026-01", "2026-03-16", None),
        ("buka", "2026-01", "2026-03-16", "Bukti tertinggal"),
    ]
    shown = lending("periode", "status").stdout
    assert "dibuka kembali  16-03-2026  pembuku  Bukti tertinggal" in shown
    item = lending.told("audit", "pengecualian")["exceptions"][-2]
    assert (item["rule"], item["subject"], item["reason"]) == ("bulan-dibuka", "2026-01", "Bukti tertinggal")
    assert lending.told("audit", "periksa")["ok"] is True


def test_the_day_of_a_closing_is_that_of_the_office(lending):
    lending.today = datetime(2026, 3, 15, 20, tzinfo=UTC)
    lending.told("periode", "tutup", "2026-01")
    assert "16-03-2026" in lending("periode", "status").stdout


@pytest.fixture
def opening(tmp_path):
    """A folder with a loan that was running, and not enough allowance for it."""
    tables = {
        "saldo_awal": "akun;debit;kredit\n11030;4.000.000;\n12010;;10.000\n31020;;3.990.000\n",
        "ksm": "kode;nama\nK01;Mawar\n",
        "pinjaman_awal": (
            "nomor;kode_ksm;pokok;tenor;jasa_persen;metode;tanggal_cair;pokok_terbayar;jasa_terbayar\n"
            "P1;K01;5.000.000;10;1,5;flat;2025-10-15;1.000.000;150.000\n"
        ),
    }
    for name, content in tables.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("trial", [(), ("--coba",)])
def test_the_allowance_missing_at_the_start_is_told_when_it_comes_in(office, opening, trial):
    result = office("impor", str(opening), *trial, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert (told["required_allowance"], told["held_allowance"], told["opening_shortfall"]) == (
        40000,
        10000,
        30000,
    )
    assert "cadangan Rp40.000, saldo awal cadangan Rp10.000: kurang Rp30.000" in result.stderr
    assert "--kekurangan-awal modal" in result.stderr
    assert "--kekurangan-awal biaya" in result.stderr


def test_an_import_names_the_tills_that_it_empties(office, tmp_path):
    (tmp_path / "jurnal.csv").write_text(
        "tanggal;nomor;akun;debit;kredit\n2026-02-01;1;51030;5.000;\n2026-02-01;1;11010;;5.000\n",
        encoding="utf-8",
    )
    result = office("impor", str(tmp_path))
    assert result.exit_code == 0
    assert "Saldo 11010 Kas menjadi -Rp5.000 per 1 Februari 2026" in result.stderr


def test_a_choice_of_the_shortfall_that_comes_too_late_is_told(office, opening):
    office.told("impor", str(opening))
    start = "2026-01"
    closed = office.told("periode", "tutup", start, "--kekurangan-awal", "biaya")
    voucher = closed["posted"][0]["voucher"]
    office.told("periode", "buka", start, "--alasan", "salah pilih", "--ya")
    late = office("periode", "tutup", start, "--kekurangan-awal", "modal", "--coba")
    assert late.exit_code == 0
    assert f"sudah dibukukan ke biaya ({voucher})" in late.stderr
    assert f"upk jurnal koreksi {voucher}" in late.stderr
    same = office("periode", "tutup", start, "--kekurangan-awal", "biaya", "--coba")
    assert "sudah dibukukan" not in same.stderr
