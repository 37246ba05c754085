"""The papers of coaching, made for the region's desk."""

from dataclasses import replace
from datetime import date

from upk_ledger.actions.region.coaching import list_follow_ups, list_visits, visited
from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.report_frames import at_text, definition_of
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.region_coaching import day_in_words
from upk_ledger.core.region.coaching_papers import follow_up_register, visit_list, visit_minutes
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.core.statements import Signature, Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.region.members import members_of, sessions_of
from upk_ledger.store.session import ReadSession

MINUTES = "berita-acara-pembinaan"


def follow_up_paper(desk: Desk, on: date, *, upk: str | None = None, status: str | None = None) -> Statement:
    """The register of follow-ups as they stand on a day; raises `UnknownUpk`."""
    definition = definition_of("wilayah-tindak-lanjut")
    with desk.read() as session:
        listed = list_follow_ups(desk, on, upk=upk, status=status)
        frame = region_frame(session, definition, on, at_text(on))
        return follow_up_register(definition, frame, listed, _names(session))


def visit_paper(desk: Desk, on: date, upk: str | None = None) -> Statement:
    """The visits up to a day, newest first; raises `UnknownUpk`."""
    definition = definition_of("wilayah-kunjungan")
    with desk.read() as session:
        listed = [one for one in list_visits(desk, upk) if one.on <= on]
        frame = region_frame(session, definition, on, f"Sampai dengan {long_date(on)}")
        return visit_list(definition, frame, listed, _names(session))


def _names(session: ReadSession) -> dict[str, str]:
    return {one.code: one.name for one in members_of(session)}


def minutes_of_visit(desk: Desk, given: str, code: str | None = None) -> Statement:
    """The minutes of a visit to a UPK, or of the newest. Raises as `coaching.visited`."""
    definition = definition_of(MINUTES)
    with desk.read() as session:
        visit, upk, agreed = visited(session, given, code)
        words = {
            "hari": day_in_words(visit.on),
            "tempat": visit.place,
            "kantor": session.desk.office.name,
            "petugas": visit.visitor,
            "upk": upk.name,
            "bkm": upk.board,
            "wilayah": place_of(upk),
        }
        frame = region_frame(session, definition, visit.on, long_date(visit.on), **words)
        manager, coordinator = (
            signer(session, upk, role, visit.on) for role in ("Manajer UPK", "Koordinator")
        )
    labels = {key: text.format_map(words) for key, text in definition.labels.items()}
    signatures = (
        Signature(labels["pihak_dinas"], labels["dinas"], visit.visitor),
        Signature(labels["pihak_upk"], labels["manajer"], manager),
        Signature(labels["pihak_bkm"], labels["koordinator"], coordinator),
    )
    return visit_minutes(definition, replace(frame, signatures=signatures), visit, agreed)


def place_of(upk: RegionUpk) -> str:
    """Where a UPK is: Kelurahan Kudu, Kecamatan Genuk."""
    return f"{upk.village_kind} {upk.village}, Kecamatan {upk.district}"


def signer(session: ReadSession, upk: RegionUpk, role: str, on: date) -> str:
    """Who holds a role in a UPK whose book is here; empty where nobody is known."""
    if upk.office_id is None:
        return ""
    officers = officers_at(sessions_of(session, {upk.code: upk.office_id})[upk.code], on)
    return next((one.name for one in reversed(officers) if one.role == role), "")
