"""Whether cash or a bank account would have held less than nothing: no till does, so a record is missing or wrong."""

from collections.abc import Iterable
from datetime import date

from upk_ledger.core.balances import Overdraft
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry
from upk_ledger.store.desk import Desk
from upk_ledger.store.session import ReadSession

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
        balance = _at_last_close(session, code)
        days = session.all(
            "SELECT entry_date, sum(debit - credit) FROM journal_line WHERE office_id = :office"
            " AND account_code = :account AND entry_date > :closed AND entry_date <= :until"
            " GROUP BY entry_date ORDER BY entry_date",
            account=code,
            closed=session.closed_through.isoformat(),
            until=until.isoformat(),
        )
        for day, moved in days:
            balance += int(moved)
            if balance < 0 and day >= since.isoformat():
                found.append(Overdraft(code, session.accounts[code].name, date.fromisoformat(day), balance))
                break
    return tuple(found)


def _at_last_close(session: ReadSession, account: str) -> int:
    """The balance (sen) at the end of the newest closed month; nothing before the first close."""
    return int(
        session.value(
            "SELECT coalesce(sum(balance), 0) FROM period_balance WHERE office_id = :office"
            " AND account_code = :account AND record = (SELECT max(record) FROM period_event"
            " WHERE office_id = :office AND kind = 'tutup' AND month = :month AND :closed >= :start)",
            account=account,
            month=str(Month.of(session.closed_through)),
            closed=session.closed_through.isoformat(),
            start=session.desk.office.start.isoformat(),
        )
    )
