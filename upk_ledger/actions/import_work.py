"""What the parts of an import share: the open transaction, what the book knows already, and the faults found."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from upk_ledger.core.errors import loans as loan_errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import DiffersFromBook, Fault
from upk_ledger.core.errors.ledger import KeyUsed, UnknownAccount
from upk_ledger.core.errors.people import UnknownGroup, UnknownMember
from upk_ledger.core.lending import Loan
from upk_ledger.core.member_split import MemberDebt
from upk_ledger.core.schedules import Installment
from upk_ledger.exchange.consistency import fault_at
from upk_ledger.exchange.rows import ImportTables, TableRow
from upk_ledger.store.desk import Desk
from upk_ledger.store.importing import KnownLoan, KnownPosting, known_loans, known_postings, paid_so_far
from upk_ledger.store.posting import PostedEntry, Posting
from upk_ledger.store.session import WriteSession

_COLUMNS: dict[type[UpkError], str] = {
    loan_errors.TenorOutOfRange: "tenor",
    loan_errors.GraceOutOfRange: "masa_tenggang",
    loan_errors.DueDateBeyondCalendar: "tanggal_cair",
    loan_errors.PaidBeforeDisbursement: "tanggal",
    loan_errors.PaysTooMuch: "jumlah",
}
"""Where an error stands that can come out of a step with several columns."""


_LOOKED_UP: dict[type[UpkError], tuple[str, ...]] = {
    UnknownAccount: ("akun",),
    UnknownGroup: ("ksm",),
    UnknownMember: ("anggota",),
    loan_errors.UnknownLoan: ("pinjaman", "pinjaman_awal"),
}
"""The tables in which a code that is not found might stand, in a row that could not be read."""


class DatedRow(NamedTuple):
    """A row and its date."""

    file: str
    row: int
    on: date


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import booked: new rows of each table, entries in the order in which they were recorded.

    `applications` are loans that came after the first month was closed; `unchanged` counts rows that the book
    held already; `after_today` names rows dated later than today.
    """

    accounts: int
    groups: int
    members: int
    loans: int
    applications: int
    running_loans: int
    repayments: int
    entries: int
    opening: int
    unchanged: int
    after_today: tuple[DatedRow, ...]
    booked: tuple[PostedEntry, ...]


@dataclass(frozen=True, slots=True)
class Debt:
    """A loan that this import brings: its schedule, against which its payments are split."""

    loan: Loan
    rows: tuple[Installment, ...]
    order: str
    start: date


@dataclass(slots=True)
class ImportWork:
    """One import under way. `events` are the postings, sorted at the end by date and rank."""

    desk: Desk
    session: WriteSession
    tables: ImportTables
    known: dict[str, KnownLoan] = field(init=False)
    keys: dict[str, KnownPosting] = field(init=False)
    receipts: dict[str, KnownPosting] = field(init=False)
    paid: dict[str, tuple[int, int]] = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    debts: dict[str, Debt] = field(default_factory=dict)
    members: dict[str, tuple[MemberDebt, ...]] = field(default_factory=dict)
    """What the members of each loan owe after the rows taken so far."""
    doubtful: set[str] = field(default_factory=set)
    """Loans of these tables that were not taken: their payments are not judged."""
    after_today: list[DatedRow] = field(default_factory=list)
    events: list[tuple[date, int, Posting]] = field(default_factory=list)
    _told: set[tuple[str, int | None, type[UpkError]]] = field(init=False)

    @property
    def closed(self) -> bool:
        """Whether a month of the book was closed already."""
        return self.session.closed_through >= self.desk.office.start

    def __post_init__(self) -> None:
        self.known = known_loans(self.session)
        self.keys, self.receipts = known_postings(self.session)
        self.paid = paid_so_far(self.session)
        self._told = {(fault.file, fault.row, type(fault.error)) for fault in self.tables.faults}

    def fault(self, row: TableRow, column: str | None, error: UpkError) -> None:
        """Note a fault of `row`, unless it was told already, or only follows from what could not be read."""
        told = (row.file, row.row, type(error))
        if told in self._told:
            return
        self._told.add(told)
        tables = _LOOKED_UP.get(type(error), ())
        given = str(getattr(error, "given", ""))
        if not self.tables.in_doubt(given, *tables):
            self.faults.append(fault_at(row, column, error))

    def judging(self, row: TableRow, column: str) -> "_Judging":
        """Turn a refusal inside the `with` block into a fault of `row`, in `column` unless the refusal says better."""
        return _Judging(self, row, column)

    def compare(self, row: TableRow, identity: str, column: str, differing: list[str]) -> None:
        """A row whose identity the book knows: unchanged, or a fault that names the columns that differ."""
        if differing:
            self.fault(row, column, DiffersFromBook(identity, tuple(differing)))
        elif row.whole:
            self.counts["unchanged"] += 1

    def booked_before(
        self,
        row: TableRow,
        column: str | None,
        key: str,
        receipt: str | None,
        content: str | None,
        rows: int = 1,
    ) -> bool:
        """Whether the book holds this posting already, by its key or paper number; other content is a fault.

        Without `content`, because not all of it could be read, nobody can tell.
        """
        known = self.keys.get(key) or self.receipts.get(receipt or "")
        if known is None:
            return False
        if known.content == content:
            self.counts["unchanged"] += rows
        elif content is not None:
            self.fault(row, column, KeyUsed(receipt or key.rpartition(":")[2], known.voucher))
        return True

    def date_row(self, row: TableRow, on: date) -> None:
        """Note a row that will be booked after today."""
        if on > self.desk.today:
            self.after_today.append(DatedRow(row.file, row.row, on))


@dataclass(frozen=True, slots=True)
class _Judging:
    work: ImportWork
    row: TableRow
    column: str

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, UpkError):
            return False
        self.work.fault(self.row, _COLUMNS.get(type(error), self.column), error)
        return True
