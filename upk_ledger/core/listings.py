"""Entries as listings show them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class ListedLine(NamedTuple):
    """One line of a posted entry (sen)."""

    account: str
    debit: int
    credit: int
    loan: str | None = None


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One posted entry with its voucher, its description and its lines in order."""

    record: int
    date: date
    kind: str
    voucher: str
    description: str
    lines: tuple[ListedLine, ...]
