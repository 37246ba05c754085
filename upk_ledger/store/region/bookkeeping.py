"""What the books of many offices say of how they are kept: one question for all of them together, a fact each.

Every question begins at the offices and goes on along keys within the days looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.region.bookkeeping_parts import (
    Arrival,
    Cancelled,
    Count,
    MonthEvent,
    OfficeFacts,
    Reconciled,
    RoleBalance,
    SettingRow,
    Vouchers,
)
from upk_ledger.core.vouchers import BY_BANK, MADE_BY_ITSELF
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.region.months import kept_months
from upk_ledger.store.session import ReadSession

_CLOSED = (
    " FROM office AS o CROSS JOIN period_event AS p{join} WHERE p.office_id = o.office_id AND p.kind = 'tutup'"
    " AND p.month BETWEEN :first AND :last{only} AND NOT EXISTS (SELECT 1 FROM period_event AS q"
    " WHERE q.office_id = p.office_id AND q.month = p.month AND q.record > p.record)"
)
"""The closings that stand, with what hangs on them."""

_DATED = " AND {alias}.{day} BETWEEN :since AND :until"
_OFFICES = (
    "SELECT o.office_id, o.code, o.uuid, o.kind, o.name, o.zone, o.start_date, r.reason FROM office AS o"
    " LEFT JOIN replica AS r ON r.office_id = o.office_id WHERE o.kind IN ('upk', 'sekretariat'){only} ORDER BY o.code"
)
_EVENTS = (
    "SELECT o.office_id, p.month, p.kind, r.recorded_at FROM office AS o CROSS JOIN period_event AS p"
    " JOIN record AS r ON r.office_id = p.office_id AND r.number = p.record"
    " WHERE p.office_id = o.office_id AND p.kind IN ('tutup', 'buka') AND p.month BETWEEN :first AND :last{only}"
    " ORDER BY o.office_id, p.record"
)
_BALANCES = (
    "SELECT o.office_id, p.month, CASE WHEN a.role IN ('kas', 'bank') THEN b.account_code ELSE '' END, a.role,"
    " sum(b.balance)"
    + _CLOSED.format(
        join=" JOIN period_balance AS b ON b.office_id = p.office_id AND b.record = p.record"
        " JOIN account AS a ON a.office_id = b.office_id AND a.code = b.account_code",
        only="{only}",
    )
    + " GROUP BY 1, 2, 3, 4"
)
_LOANS = (
    "SELECT o.office_id, p.month, sum(l.balance)"
    + _CLOSED.format(
        join=" JOIN period_loan AS l ON l.office_id = p.office_id AND l.record = p.record", only="{only}"
    )
    + " GROUP BY 1, 2"
)
_COUNTS = (
    "SELECT o.office_id, c.record, c.count, c.account_code, c.on_date, c.status FROM office AS o"
    " CROSS JOIN cash_count AS c WHERE c.office_id = o.office_id"
    + _DATED.format(alias="c", day="on_date")
    + "{only} ORDER BY o.office_id, c.record, c.line"
)
_RECONCILED = (
    "SELECT o.office_id, b.account_code, b.on_date, b.book_balance, b.status FROM office AS o"
    " CROSS JOIN bank_reconciliation AS b WHERE b.office_id = o.office_id"
    + _DATED.format(alias="b", day="on_date")
    + "{only} ORDER BY o.office_id, b.record, b.line"
)
_UNDONE = (
    "EXISTS (SELECT 1 FROM journal_entry AS c WHERE c.office_id = e.office_id AND c.reverses = e.record)"
)
_SUPPORT = (
    "coalesce((SELECT s.status FROM voucher_support AS s WHERE s.office_id = e.office_id AND s.entry = e.record"
    " ORDER BY s.record DESC, s.line DESC LIMIT 1),"
    f" CASE WHEN coalesce(e.receipt, '') <> '' OR e.kind = '{BY_BANK}' THEN 'ada' ELSE '' END)"
)
_ITSELF = ", ".join(f"'{kind}'" for kind in sorted(MADE_BY_ITSELF))
_VOUCHERS = (
    "SELECT office_id, series, month, count(*), min(number), max(number), sum(wants), sum(has) FROM ("
    "SELECT e.office_id, e.series, e.month, e.number,"
    f" CASE WHEN e.kind IN ({_ITSELF}) OR {_UNDONE} THEN 0 ELSE 1 END AS wants,"
    f" CASE WHEN e.kind IN ({_ITSELF}) OR {_UNDONE} THEN 0 WHEN {_SUPPORT} = 'ada' THEN 1 ELSE 0 END AS has"
    " FROM office AS o CROSS JOIN journal_entry AS e WHERE e.office_id = o.office_id"
    + _DATED.format(alias="e", day="entry_date")
    + "{only}) AS told GROUP BY office_id, series, month ORDER BY office_id, month, series"
)
_CANCELLED = (
    "SELECT o.office_id, e.series, e.month, e.number, done.recorded_at, was.recorded_at, coalesce(t.text, '')"
    " FROM office AS o CROSS JOIN journal_entry AS e"
    " JOIN record AS done ON done.office_id = e.office_id AND done.number = e.record"
    " JOIN record AS was ON was.office_id = e.office_id AND was.number = e.reverses"
    " LEFT JOIN record_text AS t ON t.office_id = e.office_id AND t.record = e.record"
    " WHERE e.office_id = o.office_id AND e.reverses IS NOT NULL"
    + _DATED.format(alias="e", day="entry_date")
    + "{only} ORDER BY o.office_id, e.record"
)
_SETTINGS = (
    "SELECT o.office_id, s.name, s.value, s.valid_from, s.record FROM office AS o CROSS JOIN setting AS s"
    " WHERE s.office_id = o.office_id{only} ORDER BY o.office_id, s.record, s.line"
)
_ARRIVED = (
    "SELECT b.uuid, b.month, min(r.recorded_at) FROM bundle_receipt AS b"
    " JOIN record AS r ON r.office_id = b.office_id AND r.number = b.record"
    " WHERE b.office_id = :office AND b.status = 'diterima' AND b.month >= :before GROUP BY b.uuid, b.month"
)


class BookOffice(NamedTuple):
    """An office that has a book here; `reason` says why it is a copy, empty for one that is kept here."""

    office_id: int
    code: str
    uuid: str
    kind: str
    name: str
    zone: str
    start: date
    reason: str


class _Asking:
    """Asks all offices, or the one `wanted`, about the days of a range of months."""

    def __init__(self, session: ReadSession, since: Month, until: Month, wanted: int | None) -> None:
        self._session = session
        self._facts: dict[str, object] = {
            "first": str(since),
            "last": str(until),
            "since": since.first.isoformat(),
            "until": until.last.isoformat(),
        }
        self._only = ""
        if wanted is not None:
            self._only, self._facts["wanted"] = " AND o.office_id = :wanted", wanted

    def __call__(self, query: str) -> Iterable[tuple[Any, ...]]:
        return self._session.each(query.format(only=self._only), **self._facts)


def book_offices(session: ReadSession, wanted: int | None = None) -> list[BookOffice]:
    """Every UPK and Sekretariat that has a book here, by its code in this book."""
    only, facts = ("", {}) if wanted is None else (" AND o.office_id = :wanted", {"wanted": wanted})
    return [
        BookOffice(row[0], row[1], row[2], row[3], row[4], row[5], date.fromisoformat(row[6]), row[7] or "")
        for row in session.all(_OFFICES.format(only=only), **facts)
    ]


def setting_rows(session: ReadSession, wanted: int | None = None) -> dict[int, list[SettingRow]]:
    """Every setting that any office chose, in order of recording."""
    only, facts = ("", {}) if wanted is None else (" AND o.office_id = :wanted", {"wanted": wanted})
    found: dict[int, list[SettingRow]] = defaultdict(list)
    for office, name, value, valid_from, record in session.all(_SETTINGS.format(only=only), **facts):
        found[office].append(SettingRow(name, value, date.fromisoformat(valid_from), record))
    return found


def arrivals(session: ReadSession, since: Month) -> dict[str, list[Arrival]]:
    """When the bundles of months from a year before `since` on were first accepted, by the UUID of their office."""
    found: dict[str, list[Arrival]] = defaultdict(list)
    for uuid, month, moment in session.all(_ARRIVED, before=str(since.plus(-12))):
        found[uuid].append(Arrival(_month(month), moment))
    return found


def office_facts(
    session: ReadSession, since: Month, until: Month, wanted: int | None = None
) -> Mapping[int, OfficeFacts]:
    """What the books of all offices (or of the one `wanted`) say of the months from `since` to `until`."""
    ask = _Asking(session, since, until, wanted)
    found: dict[int, OfficeFacts] = defaultdict(OfficeFacts)
    for office, month, kind, moment in ask(_EVENTS):
        found[office].events.append(MonthEvent(_month(month), kind, moment))
    for office, month, account, role, balance in ask(_BALANCES):
        found[office].balances.append(RoleBalance(_month(month), account, role, int(balance)))
    for office, month, balance in ask(_LOANS):
        found[office].loans[_month(month)] = int(balance)
    for kept in kept_months(session, since, until, wanted):
        found[kept.office_id].allowances[kept.month] = (
            kept.figures.required_allowance,
            kept.figures.held_allowance,
        )
    for office, record, counted, account, on, status in ask(_COUNTS):
        found[office].counts.append(Count(record, counted, account, date.fromisoformat(on), status))
    for office, account, on, book, status in ask(_RECONCILED):
        found[office].reconciled.append(Reconciled(account, date.fromisoformat(on), int(book), status))
    for office, series, month, *counted in ask(_VOUCHERS):
        found[office].vouchers.append(Vouchers(series, _month(month), *map(int, counted)))
    for office, series, month, number, *told in ask(_CANCELLED):
        found[office].cancelled.append(Cancelled(voucher_number(series, month, number), *told))
    return found


def _month(text: str) -> Month:
    return Month(*map(int, text.split("-")))
