"""Books on media that take nothing, that are full, or that are damaged: one sentence, and the book as it was."""

import os
import tempfile
from pathlib import Path

import pytest

from upk_ledger.cli import places
from upk_ledger.core.errors.book import BookDamaged, BookReadOnly, BookUnreachable, BookUnreadable, DiskFull
from upk_ledger.store.faults import _translated

NOBODY = 65534
READING = (("ksm", "daftar"), ("pinjaman", "daftar"), ("laporan", "neraca"), ("audit", "periksa"))


@pytest.fixture
def shelf(office, monkeypatch):
    """The office's book where it can only be read, by somebody who is not root."""
    office.told("ksm", "tambah", "--kode", "K01", "--nama", "KSM Mawar")
    for words in READING:  # what is loaded now need not be read by nobody
        office.told(*words)
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "rak"
        there.mkdir()
        there.joinpath("buku.db").write_bytes(office.place.read_bytes())
        office.place = there / "buku.db"
        monkeypatch.setattr(places, "fault_log", lambda: Path(os.devnull))
        Path(folder).chmod(0o755)
        office.place.chmod(0o444)
        there.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield office
        finally:
            if root:
                os.seteuid(0)
            there.chmod(0o755)


def test_a_book_that_cannot_be_written_can_be_read(shelf):
    assert [group["code"] for group in shelf.told("ksm", "daftar")["groups"]] == ["K01"]
    for words in READING:
        assert shelf(*words).exit_code == 0, words
    new = ("ksm", "tambah", "--kode", "K02", "--nama", "KSM Melur")
    assert shelf.refused(*new)["code"] == "book-read-only"
    assert sorted(path.name for path in shelf.place.parent.iterdir()) == ["buku.db"]


def test_no_book_is_begun_where_nothing_can_be_written(shelf):
    identity = [
        "--nama", "UPK", "--bkm", "BKM", "--desa", "Sari", "--kecamatan", "Genuk", "--kota", "Semarang",
        "--provinsi", "Jawa Tengah", "--tanggal-mulai", "2026-01-01",
    ]  # fmt: skip
    shelf.place = shelf.place.with_name("baru.db")
    result = shelf("mulai", *identity)
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"Folder {shelf.place.parent} tidak dapat ditulisi. Pilih tempat lain dengan --buku.\n"
    )


def test_a_log_that_is_left_is_never_passed_over(shelf):
    folder = shelf.place.parent
    os.seteuid(0) if os.getuid() == 0 else None
    folder.chmod(0o755)
    (folder / "buku.db-wal").write_bytes(b"x" * 64)
    (folder / "buku.db-wal").chmod(0o000)
    folder.chmod(0o555)
    os.seteuid(NOBODY) if os.getuid() == 0 else None
    result = shelf("ksm", "daftar")
    assert result.exit_code == 1
    assert str(shelf.place) in result.stderr


def test_a_damaged_file_is_told_apart_from_a_book_that_contradicts_itself(office):
    content = bytearray(office.place.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    office.place.write_bytes(content)
    for words in (("audit", "periksa"), ("ksm", "daftar")):
        result = office(*words)
        assert result.exit_code == 3, result.stderr
        assert "malformed" not in result.stderr


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("disk I/O error", DiskFull),
        ("database or disk is full", DiskFull),
        ("database disk image is malformed", BookDamaged),
        ("unable to open database file", BookUnreadable),
        ("attempt to write a readonly database", BookReadOnly),
        ("connection refused", BookUnreachable),
    ],
)
def test_what_the_database_says_is_told_in_our_words(text, error):
    assert type(_translated(Exception(text), "upk.db", BookUnreachable)) is error
