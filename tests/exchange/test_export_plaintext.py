"""hledger and beancount read the export and come to our trial balance."""

import csv
import io
import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core import data
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from upk_ledger.core.exports import Export, ExportAccount, ExportEntry, ExportLine
from upk_ledger.exchange.export_plaintext import beancount_text, hledger_text


def by_beancount(text):
    """Balances in sen by account name, and the transactions."""
    entries, problems, _options = loader.load_string(text)
    assert problems == []
    sums = {}
    transactions = [entry for entry in entries if isinstance(entry, data.Transaction)]
    for transaction in transactions:
        for posting in transaction.postings:
            sums[posting.account] = sums.get(posting.account, 0) + posting.units.number * 100
    return {name: int(amount) for name, amount in sums.items() if amount}, transactions


def by_hledger(text):
    """Balances in sen by account name."""
    command = ["hledger", "-f-", "--strict", "balance", "--flat", "--no-total", "-O", "csv"]
    answer = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    rows = list(csv.reader(io.StringIO(answer.stdout)))[1:]
    return {name: int(Decimal(amount.removesuffix(" IDR")) * 100) for name, amount in rows}


READERS = {"beancount": (beancount_text, lambda text: by_beancount(text)[0])}
if shutil.which("hledger"):
    READERS["hledger"] = (hledger_text, by_hledger)


@pytest.mark.parametrize("tool", READERS)
def test_other_programs_come_to_our_trial_balance(tool, journal, balances):
    write, read = READERS[tool]
    found = read("\n".join(write(journal)) + "\n")
    assert sorted(found.values()) == sorted(balances.values())
    for code, amount in balances.items():
        if code[0] in "234":
            assert [value for name, value in found.items() if code in name] == [amount]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize("tool", READERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(office=WORDS, name=WORDS, code=WORDS.filter(str.strip), description=WORDS, receipt=WORDS)
def test_no_name_or_description_breaks_the_file(tool, office, name, code, description, receipt):
    write, read = READERS[tool]
    accounts = (ExportAccount(code, name, "aset"), ExportAccount(f"{code}2", name, "modal"))
    lines = (ExportLine(code, 5, 0, loan=code), ExportLine(f"{code}2", 0, 5, group=name))
    posted = ExportEntry(1, "PB/2026/01/0001", date(2026, 1, 1), "umum", description, lines, receipt)
    found = read("\n".join(write(Export(office, accounts, (posted,)))) + "\n")
    assert sorted(found.values()) == [-5, 5]


@pytest.mark.parametrize("tool", READERS)
def test_a_book_without_entries_is_a_legal_file(tool, journal):
    write, read = READERS[tool]
    assert read("\n".join(write(Export(journal.office, journal.accounts, ()))) + "\n") == {}


def test_beancount_keeps_voucher_description_and_what_was_undone(journal):
    _sums, transactions = by_beancount("\n".join(beancount_text(journal)))
    assert [transaction.meta["bukti"] for transaction in transactions] == [
        entry.voucher for entry in journal.entries
    ]
    assert transactions[1].narration == 'Cair: KSM | Mawar; \\ "x" (1)'
    assert transactions[1].meta["pinjaman"] == "P-2026-0001"
    assert transactions[2].meta["kuitansi"] == "KW;17"
    assert transactions[4].meta["membatalkan"] == "KK/2026/02/0001"


def test_the_text_for_hledger(journal):
    lines = list(hledger_text(journal))
    assert lines[:6] == [
        '; UPK "Melati" Kudu',
        "decimal-mark .",
        "commodity 1000.00 IDR",
        "account aset:11010 Kas  ; type: A",
        "account aset:11030 Pinjaman KSM  ; type: A",
        'account aset:12010 Cadangan "Resiko" Pinjaman (kontra)  ; type: A',
    ]
    start = lines.index("2026-02-15 * (KM/2026/02/0001) * ! Angsuran")
    assert lines[start : start + 9] == [
        "2026-02-15 * (KM/2026/02/0001) * ! Angsuran",
        "    ; bukti: KM/2026/02/0001",
        "    ; jenis: umum",
        "    ; kuitansi: KW 17",
        "    ; ksm: K01",
        "    ; pinjaman: P-2026-0001",
        "    aset:11010 Kas  115000.50 IDR",
        "    aset:11030 Pinjaman KSM  -100000.00 IDR",
        "    pendapatan:41010 Jasa pinjaman  -15000.50 IDR",
    ]
