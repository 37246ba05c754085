"""A small journal with everything that makes trouble in other programs."""

from datetime import date

import pytest

from upk_ledger.core.exports import Export, ExportAccount, ExportEntry, ExportLine

ACCOUNTS = (
    ExportAccount("11010", "Kas", "aset"),
    ExportAccount("11030", "Pinjaman KSM", "aset"),
    ExportAccount("12010", 'Cadangan: "Resiko"  Pinjaman; (kontra)', "aset"),
    ExportAccount("1.1.01", "Kas kecil", "aset"),
    ExportAccount("1-1-01", "Kas kecil", "aset"),
    ExportAccount("21010", "Hutang", "kewajiban"),
    ExportAccount("31020", "Modal PNPM", "modal"),
    ExportAccount("41010", "Jasa pinjaman", "pendapatan"),
    ExportAccount("k51", "é ATK & lain²", "biaya"),
)


def entry(record, voucher, on, description, *lines, **facts):
    return ExportEntry(
        record,
        voucher,
        on,
        facts.pop("kind", "umum"),
        description,
        tuple(ExportLine(code, max(sen, 0), max(-sen, 0), **about) for code, sen, about in lines),
        **facts,
    )


@pytest.fixture
def journal():
    day = date(2026, 1, 1)
    loan = {"group": "K01", "loan": "P-2026-0001"}
    return Export(
        'UPK "Melati"; Kudu',
        ACCOUNTS,
        (
            entry(2, "PB/2026/01/0001", day, "Saldo awal", ("11010", 5_000_000_00, {}), ("31020", -5_000_000_00, {}), kind="saldo-awal"),
            entry(3, "KK/2026/01/0001", day, 'Cair: KSM | Mawar; \\ "x"\n(1)', ("11030", 1_000_000_00, loan), ("11010", -1_000_000_00, {})),
            entry(4, "KM/2026/02/0001", date(2026, 2, 15), "* ! Angsuran", ("11010", 115_000_50, {}), ("11030", -100_000_00, loan), ("41010", -15_000_50, loan), receipt="KW;17"),
            entry(5, "KK/2026/02/0001", date(2026, 2, 15), "Beli ATK", ("k51", 25_000_00, {}), ("11010", -25_000_00, {})),
            entry(6, "KM/2026/02/0002", date(2026, 2, 16), "Salah akun", ("11010", 25_000_00, {}), ("k51", -25_000_00, {}), kind="koreksi", reverses="KK/2026/02/0001"),
            entry(7, "PB/2026/02/0001", date(2026, 2, 28), "", ("1.1.01", 1, {}), ("1-1-01", -2, {}), ("12010", 1, {})),
        ),
    )  # fmt: skip


@pytest.fixture
def balances(journal):
    """The trial balance of the journal, in sen by account code."""
    sums = dict.fromkeys((account.code for account in ACCOUNTS), 0)
    for posted in journal.entries:
        for line in posted.lines:
            sums[line.account] += line.debit - line.credit
    return {code: amount for code, amount in sums.items() if amount}
