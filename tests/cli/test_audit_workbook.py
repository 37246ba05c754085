"""`upk audit buku-kerja`: what it answers, warns of and refuses."""

from datetime import timedelta

from click.testing import CliRunner
from openpyxl import load_workbook

from upk_ledger.cli.main import upk
from upk_ledger.cli.shell import Shell

WORDS = ("audit", "buku-kerja", "--tahun", "2026", "--keluar")


def test_a_year_under_way(lending, tmp_path):
    told = lending.told(*WORDS, str(tmp_path / "untuk-akuntan"))
    assert told["path"] == str(tmp_path / "untuk-akuntan" / "audit-upk-2026.xlsx")
    assert (told["year"], told["as_of"], told["provisional"]) == (2026, "2026-03-15", True)
    assert told["journal_lines"] == 4
    assert told["sheets"] == load_workbook(told["path"]).sheetnames
    result = lending(*WORDS, str(tmp_path / "a.xlsx"))
    assert result.stderr == "Peringatan: Desember belum ditutup: buku kerja ini sementara.\n"
    assert "Baris jurnal : 4" in result.stdout


def test_how_far_it_is_where_it_takes_long(lending, tmp_path):
    assert "Menulis" not in lending(*WORDS, str(tmp_path / "a.xlsx")).stderr

    def slow():
        lending.today += timedelta(seconds=2)
        return lending.today

    words = ["--buku", str(lending.place), *WORDS, str(tmp_path / "b.xlsx")]
    told = CliRunner().invoke(upk, words, obj=Shell(clock=slow)).stderr
    assert "Menulis lembar Sampul ...\n" in told
    assert "Menulis lembar Jurnal ...\n" in told


def test_what_is_refused(lending, tmp_path):
    early = lending.refused("audit", "buku-kerja", "--tahun", "2025", "--keluar", str(tmp_path / "a.xlsx"))
    assert early["code"] == "before-book-start"
    wrong = lending(*WORDS, str(tmp_path / "a.pdf"))
    assert wrong.exit_code == 2
    assert "berakhiran .xlsx" in wrong.stderr
    assert lending("audit", "buku-kerja", "--keluar", "a.xlsx").exit_code == 2
    assert list(tmp_path.glob("*.xlsx")) == []


def test_the_help_shows_how(lending):
    told = lending("audit", "buku-kerja", "--help").stdout
    assert "upk audit buku-kerja --tahun 2026 --keluar audit-2026.xlsx" in told
    assert "Ditolak:" in told
