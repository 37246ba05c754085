"""The bank beside the book: reconciling a day's balances, taking that back, and what is on record of each account."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from upk_ledger.core.balances import NOTHING
from upk_ledger.core.bank import LineKey, Reconciled, StatementAt, reconcile, taken_lines
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import Account
from upk_ledger.store import banking
from upk_ledger.store.accounts import find_account
from upk_ledger.store.balances import account_sums
from upk_ledger.store.bank_views import bank_view
from upk_ledger.store.banking import RecordedReconciliation
from upk_ledger.store.desk import Desk
from upk_ledger.store.session import ReadSession

NEVER, CHANGED = "belum", "berubah"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Both balances of a day explained to the sen; `repeated` where that was on record already."""

    account: Account
    recorded: RecordedReconciliation
    found: Reconciled
    repeated: bool
    later: frozenset[LineKey] = frozenset()
    """Lines that on the day only the bank had, and that an entry or a correction of a later day settled."""


class OpenBank(NamedTuple):
    """A bank account without a reconciliation of a day (`reason` belum), or with one that no longer holds (berubah).

    `book` is the book's balance, `reconciled` the one that was explained (sen); `read` says whether the office reads
    statements of the account.
    """

    account: str
    name: str
    book: int
    reason: str
    reconciled: int | None = None
    read: bool = False


class StatementSummary(NamedTuple):
    """A statement that was read, how many lines it brought and how many of them have no entry."""

    statement: StatementAt
    lines: int
    free: int


class BankSummary(NamedTuple):
    """A bank account: the day up to which statements were read, the newest reconciliation."""

    account: Account
    until: date | None
    last: RecordedReconciliation | None


def reconcile_bank(desk: Desk, given: str, on: date, told: int | None = None) -> Reconciliation:
    """Explain both balances of a day to the sen and record it; `told` is the bank's balance as a person says it.

    The same again, with nothing new that could matter, is no new record. Raises what `find_account` raises,
    `BankBalanceUnknown`, `BankBalanceDiffers`, `DifferenceUnexplained`.
    """
    with desk.write() as session:
        account = find_account(session, given, ("bank",))
        statements = banking.statements_of(session)
        standing = [one for one in statements if one.account == account.code and not one.cancelled]
        whole = bank_view(session, account.code, statements, on)
        view = whole.at(on)
        until = max((one.until for one in standing), default=None)
        if told is None and (view.begin is None or until is None or until < on):
            raise errors.BankBalanceUnknown(account.code, on, until)
        if view.begin and told not in {None, view.bank}:
            raise errors.BankBalanceDiffers(account.code, on, told or 0, view.bank)
        found = reconcile(view, told)
        if found.difference:
            raise errors.DifferenceUnexplained(account.code, on, found.bank, found.book, found.difference)
        later = taken_lines(whole) & {line.key for line in found.at_bank_only}
        wanted = (account.code, on, found.bank, found.book)
        earlier = [one for one in banking.reconciliations(session) if one[1:3] == wanted[:2]]
        if earlier and earlier[-1][1:] == wanted:
            newest = banking.newest_record_about(session, account.code)
            if earlier[-1].record > newest:
                return Reconciliation(account, earlier[-1], found, repeated=True, later=later)
        record = banking.add_reconciliation(session, account.code, on, found)
        recorded = RecordedReconciliation(record, *wanted)
        return Reconciliation(account, recorded, found, repeated=False, later=later)


def cancel_reconciliation(
    desk: Desk, given: str, on: date, reason: str
) -> tuple[Account, RecordedReconciliation]:
    """Take a day's reconciliation back: the day counts as not reconciled. Papers of closed months keep it.

    Raises what `find_account` raises, `NotReconciled`, `EmptyField` without a reason.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        account = find_account(session, given, ("bank",))
        standing = [one for one in banking.reconciliations(session) if one[1:3] == (account.code, on)]
        if not standing:
            raise errors.NotReconciled(account.code, on)
        banking.cancel_reconciliation(session, standing[-1], reason.strip())
        return account, standing[-1]


def unreconciled(session: ReadSession, month: Month) -> tuple[OpenBank, ...]:
    """The bank accounts in use whose balance of the month's last day is not reconciled, or no longer so."""
    sums = account_sums(session, month.first, month.last)
    recorded = {one.account: one for one in banking.reconciliations(session) if one.on == month.last}
    statements = banking.statements_of(session)
    at_bank = banking.bank_balances(session, statements, month.last)
    reads = {one.account for one in statements if not one.cancelled}
    found = []
    for code in sorted(session.with_role("bank")):
        own = sums.get(code, NOTHING)
        if not (own.balance or own.debit or own.credit):
            continue
        last, name = recorded.get(code), session.accounts[code].name
        if last is None:
            found.append(OpenBank(code, name, own.balance, NEVER, None, code in reads))
        elif last.book != own.balance or _shaken(last, at_bank.get(code, last.bank), statements):
            found.append(OpenBank(code, name, own.balance, CHANGED, last.book, code in reads))
    return tuple(found)


def _shaken(last: RecordedReconciliation, at_bank: int, statements: Sequence[StatementAt]) -> bool:
    """Whether the statements say something else by now, or one that was counted is gone."""
    return at_bank != last.bank or any(
        one.account == last.account and one.since <= last.on and one.record < last.record < one.ended
        for one in statements
    )


def bank_overview(desk: Desk) -> tuple[list[BankSummary], list[StatementSummary]]:
    """Every bank account, and every statement that was read."""
    with desk.read() as session:
        statements = banking.statements_of(session)
        last = {one.account: one for one in sorted(banking.reconciliations(session), key=lambda one: one.on)}
        lines, accounts, free = banking.line_counts(session), [], Counter[int]()
        for code in sorted(session.with_role("bank")):
            standing = [one for one in statements if one.account == code and not one.cancelled]
            until = max((one.until for one in standing), default=None)
            accounts.append(BankSummary(session.accounts[code], until, last.get(code)))
            view = bank_view(session, code, statements)
            taken = taken_lines(view)
            free.update(line.key.statement for line in view.lines if line.key not in taken)
        return accounts, [
            StatementSummary(one, 0 if one.cancelled else lines.get(one.record, 0), free[one.record])
            for one in statements
        ]
