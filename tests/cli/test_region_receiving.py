"""Taking in bundles at the shell: what is answered, with which exit status, and what an officer is told to do."""

import json
import re
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell

MONTHS = ("2026-01", "2026-02", "2026-03")
START = (
    "wilayah", "mulai", "--nama", "Dinas Perkim", "--kota", "Semarang", "--provinsi", "Jawa Tengah",
    "--tanggal-mulai", "2026-01-01",
)  # fmt: skip


class Region:
    """An officer at the shell of the region's book."""

    def __init__(self, place):
        self.place = place

    def __call__(self, *words):
        """Run one command of the region, the book named behind it."""
        shell = Shell(clock=lambda: datetime(2026, 4, 2, 5, tzinfo=UTC), entropy=lambda count: b"w" * count)
        return CliRunner().invoke(upk, [*words, "--buku", str(self.place)], obj=shell)

    def told(self, *words, status=0):
        """The JSON answer of a command."""
        result = self(*words, "--format", "json")
        assert result.exit_code == status, result.stderr
        return json.loads(result.stdout)


@pytest.fixture
def region(tmp_path):
    made = Region(tmp_path / "wilayah.db")
    assert made(*START).exit_code == 0
    return made


@pytest.fixture
def sent(lending, tmp_path):
    """The folder with the bundles of three months."""
    folder = tmp_path / "kiriman"
    lending.told("angsuran", "catat", "K01", "284.000", "--tanggal", "2026-02-15")
    for month in MONTHS:
        lending.told("periode", "tutup", month)
        lending.told("kirim", "--bulan", month, "--keluar", str(folder))
    return folder


def paths(sent):
    return [str(path) for path in sorted(sent.iterdir())]


def test_a_folder_is_taken_in_and_every_file_is_answered(region, sent):
    answer = region.told("wilayah", "terima", str(sent))
    assert [one["status"] for one in answer["files"]] == ["diterima"] * 3
    first = answer["files"][0]
    assert (first["upk"], first["name"], first["month"], first["first"]) == (
        "MELATI",
        "UPK Melati",
        "2026-01",
        1,
    )
    assert first["records"] == first["last"]
    assert (answer["accepted"], answer["refused"]) == (3, 0)
    shown = region("wilayah", "terima", str(sent))
    assert "3 sudah pernah diterima" in shown.stdout
    assert "tidak ada yang baru" in shown.stdout


def test_the_first_bundle_shows_the_fingerprint_to_compare(region, sent):
    shown = region("wilayah", "terima", paths(sent)[0]).stdout
    assert "Cocokkan dengan surat sidik jari yang ditandatangani BKM" in shown
    fingerprint = re.search(r"(?:[0-9A-F]{4} ){7}[0-9A-F]{4}", shown)[0]
    answer = region.told("wilayah", "cocokkan-kunci", "MELATI", "--sidik-jari", fingerprint)
    assert (answer["status"], answer["basis"]) == ("cocok", "pertama")
    assert "fingerprint-differs" in region("wilayah", "cocokkan-kunci", "MELATI", "--sidik-jari", "0" * 32, "--format",
                                           "json").stdout  # fmt: skip


def test_out_of_order_waits_and_is_listed(region, sent):
    one, two, three = paths(sent)
    region.told("wilayah", "terima", one)
    answer = region.told("wilayah", "terima", three)
    assert answer["waiting"] == 1
    awaited = answer["files"][0]["awaited"]
    listed = region.told("wilayah", "kiriman", "melati")
    assert [row["status"] for row in listed["receipts"]] == ["diterima"]
    assert [row["awaited"] for row in listed["waiting"]] == [awaited]
    assert f"menunggu catatan {awaited}-" in region("wilayah", "kiriman").stdout
    assert [row["status"] for row in region.told("wilayah", "terima", two)["files"]] == ["diterima"] * 2
    assert region.told("wilayah", "kiriman")["waiting"] == []


def test_a_refused_file_is_told_and_the_others_stay(region, sent, tmp_path):
    one, two, _ = paths(sent)
    broken = tmp_path / "rusak.upk"
    broken.write_bytes(b"PK\x03\x04 bukan kiriman")
    result = region("wilayah", "terima", one, str(broken), str(tmp_path / "tidak-ada.upk"), two)
    assert result.exit_code == 1
    assert 'Berkas "rusak.upk" bukan berkas kiriman UPK' in result.stderr
    assert "2 diterima, 2 ditolak." in result.stdout
    assert "Traceback" not in result.stderr
    answer = region.told("wilayah", "terima", str(broken), status=1)
    assert (answer["files"][0]["status"], answer["files"][0]["reason"]) == ("ditolak", "not-a-bundle")


def test_trying_takes_nothing_in(region, sent):
    before = region.place.read_bytes()
    result = region("wilayah", "terima", str(sent), "--coba")
    assert "3 diterima" in result.stdout
    assert "Percobaan: tidak ada yang dicatat." in result.stderr
    assert region.place.read_bytes() == before


def test_papers_of_the_copy_are_those_of_home(region, sent, lending):
    region.told("wilayah", "terima", str(sent))
    for name in ("neraca", "kolektibilitas", "kinerja", "tunggakan"):
        for form in ("json", "tabel"):
            at_home = lending("laporan", name, "--bulan", "2026-03", "--format", form)
            shell = Shell(clock=lambda: datetime(2026, 4, 2, 5, tzinfo=UTC))
            words = [
                "--buku",
                str(region.place),
                "--upk",
                "MELATI",
                "laporan",
                name,
                "--bulan",
                "2026-03",
                "--format",
                form,
            ]
            copied = CliRunner().invoke(upk, words, obj=shell)
            assert (copied.exit_code, copied.stdout) == (0, at_home.stdout)


def test_the_whole_region_is_audited_at_once(region, sent):
    region.told("wilayah", "terima", str(sent))
    answer = region.told("wilayah", "audit")
    assert answer["ok"] is True
    assert [(one["code"], one["copy"], one["ok"]) for one in answer["offices"]] == [
        ("MELATI", "kiriman", True),
        ("WILAYAH", None, True),
    ]
    assert "salinan kiriman" in region("wilayah", "audit").stdout


def test_a_book_moves_in_and_out(region, sent, lending, tmp_path):
    region.told("wilayah", "terima", paths(sent)[0])
    head = lending.told("audit", "periksa")["head"]
    moved = region.told("wilayah", "pindah", "masuk", str(lending.place))
    assert (moved["head"], moved["direction"]) == (head, "masuk")
    assert lending("kas", "keluar", "51030", "10.000", "--keterangan", "Kertas").exit_code == 1
    assert lending.told("audit", "periksa")["head"] == head
    out = tmp_path / "baru.db"
    assert "Mulai sekarang bekerjalah dengan berkas itu" in region(
        "wilayah", "pindah", "keluar", "MELATI", "--keluar", str(out)
    ).stdout  # fmt: skip
    assert region.told("wilayah", "audit")["ok"] is True
    lending.place = out
    assert lending.told("audit", "periksa")["head"] == head
    lending.told("periode", "tutup", "2026-04")


def test_what_is_missing_is_asked_for_as_wrong_usage(region):
    assert region("wilayah", "terima").exit_code == 2
    assert (
        region("wilayah", "terima-kunci", "MELATI", "--sidik-jari", "0" * 32, "--alasan", " ").exit_code == 2
    )
    assert region("wilayah", "kiriman", "TIDAK-ADA").exit_code == 1
    assert "Belum ada kiriman." in region("wilayah", "kiriman").stdout
