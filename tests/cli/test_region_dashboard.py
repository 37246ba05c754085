"""`upk wilayah dasbor` at the shell."""

import json
from random import Random

import pytest

REGION = ("--nama", "Dinas Perkim Kota Semarang", "--kota", "Semarang", "--provinsi", "Jawa Tengah")


@pytest.fixture
def region(lending):
    """A book with a UPK whose January is closed, and the region; it is 15 March 2026."""
    lending.entropy = Random(1).randbytes
    lending.told("periode", "tutup", "2026-01")
    lending.told("wilayah", "mulai", *REGION, "--tanggal-mulai", "2026-01-01")
    return lending


def dashboard(region, *words):
    result = region("wilayah", "dasbor", *words)
    assert result.exit_code == 0, result.stderr
    return result


def test_a_page_and_a_pdf_and_a_folder(region, tmp_path):
    page = tmp_path / "dasbor.html"
    assert f"Tersimpan: {page}" in dashboard(region, "--keluar", str(page)).stderr
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert "Januari 2026" in page.read_text(encoding="utf-8")
    paper = tmp_path / "dasbor.pdf"
    dashboard(region, "--keluar", str(paper))
    assert paper.read_bytes().startswith(b"%PDF")
    folder = tmp_path / "untuk-kepala"
    dashboard(region, "--bulan", "2026-01", "--keluar", str(folder))
    dashboard(region, "--bulan", "2026-01", "--keluar", str(folder), "--format", "pdf")
    assert {path.name for path in folder.iterdir()} == {"dasbor-2026-01.html", "dasbor-2026-01.pdf"}
    assert (folder / "dasbor-2026-01.html").read_bytes() == page.read_bytes()
    assert dashboard(region, "--format", "html").stdout_bytes == page.read_bytes()


def test_for_other_programs(region, tmp_path):
    told = json.loads(dashboard(region, "--format", "json").stdout)
    assert told["month"] == "2026-01"
    assert told["coverage"] == {"expected": 1, "reported": 1, "self_reported": 0, "late": []}
    (upk,) = told["upk"]
    assert (upk["balance"], upk["verified"], upk["months_reported"]) == (5000000, True, 1)
    assert upk["indicators"]["PAR"] == {
        "value": 0.00,
        "rating": "memuaskan",
        "numerator": 0,
        "denominator": 5000000,
    }
    assert upk["loans"][0]["group_name"] == "KSM Mawar"
    assert "Siti" not in json.dumps(told)
    written = tmp_path / "dasbor.json"
    dashboard(region, "--keluar", str(written))
    assert json.loads(written.read_text(encoding="utf-8")) == told
    shown = dashboard(region).stdout
    assert "Cakupan : 1 dari 1 UPK" in shown
    assert "UPK Melati (" in shown


def test_a_month_that_nobody_told_says_so(region):
    late = dashboard(region, "--bulan", "2026-02").stdout
    assert "0 dari 1 UPK; 1 belum lapor" in late
    assert "belum lapor sejak Februari 2026; angka Januari 2026" in late


def test_what_is_refused(region, tmp_path):
    assert region("wilayah", "dasbor", "--keluar", str(tmp_path / "dasbor.docx")).exit_code == 2
    assert region("wilayah", "dasbor", "--bulan", "2026-13").exit_code == 1
    assert list(tmp_path.glob("dasbor*")) == []


def test_a_book_without_a_region_says_so(lending):
    assert lending("wilayah", "dasbor").exit_code in {1, 2}
