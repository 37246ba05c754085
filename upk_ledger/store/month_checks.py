"""Figures that the checks of a month's end hold against one another, each read apart from the others."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

from upk_ledger.store.session import ReadSession

# CROSS JOIN keeps SQLite to this order: per account one range of the covering index, not all of it.
_OF_ROLE = (
    " FROM account AS a CROSS JOIN journal_line AS l WHERE a.office_id = :office AND a.role = :role"
    " AND l.office_id = :office AND l.account_code = a.code AND l.entry_date <= :until"
)


class Paid(NamedTuple):
    """Principal and service paid (sen)."""

    principal: int
    service: int


def cash_by_day(session: ReadSession, since: date, until: date) -> dict[str, list[tuple[date, int]]]:
    """What each day of a range moved on each account of cash (sen, debit less credit), by date."""
    rows = session.all(
        "SELECT l.account_code, l.entry_date, sum(l.debit - l.credit)"
        + _OF_ROLE
        + " AND l.entry_date >= :since GROUP BY l.account_code, l.entry_date ORDER BY l.account_code, l.entry_date",
        role="kas",
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return {
        code: [(date.fromisoformat(row[1]), int(row[2])) for row in own]
        for code, own in groupby(rows, key=lambda row: row[0])
    }


def saved_by_group(session: ReadSession, until: date) -> dict[str | None, int]:
    """What each group has saved by the end of a day (sen); None is what belongs to no group yet."""
    rows = session.all(
        "SELECT l.group_code, sum(l.credit - l.debit)" + _OF_ROLE + " GROUP BY l.group_code",
        role="tabungan",
        until=until.isoformat(),
    )
    return {row[0]: int(row[1]) for row in rows}


def deposits_by_loan(session: ReadSession, until: date) -> dict[str, int]:
    """The titipan kept for each loan at the end of a day (sen), where there is any."""
    rows = session.all(
        "SELECT l.loan_number, sum(l.credit - l.debit)"
        + _OF_ROLE
        + " AND l.loan_number IS NOT NULL GROUP BY l.loan_number HAVING sum(l.credit - l.debit) > 0",
        role="titipan",
        until=until.isoformat(),
    )
    return {row[0]: int(row[1]) for row in rows}


def paid_since_record(session: ReadSession, record: int, until: date) -> Paid:
    """What counts as paid by the end of a day and was recorded after a record: nothing, where that closed the day."""
    row = session.first(
        "SELECT coalesce(sum(principal), 0), coalesce(sum(service), 0) FROM ("
        "SELECT principal, service FROM loan_movement"
        " WHERE office_id = :office AND record > :record AND counts_on <= :until"
        " UNION ALL SELECT 0, service FROM recovery"
        " WHERE office_id = :office AND record > :record AND counts_on <= :until) AS late",
        record=record,
        until=until.isoformat(),
    )
    return Paid(*map(int, row or (0, 0)))


def paid_by_members(session: ReadSession, since: date, until: date) -> tuple[Paid, Paid]:
    """What members paid in a range, and what their loans say that was paid by the same payments."""
    row = session.first(
        "SELECT coalesce(sum(p.principal), 0), coalesce(sum(p.service), 0), coalesce(sum(m.principal), 0),"
        " coalesce(sum(m.service), 0) FROM (SELECT record, loan_number, sum(principal) AS principal,"
        " sum(service) AS service FROM member_movement WHERE office_id = :office"
        " AND record IN (SELECT record FROM journal_entry WHERE office_id = :office"
        " AND entry_date BETWEEN :since AND :until) GROUP BY record, loan_number) AS p"
        " JOIN loan_movement AS m ON m.office_id = :office AND m.record = p.record"
        " AND m.loan_number = p.loan_number",
        since=since.isoformat(),
        until=until.isoformat(),
    )
    principal, service, of_loans, service_of_loans = map(int, row or (0, 0, 0, 0))
    return Paid(principal, service), Paid(of_loans, service_of_loans)
