"""The exception list: what was done against a rule or out of the ordinary, for the Pengawas."""

from dataclasses import dataclass
from datetime import date, timedelta

from upk_ledger.core.dates import utc_start
from upk_ledger.store.desk import Desk


@dataclass(frozen=True, slots=True)
class ExceptionItem:
    """One exception: the record that it came with, when and by whom (`recorded_at` in UTC), and what it says."""

    record: int
    recorded_at: str
    actor: str
    rule: str
    subject: str
    detail: str
    reason: str


def list_exceptions(desk: Desk, since: date | None = None, until: date | None = None) -> list[ExceptionItem]:
    """What was recorded within a range of the office's days (ends included), in order of recording."""
    zone = desk.office.zone
    with desk.read() as session:
        rows = session.all(
            "SELECT x.record, r.recorded_at, r.actor, x.rule, x.subject, x.detail, coalesce(t.text, '')"
            " FROM exception_item AS x"
            " JOIN record AS r ON r.office_id = x.office_id AND r.number = x.record"
            " LEFT JOIN record_text AS t ON t.office_id = x.office_id AND t.record = x.record"
            " WHERE x.office_id = :office AND r.recorded_at >= :since AND r.recorded_at < :until"
            " ORDER BY x.record, x.line",
            since=utc_start(since, zone) if since else date.min.isoformat(),
            until=utc_start(until + timedelta(1), zone) if until else date.max.isoformat(),
        )
        return [ExceptionItem(*row) for row in rows]
