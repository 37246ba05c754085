"""The registers of a region at the shell: what an officer types, sees and is refused."""

import random
from datetime import UTC, datetime

import openpyxl
import pytest
from click.testing import CliRunner

from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell

REGION = (
    "wilayah", "mulai", "--nama", "Dinas Perkim", "--kota", "Semarang", "--provinsi", "Jawa Tengah",
    "--tanggal-mulai", "2026-01-01",
)  # fmt: skip
MAWAR = (
    "wilayah", "upk", "tambah", "MAWAR", "--nama", "UPK Mawar", "--bkm", "BKM Mawar", "--desa", "Sari",
    "--kecamatan", "Genuk", "--lapor", "blanko",
)  # fmt: skip
FILLED = (20, 3, 40_000_000, 10_000_000, 4_000_000, 2_000_000, 1_000_000, 57_000_000, 3_000_000, 2_500_000, 0,
          8_000_000, 5_000_000, 60_000_000, 1_200_000, 9_000_000)  # fmt: skip


@pytest.fixture
def region(office):
    """The region beside UPK Melati, on 20 November 2026."""
    office.today = datetime(2026, 11, 20, 5, tzinfo=UTC)
    office.entropy = random.Random(7).randbytes
    assert office(*REGION).exit_code == 0
    return office


def test_registered_changed_and_seen(region):
    assert region.told(*MAWAR)["result"] == "baru"
    assert region.told(*MAWAR)["result"] == "tetap"
    changed = region.told(
        "wilayah", "upk", "ubah", "mawar", "--tanggal-akta", "03/01/2020", "--masa-bakti-sampai", "2027-01-31",
        "--alasan", "Akta baru",
    )  # fmt: skip
    assert (changed["deed_on"], changed["term_until"], changed["result"]) == (
        "2020-01-03",
        "2027-01-31",
        "diubah",
    )
    emptied = region.told("wilayah", "upk", "ubah", "MAWAR", "--tanggal-akta", "")
    assert emptied["deed_on"] is None
    seen = region.told("wilayah", "upk", "lihat", "MAWAR")
    assert seen["term"] == "akan-habis"
    assert [one["words"] for one in seen["history"]].count("Akta baru") == 1
    assert {"field": "deed_on", "before": "2020-01-03", "after": None} in seen["history"][-1]["changes"]
    shown = region("wilayah", "upk", "daftar").stdout
    assert "Masa bakti pengurus habis dalam 6 bulan: UPK Mawar." in shown
    assert "UPK Melati" in shown
    assert [one["code"] for one in region.told("wilayah", "upk", "daftar", "--habis-dalam", "3")["upk"]] == [
        "MAWAR"
    ]
    assert region.told("wilayah", "upk", "daftar", "--habis-dalam", "1")["upk"] == []


def test_the_book_may_be_named_behind_the_command(region):
    shell = Shell(clock=lambda: region.today, entropy=bytes)
    result = CliRunner().invoke(upk, ["wilayah", "upk", "daftar", "--buku", str(region.place)], obj=shell)
    assert result.exit_code == 0, result.stderr
    assert "UPK Melati" in result.stdout


def test_a_trial_changes_nothing(region):
    before = region.place.read_bytes()
    assert region(*MAWAR, "--coba").exit_code == 0
    assert region.place.read_bytes() == before


def test_what_is_refused(region):
    assert region.refused("wilayah", "upk", "lihat", "MAWAR")["code"] == "unknown-upk"
    assert region.refused("wilayah", "upk", "tambah", "A", "--nama", "UPK A")["code"] == "empty-field"
    assert region.refused("wilayah", "upk", "ubah", "UPK", "--akta", "1")["code"] == "upk-unregistered"
    assert region("wilayah", "upk", "tambah").exit_code == 2
    assert region("wilayah", "upk", "tambah", "A", "--berkas", "x.csv").exit_code == 2
    assert region("wilayah", "upk", "ubah", "UPK").exit_code == 2
    assert "Daftarkan dengan: upk wilayah upk tambah UPK" in region(
        "wilayah", "upk", "ubah", "UPK", "--akta", "1"
    ).stderr  # fmt: skip


def test_a_table_goes_out_and_comes_back(region, tmp_path):
    region.told(*MAWAR)
    path = tmp_path / "upk.xlsx"
    assert region.told("wilayah", "upk", "blanko", "--keluar", str(path))["upk"] == 2
    assert region.refused("wilayah", "upk", "blanko", "--keluar", str(path))["code"] == "file-exists"
    told = region.told("wilayah", "upk", "tambah", "--berkas", str(path))
    assert (told["new"], told["unchanged"]) == (1, 1)
    before = region.place.read_bytes()
    assert region.told("wilayah", "upk", "tambah", "--berkas", str(path))["unchanged"] == 2
    assert region.place.read_bytes() == before
    book = openpyxl.load_workbook(path)
    book["upk"]["H2"] = "tidur"
    book["upk"]["A4"] = "BARU"
    book.save(path)
    result = region("wilayah", "upk", "tambah", "--berkas", str(path))
    assert result.exit_code == 1
    assert "upk.xlsx, lembar upk, baris 2, kolom status" in result.stderr
    assert region.refused("wilayah", "upk", "tambah", "--berkas", "tidak-ada.csv")["code"] == "source-missing"


def test_a_profile_has_dates_and_sources(region):
    told = region.told(
        "wilayah", "profil", "upk", "--miskin", "27,5", "--kumuh", "3,25", "--padat", "ya", "--tanggal",
        "2026-03-31", "--sumber", "DTKS",
    )  # fmt: skip
    assert told["poor_percent"] == {"value": 27.5, "date": "2026-03-31", "source": "DTKS"}
    assert told["dense"]["value"] is True
    assert told["priority"] is None
    voters = ("--dewasa", "4.000", "--pemilih", "1.450", "--tanggal", "2025-11-02", "--sumber", "BA")
    assert region.told("wilayah", "profil", "UPK", *voters)["voters"]["percent"] == 36.25
    assert "1.450 dari 4.000 (36,25%)" in region("wilayah", "profil", "UPK").stdout
    back = ("--tarik", "padat", "--tanggal", "2026-04-01", "--sumber", "keliru")
    assert region.told("wilayah", "profil", "UPK", *back)["dense"] is None
    assert region("wilayah", "profil", "UPK", "--miskin", "5").exit_code == 2
    assert region("wilayah", "profil", "UPK", "--dewasa", "5").exit_code == 2
    many = ("--miskin", "101", "--tanggal", "2026-03-31", "--sumber", "x")
    assert region.refused("wilayah", "profil", "UPK", *many)["code"] == "percent-too-high"


def test_a_case_is_written_down_and_goes_on(region):
    case = region.told(
        "wilayah", "kasus", "catat", "UPK", "--jumlah", "12.500.000", "--tanggal", "2026-09-12", "--uraian",
        "Setoran 3 KSM belum masuk kas",
    )  # fmt: skip
    assert (case["code"], case["status"], case["left"]) == ("KS-2026-001", "diduga", 12_500_000)
    goes_on = ("--status", "diperbaiki", "--kembali", "5.000.000", "--uraian", "Dicicil")
    assert region.told("wilayah", "kasus", "ubah", "ks-2026-001", *goes_on)["left"] == 7_500_000
    assert len(region.told("wilayah", "kasus", "lihat", "KS-2026-001")["told"]) == 2
    shown = region("wilayah", "kasus", "daftar").stdout
    assert "bukan putusan bahwa ada yang bersalah" in shown
    assert "1 kasus masih terbuka." in shown
    assert region.told("wilayah", "kasus", "daftar", "UPK", "--status", "selesai")["cases"] == []
    assert region.refused("wilayah", "kasus", "daftar", "LAIN")["code"] == "unknown-upk"
    assert (
        region(
            "wilayah", "kasus", "ubah", "KS-2026-001", "--batal", "--kembali", "5", "--uraian", "x"
        ).exit_code
        == 2
    )
    assert region("wilayah", "kasus", "ubah", "KS-2026-001", "--batal", "--uraian", "Salah").exit_code == 0
    assert region.told("wilayah", "kasus", "daftar")["open"] == 0


def test_criteria_with_their_evidence(region, tmp_path):
    told = region.told("wilayah", "syarat", "UPK", "prioritas", "ya", "--bukti", "SK 12")
    assert (told["answer"], told["contradictory"]) == ("ya", False)
    one = region.told("wilayah", "kelayakan", "UPK")
    assert one["eligible"] is None
    assert {each["key"]: each["met"] for each in one["criteria"]} == {
        "kemiskinan": None, "permukiman": None, "pembukuan": None, "pemilih": None, "kasus": True,
        "prioritas": True,
    }  # fmt: skip
    assert one["criteria"][-1]["evidence"][0]["source"] == "SK 12"
    everything = region.told("wilayah", "kelayakan")
    assert (everything["eligible"], everything["not_eligible"], everything["unknown"]) == (0, 0, 1)
    path = tmp_path / "k.pdf"
    assert region("wilayah", "kelayakan", "UPK", "--keluar", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert (
        region.refused("wilayah", "syarat", "UPK", "luas", "ya", "--bukti", "x")["code"]
        == "unknown-criterion"
    )
    against = ("--prioritas", "tidak", "--tanggal", "2026-11-01", "--sumber", "RPJMD")
    region.told("wilayah", "profil", "UPK", *against)
    result = region("wilayah", "syarat", "UPK", "prioritas", "ya", "--bukti", "SK 13")
    assert "bertentangan" in result.stderr


def test_a_form_goes_out_and_is_received(region, tmp_path):
    region.told(*MAWAR)
    made = region.told("wilayah", "blanko", "--bulan", "2026-10", "--keluar", str(tmp_path / "blanko"))
    path = tmp_path / "blanko" / "blanko-MAWAR-2026-10.xlsx"
    assert [one["file"] for one in made["forms"]] == [str(path)]
    book = openpyxl.load_workbook(path)
    for place, value in enumerate(FILLED, 11):
        book["MAWAR"][f"C{place}"] = value
    book.save(path)
    assert region("wilayah", "terima", str(path)).exit_code == 0
    before = region.place.read_bytes()
    assert region("wilayah", "terima", str(path)).exit_code == 0
    assert region.place.read_bytes() == before
    assert (
        "dilaporkan sendiri, belum diverifikasi" in region("wilayah", "kinerja", "--per", "2026-10-31").stdout
    )
    late = region.told("wilayah", "belum-lapor", "--bulan", "2026-10")
    assert ([one["code"] for one in late["late"]], late["self_reported"]) == (["UPK"], 1)
    book["MAWAR"]["C18"] = 1
    book.save(path)
    result = region("wilayah", "terima", str(path))
    assert result.exit_code == 1
    assert "lembar MAWAR, baris 18, kolom C" in result.stderr


def test_reminders_are_written_with_the_form(region, tmp_path):
    region.told(*MAWAR)
    folder = tmp_path / "surat"
    told = region.told("wilayah", "surat-pengingat", "--bulan", "2026-10", "--keluar", str(folder))
    assert [(one["upk"], one["number"]) for one in told["letters"]] == [
        ("MAWAR", "001/PGT-UPK/XI/2026"),
        ("UPK", "002/PGT-UPK/XI/2026"),
    ]
    assert sorted(path.name for path in folder.iterdir()) == [
        "pengingat-MAWAR-2026-10-blanko.xlsx",
        "pengingat-MAWAR-2026-10.pdf",
        "pengingat-UPK-2026-10.pdf",
    ]
    before = region.place.read_bytes()
    together = str(tmp_path / "semua.pdf")
    again = region.told("wilayah", "surat-pengingat", "--bulan", "2026-10", "--keluar", together)
    assert all(one["repeated"] for one in again["letters"])
    assert region.place.read_bytes() == before
    assert again["letters"][0]["form"].endswith("semua-blanko.xlsx")
    trial = region(
        "wilayah", "surat-pengingat", "--bulan", "2026-09", "--keluar", str(tmp_path / "x.pdf"), "--coba"
    )
    assert trial.exit_code == 0
    assert not (tmp_path / "x.pdf").exists()
    assert region.place.read_bytes() == before
    early = ("wilayah", "surat-pengingat", "--bulan", "2026-11", "--keluar", together)
    assert region.refused(*early)["code"] == "not-yet-late"
    assert region("wilayah", "surat-pengingat", "--bulan", "2026-10", "--keluar", "surat.txt").exit_code == 2
