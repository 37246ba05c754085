"""The commands of a region's statements and views, word by word and in every form."""

import csv
import io
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell

GOLDEN = Path(__file__).parents[1] / "golden"
PAPERS = {
    "gabungan-neraca": ("gabungan", "neraca", "--bulan", "2025-04"),
    "gabungan-laba-rugi": ("gabungan", "laba-rugi", "--per", "2025-04-30"),
    "gabungan-arus-kas": ("gabungan", "arus-kas", "--bulan", "2025-04"),
    "gabungan-perubahan-modal": ("gabungan", "perubahan-modal", "--per", "2025-04-30"),
    "angkatan": ("angkatan", "--per", "2025-04-30"),
    "perpindahan": ("perpindahan", "--bulan", "2025-04", "--tingkat", "kelurahan"),
    "perubahan": ("perubahan", "--bulan", "2025-04"),
    "ksm": ("ksm", "UPK001", "--bulan", "2025-04"),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A book of three sample UPK with four closed months, and a region beside them."""
    folder = tmp_path_factory.mktemp("wilayah")
    run(folder / "x", "contoh", "--folder", str(folder), "--jumlah-upk", "3", "--bulan", "4", "--acak", "5")
    book = folder / "upk.db"
    run(
        book, "wilayah", "mulai", "--nama", "Dinas Perkim Kota Semarang", "--kota", "Semarang",
        "--provinsi", "Jawa Tengah", "--tanggal-mulai", "2025-01-01",
    )  # fmt: skip
    return book


@pytest.fixture
def book(sample, tmp_path):
    return Path(shutil.copy(sample, tmp_path / "wilayah.db"))


def run(place, *words, status=0):
    shell = Shell(clock=lambda: datetime(2025, 5, 20, 5, tzinfo=UTC), entropy=bytes)
    result = CliRunner().invoke(upk, ["--buku", str(place), *words], obj=shell)
    assert result.exit_code == status, result.stderr + result.stdout
    return result


def test_every_paper_word_by_word(book):
    changed = []
    for name, words in PAPERS.items():
        text = run(book, "wilayah", *words).stdout
        path = GOLDEN / f"wilayah-{name}.txt"
        if os.environ.get("UPK_WRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            changed.append(name)
    assert changed == []


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_in_every_form(book, tmp_path, name):
    words = ("wilayah", *PAPERS[name])
    data = json.loads(run(book, *words, "--format", "json").stdout)
    assert data["as_of"] == "2025-04-30"
    assert data["coverage"] == {"expected": len(data["upk"]), "reported": len(data["upk"]), "self_reported": [],
                                "late": [], "dormant": []}  # fmt: skip
    rows = list(csv.reader(io.StringIO(run(book, *words, "--format", "csv").stdout)))
    assert len(rows) > 2
    run(book, *words, "--keluar", str(tmp_path) + "/")
    (pdf,) = tmp_path.glob("*.pdf")
    assert "Dinas Perkim Kota Semarang" in pypdf.PdfReader(pdf).pages[0].extract_text()


def test_without_a_month_the_newest_closed_one_is_meant(book):
    assert json.loads(run(book, "wilayah", "ksm", "--format", "json").stdout)["as_of"] == "2025-04-30"
    told = run(book, "wilayah", "gabungan", "neraca", "--format", "json").stdout
    assert json.loads(told)["as_of"] == "2025-04-30"


def test_what_cannot_be_asked_is_refused(book):
    error = json.loads(
        run(book, "wilayah", "ksm", "--bulan", "2025-05", "--format", "json", status=1).stdout
    )["error"]
    assert error["code"] == "no-book-closed"
    assert "Bulan terakhir yang ditutup: April 2025; pakai --bulan 2025-04." in error["message"]
    run(book, "wilayah", "gabungan", "neraca", "--upk-mana", "UPK9", status=1)
    run(book, "wilayah", "gabungan", "neraca", "--kecamatan", "Entah", status=1)
    run(book, "wilayah", "gabungan", "neraca", "--kecamatan", "Entah", "--upk-mana", "UPK001", status=2)
    run(book, "wilayah", "gabungan", "neraca", "--bulan", "2025-04", "--tahun", "2025", status=2)
    run(book, "wilayah", "perubahan", "--bulan", "2025-04", "--per", "2025-04-30", status=2)
