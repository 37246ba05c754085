"""`upk wilayah kinerja` at the shell: which month, which level, in every format."""

import json

import pytest
from pypdf import PdfReader

REGION = (
    "wilayah", "mulai", "--nama", "Dinas Perkim Kota Semarang", "--kota", "Semarang", "--provinsi", "Jawa Tengah",
    "--tanggal-mulai", "2026-01-01",
)  # fmt: skip


@pytest.fixture
def region(lending):
    """A UPK with two closed months and a loan on which nothing is paid, in the book of its region."""
    for month in ("2026-01", "2026-02"):
        assert lending("periode", "tutup", month).exit_code == 0
    lending.entropy = b"wilayah".ljust  # another office has other random bytes
    assert lending(*REGION).exit_code == 0
    return lending


def test_the_month_is_the_newest_that_ended_by_the_day(region):
    at_end = region("wilayah", "kinerja", "--per", "2026-02-28", "--format", "json")
    before = region("wilayah", "kinerja", "--per", "2026-02-27", "--format", "json")
    today = region.told("wilayah", "kinerja")
    assert json.loads(at_end.stdout)["as_of"] == "2026-02-28"
    assert at_end.stderr == ""
    assert json.loads(before.stdout)["month"] == "2026-01"
    assert "31 Januari 2026" in before.stderr
    assert today["month"] == "2026-02"
    assert region.told("wilayah", "kinerja", "--bulan", "02/2026") == today
    assert region.refused("wilayah", "kinerja", "--per", "2026-02-28", "--bulan", "2026-02", status=2)


def test_a_row_tells_everything_that_the_issue_asks_for(region):
    told = region.told("wilayah", "kinerja", "--bulan", "2026-02")
    assert told["coverage"]["expected"] == told["coverage"]["reported"] == 1
    row = told["rows"][0]
    own = region.told("--upk", row["key"], "laporan", "kinerja", "--bulan", "2026-02")["indicators"]
    for name, ratio in row["indicators"].items():
        assert {key: own[name][key] for key in ratio} == ratio
    assert [each["month"] for each in row["trend"]][-1] == "2026-02"
    assert len(row["trend"]) == 12
    assert [one["class"] for one in row["collectibility"]] == [1, 2, 3, 4, 5]
    assert sum(one["balance"] for one in row["collectibility"]) == row["figures"]["balance"] == 5_000_000
    assert (row["months_reported"], row["months_expected"]) == (2, 2)
    assert (row["verified"], row["source"], row["counted"]) == (True, "buku", True)
    assert row["written_off_this_year"] == row["recovered_this_year"] == 0
    assert row["allowance_shortfall"] == 0


def test_a_upk_that_has_not_closed_the_month_is_late(region):
    told = region.told("wilayah", "kinerja", "--bulan", "2026-03")
    assert told["coverage"]["late"] == [
        {"upk": told["rows"][0]["key"], "name": "UPK Melati", "last_month": "2026-02"}
    ]
    assert (told["rows"][0]["counted"], told["rows"][0]["figures_of"]) == (False, "2026-02")
    assert told["rows"][0]["reasons"][-1]["text"] == "belum lapor sejak Maret 2026"
    assert told["total"]["figures"]["balance"] is None
    shown = region("wilayah", "kinerja", "--bulan", "2026-03").stdout
    assert "Cakupan     : 0 dari 1 UPK; 1 belum lapor" in shown
    assert "Belum lapor : sejak Maret 2026: UPK Melati (UPK)" in shown
    assert "angka Februari 2026 (buku)" in shown


def test_every_level_in_every_format(region, tmp_path):
    for level, key in (("kelurahan", "Kelurahan Kudu, Genuk"), ("kecamatan", "Genuk"), ("kota", "Semarang")):
        told = region.told("wilayah", "kinerja", "--bulan", "2026-02", "--tingkat", level)
        assert [row["key"] for row in told["rows"]] == [key]
        assert told["rows"][0]["indicators"] == told["total"]["indicators"]
    table = region("wilayah", "kinerja", "--bulan", "2026-02", "--format", "csv").stdout
    assert table.splitlines()[0].startswith("No,UPK,Sumber angka,LAR %,LAR penilaian")
    made = region("wilayah", "kinerja", "--bulan", "2026-02", "--tanpa-lama", "--keluar", str(tmp_path))
    assert made.exit_code == 0
    pages = PdfReader(tmp_path / "wilayah-kinerja-tanpa-lama-2026-02.pdf").pages
    text = "".join(page.extract_text() for page in pages)
    assert "tanpa pinjaman dari sebelum pembukuan" in text
    assert "Kepala Dinas Perkim Kota Semarang" in text


def test_the_book_may_be_named_behind_the_command(region):
    told = region("wilayah", "kinerja", "--buku", str(region.place), "--bulan", "2026-02", "--format", "json")
    assert json.loads(told.stdout)["coverage"]["reported"] == 1
