"""The whole journal as text that hledger and beancount read, so that others can check our sums.

Account names carry the code, made legal for each program; amounts are exact, with two decimals always.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from upk_ledger.core.exports import Export, ExportAccount, ExportEntry
from upk_ledger.core.money import RUPIAH

CURRENCY = "IDR"

_HLEDGER_ROOT = {
    "aset": ("aset", "A"),
    "kewajiban": ("kewajiban", "L"),
    "modal": ("modal", "E"),
    "pendapatan": ("pendapatan", "R"),
    "biaya": ("biaya", "X"),
}
_BEANCOUNT_ROOT = {
    "aset": "Assets",
    "kewajiban": "Liabilities",
    "modal": "Equity",
    "pendapatan": "Income",
    "biaya": "Expenses",
}


def hledger_text(export: Export) -> Iterator[str]:
    """The lines of an hledger journal, without line ends."""
    names = _names(export.accounts, _hledger_account)
    yield f"; {_hledger_words(export.office)}"
    yield "decimal-mark ."
    yield f"commodity 1000.00 {CURRENCY}"
    for account in export.accounts:
        yield f"account {names[account.code]}  ; type: {_HLEDGER_ROOT[account.type][1]}"
    for entry in export.entries:
        yield ""
        yield f"{entry.date.isoformat()} * ({entry.voucher}) {_hledger_words(entry.description)}".rstrip()
        for line in _notes(entry, _hledger_words):
            yield f"    ; {line}"
        for row in entry.lines:
            yield f"    {names[row.account]}  {_amount(row.debit - row.credit)} {CURRENCY}"


def beancount_text(export: Export) -> Iterator[str]:
    """The lines of a beancount ledger, without line ends."""
    names = _names(export.accounts, _beancount_account)
    yield f'option "title" {_quoted(export.office)}'
    yield f'option "operating_currency" "{CURRENCY}"'
    if not export.entries:
        return
    opened = min(entry.date for entry in export.entries).isoformat()
    for account in export.accounts:
        yield f"{opened} open {names[account.code]} {CURRENCY}"
        yield f"  nama: {_quoted(account.name)}"
    for entry in export.entries:
        yield ""
        yield f"{entry.date.isoformat()} * {_quoted(entry.description)}"
        for line in _notes(entry, _quoted):
            yield f"  {line}"
        for row in entry.lines:
            yield f"  {names[row.account]}  {_amount(row.debit - row.credit)} {CURRENCY}"


def _notes(entry: ExportEntry, shown: Callable[[str], str]) -> Iterator[str]:
    """What an entry says beside its lines, in a form that both programs take for tags."""
    yield f"bukti: {shown(entry.voucher)}"
    yield f"jenis: {shown(entry.kind)}"
    if entry.receipt:
        yield f"kuitansi: {shown(entry.receipt)}"
    if entry.reverses:
        yield f"membatalkan: {shown(entry.reverses)}"
    for tag, values in (
        ("ksm", {line.group for line in entry.lines}),
        ("pinjaman", {line.loan for line in entry.lines}),
    ):
        known = sorted(value for value in values if value)
        if known:
            yield f"{tag}: {shown(' '.join(known))}"


def _names(accounts: Iterable[ExportAccount], legal: Callable[[ExportAccount], str]) -> dict[str, str]:
    """The legal name of each code; two codes that come out the same are told apart by a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for account in accounts:
        name = wanted = legal(account)
        number = 2
        while name in taken:
            name = f"{wanted}-{number}"
            number += 1
        taken.add(name)
        names[account.code] = name
    return names


def _hledger_account(account: ExportAccount) -> str:
    root, _type = _HLEDGER_ROOT[account.type]
    # A colon begins a sub-account, two blanks end the name, a semicolon begins a comment.
    leaf = " ".join(re.sub(r"[:;\s]+", " ", f"{account.code} {account.name}").split())
    return f"{root}:{leaf}"


def _beancount_account(account: ExportAccount) -> str:
    leaf = re.sub(r"[^A-Za-z0-9]+", "-", f"{account.code}-{account.name}").strip("-") or "Akun"
    return f"{_BEANCOUNT_ROOT[account.type]}:{leaf[:1].upper()}{leaf[1:]}"


def _hledger_words(text: str) -> str:
    """Text without what hledger reads as a comment, a tag's end or a second field."""
    return " ".join(re.sub(r"[;|,]", " ", text).split())


def _quoted(text: str) -> str:
    flat = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'


def _amount(sen: int) -> str:
    whole, rest = divmod(abs(sen), RUPIAH)
    return f"{'-' if sen < 0 else ''}{whole}.{rest:02d}"
