"""How the letter of a key's fingerprint is made."""

from datetime import date

from upk_ledger.actions.receipts import letterhead
from upk_ledger.actions.report_frames import definition_of, signatures_of
from upk_ledger.bahasa.dates import long_date
from upk_ledger.core.dates import local_moment
from upk_ledger.core.errors.region_sending import KeyNotMade
from upk_ledger.core.region.bundles import readable
from upk_ledger.core.region.key_letter import KeyTold, key_statement
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.region.keys import signing_key_told

_BOARDS = ("BKM", "LKM")


def key_letter(desk: Desk, on: date) -> Statement:
    """The letter by which the board hands over the fingerprint of its UPK's key; `KeyNotMade` before the first."""
    office = desk.office
    with desk.read() as session:
        told = signing_key_told(session)
        if told is None:
            raise KeyNotMade
        officers = officers_at(session, on)
    key = KeyTold(
        told.fingerprint, local_moment(told.recorded_at, office.zone).date(), told.replaces, told.reason
    )
    kind = next((kind for kind in _BOARDS if office.board.upper().startswith(kind)), _BOARDS[0])
    words = {
        "office": office.name,
        "board": office.board,
        "regency": f"{office.regency_kind} {office.regency}",
        "forum": f"Forum Komunikasi {kind}",
        "old": readable(key.replaces),
        "reason": key.reason,
    }
    definition = definition_of("surat-kunci")
    frame = Frame(
        as_of=on,
        period=long_date(on),
        letterhead=letterhead(desk),
        signatures=signatures_of(definition, office.kind, officers, words),
        last=None,
        provisional=False,
        words=words,
    )
    return key_statement(definition, frame, key, desk.uuid, long_date(key.since))
