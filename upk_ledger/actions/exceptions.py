"""The exception list: what was done against a rule or out of the ordinary, for the Pengawas."""

from dataclasses import dataclass
from datetime import date

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


def list_exceptions(desk: Desk, since: date | None = None, until: date | None = None) -> list[ExceptionItem]:
    """What was recorded within a range of days (ends included), in order of recording."""
    with desk.read() as session:
        rows = session.all(
            "SELECT x.record, r.recorded_at, r.actor, x.rule, x.subject, x.detail FROM exception_item AS x"
            " JOIN record AS r ON r.office_id = x.office_id AND r.number = x.record"
            " WHERE x.office_id = :office AND substr(r.recorded_at, 1, 10) BETWEEN :since AND :until"
            " ORDER BY x.record, x.line",
            since=(since or date.min).isoformat(),
            until=(until or date.max).isoformat(),
        )
        return [ExceptionItem(*row) for row in rows]
