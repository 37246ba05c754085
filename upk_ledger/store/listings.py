"""What listings list: entries with their lines, and facts of all loans at once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from upk_ledger.core.listings import CashFlow, ListedEntry, ListedLine, LoanPaid, MixedEntry
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_ENTRIES = (
    "SELECT e.record, e.entry_date, e.kind, e.series, e.month, e.number, coalesce(t.text, ''),"
    " l.account_code, l.debit, l.credit, l.group_code, l.loan_number, l.member_code, l.fund_code"
    " FROM journal_entry AS e"
    " CROSS JOIN journal_line AS l"
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = e.record"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until"
    " AND l.office_id = :office AND l.entry = e.record"
    " ORDER BY e.entry_date, e.record, l.line"
)

# CROSS JOIN keeps SQLite to this order: the entries of the range, then the lines of each. The plus keeps it from
# walking through all entries in the order of the grouping.
_CASH_FLOWS = (
    "SELECT CASE WHEN x.mixed = 1 THEN x.record ELSE 0 END, CASE WHEN x.mixed = 1 THEN x.undoes ELSE 0 END,"
    " l.account_code,"
    " sum(CASE WHEN x.undoes > x.mixed THEN -l.debit ELSE l.credit END),"
    " sum(CASE WHEN x.undoes > x.mixed THEN -l.credit ELSE l.debit END)"
    " FROM (SELECT +e.record AS record, CASE WHEN e.reverses IS NULL THEN 0 ELSE 1 END AS undoes,"
    " max(CASE WHEN b.role NOT IN ('kas', 'bank') AND m.debit > 0 THEN 1 ELSE 0 END)"
    " * max(CASE WHEN b.role NOT IN ('kas', 'bank') AND m.credit > 0 THEN 1 ELSE 0 END) AS mixed"
    " FROM journal_entry AS e CROSS JOIN journal_line AS m"
    " JOIN account AS b ON b.office_id = :office AND b.code = m.account_code"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until AND e.kind <> 'saldo-awal'"
    " AND m.office_id = :office AND m.entry = e.record GROUP BY +e.record, e.reverses"
    " HAVING max(CASE WHEN b.role IN ('kas', 'bank') THEN 1 ELSE 0 END) = 1) AS x"
    " CROSS JOIN journal_line AS l JOIN account AS a ON a.office_id = :office AND a.code = l.account_code"
    " WHERE l.office_id = :office AND l.entry = x.record AND a.role NOT IN ('kas', 'bank')"
    " GROUP BY CASE WHEN x.mixed = 1 THEN x.record ELSE 0 END, CASE WHEN x.mixed = 1 THEN x.undoes ELSE 0 END,"
    " l.account_code"
)


def cash_flows(session: ReadSession, start: date, end: date) -> tuple[dict[str, CashFlow], list[MixedEntry]]:
    """What moved cash and bank from `start` to `end`, by counter account; a counter-entry takes back its flow.

    Entries with counter accounts on both sides come one by one: not all that they name moved money.
    """
    plain: dict[str, CashFlow] = {}
    mixed: dict[int, MixedEntry] = {}
    for record, undoes, code, received, paid in session.all(
        _CASH_FLOWS, since=start.isoformat(), until=end.isoformat()
    ):
        if record:
            sign = -1 if undoes else 1
            found = mixed.setdefault(record, MixedEntry(bool(undoes), {}))
            found.parts[code] = sign * (int(received) - int(paid))
        else:
            plain[code] = CashFlow(int(received), int(paid))
    return plain, list(mixed.values())


def equity_moves(session: ReadSession, start: date, end: date) -> list[tuple[str, str, int]]:
    """What entries moved equity from `start` to `end`: kind, account, credit less debit (sen).

    A counter-entry is of the kind of the entry that it undoes; opening and closing entries are left out. Behind the
    kind of an entry that puts right a closed year stands that year.
    """
    rows = session.all(
        "SELECT coalesce(o.kind, e.kind) || coalesce(' ' || CAST(p.year AS text), ''), l.account_code,"
        " sum(l.credit - l.debit) FROM account AS a CROSS JOIN journal_line AS l"
        " JOIN journal_entry AS e ON e.office_id = :office AND e.record = l.entry"
        " LEFT JOIN journal_entry AS o ON o.office_id = :office AND o.record = e.reverses"
        " LEFT JOIN prior_year_entry AS p ON p.office_id = :office AND p.entry = coalesce(o.record, e.record)"
        " WHERE a.office_id = :office AND a.type = 'modal' AND l.office_id = :office AND l.account_code = a.code"
        " AND l.entry_date BETWEEN :since AND :until AND e.kind NOT IN ('saldo-awal', 'penutup')"
        " GROUP BY 1, 2 ORDER BY 1, 2",
        since=start.isoformat(),
        until=end.isoformat(),
    )
    return [(kind, code, int(amount)) for kind, code, amount in rows]


def newest_day(session: ReadSession, start: date, end: date) -> date | None:
    """The last day from `start` to `end` that has an entry."""
    found = session.value(
        "SELECT max(entry_date) FROM journal_entry WHERE office_id = :office AND entry_date BETWEEN :since AND :until",
        since=start.isoformat(),
        until=end.isoformat(),
    )
    return date.fromisoformat(found) if found else None


def entries_between(session: ReadSession, start: date, end: date) -> list[ListedEntry]:
    """All entries dated from `start` to `end`, both included, by date and in order of recording."""
    rows = session.all(_ENTRIES, since=start.isoformat(), until=end.isoformat())
    return [_entry(list(lines)) for _, lines in groupby(rows, key=lambda row: row[0])]


def _entry(rows: list[tuple[Any, ...]]) -> ListedEntry:
    record, on, kind, series, month, number, words = rows[0][:7]
    return ListedEntry(
        record, date.fromisoformat(on), kind, voucher_number(series, month, number), words, _lines(rows)
    )


def _lines(rows: Iterable[tuple[Any, ...]]) -> tuple[ListedLine, ...]:
    return tuple(ListedLine(*row[7:]) for row in rows)


def member_counts(session: ReadSession, as_of: date) -> dict[str, int]:
    """How many members share each loan at the end of a day, by loan number."""
    rows = session.all(
        "SELECT s.loan_number, count(*) FROM loan_schedule AS s JOIN loan_share AS h"
        " ON h.office_id = s.office_id AND h.record = s.record AND h.loan_number = s.loan_number"
        " WHERE s.office_id = :office AND s.version = (SELECT max(v.version) FROM loan_schedule AS v"
        " WHERE v.office_id = :office AND v.loan_number = s.loan_number AND v.valid_from <= :as_of)"
        " GROUP BY s.loan_number",
        as_of=as_of.isoformat(),
    )
    return dict(rows)


def loan_rates(session: ReadSession, as_of: date) -> dict[str, Decimal]:
    """The rate in percent of each loan at the end of a day, by loan number."""
    rows = session.all(
        "SELECT loan_number, rate_percent FROM loan_schedule"
        " WHERE office_id = :office AND valid_from <= :as_of ORDER BY version",
        as_of=as_of.isoformat(),
    )
    return {number: Decimal(rate) for number, rate in rows}


def paid_by_loan(session: ReadSession, start: date, end: date) -> dict[str, LoanPaid]:
    """By loan number: what was lent, paid and written off before `start`, and what from then to `end`."""
    rows = session.all(
        "SELECT loan_number,"
        " sum(CASE WHEN counts_on < :since THEN disbursed ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN principal ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN service ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN 0 ELSE principal END),"
        " sum(CASE WHEN counts_on < :since THEN 0 ELSE service END),"
        " sum(CASE WHEN counts_on < :since THEN written_off ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN 0 ELSE written_off END)"
        " FROM loan_movement WHERE office_id = :office AND counts_on <= :until GROUP BY loan_number",
        since=start.isoformat(),
        until=end.isoformat(),
    )
    return {row[0]: LoanPaid(*map(int, row[1:])) for row in rows}
