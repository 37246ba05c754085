"""The sums of many offices from the snapshots of their closed months: one question, however many of either there are.

What income and expense moved in a range is the difference of two balances, less what closing entries took: so that
no month between is read. Everything stands in the snapshots of two closings and in the closing entries of the range.
"""

from collections.abc import Collection
from datetime import date

from upk_ledger.core.balances import AccountSums
from upk_ledger.core.dates import Month
from upk_ledger.store.session import ReadSession

# Office by office along the keys: what is read follows the offices and their accounts, not the years of their books.
_SNAPSHOTS = (
    "SELECT {by}, sum(CASE WHEN m.month = :eve THEN p.balance ELSE 0 END) AS opening,"
    " sum(CASE WHEN m.month = :until THEN p.balance ELSE 0 END) AS balance, 0 AS closing, 0 AS year_end"
    " FROM office AS o CROSS JOIN office_month AS m CROSS JOIN period_balance AS p"
    " WHERE o.kind = 'upk'{only} AND m.office_id = o.office_id AND m.month IN (:eve, :until)"
    " AND (m.month = :until OR EXISTS (SELECT 1 FROM office_month AS u WHERE u.office_id = o.office_id"
    " AND u.month = :until)) AND p.office_id = o.office_id AND p.record = m.record GROUP BY {by}"
)
_CLOSED = (
    "SELECT {by}, 0, 0, sum(p.debit - p.credit), sum(CASE WHEN e.entry_date = :day THEN p.debit - p.credit ELSE 0 END)"
    " FROM office AS o CROSS JOIN office_month AS m CROSS JOIN year_closing AS f CROSS JOIN journal_entry AS e"
    " CROSS JOIN journal_line AS p WHERE o.kind = 'upk'{only} AND m.office_id = o.office_id AND m.month = :until"
    " AND f.office_id = o.office_id AND f.entry IS NOT NULL AND e.office_id = o.office_id AND e.record = f.entry"
    " AND e.entry_date BETWEEN :first AND :last AND p.office_id = o.office_id AND p.entry = e.record GROUP BY {by}"
)
_SUMS = (
    "SELECT {named}, sum(opening), sum(balance), sum(closing), sum(year_end) FROM ("
    + _SNAPSHOTS
    + " UNION ALL "
    + _CLOSED
    + ") AS parts GROUP BY {named}"
)
_ROLLED = _SUMS.replace("{by}", "p.account_code").replace("{named}", "account_code")
_BY_OFFICE = _SUMS.replace("{by}", "p.office_id, p.account_code").replace(
    "{named}", "office_id, account_code"
)
_ACCOUNTS = (
    "SELECT a.office_id, a.code, a.name, a.type, a.role FROM office AS o CROSS JOIN account AS a"
    " WHERE o.kind = 'upk'{only} AND a.office_id = o.office_id ORDER BY a.office_id, a.code"
)


def rolled_sums(
    session: ReadSession, since: Month, until: Month, offices: Collection[int] | None = None
) -> dict[str, AccountSums]:
    """By account code what all offices (or those named) that closed `until` hold, and moved from `since` on.

    The sums behind trial balance, balance sheet and (with `since` January) income statement of all together.
    """
    rows = session.all(_only(_ROLLED, offices), **_range(since, until))
    return {code: _sums(*map(int, row)) for code, *row in rows}


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
    return AccountSums(opening, max(moved, 0), max(-moved, 0), max(closing, 0), max(-closing, 0), year_end)
