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


def test_a_case_shows_how_its_sums_went(region):
    opened = ("--jumlah", "12.500.000", "--tanggal", "2026-09-12", "--uraian", "Setoran belum masuk kas")
    assert region.told("wilayah", "kasus", "catat", "UPK", *opened)["upk_name"] == "UPK Melati"
    goes_on = ("--kembali", "5.000.000", "--uraian", "Dicicil")
    assert region.told("wilayah", "kasus", "ubah", "KS-2026-001", *goes_on)["upk_name"] == "UPK Melati"
    seen = region.told("wilayah", "kasus", "lihat", "KS-2026-001")
    assert seen["upk_name"] == "UPK Melati"
    assert [(one["amount"], one["repaid"]) for one in seen["told"]] == [
        (12_500_000, 0),
        (12_500_000, 5_000_000),
    ]
    assert "5.000.000" in region("wilayah", "kasus", "lihat", "KS-2026-001").stdout.split("Riwayat")[1]


def test_a_upk_without_a_code_of_its_own_gets_one_of_its_name(closed, tmp_path):
    folder = tmp_path / "kiriman"
    closed.told("kirim", "--bulan", "2026-01", "--keluar", str(folder))
    wilayah = type(closed)(tmp_path / "wilayah.db")
    wilayah.entropy = Random(3).randbytes
    assert wilayah(*REGION).exit_code == 0
    result = wilayah("wilayah", "terima", str(folder))
    shown = result.stdout
    assert result.exit_code == 0, result.stderr
    assert "UPK Melati dicatat di wilayah ini dengan kode MELATI. Kuncinya dikenal" in shown
    assert "UPK UPK" not in shown


def test_a_form_with_faults_is_spoken_of_as_a_form(region, tmp_path):
    region.told(*MAWAR)
    path = tmp_path / "b.xlsx"
    region.told("wilayah", "blanko", "--bulan", "2026-10", "--keluar", str(path))
    book = openpyxl.load_workbook(path)
    book["MAWAR"]["C13"] = -5
    book.save(path)
    told = region("wilayah", "terima", str(path)).stderr
    assert "Blanko tidak diterima karena ada" in told
    assert "lalu terima sekali lagi" in told
    assert "Angka pada blanko tidak ada yang di bawah nol" in told
    assert "impor" not in told
    assert "kolom lawan" not in told


def test_what_lacks_is_named_as_it_is_typed(region, tmp_path):
    told = region.refused("wilayah", "upk", "tambah", "X", "--nama", "UPK X", "--bkm", "BKM X")["message"]
    assert told == "Isian --kelurahan, --kecamatan masih kosong. Isilah dulu."
    nowhere = type(region)(tmp_path / "tidak-ada.db")
    assert "dengan: upk wilayah mulai, atau" in nowhere("wilayah", "kinerja").stderr
    assert "dengan: upk mulai, atau" in nowhere("tugas").stderr


def test_forms_stand_among_what_was_received(region, tmp_path):
    region.told(*MAWAR)
    path = tmp_path / "b.xlsx"
    region.told("wilayah", "blanko", "--bulan", "2026-10", "--keluar", str(path))
    book = openpyxl.load_workbook(path)
    figures = (20, 3, 40_000_000, 10_000_000, 4_000_000, 2_000_000, 1_000_000, 57_000_000, 3_000_000, 2_500_000, 0,
               8_000_000, 5_000_000, 60_000_000, 1_200_000, 9_000_000)  # fmt: skip
    for cash in (1_200_000, 1_300_000):
        for place, value in enumerate((*figures[:-2], cash, figures[-1]), 11):
            book["MAWAR"][f"C{place}"] = value
        book.save(path)
        assert region("wilayah", "terima", str(path)).exit_code == 0
    told = region.told("wilayah", "kiriman", "MAWAR")["forms"]
    assert [(one["upk"], one["month"], one["corrects"], one["replaced"]) for one in told] == [
        ("MAWAR", "2026-10", False, True),
        ("MAWAR", "2026-10", True, False),
    ]
    shown = region("wilayah", "kiriman", "MAWAR").stdout
    assert "blanko; sudah diganti" in shown
    assert "blanko pembetulan" in shown
    assert region.told("wilayah", "kiriman", "UPK")["forms"] == []
