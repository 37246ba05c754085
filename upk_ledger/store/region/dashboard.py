"""What a dashboard asks of all books of a region at once: the closings that vouch for a month."""

from upk_ledger.core.dates import Month
from upk_ledger.core.region.dashboard import Mark
from upk_ledger.store.session import ReadSession

_CLOSINGS = (
    "SELECT o.office_id, r.number, r.digest FROM office AS o CROSS JOIN office_month AS m CROSS JOIN record AS r"
    " WHERE o.kind = 'upk' AND m.office_id = o.office_id AND m.month = :month"
    " AND r.office_id = o.office_id AND r.number = m.record"
)


def closing_marks(session: ReadSession, month: Month) -> dict[int, Mark]:
    """By office the record that closed the month."""
    return {
        office_id: Mark(number, digest)
        for office_id, number, digest in session.all(_CLOSINGS, month=str(month))
    }


def newest_told_month(session: ReadSession, until: Month) -> Month | None:
    """The newest month up to `until` of which any UPK told something, by its book or of itself."""
    found = session.value(
        "SELECT max(month) FROM (SELECT (SELECT max(m.month) FROM office_month AS m"
        " WHERE m.office_id = o.office_id AND m.month <= :until) AS month FROM office AS o WHERE o.kind = 'upk'"
        " UNION ALL SELECT max(month) FROM reported_figure WHERE office_id = :office AND month <= :until) AS told",
        until=str(until),
    )
    return None if found is None else Month(*map(int, found.split("-")))
