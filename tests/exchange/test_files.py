"""Files are written whole or not at all, and a refusal of the system is told in our words."""

import errno
import os

import pytest

from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.errors import exchange as errors
from upk_ledger.exchange.files import check_writable, in_folder, replacing, write_file
from upk_ledger.exchange.reading import read_tables


def names(folder):
    return [path.name for path in folder.iterdir()]


def write_half(path):
    with replacing(path) as file:
        file.write(b"separuh")
        raise KeyboardInterrupt


def test_a_file_is_written_and_replaced_without_leftovers(tmp_path):
    path = tmp_path / "hasil" / "neraca.csv"
    write_file(path, "lama")
    write_file(path, "baru é")
    assert path.read_bytes() == "baru é".encode()
    assert names(path.parent) == ["neraca.csv"]


def test_what_fails_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "neraca.csv"
    write_file(path, "lama")
    with pytest.raises(KeyboardInterrupt):
        write_half(path)
    assert path.read_text("utf-8") == "lama"
    assert names(tmp_path) == ["neraca.csv"]


def test_a_new_file_is_as_open_as_any_other(tmp_path):
    other = tmp_path / "biasa"
    other.write_text("", "utf-8")
    write_file(tmp_path / "neraca.csv", "")
    assert (tmp_path / "neraca.csv").stat().st_mode == other.stat().st_mode


def refuse(number):
    def refused(*args, **kwargs):
        raise OSError(number, os.strerror(number))

    return refused


@pytest.mark.parametrize(
    ("step", "number", "error"),
    [
        ("tempfile.mkstemp", errno.EACCES, errors.FolderReadOnly),
        ("tempfile.mkstemp", errno.EROFS, errors.FolderReadOnly),
        ("tempfile.mkstemp", errno.ENOSPC, errors.NoRoomForFile),
        ("os.fsync", errno.ENOSPC, errors.NoRoomForFile),
        ("pathlib.Path.replace", errno.EACCES, errors.FileInUse),
        ("pathlib.Path.replace", errno.EIO, errors.CannotWrite),
    ],
)
def test_refusals_of_the_system(tmp_path, monkeypatch, step, number, error):
    path = tmp_path / "neraca.csv"
    path.write_text("lama", "utf-8")
    monkeypatch.setattr(step, refuse(number))
    with pytest.raises(error) as caught:
        write_file(path, "baru")
    assert str(tmp_path) in sentence(caught.value)
    assert path.read_text("utf-8") == "lama"
    assert names(tmp_path) == ["neraca.csv"]


@pytest.mark.parametrize("name", ["ksm.csv", "data.xlsx"])
def test_a_file_that_cannot_be_read(tmp_path, monkeypatch, name):
    path = tmp_path / name
    path.write_bytes(b"kode;nama")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse(errno.EACCES))
    (fault,) = read_tables(path).faults
    assert (fault.file, fault.error.reason) == (name, "EACCES")
    assert "tidak diizinkan" in sentence(fault.error)


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "hasil").write_text("", "utf-8")
    with pytest.raises(errors.CannotWrite):
        write_file(tmp_path / "hasil" / "neraca.csv", "x")


def test_a_book_is_never_replaced(tmp_path):
    book = tmp_path / "neraca.pdf"
    book.write_bytes(b"SQLite format 3\0 dan isinya")
    with pytest.raises(errors.WouldReplaceBook):
        write_file(book, "x")
    assert book.read_bytes().startswith(b"SQLite")
    assert names(tmp_path) == ["neraca.pdf"]


def test_a_name_without_an_ending_is_a_folder(tmp_path):
    assert in_folder(tmp_path / "eks", "jurnal.csv") == tmp_path / "eks" / "jurnal.csv"
    assert in_folder(tmp_path / "eks.csv", "jurnal.csv") == tmp_path / "eks.csv"
    (tmp_path / "2026.10").mkdir()
    assert in_folder(tmp_path / "2026.10", "jurnal.csv") == tmp_path / "2026.10" / "jurnal.csv"


def test_a_place_is_tried_without_leaving_anything(tmp_path, monkeypatch):
    check_writable(tmp_path / "baru" / "lagi" / "kuitansi.pdf")
    assert names(tmp_path) == []
    monkeypatch.setattr("tempfile.TemporaryFile", refuse(errno.EROFS))
    with pytest.raises(errors.FolderReadOnly):
        check_writable(tmp_path / "baru" / "kuitansi.pdf")
