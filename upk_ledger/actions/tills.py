"""Whether cash or a bank account would have held less than nothing: no till does, so a record is missing or wrong."""

from collections.abc import Iterable
from datetime import date

from upk_ledger.core.balances import Overdraft
from upk_ledger.core.entries import JournalEntry
from upk_ledger.store.desk import Desk
from upk_ledger.store.session import ReadSession
from upk_ledger.store.tills import balance_at_last_close, moved_by_day

MONEY = ("kas", "bank")


def overdrawn_by(desk: Desk, entry: JournalEntry) -> tuple[Overdraft, ...]:
    """The accounts that an entry took money from and that hold less than nothing on its day or later."""
    with desk.read() as session:
        money = session.with_role(*MONEY)
        taken = sorted({line.account for line in entry.lines if line.credit} & money)
        return overdrawn(session, taken, entry.date)


def overdrawn_since(desk: Desk, since: date) -> tuple[Overdraft, ...]:
    """Every account of cash and bank that holds less than nothing on a day or later."""
    with desk.read() as session:
        return overdrawn(session, sorted(session.with_role(*MONEY)), since)


def overdrawn(
    session: ReadSession, accounts: Iterable[str], since: date, until: date = date.max
) -> tuple[Overdraft, ...]:
    """For each of `accounts` the first open day of a range (ends included) at whose end it is below zero."""
    found = []
    for code in accounts:
        balance = balance_at_last_close(session, code)
        for day, moved in moved_by_day(session, code, until):
            balance += moved
            if balance < 0 and day >= since:
                found.append(Overdraft(code, session.accounts[code].name, day, balance))
                break
    return tuple(found)
