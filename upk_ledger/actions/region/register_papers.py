"""The papers of a region's registers, made for its desk."""

from datetime import date

from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.region.registers import list_cases, list_upk
from upk_ledger.actions.report_frames import at_text, definition_of
from upk_ledger.core.region.register_papers import SOON, case_register, term_standing, upk_register
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.registers import find_upk


def upk_register_paper(
    desk: Desk, on: date, *, status: str | None = None, ending: int | None = None
) -> Statement:
    """The register of UPK on a day: of one status, or those whose board's term ends within so many months."""
    definition, soon = definition_of("wilayah-upk"), SOON if ending is None else ending
    listed = [
        one
        for one in list_upk(desk)
        if status in {None, one.status}
        and (ending is None or term_standing(one, on, soon) in {"habis", "akan-habis"})
    ]
    with desk.read() as session:
        frame = region_frame(session, definition, on, at_text(on))
    return upk_register(definition, frame, listed, soon)


def case_register_paper(
    desk: Desk, on: date, *, upk: str | None = None, status: str | None = None
) -> Statement:
    """The register of misuse cases as they stand on a day, of one UPK or status where told.

    Raises `UnknownUpk`.
    """
    definition = definition_of("wilayah-kasus")
    with desk.read() as session:
        only = None if upk is None else find_upk(session, upk).code
        listed = [
            (case, name)
            for case, name in list_cases(desk, on)
            if status in {None, case.status} and only in {None, case.upk}
        ]
        frame = region_frame(session, definition, on, at_text(on))
    return case_register(definition, frame, listed)
