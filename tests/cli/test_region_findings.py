"""`upk wilayah pembukuan` and `upk wilayah temuan` at the shell."""

from random import Random

import pytest
from pypdf import PdfReader


@pytest.fixture
def region(lending):
    """A UPK whose January is closed in time, and the region in the same book; the month is March."""
    lending.told("periode", "tutup", "2026-01")
    lending.entropy = Random(7).randbytes
    lending.told(
        "wilayah", "mulai", "--nama", "Dinas Perkim", "--kota", "Semarang", "--provinsi", "Jawa Tengah",
        "--tanggal-mulai", "2026-01-01",
    )  # fmt: skip
    return lending


def test_bookkeeping_is_told_of_all_and_of_one(region):
    told = region.told("wilayah", "pembukuan", "--bulan", "2026-02")
    (one,) = told["offices"]
    assert one["parts"]["tutup-buku"] == {"met": 0, "total": 2, "judged": True}
    assert one["parts"]["kiriman"] == {"met": 0, "total": 0, "judged": False}
    assert "bukan pedoman" in told["basis"]
    alone = region.told("wilayah", "pembukuan", one["code"], "--bulan", "2026-02")
    assert alone["score"] == one["score"]
    assert alone["missed"][0]["text"] == "Januari 2026 ditutup terlambat 38 hari"
    own = region.told("--upk", one["code"], "laporan", "kinerja-pembukuan", "--bulan", "2026-02")
    assert own["score"] == one["score"]
    assert region.refused("wilayah", "pembukuan", "LAIN")["code"] == "unknown-upk"


def test_findings_are_told_in_every_form(region, tmp_path):
    told = region.told("wilayah", "temuan", "--tahun", "2026")
    assert (told["judged"], told["count"], told["findings"]) == (["UPK"], 0, [])
    shown = region("wilayah", "temuan", "--bulan", "2026-03", "--jenis", "orang-sama")
    assert "Tidak ada temuan." in shown.stdout
    assert "belum tentu ada yang salah" in shown.stdout
    paper = tmp_path / "temuan.pdf"
    assert region("wilayah", "temuan", "--keluar", str(paper)).exit_code == 0
    assert "PERLU DIPERIKSA" in PdfReader(paper).pages[0].extract_text()
    both = region("wilayah", "temuan", "--bulan", "2026-03", "--tahun", "2026")
    assert (both.exit_code, "salah satu saja" in both.stderr) == (2, True)
    assert region("wilayah", "temuan", "--jenis", "lain").exit_code == 2
