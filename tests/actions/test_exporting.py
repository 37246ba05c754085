"""The journal of a real book, as other programs read it."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core import data
from openpyxl import load_workbook

from upk_ledger.actions.exporting import ENDINGS, export_journal
from upk_ledger.core.entries import reversal
from upk_ledger.core.errors.exchange import FolderReadOnly
from upk_ledger.store.posting import post

TRIAL_BALANCE = {"11010": 1_400_000, "11021": 100_000, "31020": -1_500_000}


@pytest.fixture
def filled(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 1_500_000, "Saldo awal", kind="saldo-awal")
    wrong = build.entry(desk, date(2026, 1, 5), "51030", "11010", 25_000, "ATK", receipt="N-1")
    build.entry(desk, date(2026, 1, 6), "11021", "11010", 100_000)
    with desk.write() as session:
        post(session, reversal(wrong.entry, wrong.record, date(2026, 1, 7), "Salah catat"))
    return desk


def test_every_format_holds_the_whole_journal(filled, tmp_path):
    for wanted, ending in ENDINGS.items():
        result = export_journal(filled, wanted, tmp_path)
        assert result.path == tmp_path / f"jurnal-melati{ending}"
        assert (result.entries, result.lines) == (4, 8)
        assert result.path.stat().st_size


def test_beancount_comes_to_the_trial_balance_of_the_book(filled, tmp_path):
    result = export_journal(filled, "beancount", tmp_path / "buku.beancount")
    entries, problems, _options = loader.load_file(str(result.path))
    assert problems == []
    sums = {}
    for entry in entries:
        for posting in entry.postings if isinstance(entry, data.Transaction) else ():
            code = posting.account.split(":")[1].split("-")[0]
            sums[code] = sums.get(code, Decimal(0)) + posting.units.number
    assert {code: amount for code, amount in sums.items() if amount} == TRIAL_BALANCE
    undone = [entry.meta.get("membatalkan") for entry in entries if isinstance(entry, data.Transaction)]
    assert undone == [None, None, None, "KK/2026/01/0001"]


def test_csv_and_workbook_say_the_same(filled, tmp_path):
    export_journal(filled, "csv", tmp_path / "a.csv")
    export_journal(filled, "xlsx", tmp_path / "a.xlsx")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sheet = load_workbook(tmp_path / "a.xlsx")["jurnal"]
    for number, row in enumerate(rows, 2):
        cells = [cell.value for cell in sheet[number]]
        assert (row["bukti"], row["akun"]) == (cells[2], cells[5])
        assert (int(row["debit"]), int(row["kredit"])) == (cells[7] or 0, cells[8] or 0)
    assert [row["kuitansi"] for row in rows[2:4]] == ["N-1", "N-1"]


def test_a_folder_that_takes_no_file(filled, tmp_path, monkeypatch):
    def refused(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(FolderReadOnly):
        export_journal(filled, "csv", tmp_path)
