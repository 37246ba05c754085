import json
import os
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from upk_ledger.cli import shell as shells
from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell

IDENTITY = {
    "--nama": "UPK Melati",
    "--bkm": "BKM Melati",
    "--kelurahan": "Kudu",
    "--kecamatan": "Genuk",
    "--kota": "Semarang",
    "--provinsi": "Jawa Tengah",
    "--tanggal-mulai": "1 Januari 2026",
}


@pytest.fixture
def place(tmp_path):
    return tmp_path / "melati.db"


def started(place, options, *words, **settings):
    shell = Shell(clock=lambda: datetime(2026, 3, 15, 5, tzinfo=UTC), entropy=os.urandom)
    given = [part for option in options.items() for part in option]
    return CliRunner().invoke(upk, ["--buku", str(place), "mulai", *given, *words], obj=shell, **settings)


def test_no_more_than_the_contracts_options_are_needed(place):
    result = started(place, IDENTITY, "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == {
        "book": str(place),
        "office": "UPK",
        "name": "UPK Melati",
        "board": "BKM Melati",
        "start_date": "2026-01-01",
        "zone": "WIB",
        "rulebook": "pnpm-2012",
    }
    assert place.exists()


def test_a_village_in_a_regency_is_called_so(place):
    options = IDENTITY | {
        "--desa": "Sukamaju",
        "--kabupaten": "Demak",
        "--zona": "WITA",
        "--aturan": "perdesaan",
    }
    del options["--kelurahan"], options["--kota"]
    result = started(place, options)
    assert "Desa Sukamaju, Kecamatan Genuk, Kabupaten Demak, Provinsi Jawa Tengah" in result.stdout


def test_a_book_is_never_overwritten(place):
    assert started(place, IDENTITY).exit_code == 0
    before = place.read_bytes()
    result = started(place, IDENTITY)
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(place) in result.stderr
    assert started(place, IDENTITY, "--coba").exit_code == 1
    assert place.read_bytes() == before


def test_without_a_terminal_everything_missing_is_named(place):
    result = started(place, {"--nama": "UPK Melati", "--desa": "Kudu"})
    assert (result.exit_code, result.stdout) == (2, "")
    for option in ("--bkm", "--kecamatan", "--kota", "--provinsi", "--tanggal-mulai"):
        assert option in result.stderr
    assert not place.exists()


def test_at_a_terminal_the_missing_is_asked_for(place, monkeypatch):
    monkeypatch.setattr(shells, "interactive", lambda: True)
    result = started(
        place,
        {"--nama": "UPK Melati"},
        input="BKM Melati\nKudu\nGenuk\nSemarang\nJateng\n1/13/2026\n1/1/2026\n",
    )
    assert result.exit_code == 0, result.stderr
    assert "Nama kecamatan" in result.stderr
    assert 'Tanggal "1/13/2026" tidak ada di kalender' in result.stderr
    assert "Kelurahan Kudu, Kecamatan Genuk, Kota Semarang, Provinsi Jateng" in result.stdout
    for next_step in ("upk petugas tambah", "upk impor-blanko", "upk ksm tambah"):
        assert next_step in result.stdout


def test_only_officers_who_are_not_named_yet_are_asked_for(place):
    named = {"--pembuku": "Siti", "--manajer": "Budi", "--koordinator": "Joko"}
    shown = started(place, IDENTITY | named, "--coba").stdout
    assert [line.split(",")[0] for line in shown.splitlines() if "upk petugas tambah" in line] == ["Pengawas"]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"--desa": "Kudu"}, 2),
        ({"--zona": "GMT"}, 2),
        ({"--tanggal-mulai": "2026-02-30"}, 1),
        ({"--aturan": "pnpm-1999"}, 1),
    ],
)
def test_what_is_wrong_makes_no_book(place, changed, status):
    result = started(place, IDENTITY | changed)
    assert result.exit_code == status
    assert result.stderr.strip()
    assert not list(place.parent.iterdir())


def test_a_trial_makes_no_book(place):
    result = started(place, IDENTITY, "--coba")
    assert result.exit_code == 0
    assert "UPK Melati" in result.stdout
    assert "buku tidak dibuat" in result.stderr
    assert not list(place.parent.iterdir())


def test_a_start_after_today_is_warned_of(place):
    result = started(place, IDENTITY | {"--tanggal-mulai": str(date(2027, 1, 1))})
    assert result.exit_code == 0
    assert "Peringatan: Tanggal 1 Januari 2027 sesudah hari ini (15 Maret 2026)." in result.stderr


def test_a_book_takes_a_second_office_only_under_a_code_of_its_own(office):
    identity = [
        "--nama", "UPK Kedua", "--bkm", "BKM Kedua", "--desa", "Sari", "--kecamatan", "Genuk", "--kota", "Semarang",
        "--provinsi", "Jawa Tengah", "--tanggal-mulai", "2026-01-01",
    ]  # fmt: skip
    assert office("mulai", *identity).exit_code == 1
    assert office("mulai", *identity, "--kode", "UPK").exit_code == 1
    office.entropy = lambda size: b"2" * size
    assert office("mulai", *identity, "--kode", "DUA").exit_code == 0
    several = office("ksm", "daftar")
    assert several.exit_code == 1
    assert "DUA" in several.stderr
    assert office("--upk", "DUA", "ksm", "daftar").exit_code == 0


def test_a_trial_refuses_what_the_real_start_refuses(place):
    assert started(place, IDENTITY, "--kode", "A").exit_code == 0
    before = place.read_bytes()
    for words in (("--kode", "A"), ("--kode", "A", "--coba")):
        result = started(place, IDENTITY, *words, "--format", "json")
        assert (result.exit_code, json.loads(result.stdout)["error"]["code"]) == (1, "office-exists")
    assert started(place, IDENTITY, "--kode", "B", "--coba").exit_code == 0
    assert place.read_bytes() == before
    other = place.with_name("lain.db")
    assert started(other, IDENTITY, "--kode", "A", "--coba").exit_code == 0
    assert not other.exists()
