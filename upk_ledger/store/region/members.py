"""The UPK of a region: those on its register, and those whose books stand beside its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import text

from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.region.figures import BOOK, REPORTED, OfficeMonth
from upk_ledger.core.region.members import RegionUpk, UpkHistory, UpkMonth
from upk_ledger.store.desk import OFFICES, Desk, identity_of
from upk_ledger.store.region.months import kept_months
from upk_ledger.store.session import ReadSession

_REGISTER = (
    "SELECT f.upk, f.name, f.board, f.village_kind, f.village, f.district, f.regency, f.uuid, f.reporting, f.status,"
    " r.recorded_at FROM regional_upk AS f JOIN record AS r ON r.office_id = f.office_id AND r.number = f.record"
    " WHERE f.office_id = :office ORDER BY f.record, f.line"
)
_OFFICES = (
    "SELECT code, name, board, village_kind, village, district, regency, uuid, office_id, start_date FROM office"
    " WHERE kind = 'upk' ORDER BY code"
)
_REPORTED = (
    "SELECT f.upk, f.month, f.figure, f.amount FROM reported_figure AS f"
    " JOIN (SELECT upk, month, max(record) AS record FROM reported_figure WHERE office_id = :office"
    " AND month BETWEEN :since AND :until GROUP BY upk, month) AS newest"
    " ON newest.upk = f.upk AND newest.month = f.month AND newest.record = f.record WHERE f.office_id = :office"
)


def members_of(session: ReadSession) -> list[RegionUpk]:
    """Every UPK of the region by code: as registered, and those that are not registered but have a book here."""
    registered: dict[str, RegionUpk] = {}
    zone = session.desk.office.zone
    for row in session.all(_REGISTER):
        before = registered.get(row[0])
        since = before.since if before else Month.of(local_moment(row[10], zone).date())
        registered[row[0]] = replace(RegionUpk(*row[:10]), since=since)
    known = {code: upk for code, upk in registered.items() if upk.status != "batal"}
    by_uuid = {upk.uuid: code for code, upk in known.items() if upk.uuid}
    for row in session.all(_OFFICES):
        since = Month.of(date.fromisoformat(row[9]))
        office = replace(RegionUpk(*row[:8]), office_id=row[8], since=since)
        code = by_uuid.get(office.uuid)
        if code is None and office.code in known and not known[office.code].uuid:
            # Registered before its book was begun here: no other UPK gets a code of the register.
            code = office.code
        if code is None:
            known[office.code] = office
        else:
            known[code] = replace(known[code], uuid=office.uuid, office_id=office.office_id, since=since)
    return [known[code] for code in sorted(known)]


def code_is_of_another(session: ReadSession, code: str) -> bool:
    """Whether a region of this book has this code on its register for a UPK whose own book is known already."""
    found = session.first(
        "SELECT uuid, status FROM regional_upk WHERE upk = :code ORDER BY record DESC, line DESC LIMIT 1",
        code=code,
    )
    return found is not None and bool(found[0]) and found[1] != "batal"


def histories(session: ReadSession, since: Month, until: Month) -> list[UpkHistory]:
    """Every UPK of the region with the months that it told from `since` to `until`, by code.

    What a book says of a month stands before what the UPK reported of itself. Two questions, however many UPK.
    """
    upk = members_of(session)
    told: dict[str, dict[Month, UpkMonth]] = {one.code: {} for one in upk}
    for code, month, figures in _reported(session, since, until):
        if code in told:
            told[code][month] = UpkMonth(REPORTED, figures)
    by_office = {one.office_id: one.code for one in upk if one.office_id is not None}
    for kept in kept_months(session, since, until):
        if kept.office_id in by_office:
            told[by_office[kept.office_id]][kept.month] = UpkMonth(
                BOOK, kept.figures, kept.suspended, kept.record
            )
    return [UpkHistory(one, told[one.code]) for one in upk]


def _reported(session: ReadSession, since: Month, until: Month) -> list[tuple[str, Month, OfficeMonth]]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for code, month, figure, amount in session.all(_REPORTED, since=str(since), until=str(until)):
        found.setdefault((code, month), {})[figure] = int(amount)
    return [
        (code, Month(*map(int, month.split("-"))), OfficeMonth(**figures))
        for (code, month), figures in found.items()
    ]


def sessions_of(session: ReadSession, offices: Mapping[str, int]) -> dict[str, ReadSession]:
    """A session for each office named (code by which the caller knows it, and id), in the view of this one."""
    desk, found = session.desk, {}
    rows = {row.office_id: row for row in session.connection.execute(text(OFFICES))}
    for code, office_id in offices.items():
        row = rows[office_id]
        other = Desk(desk.book, office_id, row.uuid, identity_of(row), desk.actor, desk.clock, desk.entropy)
        other.elsewhere = None if row.reason is None else (row.reason, row.place)
        found[code] = ReadSession(other, session.connection)
    return found
