"""Balances of accounts at a date and their movements over a range.

Closed months are read from their snapshots, so that a statement costs the open period and never the whole
history: the balance at the newest month end before the range, the snapshots of the closed months within it,
and the lines of the days that no snapshot covers.
"""

from datetime import date, timedelta

from upk_ledger.core.balances import AccountSums
from upk_ledger.core.dates import Month
from upk_ledger.store.session import ReadSession

_NEWEST_CLOSE = (
    "SELECT max(record) FROM period_event WHERE office_id = :office AND kind = 'tutup' AND month {months}"
    " GROUP BY month"
)
_OPENING_SNAPSHOT = (
    "SELECT account_code, balance, 0, 0, 0, 0 FROM period_balance WHERE office_id = :office AND record IN ("
    + _NEWEST_CLOSE.format(months="= :base_month")
    + ")"
)
# CROSS JOIN keeps SQLite to this order: per account one range of the covering index, not all of it.
_OPENING_LINES = (
    "SELECT l.account_code, l.debit - l.credit, 0, 0, 0, 0 FROM account AS a CROSS JOIN journal_line AS l"
    " WHERE a.office_id = :office AND l.office_id = :office AND l.account_code = a.code"
    " AND l.entry_date > :base_end AND l.entry_date < :start"
)
_MONTH_SNAPSHOTS = (
    "SELECT account_code, 0, debit, credit, closing_debit, closing_credit FROM period_balance"
    " WHERE office_id = :office AND record IN ("
    + _NEWEST_CLOSE.format(months="BETWEEN :first_month AND :last_month")
    + ")"
)
_RANGE_LINES = (
    "SELECT l.account_code, 0, l.debit, l.credit, CASE WHEN e.kind = 'penutup' THEN l.debit ELSE 0 END,"
    " CASE WHEN e.kind = 'penutup' THEN l.credit ELSE 0 END"
    " FROM journal_entry AS e CROSS JOIN journal_line AS l"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :{name}_from AND :{name}_to"
    " AND l.office_id = :office AND l.entry = e.record"
)

_COUNTERED = (
    "SELECT l.account_code, 0, l.debit, l.credit, 0, 0 FROM journal_entry AS o CROSS JOIN journal_entry AS e"
    " CROSS JOIN journal_line AS l WHERE o.office_id = :office AND o.entry_date BETWEEN :range_from AND :range_to"
    " AND o.kind = :kind AND e.office_id = :office AND e.reverses = o.record AND e.entry_date <= :until"
    " AND l.office_id = :office AND l.entry = e.record"
)


def account_sums(session: ReadSession, start: date, end: date) -> dict[str, AccountSums]:
    """Opening balance and movements of every account from `start` to `end`, both included, in code order."""
    parts: list[str] = []
    facts: dict[str, object] = {}
    begin = session.desk.office.start
    base_end = _month_end_by(min(session.closed_through, start - timedelta(days=1)))
    if base_end >= begin:
        parts.append(_OPENING_SNAPSHOT)
        facts["base_month"] = str(Month.of(base_end))
    if base_end < start - timedelta(days=1) and start > begin:
        parts.append(_OPENING_LINES)
        facts |= {"base_end": base_end.isoformat(), "start": start.isoformat()}
    months = _snapshot_months(max(start, begin), min(end, session.closed_through), begin)
    uncovered = [("range", start, end)]
    if months is not None:
        first, last = months
        parts.append(_MONTH_SNAPSHOTS)
        facts |= {"first_month": str(first), "last_month": str(last)}
        uncovered = [
            ("head", start, first.first - timedelta(days=1)),
            ("tail", last.last + timedelta(days=1), end),
        ]
    for name, since, until in uncovered:
        if max(since, begin) <= until:
            parts.append(_RANGE_LINES.format(name=name))
            facts |= {f"{name}_from": since.isoformat(), f"{name}_to": until.isoformat()}
    if not parts:
        return {}
    found = _added_up(session, " UNION ALL ".join(parts), facts)
    if (end.month, end.day) == (12, 31) and start <= end:
        for code, closed in sums_of_kind(session, "penutup", end, end).items():
            found[code] = found[code]._replace(year_end=closed.movement)
    return found


def opening_sums(session: ReadSession) -> dict[str, AccountSums]:
    """What the opening entry of the book (kind `saldo-awal`, on the start date) moved."""
    query = (
        "SELECT l.account_code, 0, l.debit, l.credit, 0, 0 FROM journal_entry AS e CROSS JOIN journal_line AS l"
        " WHERE e.office_id = :office AND e.entry_date = :start AND e.kind = 'saldo-awal'"
        " AND l.office_id = :office AND l.entry = e.record"
    )
    return _added_up(session, query, {"start": session.desk.office.start.isoformat()})


def sums_of_kind(session: ReadSession, kind: str, start: date, end: date) -> dict[str, AccountSums]:
    """What entries of one kind moved from `start` to `end`, both included."""
    return _added_up(
        session,
        _RANGE_LINES.format(name="range") + " AND e.kind = :kind",
        {"range_from": start.isoformat(), "range_to": end.isoformat(), "kind": kind},
    )


def sums_caused_by(session: ReadSession, kind: str, on: date, until: date) -> dict[str, AccountSums]:
    """What entries of one kind moved on a day, with the counter-entries that undid them by another."""
    query = _RANGE_LINES.format(name="range") + " AND e.kind = :kind UNION ALL " + _COUNTERED
    facts: dict[str, object] = {
        "range_from": on.isoformat(),
        "range_to": on.isoformat(),
        "until": until.isoformat(),
        "kind": kind,
    }
    return _added_up(session, query, facts)


def _added_up(session: ReadSession, parts: str, facts: dict[str, object]) -> dict[str, AccountSums]:
    rows = session.all(
        "SELECT account_code, sum(opening), sum(debit), sum(credit), sum(closing_debit), sum(closing_credit)"
        " FROM (SELECT '' AS account_code, 0 AS opening, 0 AS debit, 0 AS credit, 0 AS closing_debit,"
        f" 0 AS closing_credit WHERE 1 = 0 UNION ALL {parts}) AS parts"
        " GROUP BY account_code ORDER BY account_code",
        **facts,
    )
    # PostgreSQL adds up 64-bit integers to exact decimals; sen are whole again here.
    return {row[0]: AccountSums(*map(int, row[1:])) for row in rows}


def _month_end_by(day: date) -> date:
    """The newest month end that is not after `day`."""
    month = Month.of(day)
    return day if day == month.last else month.first - timedelta(days=1)


def _snapshot_months(start: date, end: date, begin: date) -> tuple[Month, Month] | None:
    """The first and last month that lie wholly within the closed days `start` to `end`, or None.

    The month of the book's start counts as whole from that day on.
    """
    first, last = Month.of(start), Month.of(end)
    if start > max(first.first, begin):
        first = first.next()
    if end < last.last:
        last = last.previous()
    return (first, last) if first <= last else None
