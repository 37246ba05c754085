"""The frame of a region's paper: the office that coaches, as it is on the paper's day, and who signs there."""

from datetime import date

from upk_ledger.actions.report_frames import signatures_of
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Letterhead
from upk_ledger.store.offices import officers_at
from upk_ledger.store.session import ReadSession


def region_letterhead(session: ReadSession) -> Letterhead:
    """The region's office and place."""
    office = session.desk.office
    return Letterhead(office.name, office.board, office.place, signing_place=office.regency)


def region_frame(
    session: ReadSession, definition: Definition, as_of: date, period: str, **words: str
) -> Frame:
    """The frame of a paper of the region; `words` fill the definition's texts.

    A region closes no months of its own: what is missing of its UPK is told by the paper's coverage.
    """
    office = session.desk.office
    filling = {"office": office.name, "place": office.place, **words}
    return Frame(
        as_of=as_of,
        period=period,
        letterhead=region_letterhead(session),
        signatures=signatures_of(definition, office.kind, officers_at(session, as_of), filling),
        last=None,
        provisional=False,
        words=filling,
    )
