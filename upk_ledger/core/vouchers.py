"""Vouchers and their papers: which of them need any, which have none, what a voucher is worth."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from upk_ledger.core.listings import ListedEntry
from upk_ledger.core.statements import Statement

MADE_BY_ITSELF = frozenset(
    ("saldo-awal", "koreksi", "cadangan", "cadangan-awal", "penyusutan", "penutup", "pembagian")
)
"""Kinds of entries that rest on no paper from outside: the program works them out, or they divide what stands."""


class Support(NamedTuple):
    """What is known of a voucher's papers: `status` is ada or tidak, empty where nobody said anything."""

    status: str = ""
    papers: str = ""


UNKNOWN = Support()

BY_BANK = "bank"
"""The kind of entries that are booked from a bank's statement, which is their paper."""


def own_paper(receipt: str | None, kind: str) -> Support:
    """The paper that an entry names itself: the number of one from outside, or the bank's statement."""
    if receipt:
        return Support("ada", f"bukti {receipt}")
    return Support("ada", "rekening koran") if kind == BY_BANK else UNKNOWN


class Unsupported(NamedTuple):
    """A voucher without papers: told to have none (`status` tidak), or nobody said anything (empty)."""

    entry: ListedEntry
    amount: int
    status: str


class VoucherPaper(NamedTuple):
    """A voucher to be printed: what it says, who recorded it, and the voucher that cancelled it (empty: none did)."""

    statement: Statement
    recorded: str
    cancelled_by: str


def worth(entry: ListedEntry, money: Collection[str]) -> int:
    """What a voucher is about (sen): what went in or out of cash and bank (`money`), else all of its debits."""
    moved = abs(sum(line.debit - line.credit for line in entry.lines if line.account in money))
    return moved or sum(line.debit for line in entry.lines)


def unsupported(
    entries: Iterable[ListedEntry],
    supports: Mapping[int, Support],
    undone: Collection[int],
    money: Collection[str],
) -> list[Unsupported]:
    """The vouchers whose papers are missing or not told of: money out first, then the others, by date.

    What was undone (`undone`, by record) needs no papers any more.
    """
    found = [
        Unsupported(entry, worth(entry, money), supports.get(entry.record, UNKNOWN).status)
        for entry in entries
        if entry.kind not in MADE_BY_ITSELF
        and entry.record not in undone
        and supports.get(entry.record, UNKNOWN).status != "ada"
    ]
    return sorted(found, key=lambda each: not each.entry.voucher.startswith("KK"))
