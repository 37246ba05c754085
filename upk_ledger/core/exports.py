"""What an export is made of: the accounts and the whole journal, as values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ExportAccount:
    """One account: `type` is aset, kewajiban, modal, pendapatan or biaya."""

    code: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One line of a posted entry; debit and credit in sen, exactly one positive."""

    account: str
    debit: int
    credit: int
    group: str | None = None
    member: str | None = None
    loan: str | None = None


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One posted entry; `reverses` is the voucher of the entry that it undoes, `receipt` the office's own paper."""

    record: int
    voucher: str
    date: date
    kind: str
    description: str
    lines: tuple[ExportLine, ...]
    receipt: str | None = None
    reverses: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A whole journal: the office's name, its accounts by code, its entries in order of date and record."""

    office: str
    accounts: tuple[ExportAccount, ...]
    entries: tuple[ExportEntry, ...]
