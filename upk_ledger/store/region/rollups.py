"""The sums of many offices from the snapshots of their closed months: one question, however many of either there are.

What income and expense moved in a range is the difference of two balances, less what closing entries took: so that
no month between is read. Everything stands in the snapshots of two closings and in the closing entries of the range.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from upk_ledger.core.balances import AccountSums
from upk_ledger.core.dates import Month
from upk_ledger.store.session import ReadSession

# Office by office along the keys: what is read follows the offices and their accounts, not the years of their books.
_SNAPSHOT = (
    "SELECT p.office_id, p.account_code, {columns} FROM office AS o CROSS JOIN office_month AS m"
    " CROSS JOIN period_balance AS p WHERE o.kind = 'upk'{only} AND m.office_id = o.office_id AND m.month = :{month}"
    " AND p.office_id = o.office_id AND p.record = m.record"
)
_CLOSED = (
    "SELECT l.office_id, l.account_code, 0, 0, l.debit - l.credit,"
    " CASE WHEN e.entry_date = :day THEN l.debit - l.credit ELSE 0 END"
    " FROM office AS o CROSS JOIN office_month AS m CROSS JOIN year_closing AS f CROSS JOIN journal_entry AS e"
    " CROSS JOIN journal_line AS l WHERE o.kind = 'upk'{only} AND m.office_id = o.office_id AND m.month = :until"
    " AND f.office_id = o.office_id AND f.entry IS NOT NULL AND e.office_id = o.office_id AND e.record = f.entry"
    " AND e.entry_date BETWEEN :first AND :last AND l.office_id = o.office_id AND l.entry = e.record"
)
_PARTS = " UNION ALL ".join(
    (
        _SNAPSHOT.replace("{columns}", "0, p.balance, 0, 0").replace("{month}", "until"),
        _SNAPSHOT.replace("{columns}", "p.balance, 0, 0, 0").replace("{month}", "eve"),
        _CLOSED,
    )
)
_NAMED = (
    "SELECT 0 AS office_id, '' AS account_code, 0 AS opening, 0 AS balance, 0 AS closing, 0 AS year_end WHERE 1 = 0"
    " UNION ALL "
)
_BY_OFFICE = (
    "SELECT office_id, account_code, sum(opening), sum(balance), sum(closing), sum(year_end) FROM ("
    + _NAMED
    + _PARTS
    + ") AS parts GROUP BY office_id, account_code"
)
_ROLLED = (
    "SELECT a.type, a.role, t.account_code, sum(t.opening), sum(t.balance), sum(t.closing), sum(t.year_end) FROM ("
    + _NAMED
    + _PARTS
    + ") AS t JOIN account AS a ON a.office_id = t.office_id AND a.code = t.account_code"
    " GROUP BY a.type, a.role, t.account_code"
)
_ACCOUNTS = (
    "SELECT a.office_id, a.code, a.name, a.type, a.role FROM office AS o CROSS JOIN account AS a"
    " WHERE o.kind = 'upk'{only} AND a.office_id = o.office_id ORDER BY a.office_id, a.code"
)


class Rolled(NamedTuple):
    """An account of many offices (those of one type, role and code) added up over a range."""

    type: str
    role: str
    code: str
    sums: AccountSums


def rolled_sums(
    session: ReadSession, since: Month, until: Month, offices: Collection[int] | None = None
) -> list[Rolled]:
    """What all offices (or those named) that closed `until` hold and moved from the month `since` on, added up.

    The sums behind trial balance, balance sheet and (with `since` January) income statement of all together.
    """
    rows = session.all(_only(_ROLLED, offices), **_range(since, until))
    return [Rolled(type_, role, code, _sums(*map(int, row))) for type_, role, code, *row in rows]


def sums_by_office(
    session: ReadSession, since: Month, until: Month, offices: Collection[int] | None = None
) -> dict[int, dict[str, AccountSums]]:
    """The same for each office, by account; offices that did not close `until` are absent.

    Debit and credit are each range's net movement on its side, not its turnover.
    """
    found: dict[int, dict[str, AccountSums]] = {}
    for office, code, *row in session.each(_only(_BY_OFFICE, offices), **_range(since, until)):
        found.setdefault(office, {})[code] = _sums(*map(int, row))
    return found


def accounts_by_office(
    session: ReadSession, offices: Collection[int] | None = None
) -> dict[int, list[tuple[str, str, str, str]]]:
    """Code, name, type and role of every account of all offices (or those named)."""
    found: dict[int, list[tuple[str, str, str, str]]] = {}
    for office, *account in session.each(_only(_ACCOUNTS, offices)):
        code, name, type_, role = account
        found.setdefault(office, []).append((code, name, type_, role))
    return found


def _only(query: str, offices: Collection[int] | None) -> str:
    listed = "" if offices is None else ", ".join(str(int(office)) for office in sorted(offices)) or "0"
    return query.replace("{only}", f" AND o.office_id IN ({listed})" if listed else "")


def _range(since: Month, until: Month) -> dict[str, object]:
    """What the parts are asked with; only a 31 December ends a year."""
    last = until.last
    year_end = last.isoformat() if last == date(last.year, 12, 31) else ""
    return {
        "eve": str(since.previous()),
        "until": str(until),
        "first": since.first.isoformat(),
        "last": last.isoformat(),
        "day": year_end,
    }


def _sums(opening: int, balance: int, closing: int, year_end: int) -> AccountSums:
    moved = balance - opening
    return AccountSums(
        opening, max(moved, 0), max(-moved, 0), max(closing, 0), max(-closing, 0), year_end
    )
