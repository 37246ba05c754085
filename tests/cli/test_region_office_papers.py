"""Visits, follow-ups, sheets, the ranking and the quarterly report at the shell."""

import random
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.cli.test_region_registers import REGION


@pytest.fixture
def region(lending):
    """UPK Melati with three closed months, and the region beside it, on 20 April 2026."""
    lending.today = datetime(2026, 4, 20, 5, tzinfo=UTC)
    for month in ("2026-01", "2026-02", "2026-03"):
        assert lending("periode", "tutup", month, "--ya").exit_code == 0
    lending.entropy = random.Random(7).randbytes
    assert lending(*REGION).exit_code == 0
    return lending


def test_a_visit_its_minutes_and_what_came_of_it(region, tmp_path):
    noted = region.told(
        "wilayah", "kunjungan", "catat", "upk", "--tanggal", "2026-04-14", "--petugas", "Rina", "--isi", "Kas belum dihitung",
        "--hadir", "Budi, Manajer", "--sepakat", "Opname kas | Kasir | 2026-04-17",
    )  # fmt: skip
    assert (noted["code"], noted["follow_ups"][0]["code"]) == ("KJ-2026-001", "TL-2026-001")
    late = region.told("wilayah", "tindak-lanjut", "daftar")
    assert (late["open"], late["overdue"], late["follow_ups"][0]["overdue_days"]) == (1, 1, 3)
    assert "LEWAT 3 hari" in region("wilayah", "tindak-lanjut", "daftar").stdout
    done = region.told("wilayah", "tindak-lanjut", "selesai", "TL-2026-001", "--hasil", "Cocok")
    assert (done["status"], done["result"]) == ("selesai", "Cocok")
    refused = region.refused("wilayah", "tindak-lanjut", "batal", "TL-2026-001", "--alasan", "x")
    assert refused["code"] == "follow-up-closed"
    path = tmp_path / "ba.pdf"
    assert region("wilayah", "berita-acara", "UPK", "--keluar", str(path)).exit_code == 0
    assert "Selasa tanggal empat belas bulan April" in PdfReader(path).pages[0].extract_text()
    assert region("wilayah", "kunjungan", "batal", "KJ-2026-001", "--alasan", "Salah").exit_code == 0
    assert region.refused("wilayah", "berita-acara", "UPK")["code"] == "never-visited"
    assert region.told("wilayah", "kunjungan", "daftar")["visits"] == []


def test_wrong_words_and_trials_change_nothing(region):
    wrong = (
        "wilayah",
        "kunjungan",
        "catat",
        "UPK",
        "--petugas",
        "R",
        "--isi",
        "x",
        "--sepakat",
        "tanpa batas",
    )
    assert region(*wrong).exit_code == 2
    bad = ("--isi", "x", "--siapa", "y", "--batas", "2026-05-01", "--temuan", "1")
    assert region.refused("wilayah", "tindak-lanjut", "catat", "UPK", *bad)["code"] == "not-a-finding-code"
    before = region.place.read_bytes()
    tried = ("--isi", "x", "--siapa", "y", "--batas", "2026-05-01", "--coba")
    assert region("wilayah", "tindak-lanjut", "catat", "UPK", *tried).exit_code == 0
    assert region.place.read_bytes() == before


def test_sheets_and_ranking_in_every_form(region, tmp_path):
    told = region.told("wilayah", "lembar-kunjungan", "--bulan", "2026-03")
    assert [one["upk"] for one in told["sheets"]] == ["UPK"]
    for ending in ("pdf", "xlsx", "csv", "txt", "json"):
        path = tmp_path / f"lembar.{ending}"
        assert (
            region(
                "wilayah", "lembar-kunjungan", "UPK", "--bulan", "2026-03", "--keluar", str(path)
            ).exit_code
            == 0
        )
        assert path.stat().st_size
    assert len(PdfReader(tmp_path / "lembar.pdf").pages) == 1
    assert len(load_workbook(tmp_path / "lembar.xlsx").sheetnames) == 1
    hidden = region("wilayah", "peringkat", "--bulan", "2026-03", "--tanpa-nama")
    assert "Melati" not in hidden.stdout
    assert region("wilayah", "peringkat", "--tanpa-nama", "--nama", "UPK").exit_code == 2
    assert region.refused("wilayah", "peringkat", "--bulan", "2025-03")["code"] == "nobody-to-rank"


def test_the_quarterly_report_in_every_form(region, tmp_path):
    told = region.told("wilayah", "laporan-triwulan", "--triwulan", "2026-1")
    assert (told["quarter"], told["report"]["now"]["reported"]) == ("2026-1", 1)
    assert region.told("wilayah", "laporan-triwulan")["quarter"] == "2026-1"
    for ending in ("pdf", "xlsx", "csv", "txt", "json"):
        path = tmp_path / f"triwulan.{ending}"
        assert region("wilayah", "laporan-triwulan", "--keluar", str(path)).exit_code == 0
        assert path.stat().st_size
    sheets = load_workbook(tmp_path / "triwulan.xlsx").sheetnames
    assert sheets[0] == "Nota Dinas"
    assert len(sheets) > 10
    assert region.refused("wilayah", "laporan-triwulan", "--triwulan", "2026-5")["code"] == "not-a-quarter"
