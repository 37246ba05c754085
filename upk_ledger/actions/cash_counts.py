"""Counting the cash box (opname kas): counted first, then held against the book, its difference booked or explained."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from upk_ledger.actions.reversal import reverse
from upk_ledger.core.balances import NOTHING
from upk_ledger.core.cash_counts import (
    BOOKED,
    DIFFERS,
    EXPLAINED,
    TAKEN_BACK,
    CashCount,
    Pieces,
    unfit_to_count,
)
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.cash_counts import (
    BookChangedSince,
    CountedAgain,
    CountSettled,
    CountTakenBack,
    DifferenceInClosedMonth,
    NoCount,
    UnknownCount,
    UnknownCounter,
)
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store import cash_counts
from upk_ledger.store.accounts import find_account, the_account
from upk_ledger.store.balances import account_sums
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.posting import post
from upk_ledger.store.session import ReadSession, WriteSession

KIND = cash_counts.KIND
"""The kind of entry that books the difference of a count."""

SELF = "hitung-sendiri"
"""The rule under which a count by who keeps or recorded the cash stands on the exception list."""

_NEWEST = 3


class CountPlan(NamedTuple):
    """Who is about to count what, before anything is known of the result.

    `unfit` where somebody else who serves should count instead; `bookable` where a difference can be booked on the day.
    """

    account: str
    account_name: str
    counter: str
    counter_name: str
    on: date
    unfit: bool
    bookable: bool


def plan_count(
    desk: Desk, on: date, *, account: str | None = None, counter: str | None = None, book: bool = False
) -> CountPlan:
    """Look at who is to count which account of cash on a day, without a look at its balance.

    `counter` is an officer's code, without it who is at the desk; `book` says that a difference is to be booked. Raises
    `UnknownCounter`, `BeforeBookStart`, `DifferenceInClosedMonth`, and the refusals of `find_account`.
    """
    with desk.read() as session:
        if on < desk.office.start:
            raise BeforeBookStart(on, desk.office.start)
        till = find_account(session, account, ("kas",)) if account else the_account(session, "kas")
        officers = officers_at(session, on)
        who = (counter or desk.actor).strip()
        found = next((one for one in officers if one.code.casefold() == who.casefold()), None)
        if found is None:
            raise UnknownCounter(who, tuple(one.code for one in officers))
        if book:
            _check_bookable(session, on)
        unfit = unfit_to_count(found.code, officers, cash_counts.cash_recorders(session, till.code, on))
        bookable = on > session.closed_through
        return CountPlan(till.code, till.name, found.code, found.name or found.code, on, unfit, bookable)


def record_count(desk: Desk, plan: CountPlan, pieces: Sequence[Pieces], reason: str = "") -> CashCount:
    """Record what was counted beside the book's balance at the end of the day.

    A count by who should not count stands on the exception list with `reason`.
    """
    with desk.write() as session:
        balance = _book_balance(session, plan.account, plan.on)
        noted = [(SELF, plan.account, plan.counter)] if plan.unfit else []
        number = cash_counts.add_count(
            session, plan.account, plan.on, plan.counter, balance, pieces, reason.strip(), noted
        )
        return find_count(session, number)


def count_cash(
    desk: Desk,
    plan: CountPlan,
    pieces: Sequence[Pieces],
    reason: str = "",
    *,
    book: bool = False,
    explanation: str | None = None,
) -> CashCount:
    """Record a count and at once what becomes of its difference, if there is one and it is said."""
    with desk.write():
        count = record_count(desk, plan, pieces, reason)
        if count.status == DIFFERS and book:
            return book_difference(desk, count.number)
        if count.status == DIFFERS and explanation is not None:
            return explain_difference(desk, count.number, explanation)
        return count


def book_difference(desk: Desk, number: int) -> CashCount:
    """Book what a count found too much or too little as income or cost, on the day of the count.

    Where that day's month is closed: on the first open day. Raises `UnknownCount`, `CountTakenBack`, `CountSettled`,
    `CountedAgain`, `BookChangedSince`, `NoAccountOfRole`.
    """
    with desk.write() as session:
        count = _open_count(session, number)
        _check_still_missing(session, count)
        more = count.difference > 0
        amount = abs(count.difference)
        result = the_account(session, "selisih-lebih" if more else "selisih-kurang").code
        debit, credit = (count.account, result) if more else (result, count.account)
        lines = (JournalLine(debit, debit=amount), JournalLine(credit, credit=amount))
        words = f"Selisih {'lebih' if more else 'kurang'} opname kas nomor {number}"
        on = max(count.on, session.closed_through + timedelta(days=1))
        posted = post(session, JournalEntry(on, KIND, lines, words))
        cash_counts.add_outcome(session, count, BOOKED, entry=posted.record)
        return find_count(session, number)


def explain_difference(desk: Desk, number: int, words: str) -> CashCount:
    """Record why a count differs from the book, without booking anything.

    Raises `UnknownCount`, `CountTakenBack`, `CountSettled`, `EmptyField`.
    """
    if not words.strip():
        raise EmptyField("penjelasan")
    with desk.write() as session:
        cash_counts.add_outcome(session, _open_count(session, number), EXPLAINED, words.strip())
        return find_count(session, number)


def take_back_count(desk: Desk, number: int, reason: str, codes: Sequence[str] = ()) -> CashCount:
    """Take a count back, as if it had never been: the entry of its difference too.

    Raises `UnknownCount`, `CountTakenBack`, `EmptyField` without a reason, and what `reverse` raises.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        count = find_count(session, number)
        if count.status == TAKEN_BACK:
            raise CountTakenBack(number)
        if count.voucher:
            reverse(desk, count.voucher, reason, codes=codes)
        cash_counts.add_outcome(session, count, TAKEN_BACK, reason.strip())
        return find_count(session, number)


def list_counts(desk: Desk, since: date | None = None, until: date | None = None) -> list[CashCount]:
    """The counts of a range of days (ends included), also those taken back, in order of recording."""
    with desk.read() as session:
        return cash_counts.counts_between(session, since or date.min, until or date.max)


def find_count(session: ReadSession, number: int) -> CashCount:
    """The count of this number; `UnknownCount` names the newest."""
    found = cash_counts.counts_between(session, number=number)
    if not found:
        newest = cash_counts.counts_between(session)[-_NEWEST:]
        raise UnknownCount(number, tuple(f"{one.number} ({one.on})" for one in reversed(newest)))
    return found[0]


def newest_count(session: ReadSession) -> CashCount:
    """The newest count that was not taken back; `NoCount` where there is none."""
    found = [one for one in cash_counts.counts_between(session) if one.status != TAKEN_BACK]
    if not found:
        raise NoCount
    return found[-1]


def _open_count(session: WriteSession, number: int) -> CashCount:
    """The count of this number, whose difference is open."""
    count = find_count(session, number)
    if count.status == TAKEN_BACK:
        raise CountTakenBack(number)
    if count.status != DIFFERS:
        raise CountSettled(number, count.status)
    return count


def _check_bookable(session: ReadSession, on: date) -> None:
    if on <= session.closed_through:
        raise DifferenceInClosedMonth(on, session.closed_through + timedelta(days=1))


def _check_still_missing(session: ReadSession, count: CashCount) -> None:
    """A difference is booked once: not that of a till counted again since, nor one that entries since may explain."""
    for other in cash_counts.counts_between(session, since=count.on):
        if (other.account, other.status != TAKEN_BACK) == (
            count.account,
            True,
        ) and other.number > count.number:
            raise CountedAgain(count.number, other.number, other.on)
    balance = _book_balance(session, count.account, count.on)
    if balance != count.book:
        raise BookChangedSince(count.number, count.account_name, count.on, count.book, balance)


def _book_balance(session: ReadSession, account: str, on: date) -> int:
    """What the book says is in a till at the end of a day (sen)."""
    return account_sums(session, on, on).get(account, NOTHING).balance
