"""What an office that coaches many UPK has to do on a day, and which commands it has no use for."""

import json
from datetime import UTC, datetime
from random import Random

import click
import pytest
from click.testing import CliRunner

from upk_ledger.actions.sample import make_sample
from upk_ledger.cli.branches import Branch
from upk_ledger.cli.main import upk
from upk_ledger.cli.office_kinds import OF_REGION, check_kind
from upk_ledger.cli.registry import COMMANDS
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.book import NotOfThisOffice
from upk_ledger.core.tasks import REGION_KINDS

REGION = (
    "wilayah", "mulai", "--nama", "Dinas Perkim", "--kota", "Semarang", "--provinsi", "Jawa Tengah",
    "--tanggal-mulai", "2026-01-01",
)  # fmt: skip


@pytest.fixture
def region(office, tmp_path):
    """A region's own book on 20 November 2026: UPK Mawar reports by form, and two bundles of Melati are there."""
    office.told("periode", "tutup", "2026-01")
    office.told("kirim", "--bulan", "2026-01", "--keluar", str(tmp_path / "satu.upk"))
    office.told("periode", "tutup", "2026-02")
    office.told("kirim", "--bulan", "2026-02", "--keluar", str(tmp_path / "dua.upk"))
    made = type(office)(tmp_path / "wilayah.db")
    made.today = datetime(2026, 11, 20, 5, tzinfo=UTC)
    made.entropy = Random(9).randbytes
    assert made(*REGION).exit_code == 0
    made.told(
        "wilayah", "upk", "tambah", "MAWAR", "--nama", "UPK Mawar", "--bkm", "BKM Mawar", "--desa", "Sari",
        "--kecamatan", "Genuk", "--lapor", "blanko", "--masa-bakti-sampai", "2026-10-31",
    )  # fmt: skip
    return made


def test_the_day_of_a_region(region, tmp_path):
    region.told("wilayah", "terima", str(tmp_path / "dua.upk"))
    told = region.told("tugas")
    assert set(told) - {"as_of", "total"} == set(REGION_KINDS)
    assert [one["note"] for one in told["late_reports"]["items"]] == ["2026-10"]
    assert told["waiting_bundles"]["items"][0]["note"].startswith("dua.upk: menunggu catatan 1-")
    assert [one["subject"] for one in told["board_terms"]["items"]] == ["MAWAR"]
    assert told["keys_not_compared"]["count"] == 0
    region.told("wilayah", "terima", str(tmp_path / "satu.upk"))
    region.told(
        "wilayah", "tindak-lanjut", "catat", "MAWAR", "--isi", "Setor kas", "--siapa", "Bendahara",
        "--batas", "2026-11-10", "--tanggal", "2026-11-01",
    )  # fmt: skip
    told = region.told("--upk", "WILAYAH", "tugas")
    assert told["waiting_bundles"]["count"] == 0
    assert [one["subject"] for one in told["keys_not_compared"]["items"]] == ["MELATI"]
    assert [one["note"] for one in told["follow_ups"]["items"]] == ["Setor kas"]
    shown = region("--upk", "WILAYAH", "tugas").stdout
    assert "UPK yang belum melapor (2): upk wilayah surat-pengingat --bulan BULAN --keluar FOLDER" in shown
    assert "Tutup buku" not in shown
    before = region.told("--upk", "WILAYAH", "tugas", "--per", "2026-11-05")["late_reports"]
    assert {one["note"] for one in before["items"]} == {"2026-09"}


def paths(place, words=()):
    for name, below in place.commands.items():
        if isinstance(below, Branch):
            yield from paths(below, (*words, name))
        else:
            yield (*words, name)


def test_a_region_is_refused_what_only_a_upk_does(region):
    shell = Shell(book=str(region.place), clock=lambda: region.today)
    with click.Context(click.Command("upk"), info_name="upk"):
        desk = shell.desk()
    allowed = set()
    for words in paths(COMMANDS):
        context = click.Context(click.Command("upk"), info_name="upk")
        for word in words:
            context = click.Context(click.Command(word), parent=context, info_name=word)
        with context:
            try:
                check_kind(desk)
            except NotOfThisOffice:
                continue
            allowed.add(words)
    wanted = {words for words in paths(COMMANDS) if any(list(words[: len(one)]) == one for one in OF_REGION)}
    assert allowed == wanted
    assert {words[0] for words in allowed} == {one[0] for one in OF_REGION}
    told = region.refused("kas", "masuk", "31010", "5.000.000", "--keterangan", "Modal")
    assert told["code"] == "not-of-this-office"
    assert (
        "Dinas Perkim adalah buku wilayah, yang membina banyak UPK. Perintah upk kas masuk" in told["message"]
    )
    assert region.refused("laporan", "neraca", "--bulan", "2026-10")["code"] == "not-of-this-office"


def test_a_region_uses_other_limits_from_a_day_on(region):
    region.told("aturan", "pakai", "pnpm-2009", "--mulai", "2026-11-01", "--alasan", "Surat edaran")
    assert "pnpm-2009" in region("aturan", "daftar").stdout
    review = region.told("wilayah", "kinerja", "--bulan", "2026-11")
    assert "2009" in json.dumps(review)
    for words in (
        ("pengaturan", "daftar"),
        ("petugas", "daftar"),
        ("kartu-kode", "daftar"),
        ("audit", "periksa"),
    ):
        result = CliRunner().invoke(
            upk, ["--buku", str(region.place), *words], obj=Shell(clock=lambda: region.today)
        )
        assert result.exit_code == 0, result.stderr


def test_making_a_sample_tells_how_far_it_is(tmp_path):
    steps = []
    make_sample(tmp_path / "contoh", 1, 2, 1, steps.append, region=True)
    assert [step.doing for step in steps] == ["buku", "cetak", "buku", "cetak", "wilayah"]
