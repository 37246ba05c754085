"""The offices of one board in the same book, read in one view."""

from datetime import date

from upk_ledger.core.offices import BookIdentity
from upk_ledger.store.desk import Desk
from upk_ledger.store.session import ReadSession

_OFFICES = (
    "SELECT office_id, uuid, name, board, village_kind, village, district, regency_kind, regency, province,"
    " start_date, code, kind, zone FROM office WHERE board = :board AND village_kind = :village_kind"
    " AND village = :village AND district = :district AND regency_kind = :regency_kind AND regency = :regency"
    " AND province = :province AND start_date <= :until ORDER BY CASE kind WHEN 'upk' THEN 0 ELSE 1 END, code"
)


def board_sessions(session: ReadSession, until: date) -> list[ReadSession]:
    """A session for each office of the board that had begun by a day, UPK first, in the view of this one."""
    own = session.desk.office
    place = {
        "board": own.board,
        "village_kind": own.village_kind,
        "village": own.village,
        "district": own.district,
        "regency_kind": own.regency_kind,
        "regency": own.regency,
        "province": own.province,
    }
    found = []
    desk = session.desk
    for row in session.all(_OFFICES, until=until.isoformat(), **place):
        office_id, uuid, name, _, _, _, _, _, _, _, start, code, kind, zone = row
        identity = BookIdentity(
            name, **place, start=date.fromisoformat(start), code=code, kind=kind, zone=zone
        )
        other = Desk(desk.book, office_id, uuid, identity, desk.actor, desk.clock, desk.entropy)
        found.append(ReadSession(other, session.connection))
    return found
