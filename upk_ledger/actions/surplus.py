"""Allocating a year's surplus by a decision, and paying out what was allocated."""

from collections.abc import Sequence
from datetime import date

from upk_ledger.bahasa.numbers import exact
from upk_ledger.core.collectibility import class_totals
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors import surplus as errors
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.year_end import YearNotClosed
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.surplus import (
    DESTINATIONS,
    AllocatedShare,
    Allocation,
    AllocationPayment,
    Share,
    Unpaid,
    allocate,
    check_shares,
)
from upk_ledger.store import periods
from upk_ledger.store import surplus as store
from upk_ledger.store.accounts import find_account, money_account, the_account
from upk_ledger.store.balances import account_sums
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.posting import PostedEntry, post
from upk_ledger.store.rules import rules_named
from upk_ledger.store.session import ReadSession
from upk_ledger.store.tills import lowest_from, moved_by_day
from upk_ledger.store.year_closings import closed_years, result_of

UNIT = 1000 * RUPIAH
"""To which multiple shares are cut down where nothing else is said (domain reference, "Profit allocation")."""


def set_shares(desk: Desk, shares: Sequence[Share]) -> list[Share]:
    """Make these the office's table of shares; each account is a code or a part of a name.

    Raises `SharesNotWhole`, `NoShareOfCapital`, `EmptyField` for a purpose without a name, and the refusals of
    `find_account`.
    """
    with desk.write() as session:
        found = _checked(session, shares)
        rows = [(share.purpose, share.account, format(exact(share.percent), "f")) for share in found]
        add_facts(session, store.SHARES, rows)
        return found


def shares_now(desk: Desk) -> list[Share]:
    """The office's table of shares; `NoSharesSet` before it was set."""
    with desk.read() as session:
        return _shares(session)


def _shares(session: ReadSession) -> list[Share]:
    found = store.shares_of(session)
    if not found:
        raise errors.NoSharesSet
    return found


def _checked(session: ReadSession, shares: Sequence[Share]) -> list[Share]:
    if not all(share.purpose.strip() for share in shares):
        raise EmptyField("tujuan")
    check_shares(shares)
    found = [
        Share(share.purpose.strip(), find_account(session, share.account, DESTINATIONS).code, share.percent)
        for share in shares
    ]
    _remainder(session, found)
    return found


def _remainder(session: ReadSession, shares: Sequence[Share]) -> int:
    """Which share takes what the cuts leave over: the first of capital, else the first that stays retained."""
    source = the_account(session, "laba-ditahan").code
    roles = [session.accounts[share.account].role for share in shares]
    if all(share.account == source for share in shares):
        raise errors.NoShareOfCapital
    for role in ("modal-dana", "laba-ditahan"):
        if role in roles:
            return roles.index(role)
    raise errors.NoShareOfCapital


def allocate_surplus(
    desk: Desk, year: int, on: date, decision: str, *, unit: int = UNIT, shares: Sequence[Share] = ()
) -> Allocation:
    """Allocate the surplus of a closed year, dated on its decision, by the office's shares or those given.

    Shares are cut down to multiples of `unit` (sen), at least to the rupiah.

    Raises `EmptyField` without a decision number, `YearNotClosed`, `AlreadyAllocated`, `NoSurplus`,
    `DecidedTooEarly`, `MonthOpenBeforeDecision`, `AllowanceShort`, what is wrong with the shares, and `MonthClosed`.
    """
    if not decision.strip():
        raise EmptyField("putusan")
    with desk.write() as session:
        _check_time(session, year, on)
        result = result_of(session, year)
        if result <= 0:
            raise errors.NoSurplus(year, result)
        _check_allowance(session, on)
        table = _checked(session, shares) if shares else _shares(session)
        parts = allocate(result, table, _remainder(session, table), max(unit, RUPIAH))
        posted = post(session, _entry(session, year, on, decision.strip(), parts))
        rows = [
            (year, on.isoformat(), share.purpose, share.account, format(exact(share.percent), "f"), amount,
             decision.strip(), posted.record)
            for share, amount in parts
        ]  # fmt: skip
        add_facts(session, store.ALLOCATION, rows)
        return Allocation(year, on, decision.strip(), posted.voucher, tuple(parts))


def _check_time(session: ReadSession, year: int, on: date) -> None:
    if year not in closed_years(session):
        raise YearNotClosed(year)
    before = store.allocation_of(session, year)
    if before:
        raise errors.AlreadyAllocated(year, before.voucher)
    if on <= date(year, 12, 31):
        raise errors.DecidedTooEarly(year, on)
    first = periods.first_open_month(session)
    if first < Month.of(on):
        raise errors.MonthOpenBeforeDecision(on, first)


def _check_allowance(session: ReadSession, on: date) -> None:
    """The allowance covers the loans of the newest closed month, those written off since left out."""
    closing = periods.closing_of(session, periods.first_open_month(session).previous())
    if closing is None:
        return
    gone = periods.written_off_since(session, closing.month.last)
    rows = periods.snapshot_loans(session, closing.record)
    classes = class_totals(
        ((row.class_, row.balance - gone.get(row.loan, 0)) for row in rows),
        rules_named(session, closing.rulebook).collectibility,
    )
    required = sum(total.allowance for total in classes)
    sums = account_sums(session, on, on)
    held = -sum(sums[code].balance for code in session.with_role("cadangan") if code in sums)
    if held < required:
        raise errors.AllowanceShort(closing.month, held, required)


def _entry(
    session: ReadSession, year: int, on: date, decision: str, parts: Sequence[AllocatedShare]
) -> JournalEntry:
    """Retained surplus to its purposes; what stays retained moves nothing."""
    source = the_account(session, "laba-ditahan").code
    moved = [part for part in parts if part.amount and part.share.account != source]
    if not moved:
        raise errors.NoShareOfCapital
    lines = [JournalLine(source, debit=sum(part.amount for part in moved))]
    lines += [JournalLine(part.share.account, credit=part.amount) for part in moved]
    return JournalEntry(
        on, store.ALLOCATION, tuple(lines), f"Pembagian laba tahun {year}, putusan {decision}"
    )


def find_allocation(desk: Desk, year: int) -> Allocation:
    """How a year's surplus was allocated; `NotAllocated`."""
    with desk.read() as session:
        found = store.allocation_of(session, year)
        if found is None:
            raise errors.NotAllocated(year)
        return found


def owed_of_allocations(desk: Desk, as_of: date) -> tuple[list[Unpaid], list[AllocationPayment], int]:
    """What was allocated and paid by year and purpose on a day, the payments, and what the ledger owes (sen)."""
    with desk.read() as session:
        sums = account_sums(session, as_of, as_of)
        ledger = -sum(sums[code].balance for code in session.with_role("dana-alokasi") if code in sums)
        return store.unpaid(session, as_of), store.payments(session, as_of), ledger


def pay_allocation(
    desk: Desk,
    purpose: str,
    amount: int,
    on: date,
    description: str,
    *,
    year: int | None = None,
    money: str | None = None,
) -> PostedEntry:
    """Pay something of what was allocated to a purpose (its name, or a part of it), out of cash or a bank account.

    Raises `EmptyField` without a description, `NothingOwed`, `PurposeOfSeveralYears`, `MoreThanAllocated` and
    `TillTooLow`, both also for what a later day leaves.
    """
    if not description.strip():
        raise EmptyField("keterangan")
    with desk.write() as session:
        owed = _owed(session, purpose, year, on)
        days = [day for day, _ in moved_by_day(session, owed.account, date.max) if day > on]
        left = min([owed.left, *(_left_on(session, owed, day) for day in days)])
        if amount > left:
            raise errors.MoreThanAllocated(owed.purpose, amount, max(0, left))
        till = money_account(session, money)
        there = lowest_from(session, till.code, on)
        if amount > there:
            raise errors.TillTooLow(till.code, till.name, amount, max(0, there))
        lines = (JournalLine(owed.account, debit=amount), JournalLine(till.code, credit=amount))
        posted = post(session, JournalEntry(on, store.PAYMENT, lines, description.strip()))
        row = (owed.year, owed.purpose, on.isoformat(), amount, posted.record)
        add_facts(session, store.PAYMENT, [row])
        return posted


def _owed(session: ReadSession, purpose: str, year: int | None, on: date) -> Unpaid:
    """The one purpose of one year that is meant and has something left on the day."""
    owed = [one for one in store.unpaid(session, on) if one.left > 0]
    wanted = purpose.strip().casefold()
    mine = [one for one in owed if year in {None, one.year}]
    found = [one for one in mine if one.purpose.casefold() == wanted] or [
        one for one in mine if wanted and wanted in one.purpose.casefold()
    ]
    if not found or len({one.purpose for one in found}) > 1:
        raise errors.NothingOwed(purpose, tuple(dict.fromkeys(one.purpose for one in found or owed)))
    if len(found) > 1:
        raise errors.PurposeOfSeveralYears(found[0].purpose, tuple(str(one.year) for one in found))
    return found[0]


def _left_on(session: ReadSession, owed: Unpaid, day: date) -> int:
    """What is left of an allocation on a later day."""
    return sum(
        one.left for one in store.unpaid(session, day) if (one.year, one.purpose) == (owed.year, owed.purpose)
    )


def check_undone(session: ReadSession, voucher: str) -> None:
    """Raise `AllocationPaid` for an allocation of which something is paid."""
    one = next((found for found in store.allocations(session) if found.voucher == voucher), None)
    paid = [payment.voucher for payment in store.payments(session) if one and payment.year == one.year]
    if paid:
        raise errors.AllocationPaid(voucher, tuple(paid))
