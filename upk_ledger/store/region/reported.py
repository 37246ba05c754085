"""What UPK without the program reported of their months, and until when each UPK has told anything."""

from collections.abc import Mapping
from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.session import ReadSession, WriteSession

_NEWEST = (
    "SELECT f.figure, f.amount FROM reported_figure AS f WHERE f.office_id = :office AND f.upk = :upk"
    " AND f.month = :month AND f.record = (SELECT max(record) FROM reported_figure"
    " WHERE office_id = :office AND upk = :upk AND month = :month)"
)
_LAST_REPORTED = (
    "SELECT upk, max(month) FROM reported_figure WHERE office_id = :office AND month <= :until GROUP BY upk"
)
_LAST_CLOSED = (
    "SELECT o.office_id, (SELECT max(m.month) FROM office_month AS m WHERE m.office_id = o.office_id"
    " AND m.month <= :until) FROM office AS o WHERE o.kind = 'upk'"
)
_COVERED = (
    "SELECT max(m.month) FROM office_month AS m JOIN office AS o ON o.office_id = m.office_id"
    " WHERE m.office_id = :upk_office AND substr(o.start_date, 1, 7) <= :month"
)


def put_figures(session: WriteSession, upk: str, month: Month, figures: Mapping[str, int], file: str) -> None:
    """Record what a UPK reported of a month; `file` is the digest of the form's file."""
    rows = [(upk, str(month), name, amount, file) for name, amount in figures.items()]
    add_facts(session, "wilayah-laporan", rows)


def newest_figures(session: ReadSession, upk: str, month: Month) -> dict[str, int]:
    """What a UPK last reported of a month; nothing where it reported none."""
    return {name: int(amount) for name, amount in session.all(_NEWEST, upk=upk, month=str(month))}


def form_known(session: ReadSession, upk: str, month: Month, file: str) -> bool:
    """Whether what a file says of a month was recorded before."""
    known = session.value(
        "SELECT 1 FROM reported_figure WHERE office_id = :office AND upk = :upk AND month = :month AND file = :file"
        " LIMIT 1",
        upk=upk,
        month=str(month),
        file=file,
    )
    return known is not None


class FormReceived(NamedTuple):
    """A form that was received: the record that says so, when (UTC), of whom, of which month.

    `corrects`: it took the place of another one. `replaced`: another one took its place.
    """

    record: int
    recorded_at: str
    upk: str
    month: Month
    corrects: bool
    replaced: bool


def forms_received(session: ReadSession, upk: str = "") -> list[FormReceived]:
    """Every form that was received (of one UPK), in order of recording."""
    only = " AND f.upk = :upk" if upk else ""
    rows = session.all(
        "SELECT DISTINCT f.record, r.recorded_at, f.upk, f.month FROM reported_figure AS f"
        " JOIN record AS r ON r.office_id = f.office_id AND r.number = f.record"
        f" WHERE f.office_id = :office{only} ORDER BY f.record, f.upk, f.month",
        **({"upk": upk} if upk else {}),
    )
    first: dict[tuple[str, str], int] = {}
    newest: dict[tuple[str, str], int] = {}
    for record, _, code, month in rows:
        first.setdefault((code, month), record)
        newest[code, month] = record
    return [
        FormReceived(
            record,
            moment,
            code,
            Month(*map(int, month.split("-"))),
            record > first[code, month],
            record < newest[code, month],
        )
        for record, moment, code, month in rows
    ]


def in_book(session: ReadSession, upk: RegionUpk, month: Month) -> bool:
    """Whether the UPK's own book covers a month: it has begun by then, and a month as late is closed."""
    if upk.office_id is None:
        return False
    newest = session.value(_COVERED, upk_office=upk.office_id, month=str(month))
    return newest is not None and str(newest) >= str(month)


def last_months(session: ReadSession, upk: list[RegionUpk], until: Month) -> dict[str, Month]:
    """The newest month that each UPK told of until a month, by its book or a form; two questions for all of them."""
    told: dict[str, str] = dict(session.all(_LAST_REPORTED, until=str(until)))
    closed = {row[0]: row[1] for row in session.all(_LAST_CLOSED, until=str(until)) if row[1]}
    found = {}
    for one in upk:
        months = [told.get(one.code, ""), closed.get(one.office_id, "")]
        newest = max(months)
        if newest:
            found[one.code] = Month(*map(int, newest.split("-")))
    return found
