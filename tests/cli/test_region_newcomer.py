"""What a newcomer to a region stumbles over: files that are there already, hours, names, and the words for it."""

import shutil
from datetime import UTC, datetime
from random import Random

import openpyxl
import pytest

REGION = (
    "wilayah", "mulai", "--nama", "Dinas Perkim", "--kota", "Semarang", "--provinsi", "Jawa Tengah",
    "--tanggal-mulai", "2026-01-01",
)  # fmt: skip
MAWAR = (
    "wilayah", "upk", "tambah", "MAWAR", "--nama", "UPK Mawar", "--bkm", "BKM Mawar", "--desa", "Sari",
    "--kecamatan", "Genuk", "--lapor", "blanko",
)  # fmt: skip


@pytest.fixture
def region(office):
    """The region beside UPK Melati, on 20 November 2026."""
    office.today = datetime(2026, 11, 20, 5, tzinfo=UTC)
    office.entropy = Random(7).randbytes
    assert office(*REGION).exit_code == 0
    return office


@pytest.fixture
def closed(lending):
    """A book with January and February closed."""
    lending.entropy = Random(1).randbytes
    for month in ("2026-01", "2026-02"):
        lending.told("periode", "tutup", month)
    return lending


def test_the_bundle_of_another_upk_is_not_written_over(closed, office, tmp_path):
    folder = tmp_path / "kiriman"
    folder.mkdir()
    send = ("kirim", "--bulan", "2026-01", "--keluar")
    told = closed.told(*send, str(folder))
    path = folder / "melati-2026-01.upk"
    first = path.read_bytes()
    other = type(closed)(tmp_path / "lain.db")
    words = (
        "mulai", "--nama", "UPK Melati", "--bkm", "BKM Sari", "--kelurahan", "Banjar Dowo", "--kecamatan", "Genuk",
        "--kota", "Semarang", "--provinsi", "Jawa Tengah", "--tanggal-mulai", "2026-01-01",
    )  # fmt: skip
    assert other(*words).exit_code == 0
    other.entropy = Random(5).randbytes
    other.told("periode", "tutup", "2026-01")
    refused = other.refused(*send, str(folder))
    assert refused["code"] == "other-bundle-there"
    assert "berisi kiriman lain (UPK Melati, Kudu)" in refused["message"]
    assert path.read_bytes() == first
    further = folder / "melati-2026-01-banjar-dowo.upk"
    assert f'--keluar "{further}"' in refused["message"]
    assert other.told(*send, str(further))["file"] == str(further)
    assert (
        closed.refused("kirim", "--bulan", "2026-02", "--keluar", str(path))["code"] == "other-bundle-there"
    )
    path.write_bytes(first[:-40])
    assert closed.told(*send, str(folder))["head"] == told["head"]
    assert path.read_bytes() == first
    assert closed.told(*send, str(folder))["repeated"]


def test_forms_are_not_written_over(region, tmp_path):
    region.told(*MAWAR)
    folder, one = tmp_path / "blanko", tmp_path / "semua.xlsx"
    for place in (folder, one):
        make = ("wilayah", "blanko", "--bulan", "2026-10", "--keluar", str(place))
        [made] = region.told(*make)["forms"]
        book = openpyxl.load_workbook(made["file"])
        book["MAWAR"]["C11"] = 20
        book.save(made["file"])
        assert region.refused(*make)["code"] == "file-exists"
        assert openpyxl.load_workbook(made["file"])["MAWAR"]["C11"].value == 20
    letters = ("wilayah", "surat-pengingat", "--bulan", "2026-10", "--keluar", str(tmp_path / "surat"))
    form = region.told(*letters)["letters"][0]["form"]
    book = openpyxl.load_workbook(form)
    book["MAWAR"]["C11"] = 20
    book.save(form)
    assert region.told(*letters)["letters"][0]["form"] == form
    assert openpyxl.load_workbook(form)["MAWAR"]["C11"].value == 20
    shutil.rmtree(folder)
    assert len(region.told("wilayah", "blanko", "--bulan", "2026-10", "--keluar", str(folder))["forms"]) == 1
