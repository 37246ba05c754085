"""Closed months as values: what a snapshot holds, what closing a month did, where the periods stand."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from upk_ledger.core.balances import Overdraft
from upk_ledger.core.checks import Comparison, Disagreement
from upk_ledger.core.collectibility import ClassTotal
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import Officer


class BalanceRow(NamedTuple):
    """One account and fund in a snapshot (sen).

    `debit` and `credit` are all movements of the month, `closing_debit` and `closing_credit` the part that
    year-end closing entries (kind `penutup`) made; `balance` is debit less credit at the month's end.
    """

    account: str
    fund: str
    debit: int
    credit: int
    closing_debit: int
    closing_credit: int
    balance: int


class LoanRow(NamedTuple):
    """One loan with principal outstanding in a snapshot (sen)."""

    loan: str
    balance: int
    arrears_principal: int
    arrears_service: int
    months_overdue: int
    class_: int


class LastEntry(NamedTuple):
    """The newest entry that a closed month or a statement counts; record 0 where there is none."""

    record: int
    voucher: str
    digest: str


@dataclass(frozen=True, slots=True)
class Closing:
    """The closing in force of a month: its record, what it counted, and what its papers show."""

    month: Month
    record: int
    digest: str
    recorded_at: str
    actor: str
    last_entry: LastEntry
    rulebook: str
    """Digest of the rulebook's text by which the loans were classed."""
    letterhead: dict[str, str]
    officers: tuple[Officer, ...]


class PostedSum(NamedTuple):
    """An entry that closing posted: its kind (`cadangan`, `cadangan-awal`, `penyusutan`), voucher and amount (sen).

    `late` is the part that makes up for months before.
    """

    kind: str
    voucher: str
    date: date
    debit: str
    credit: str
    amount: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """What closing a month did.

    `held` is the allowance account's balance before, `required` what the classes of the month's end demand;
    `posted` the entries that made up the difference. `checks` names the comparisons that were run, `notes`
    those that differ without breaking the book. `early` says that the month had not ended.
    """

    month: Month
    record: int
    digest: str
    last_entry: LastEntry
    classes: tuple[ClassTotal, ...]
    required: int
    held: int
    posted: tuple[PostedSum, ...] = ()
    checks: tuple[str, ...] = ()
    notes: tuple[Disagreement, ...] = ()
    early: bool = False
    repeated: bool = False
    """Whether the month was closed already and nothing was done."""
    overdrawn: tuple[Overdraft, ...] = ()
    """Accounts of cash and bank that held less than nothing on a day of the month."""
    comparisons: tuple[Comparison, ...] = ()
    """Every comparison of figures that was made."""
    year_vouchers: tuple[str, ...] = ()
    """The closing entries of the year, posted with a December."""


@dataclass(frozen=True, slots=True)
class ReopenedMonth:
    """What reopening a month did."""

    month: Month
    record: int
    digest: str
    first_open: date


@dataclass(frozen=True, slots=True)
class MonthStatus:
    """One month of the book: its closing, or None while it is open; `ended` by the day of asking."""

    month: Month
    closing: Closing | None
    ended: bool


class PeriodEvent(NamedTuple):
    """A month closed (`tutup`) or opened again (`buka`), or a year (`tutup-tahun`, `batal-tahun`): when (UTC), by whom,

    and for opening it why. Of a year the month is its December.
    """

    kind: str
    month: Month
    recorded_at: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class PeriodStatus:
    """Where the periods stand: the months from the start to today, and which is to be closed next.

    `shortfall` is the allowance missing at the start (sen), as long as the first month is open.
    """

    start: date
    closed_through: date | None
    next_to_close: Month
    months: tuple[MonthStatus, ...]
    shortfall: int
    events: tuple[PeriodEvent, ...] = ()
    """Every closing and reopening, in order of recording."""


def closing_deadline(month: Month, day: int) -> date:
    """By which day a month is to be closed: `day` of the next one, or its last where it lacks that day."""
    after = month.next()
    return min(after.first + timedelta(days=day - 1), after.last)
