"""One row of each import table, as a value that knows where it stood.

Rows are equal by content: the file and the row number say where to look, not what the row says. A row with faults
is kept with the cells that could be read, so that each of them is judged: it knows which those are (`has`), and
nothing of it is booked (`whole`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from upk_ledger.core.errors.exchange import Fault

Doubts = Mapping[str, Collection[str | None]]
"""By table: the identities whose rows have faults; None stands for any."""


def in_doubt(doubts: Doubts, identity: str, table: str) -> bool:
    """Whether a row of `table` with this identity may be missing or wrong because of a fault."""
    unread = doubts.get(table, ())
    return None in unread or identity in unread


@dataclass(frozen=True, slots=True)
class TableRow:
    """What every row carries: its file, its number as Excel shows it, and the fields that could not be read."""

    file: str = field(compare=False)
    row: int = field(compare=False)
    unread: frozenset[str] = field(default=frozenset(), compare=False, kw_only=True)

    @property
    def whole(self) -> bool:
        """Whether every cell could be read."""
        return not self.unread

    def has(self, *fields: str) -> bool:
        """Whether these fields could be read; one that could not holds None."""
        return self.unread.isdisjoint(fields)


@dataclass(frozen=True, slots=True)
class AccountRow(TableRow):
    """A row of `akun`."""

    code: str
    name: str
    type: str
    parent: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class GroupRow(TableRow):
    """A row of `ksm`."""

    code: str
    name: str
    address: str | None
    formed_on: date | None


@dataclass(frozen=True, slots=True)
class MemberRow(TableRow):
    """A row of `anggota`."""

    group: str
    code: str
    name: str
    nik: str | None
    gender: str
    poor: str | None
    address: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class LoanRow(TableRow):
    """A row of `pinjaman`; amounts in sen."""

    number: str
    group: str
    principal: int
    tenor: int
    rate_percent: Fraction
    rate_per: str
    method: str
    disbursed_on: date
    frequency: str
    grace: int
    rounding: str
    schedule_mode: str
    cash_account: str
    purpose: str | None


@dataclass(frozen=True, slots=True)
class RunningLoanRow(LoanRow):
    """A row of `pinjaman_awal`: a loan that was running when the book began."""

    paid_principal: int
    paid_service: int


@dataclass(frozen=True, slots=True)
class ShareRow(TableRow):
    """A row of `pinjaman_anggota`."""

    loan: str
    member: str
    principal: int


@dataclass(frozen=True, slots=True)
class RepaymentRow(TableRow):
    """A row of `angsuran`; `principal` and `service` are the split where the paper gives it."""

    on: date
    loan: str
    amount: int
    principal: int | None
    service: int | None
    cash_account: str
    receipt: str | None
    description: str | None


@dataclass(frozen=True, slots=True)
class EntryRow(TableRow):
    """A row of `jurnal`: one line of the entry `number`."""

    on: date
    number: str
    account: str
    debit: int
    credit: int
    description: str | None


@dataclass(frozen=True, slots=True)
class OpeningRow(TableRow):
    """A row of `saldo_awal`."""

    account: str
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class ImportTables:
    """Everything that one folder or workbook holds, table by table, in file order.

    With `faults` not every row is whole, and nothing may be booked; what can be judged still is, so that all
    faults are told at once. `doubts` names the identities of rows that are not whole, `unclear` those whose amounts
    cannot be added up.
    """

    accounts: tuple[AccountRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    loans: tuple[LoanRow, ...] = ()
    shares: tuple[ShareRow, ...] = ()
    repayments: tuple[RepaymentRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    opening: tuple[OpeningRow, ...] = ()
    running_loans: tuple[RunningLoanRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    doubts: Doubts = field(default_factory=dict)
    unclear: Doubts = field(default_factory=dict)

    def in_doubt(self, identity: str, *tables: str) -> bool:
        """Whether a row of `tables` with this identity may be missing or wrong because of a fault."""
        return any(in_doubt(self.doubts, identity, table) for table in tables)
