import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell

BOOK = (
    "mulai", "--nama", "UPK Melati", "--bkm", "BKM Melati", "--kelurahan", "Kudu", "--kecamatan", "Genuk",
    "--kota", "Semarang", "--provinsi", "Jawa Tengah", "--tanggal-mulai", "2026-01-01",
)  # fmt: skip


class Office:
    """A person at the shell of one book; what she is told by the clock can be set."""

    def __init__(self, place):
        self.place = place
        self.today = datetime(2026, 3, 15, 5, tzinfo=UTC)
        self.entropy = bytes

    def __call__(self, *words, **settings):
        """Run one command; the result has exit_code, stdout and stderr."""
        shell = Shell(clock=lambda: self.today, entropy=self.entropy)
        return CliRunner().invoke(upk, ["--buku", str(self.place), *words], obj=shell, **settings)

    def told(self, *words):
        """The JSON answer of a command that has to succeed."""
        result = self(*words, "--format", "json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    def refused(self, *words, status=1):
        """The error of a command that has to be refused and to leave the book as it was."""
        before = self.place.read_bytes()
        result = self(*words, "--format", "json")
        assert result.exit_code == status, result.stderr + result.stdout
        assert self.place.read_bytes() == before
        return json.loads(result.stdout)["error"]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    """Neither the tester's book and name nor her data folder come into a test."""
    for name in ("UPK_BUKU", "UPK_KODE", "UPK_OLEH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def office(tmp_path):
    """A new book, and the shell at which it is kept."""
    made = Office(tmp_path / "melati.db")
    assert made(*BOOK).exit_code == 0
    return made


@pytest.fixture
def lending(office):
    """A book with cash, a group of two, and a loan of Rp5.000.000 over 24 months paid out on 15 January 2026."""
    office.told(
        "kas", "masuk", "31010", "20.000.000", "--keterangan", "Modal awal", "--tanggal", "2026-01-02"
    )
    office.told("ksm", "tambah", "--kode", "K01", "--nama", "KSM Mawar")
    for code, name in (("01", "Siti"), ("02", "Wati")):
        office.told(
            "anggota", "tambah", "--ksm", "K01", "--kode", code, "--nama", name, "--jenis-kelamin", "P"
        )
    terms = ("--tenor", "24", "--jasa", "1,5", "--metode", "flat", "--pembulatan", "1000-atas")
    asked = ("pinjaman", "ajukan", "--ksm", "K01", "--pokok", "5.000.000", *terms, "--tanggal", "2026-01-05")
    assert office.told(*asked)["number"] == "P-2026-0001"
    office.told("pinjaman", "putuskan", "P-2026-0001", "disetujui", "--tanggal", "2026-01-10")
    office.told("pinjaman", "cairkan", "P-2026-0001", "--tanggal", "2026-01-15")
    return office
