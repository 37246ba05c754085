"""Rows of listings: entries with their lines, what was paid on a loan."""

from datetime import date
from typing import NamedTuple

from upk_ledger.core.entries import LOAN_FUND


class ListedLine(NamedTuple):
    """One line of a posted entry (sen)."""

    account: str
    debit: int
    credit: int
    group: str | None = None
    loan: str | None = None
    member: str | None = None
    fund: str = LOAN_FUND


class ListedEntry(NamedTuple):
    """One posted entry with its voucher, its description and its lines in order."""

    record: int
    date: date
    kind: str
    voucher: str
    description: str
    lines: tuple[ListedLine, ...]


class EntryHistory(NamedTuple):
    """A posted entry with who recorded it when (UTC), the voucher that undid it and the one that it undoes."""

    entry: ListedEntry
    digest: str
    receipt: str | None
    recorded_at: str
    actor: str
    reversed_by: str
    reverses: str


class LoanPaid(NamedTuple):
    """What was paid on a loan before a month and within it (sen), what was lent out and written off before it."""

    lent_before: int = 0
    before_principal: int = 0
    before_service: int = 0
    month_principal: int = 0
    month_service: int = 0
    before_written_off: int = 0
    month_written_off: int = 0


class CashFlow(NamedTuple):
    """What came in and went out of cash and bank against one counter account (sen)."""

    received: int
    paid: int


class MixedEntry(NamedTuple):
    """An entry of cash or bank with counter accounts on both sides: credits less debits by counter account (sen).

    A counter-entry (`undoes`) has the parts of the entry that it undoes.
    """

    undoes: bool
    parts: dict[str, int]


class LoanPayment(NamedTuple):
    """One payment on a loan as booked (sen); `voucher` is empty for what was paid before the book began.

    `undoes` marks a counter-entry; `undone` a payment that one has taken back since.
    """

    on: date
    voucher: str
    principal: int
    service: int
    undoes: bool
    undone: bool
    written_off: int = 0
    """Principal that left the books (sen); it remains claimed."""
    on_claim: bool = False
    """Whether it came in on the claim on a written-off loan."""


class MemberEvent(NamedTuple):
    """What moved a member's part of a loan (sen): `kind` is what a schedule version rests on, or an entry's kind.

    `share` is principal that the member answers for from then on, more or less; `principal` and `service` were paid.
    """

    on: date
    voucher: str
    kind: str
    share: int
    principal: int
    service: int
