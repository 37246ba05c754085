"""What figures are made of, item by item: lines with their records, movements of loans, installments."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.traced_items import DueItem, Head, LineItem, LoanItem
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_MOST_NAMED = 500
"""More accounts or loans than that are not named to the database, but picked here."""

_HEAD = (
    "r.number, r.digest, r.recorded_at, r.actor, r.kind, e.kind, e.series, e.month, e.number, coalesce(t.text, ''),"
    " o.series, o.month, o.number, c.series, c.month, c.number, coalesce(o.kind, e.kind), p.year"
)
_HEAD_COLUMNS = 18
_OF_ENTRY = (
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = r.number"
    " LEFT JOIN journal_entry AS o ON o.office_id = :office AND o.record = e.reverses"
    " LEFT JOIN journal_entry AS c ON c.office_id = :office AND c.reverses = e.record"
    " LEFT JOIN prior_year_entry AS p ON p.office_id = :office AND p.entry = coalesce(e.reverses, e.record)"
)
_OWN = "l.group_code, l.loan_number, l.member_code, l.fund_code, l.asset_code"
_LINE = f"l.line, l.account_code, l.debit, l.credit, {_OWN}"
# CROSS JOIN keeps SQLite to this order: per account one range of the covering index.
_LINES_OF_ACCOUNTS = (
    f"SELECT l.entry_date, {_HEAD}, {_LINE} FROM account AS a CROSS JOIN journal_line AS l"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = l.entry"
    " JOIN record AS r ON r.office_id = :office AND r.number = l.entry"
    + _OF_ENTRY
    + " WHERE a.office_id = :office AND a.code IN ({accounts}) AND l.office_id = :office"
    " AND l.account_code = a.code AND l.entry_date BETWEEN :since AND :until"
)
_LINES_OF_ENTRIES = (
    f"SELECT e.entry_date, {_HEAD}, {_LINE} FROM journal_entry AS e CROSS JOIN journal_line AS l"
    " JOIN record AS r ON r.office_id = :office AND r.number = e.record"
    + _OF_ENTRY
    + " WHERE e.office_id = :office AND {which} AND l.office_id = :office AND l.entry = e.record"
)
_MOVED = (
    f"SELECT m.counts_on, {_HEAD}, m.loan_number, {{amounts}} FROM {{table}} AS m"
    " JOIN record AS r ON r.office_id = :office AND r.number = m.record"
    " LEFT JOIN journal_entry AS e ON e.office_id = :office AND e.record = m.record"
    + _OF_ENTRY
    + " WHERE m.office_id = :office AND {which}"
)
_MOVEMENTS = (
    ("loan_movement", "m.disbursed, m.principal, m.service, m.written_off, 0, 0"),
    ("recovery", "0, 0, 0, 0, m.principal, m.service"),
)
_DUES = (
    "SELECT i.loan_number, i.version, i.number, i.due_date, i.cum_principal, i.cum_service FROM installment AS i"
    " WHERE i.office_id = :office{loans} AND i.due_date < :before"
    " ORDER BY i.loan_number, i.version, i.due_date, i.number"
)


def _head(on: str, row: Sequence[Any]) -> Head:
    number, digest, recorded_at, actor, record_kind, kind, *rest = row
    voucher, description = rest[:3], rest[3]
    undone, undoing, cause, year = rest[4:7], rest[7:10], rest[10], rest[11]
    return Head(
        number,
        digest,
        recorded_at,
        actor,
        date.fromisoformat(on),
        kind or record_kind,
        _voucher(voucher),
        description,
        _voucher(undone),
        _voucher(undoing),
        cause or record_kind,
        year,
    )


def _voucher(parts: Sequence[Any]) -> str:
    return voucher_number(parts[0], parts[1], parts[2]) if parts[0] else ""


def _named(values: Collection[str], facts: dict[str, object]) -> str:
    """Place holders for values, which are put among the facts."""
    names = {f"n{place}": value for place, value in enumerate(sorted(values))}
    facts.update(names)
    return ", ".join(f":{name}" for name in names)


def lines_on(session: ReadSession, accounts: Collection[str], since: date, until: date) -> list[LineItem]:
    """The lines on some accounts dated from `since` to `until`, in order of date and recording."""
    facts: dict[str, object] = {"since": since.isoformat(), "until": until.isoformat()}
    query = _LINES_OF_ACCOUNTS.format(accounts=_named(accounts, facts))
    return _lines(session.all(query, **facts))


def entries_whole(session: ReadSession, since: date, until: date) -> list[LineItem]:
    """All lines of the entries dated from `since` to `until`, entry by entry."""
    facts = {"since": since.isoformat(), "until": until.isoformat()}
    query = _LINES_OF_ENTRIES.format(which="e.entry_date BETWEEN :since AND :until")
    return _lines(session.all(query, **facts))


def entry_lines(session: ReadSession, record: int) -> list[LineItem]:
    """The lines of one entry."""
    return _lines(session.all(_LINES_OF_ENTRIES.format(which="e.record = :record"), record=record))


def _lines(rows: Sequence[tuple[Any, ...]]) -> list[LineItem]:
    heads: dict[int, Head] = {}
    found = []
    for row in rows:
        record = row[1]
        if record not in heads:
            heads[record] = _head(row[0], row[1 : 1 + _HEAD_COLUMNS])
        found.append(LineItem(heads[record], *row[1 + _HEAD_COLUMNS :]))
    return sorted(found, key=lambda item: (item.head.on, item.head.record, item.line))


def loan_items(session: ReadSession, loans: Collection[str] | None, until: date) -> list[LoanItem]:
    """What records say of loans (None: of all) by the end of a day, in order of date and recording."""
    facts: dict[str, object] = {"until": until.isoformat()}
    which = "m.counts_on <= :until"
    if loans is not None and len(loans) <= _MOST_NAMED:
        which += f" AND m.loan_number IN ({_named(loans, facts)})"
    return _moved(session, which, **facts)


def loan_items_of(session: ReadSession, record: int) -> list[LoanItem]:
    """What one record says of loans."""
    return _moved(session, "m.record = :record", record=record)


def _moved(session: ReadSession, which: str, **facts: object) -> list[LoanItem]:
    found = []
    for table, amounts in _MOVEMENTS:
        for row in session.all(_MOVED.format(table=table, amounts=amounts, which=which), **facts):
            head = _head(row[0], row[1 : 1 + _HEAD_COLUMNS])
            found.append(LoanItem(head, *row[1 + _HEAD_COLUMNS :]))
    return sorted(found, key=lambda item: (item.head.on, item.head.record, item.loan))


def due_items(session: ReadSession, loans: Collection[str], before: date) -> list[DueItem]:
    """The installments of some loans, every version, that fall due before a day."""
    facts: dict[str, object] = {"before": before.isoformat()}
    some = f" AND i.loan_number IN ({_named(loans, facts)})" if len(loans) <= _MOST_NAMED else ""
    found: list[DueItem] = []
    last, principal, service = ("", 0), 0, 0
    for loan, version, number, due, cum_principal, cum_service in session.all(
        _DUES.format(loans=some), **facts
    ):
        if last != (loan, version):
            last, principal, service = (loan, version), 0, 0
        parts = (cum_principal - principal, cum_service - service)
        found.append(DueItem(loan, version, number, date.fromisoformat(due), *parts))
        principal, service = cum_principal, cum_service
    return found


def bank_lines_of(session: ReadSession, record: int) -> list[tuple[str, date, int]]:
    """The lines of the bank's statements that an entry is matched with: account, day, amount (sen)."""
    newest: dict[tuple[int, int], tuple[str, str, int, str]] = {}
    for statement, place, account, day, amount, status in session.all(
        "SELECT m.statement, m.place, m.account_code, l.on_date, l.amount, m.status FROM bank_match AS m"
        " JOIN bank_statement_line AS l ON l.office_id = m.office_id AND l.statement = m.statement"
        " AND l.place = m.place WHERE m.office_id = :office AND m.entry = :record ORDER BY m.record, m.line",
        record=record,
    ):
        newest[statement, place] = (account, day, amount, status)
    return [
        (account, date.fromisoformat(day), amount)
        for account, day, amount, status in newest.values()
        if status == "cocok"
    ]


def previous_digest(session: ReadSession, record: int) -> str:
    """The digest of the record before this one, as this one has it."""
    return str(
        session.value(
            "SELECT previous FROM record WHERE office_id = :office AND number = :record", record=record
        )
    )
