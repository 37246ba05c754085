"""Rows of the exception list."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from upk_ledger.core.audit import ExceptionItem
from upk_ledger.core.dates import utc_start
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_WITHOUT_REASON = frozenset(("impor", "mundur", "jam-mundur"))
"""Rules whose records have a text that is no reason: a payment's own, or what a loan is for."""


def exceptions_between(
    session: ReadSession,
    since: date | None = None,
    until: date | None = None,
    *,
    after: int | None = None,
    through: int | None = None,
) -> list[ExceptionItem]:
    """What was recorded within a range of the office's days (ends included), in order of recording.

    With `through` no further than that record; with `after` also what was recorded before the range but behind that
    record, so that nothing is lost between a month closed early and its end.
    """
    zone = session.desk.office.zone
    rows = session.all(
        "SELECT x.record, r.recorded_at, r.actor, x.rule, x.subject, x.detail, coalesce(t.text, ''),"
        " e.series, e.month, e.number, (SELECT sum(l.debit) FROM journal_line AS l"
        " WHERE l.office_id = x.office_id AND l.entry = x.record)"
        " FROM exception_item AS x"
        " JOIN record AS r ON r.office_id = x.office_id AND r.number = x.record"
        " LEFT JOIN journal_entry AS e ON e.office_id = x.office_id AND e.record = x.record"
        " LEFT JOIN record_text AS t ON t.office_id = x.office_id AND t.record = x.record"
        " WHERE x.office_id = :office AND r.recorded_at < :until AND"
        f" {'r.recorded_at >= :since' if after is None else '(r.recorded_at >= :since OR x.record > :after)'}"
        f"{'' if through is None else ' AND x.record <= :through'} ORDER BY x.record, x.line",
        since=utc_start(since, zone) if since else date.min.isoformat(),
        until=utc_start(until + timedelta(1), zone) if until else date.max.isoformat(),
        **({} if after is None else {"after": after}),
        **({} if through is None else {"through": through}),
    )
    return [_item(row) for row in rows]


def _item(row: Sequence[Any]) -> ExceptionItem:
    record, recorded_at, actor, rule, subject, detail, words, series, month, number, amount = row
    voucher = voucher_number(series, month, number) if series else None
    moved = None if amount is None else int(amount)
    reason = "" if rule in _WITHOUT_REASON else words
    return ExceptionItem(record, recorded_at, actor, rule, subject, detail, reason, voucher, moved)


def listed_since(session: ReadSession, rule: str, record: int) -> bool:
    """Whether something recorded after a record stands on the list under a rule."""
    found = session.value(
        "SELECT 1 FROM exception_item WHERE office_id = :office AND record > :since AND rule = :rule LIMIT 1",
        since=record,
        rule=rule,
    )
    return found is not None


def rules_of(session: ReadSession, record: int) -> frozenset[str]:
    """The rules under which a record stands on the list."""
    rows = session.all(
        "SELECT rule FROM exception_item WHERE office_id = :office AND record = :record", record=record
    )
    return frozenset(row[0] for row in rows)
