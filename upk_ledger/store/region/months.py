"""The figures of closed months, one row an office and month: kept with the closing, read by every review."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import COUNTED, OfficeMonth
from upk_ledger.store.session import ReadSession, WriteSession

_COLUMNS = ", ".join(f"m.{name}" for name in COUNTED)


class KeptMonth(NamedTuple):
    """A month of an office as it was closed: the closing's record, and the indicators because of which it should

    lend nothing new, by its own rulebook.
    """

    office_id: int
    month: Month
    record: int
    suspended: tuple[str, ...]
    figures: OfficeMonth


def keep_month(
    session: WriteSession, month: Month, record: int, suspended: Sequence[str], figures: OfficeMonth
) -> None:
    """Keep the figures of a month that was just closed."""
    session.insert(
        "office_month",
        f"month record suspended {' '.join(COUNTED)}",
        [(str(month), record, " ".join(suspended), *(int(getattr(figures, name)) for name in COUNTED))],
    )


def drop_month(session: WriteSession, month: Month) -> None:
    """Take away the figures of a month that is open again."""
    session.drop("office_month", "month = :month", month=str(month))


def kept_months(
    session: ReadSession, since: Month, until: Month, office: int | None = None, record: int = 0
) -> Iterator[KeptMonth]:
    """The closed months from `since` to `until` of every office of the book (or the one named), by office and month.

    With `record` those alone that were closed by it or behind it.
    """
    # Office by office along the key: what is read follows the number of offices, not their years.
    of_one = " AND o.office_id = :wanted" if office is not None else ""
    later = " AND m.record >= :behind" if record else ""
    rows = session.each(
        f"SELECT m.office_id, m.month, m.record, m.suspended, {_COLUMNS} FROM office AS o"
        " CROSS JOIN office_month AS m WHERE m.office_id = o.office_id AND m.month BETWEEN :since AND :until"
        f"{of_one}{later} ORDER BY o.office_id, m.month",
        since=str(since),
        until=str(until),
        **({} if office is None else {"wanted": office}),
        **({"behind": record} if record else {}),
    )
    for office_id, month, closing, suspended, *figures in rows:
        yield KeptMonth(
            office_id,
            Month(*map(int, month.split("-"))),
            closing,
            tuple(suspended.split()),
            OfficeMonth(*map(int, figures)),
        )


def newest_kept(session: ReadSession, until: Month, offices: Collection[int] | None = None) -> Month | None:
    """The newest month up to `until` that any office (or any of those named) has closed."""
    only = "" if offices is None else f" AND o.office_id IN ({', '.join(map(str, offices)) or '0'})"
    found = session.value(
        "SELECT max((SELECT max(m.month) FROM office_month AS m WHERE m.office_id = o.office_id"
        f" AND m.month <= :until)) FROM office AS o WHERE o.kind = 'upk'{only}",
        until=str(until),
    )
    return None if found is None else Month(*map(int, found.split("-")))
