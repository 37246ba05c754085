"""`upk wilayah pembukuan` and `upk wilayah temuan` at the shell."""

from datetime import UTC, datetime
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


def test_a_copy_that_came_by_a_bundle_is_judged_by_what_came_and_when(lending, tmp_path):
    lending.entropy = Random(7).randbytes
    lending.told(
        "anggota", "tambah", "--ksm", "K01", "--kode", "03", "--nama", "Tuti", "--jenis-kelamin", "P",
        "--nik", "3374014101800001",
    )  # fmt: skip
    lending.told("periode", "tutup", "2026-01")
    region = type(lending)(tmp_path / "wilayah.db")
    region.entropy = Random(8).randbytes
    region.told(
        "wilayah", "mulai", "--nama", "Dinas Perkim", "--kota", "Semarang", "--provinsi", "Jawa Tengah",
        "--tanggal-mulai", "2026-01-01",
    )  # fmt: skip
    key, bundle = tmp_path / "kunci.txt", tmp_path / "januari.upk"
    region.told("wilayah", "kunci", "--keluar", str(key))
    lending.told("kunci", "pemda", str(key), "--ya")
    lending.told("kirim", "--bulan", "2026-01", "--keluar", str(bundle))
    region.told("wilayah", "terima", str(bundle))
    region.today = datetime(2026, 4, 20, 5, tzinfo=UTC)
    (one,) = region.told("wilayah", "pembukuan", "--bulan", "2026-03")["offices"]
    # February and March never came: as far as the region knows they are not closed.
    assert one["parts"]["tutup-buku"] == {"met": 0, "total": 3, "judged": True}
    assert one["parts"]["kiriman"] == {"met": 0, "total": 3, "judged": True}
    told = region.told("wilayah", "temuan", "--bulan", "2026-03")
    assert (told["identities_compared"], told["identities_unread"]) == (1, [])
