"""What an officer is told at the shell: an empty folder, a UPK of elsewhere, a form replaced, a book put back."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell


class Region:
    """An officer at the shell of the region's book."""

    def __init__(self, place):
        self.place = place

    def __call__(self, *words):
        shell = Shell(clock=lambda: datetime(2026, 4, 2, 5, tzinfo=UTC), entropy=lambda count: b"w" * count)
        return CliRunner().invoke(upk, [*words, "--buku", str(self.place)], obj=shell)


@pytest.fixture
def region(tmp_path):
    made = Region(tmp_path / "wilayah.db")
    start = made(
        "wilayah", "mulai", "--nama", "Dinas Perkim", "--kabupaten", "Demak", "--provinsi", "Jawa Tengah",
        "--tanggal-mulai", "2026-01-01",
    )  # fmt: skip
    assert start.exit_code == 0
    return made


@pytest.fixture
def bundle(lending, tmp_path):
    lending.told("periode", "tutup", "2026-01")
    lending.told("kirim", "--bulan", "2026-01", "--keluar", str(tmp_path / "kiriman"))
    (path,) = (tmp_path / "kiriman").iterdir()
    return str(path)


def test_an_empty_folder_is_no_success(region, tmp_path):
    (tmp_path / "kosong").mkdir()
    answer = region("wilayah", "terima", str(tmp_path / "kosong"))
    assert answer.exit_code == 1
    assert "Tidak ada berkas kiriman di sana." in answer.output


def test_a_upk_of_another_regency_is_taken_with_a_warning_and_its_key_is_read_from_paper(region, bundle):
    answer = region("wilayah", "terima", bundle)
    assert answer.exit_code == 0
    assert "Kabupaten Demak" in answer.stderr
    assert "Kota " in answer.stderr
    assert '--sidik-jari "(dari surat)"' in answer.output
    again = region("wilayah", "terima", bundle)
    assert "Kabupaten Demak" not in again.stderr


def test_a_upk_registered_elsewhere_is_warned_of(region):
    told = ("--nama", "UPK Mawar", "--bkm", "BKM Mawar", "--kelurahan", "Kudu", "--kecamatan", "Genuk")
    assert "Demak" in region("wilayah", "upk", "tambah", "MAWAR", *told, "--kota", "Semarang").stderr
    assert "Demak" not in region("wilayah", "upk", "tambah", "DAHLIA", *told, "--kabupaten", "Demak").stderr


def test_a_book_is_put_back_and_says_what_is_still_to_do(region, bundle, tmp_path):
    code = json.loads(region("wilayah", "terima", bundle, "--format", "json").stdout)["files"][0]["upk"]
    out = tmp_path / "pulih.db"
    words = ("wilayah", "pindah", "pulihkan", code, "--keluar", str(out), "--alasan", "Laptop rusak")
    tried = region(*words, "--coba")
    assert tried.exit_code == 0
    assert not out.exists()
    answer = region(*words)
    assert answer.exit_code == 0
    assert "upk anggota ubah K01" in answer.output
    assert f"upk wilayah terima-kunci {code}" in answer.output
    audit = CliRunner().invoke(upk, ["--buku", str(out), "audit", "periksa"], obj=Shell())
    assert audit.exit_code == 0
    assert region(*words).exit_code == 1
