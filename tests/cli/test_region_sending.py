"""`upk kirim` and `upk kunci` at the shell, on 15 March 2026: January and February are closed."""

import subprocess
import sys
import zipfile
from random import Random

import pytest

from upk_ledger.exchange.bundles import read_bundle
from upk_ledger.exchange.seals import new_box_key

REGION = ("--nama", "Dinas Perkim Kota Semarang", "--kota", "Semarang", "--provinsi", "Jawa Tengah")


@pytest.fixture
def closing(lending):
    """A book with a loan, January and February closed, and keys of its own."""
    lending.entropy = Random(1).randbytes
    lending.told("anggota", "ubah", "K01", "01", "--nik", "3374015505800001")
    lending.told("periode", "tutup", "2026-01")
    lending.told("periode", "tutup", "2026-02")
    return lending


def test_from_the_first_bundle_to_the_next(closing, tmp_path):
    folder = tmp_path / "kiriman"
    folder.mkdir()
    before = closing.place.read_bytes()
    tried = closing.told("kirim", "--bulan", "2026-01", "--keluar", str(folder), "--coba")
    assert (tried["file"], tried["fingerprint"], list(folder.iterdir())) == (None, None, [])
    assert closing.place.read_bytes() == before
    told = closing.told("kirim", "--bulan", "2026-01", "--keluar", str(folder))
    path = folder / "melati-2026-01.upk"
    assert told["file"] == str(path)
    assert (told["first"], told["new_key"], told["identities_sealed"]) == (1, True, False)
    assert told["size"] == path.stat().st_size
    bundle = read_bundle(path.read_bytes(), path.name)
    assert (bundle.manifest.head, bundle.manifest.fingerprint) == (told["head"], told["fingerprint"])
    again = closing.told("kirim", "--bulan", "2026-01", "--keluar", str(folder))
    assert (again["repeated"], again["head"]) == (True, told["head"])
    following = closing.told("kirim", "--bulan", "2026-02", "--keluar", str(tmp_path / "dua.upk"))
    assert following["first"] == told["last"] + 1
    assert following["fingerprint"] == told["fingerprint"]
    held = closing.told("kirim", "--catatan", "1", "--keluar", str(folder))
    assert held["last"] == told["last"]
    assert closing.told("audit", "periksa")["ok"]


def test_what_a_bookkeeper_reads(closing, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = closing("kirim", "--bulan", "2026-02").stdout
    assert (tmp_path / "melati-2026-02.upk").is_file()
    assert "Bulan                  : Februari 2026" in shown
    assert "NIK tidak ikut dikirim, karena kunci Pemda belum didaftarkan" in shown
    assert "upk kunci surat" in shown
    assert "dibuat lagi dengan catatan yang sama" in closing("kirim", "--bulan", "2026-02").stdout
    told = closing.refused("kirim", "--bulan", "2026-01")
    assert told["code"] == "sent-within"
    assert "Januari 2026 sudah terkirim bersama Februari 2026" in told["message"]


def test_nik_go_sealed_to_the_office_whose_key_is_registered(closing, tmp_path):
    region = type(closing)(tmp_path / "wilayah.db")
    region.entropy = Random(2).randbytes
    assert region("wilayah", "mulai", *REGION, "--tanggal-mulai", "2026-01-01").exit_code == 0
    tried = region.told("wilayah", "kunci", "--keluar", str(tmp_path), "--coba")
    assert (tried["fingerprint"], tried["file"]) == (None, None)
    key = region.told("wilayah", "kunci", "--keluar", str(tmp_path))
    file = tmp_path / "kunci-wilayah.txt"
    assert key["file"] == str(file)
    assert region.told("wilayah", "kunci")["fingerprint"] == key["fingerprint"]
    assert closing.told("kunci", "lihat")["recipient"] is None
    told = closing.told("kunci", "pemda", str(file))
    assert (told["fingerprint"], told["name"]) == (key["fingerprint"], "Dinas Perkim Kota Semarang")
    assert "Cocokkan sidik jari ini" in closing("kunci", "pemda", new_box_key(Random(3).randbytes)[1]).stdout
    assert region("wilayah", "kunci", "--ganti").exit_code == 2
    assert region("wilayah", "kunci", "--alasan", "Hilang").exit_code == 2
    change = ("wilayah", "kunci", "--ganti", "--alasan", "Hilang", "--keluar", str(file))
    assert region.told(*change, "--coba")["fingerprint"] is None
    assert region.told("wilayah", "kunci")["fingerprint"] == key["fingerprint"]
    old, key = key, region.told(*change)
    assert (key["replaces"], key["new"]) == (old["fingerprint"], True)
    closing.told("kunci", "pemda", old["public_key"])
    assert closing.told("kunci", "pemda", str(file))["replaces"] == old["fingerprint"]
    assert region.told("audit", "periksa")["ok"]
    told = closing.told("kirim", "--bulan", "2026-02", "--keluar", str(tmp_path))
    assert (told["identities_sealed"], told["identities"], told["recipient"]) == (True, 1, key["fingerprint"])
    with zipfile.ZipFile(told["file"]) as packed:
        content = b"".join(packed.read(name) for name in packed.namelist())
    assert [word for word in (b"3374015505800001", b"Siti", b"Wati") if word in content] == []


def test_a_key_is_changed_and_its_letter_printed(closing, tmp_path):
    old = closing.told("kirim", "--bulan", "2026-01", "--keluar", str(tmp_path))["fingerprint"]
    told = closing.told("kunci", "ganti", "--alasan", "Laptop hilang")
    assert (told["replaces"], told["signed_by_both"]) == (old, True)
    assert closing.told("kunci", "lihat")["fingerprint"] == told["fingerprint"]
    sent = closing.told("kirim", "--bulan", "2026-02", "--keluar", str(tmp_path))
    assert (sent["fingerprint"], sent["replaces"]) == (told["fingerprint"], old)
    letter = closing.told("kunci", "surat", "--tanggal", "2026-03-15")
    assert (letter["fingerprint"], letter["reason"]) == (told["fingerprint"], "Laptop hilang")
    assert closing("kunci", "surat", "--keluar", str(tmp_path / "surat.pdf")).exit_code == 0
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"%PDF")
    words = closing("kunci", "surat").stdout
    assert "BKM Melati menerangkan bahwa berkas kiriman bulanan UPK Melati" in words
    assert "Pemerintah Kota Semarang" in words
    assert "Forum Komunikasi BKM" in words


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("kirim", "--bulan", "2026-03"), "month-open", 1),
        (("kirim", "--catatan", "1"), "record-not-sent", 1),
        (("kirim",), "usage", 2),
        (("kirim", "--bulan", "2026-01", "--catatan", "1"), "usage", 2),
        (("kirim", "--bulan", "2026-01", "--keluar", "laporan.pdf"), "usage", 2),
        (("kirim", "--bulan", "2026-01", "--keluar", "/proc/x/melati.upk"), "cannot-write", 1),
        (("kunci", "surat"), "key-not-made", 1),
        (("kunci", "ganti", "--alasan", "Hilang"), "key-not-made", 1),
        (("kunci", "pemda", "tidak-ada.txt"), "not-a-key", 1),
        (("kunci", "pemda", "x" * 5000), "not-a-key", 1),
    ],
)
def test_refusals(closing, words, code, status):
    assert closing.refused(*words, status=status)["code"] == code


def test_a_book_is_never_replaced_by_a_bundle(closing, tmp_path):
    other = tmp_path / "lain.upk"
    other.write_bytes(closing.place.read_bytes())
    assert closing("kirim", "--bulan", "2026-01", "--keluar", str(other)).exit_code == 1
    assert other.read_bytes().startswith(b"SQLite")
    assert closing.told("kirim", "--bulan", "2026-01", "--keluar", str(tmp_path))["repeated"]


def test_only_a_upk_sends(tmp_path, closing):
    closing.told("wilayah", "mulai", *REGION, "--tanggal-mulai", "2026-01-01")
    told = closing.refused("--upk", "WILAYAH", "kirim", "--bulan", "2026-01")
    assert told["code"] == "not-of-this-office"


def test_a_payment_does_without_keys_and_seals(closing):
    words = [
        "--buku",
        str(closing.place),
        "angsuran",
        "catat",
        "P-2026-0001",
        "284.000",
        "--tanggal",
        "2026-03-15",
    ]
    code = (
        "import sys\n"
        "from upk_ledger.cli.main import upk\n"
        "try:\n"
        f"    upk.main({words!r})\n"
        "finally:\n"
        "    print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    modules = done.stderr.split()
    assert "sqlalchemy" in modules
    assert [name for name in modules if name.partition(".")[0] == "nacl" or ".region." in name] == []
