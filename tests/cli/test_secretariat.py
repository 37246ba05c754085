"""The Sekretariat beside the UPK: one file, two offices, each with its own books."""

import json
import random

import pytest

NAMED = ("--bendahara", "Dewi Lestari", "--sekretaris", "Agus Salim")


@pytest.fixture
def board(office):
    """A UPK and the Sekretariat of its board in one book."""
    office.told(
        "petugas", "tambah", "--kode", "koordinator", "--nama", "Sri Wahyuni", "--jabatan", "Koordinator"
    )
    office.entropy = random.Random(2).randbytes
    told = office.told("sekretariat", "mulai", *NAMED)
    assert (told["office"], told["name"], told["board"]) == ("SEK", "Sekretariat BKM Melati", "BKM Melati")
    return office


def test_what_is_not_told_is_as_the_upk_has_it(board):
    assert board.told("--upk", "SEK", "periode", "status")["start"] == "2026-01-01"
    officers = board.told("--upk", "SEK", "petugas", "daftar")["officers"]
    assert [(one["role"], one["name"]) for one in officers] == [
        ("Bendahara", "Dewi Lestari"),
        ("Sekretaris", "Agus Salim"),
        ("Koordinator", "Sri Wahyuni"),
    ]


def test_a_trial_and_a_code_in_use_leave_the_book_as_it_was(office):
    office.entropy = random.Random(2).randbytes
    assert "Percobaan" in office("sekretariat", "mulai", "--coba").stderr
    assert office.told("periode", "status")["start"] == "2026-01-01"
    assert office.refused("sekretariat", "mulai", "--kode", "UPK")["code"] == "office-exists"


def test_a_board_has_one_sekretariat(board):
    told = board.refused("--upk", "UPK", "sekretariat", "mulai", "--kode", "SEK2")
    assert told["code"] == "secretariat-exists"
    assert "--upk SEK." in told["message"]
    assert board.refused("--upk", "SEK2", "periode", "status")["code"]


def test_an_office_has_to_be_named_once_there_are_two(board):
    assert "SEK atau UPK" in board.refused("laporan", "neraca")["message"]
    assert board.refused("--upk", "SEK", "sekretariat", "mulai")["code"] == "not-of-this-office"


@pytest.mark.parametrize(
    "words", [("ksm", "daftar"), ("pinjaman", "daftar"), ("tabungan", "daftar"), ("angsuran", "catat", "K01")]
)
def test_commands_about_loans_are_the_upks(board, words):
    told = board.refused("--upk", "SEK", *words)
    assert told["code"] == "not-of-this-office"
    assert "pakai --upk UPK" in told["message"]


def test_reports_about_loans_are_the_upks(board):
    assert board.refused("--upk", "SEK", "laporan", "kinerja")["code"] == "not-of-this-office"


def test_the_books_are_apart(board):
    board.told(
        "--upk", "SEK", "kas", "masuk", "41010", "250.000", "--keterangan", "Iuran", "--tanggal", "2026-01-05"
    )
    board.told(
        "--upk", "UPK", "kas", "masuk", "31010", "900.000", "--keterangan", "Modal", "--tanggal", "2026-01-05"
    )
    sums = {code: board.told("--upk", code, "laporan", "neraca")["total_assets"] for code in ("UPK", "SEK")}
    assert sums == {"UPK": 900_000, "SEK": 250_000}
    first = [
        board.told("--upk", code, "jurnal", "daftar")["entries"][0]["voucher"] for code in ("UPK", "SEK")
    ]
    assert first == ["KM/2026/01/0001"] * 2
    for code in ("UPK", "SEK"):
        assert board.told("--upk", code, "audit", "periksa")["ok"]


def test_a_month_closes_without_loans_and_its_papers_are_signed_by_its_own(board, tmp_path):
    board.told(
        "--upk", "SEK", "kas", "masuk", "41010", "250.000", "--keterangan", "Iuran", "--tanggal", "2026-01-05"
    )
    told = board.told("--upk", "SEK", "periode", "tutup", "2026-01")
    assert "classes" not in told
    assert told["posted"] == []
    assert told["checks"] == ["neraca", "dana-terikat", "buku-kas", "kas-bank"]
    out = tmp_path / "paket"
    assert board(
        "--upk", "SEK", "laporan", "paket", "--bulan", "2026-01", "--keluar", str(out), "--format", "json"
    )
    names = {path.name.removesuffix("-2026-01.json") for path in out.iterdir()}
    assert {"neraca", "laba-rugi", "arus-kas", "jurnal"} <= names
    assert not names & {"kinerja", "tunggakan", "kolektibilitas", "tabungan"}
    assert json.loads((out / "neraca-2026-01.json").read_text())["total_assets"] == 250_000
    assert board.told("--upk", "SEK", "audit", "periksa")["ok"]


def test_the_month_of_the_upk_stays_open(board):
    board.told("--upk", "SEK", "periode", "tutup", "2026-01")
    assert board.told("--upk", "UPK", "periode", "status")["closed_through"] is None
