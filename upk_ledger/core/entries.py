"""Journal entries: balanced by construction, never changed, undone by a counter-entry."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from upk_ledger.core.errors.ledger import LineNotOneSided, TooFewLines, Unbalanced

LOAN_FUND = "bergulir"
"""The fund of every line that names no other."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line: exactly one of `debit` and `credit` (sen) is positive; the rest says what it is about."""

    account: str
    debit: int = 0
    credit: int = 0
    group: str | None = None
    member: str | None = None
    loan: str | None = None
    fund: str = LOAN_FUND
    asset: str | None = None

    def mirrored(self) -> "JournalLine":
        """The same line on the other side."""
        return replace(self, debit=self.credit, credit=self.debit)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry to post.

    Raises `TooFewLines`, `LineNotOneSided` or `Unbalanced` when made otherwise than double entry demands.
    `reverses` is the record number of the entry that this one undoes; `key` is the caller's idempotency key;
    `receipt` the number of a paper of the office's own.
    """

    date: date
    kind: str
    lines: tuple[JournalLine, ...]
    description: str = ""
    reverses: int | None = None
    receipt: str | None = None
    key: str | None = None

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise TooFewLines(len(self.lines))
        debit = credit = 0
        for line in self.lines:
            if line.debit < 0 or line.credit < 0 or (line.debit == 0) == (line.credit == 0):
                raise LineNotOneSided(line.account, line.debit, line.credit)
            debit += line.debit
            credit += line.credit
        if debit != credit:
            raise Unbalanced(debit, credit)

    @property
    def amount(self) -> int:
        """The debit total, in sen."""
        return sum(line.debit for line in self.lines)


def reversal(entry: JournalEntry, record: int, on: date, reason: str) -> JournalEntry:
    """The counter-entry of `entry` (posted as `record`), dated `on`, for `reason`."""
    return JournalEntry(
        date=on,
        kind="koreksi",
        lines=tuple(line.mirrored() for line in entry.lines),
        description=reason,
        reverses=record,
    )


def series(lines: Iterable[JournalLine], money: frozenset[str]) -> str:
    """The voucher series: KM when the accounts of cash and bank (`money`) together rise, KK when they fall, else PB.

    Source: contract section 5, "Vouchers".
    """
    change = sum(line.debit - line.credit for line in lines if line.account in money)
    return "KM" if change > 0 else "KK" if change < 0 else "PB"
