"""The balance of one account, day by day since the newest closed month."""

from datetime import date

from upk_ledger.core.dates import Month
from upk_ledger.store.session import ReadSession


def balance_at_last_close(session: ReadSession, account: str) -> int:
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


def moved_by_day(session: ReadSession, account: str, until: date) -> list[tuple[date, int]]:
    """What each open day up to `until` moved on an account (sen, debit less credit), by date."""
    rows = session.all(
        "SELECT entry_date, sum(debit - credit) FROM journal_line WHERE office_id = :office"
        " AND account_code = :account AND entry_date > :closed AND entry_date <= :until"
        " GROUP BY entry_date ORDER BY entry_date",
        account=account,
        closed=session.closed_through.isoformat(),
        until=until.isoformat(),
    )
    return [(date.fromisoformat(day), int(moved)) for day, moved in rows]


def highest_from(session: ReadSession, account: str, since: date) -> int:
    """The highest balance of an account (sen, debit less credit) at the end of an open day and of every later one."""
    return max(_balances_from(session, account, since))


def lowest_from(session: ReadSession, account: str, since: date) -> int:
    """The lowest balance of an account (sen, debit less credit) at the end of an open day and of every later one."""
    return min(_balances_from(session, account, since))


def _balances_from(session: ReadSession, account: str, since: date) -> list[int]:
    """The balance at the end of a day and after whatever moved on a later one."""
    balance = balance_at_last_close(session, account)
    later = []
    for day, moved in moved_by_day(session, account, date.max):
        if day > since:
            later.append(balance)
        balance += moved
    return [balance, *later]
