"""Visits to UPK and what they have to put right, as facts of the region; the newest of a code counts."""

import json
from collections.abc import Sequence
from datetime import date

from upk_ledger.core.region.coaching import MADE, CoachingVisit, FollowUp, Step
from upk_ledger.store.facts import add_facts
from upk_ledger.store.region.registers import worded
from upk_ledger.store.session import ReadSession, WriteSession

_VISIT, _FOLLOW_UP = "wilayah-kunjungan", "wilayah-tindak-lanjut"


def put_visit(session: WriteSession, visit: CoachingVisit) -> None:
    """Record a visit; who was there and what was found are the record's text, since they name persons."""
    told = {
        "place": visit.place,
        "present": visit.present,
        "found": visit.found,
        "agreed": visit.agreed,
    }
    row = (visit.upk, visit.code, visit.on.isoformat(), visit.visitor, visit.status)
    add_facts(session, _VISIT, [row], json.dumps(told, ensure_ascii=False))


def call_off_visit(session: WriteSession, visit: CoachingVisit, status: str, reason: str) -> None:
    """Record that a visit does not count."""
    row = (visit.upk, visit.code, visit.on.isoformat(), visit.visitor, status)
    add_facts(session, _VISIT, [row], reason)


def visits(session: ReadSession) -> dict[str, CoachingVisit]:
    """Every visit by its code, in order of recording; of one called off what was found is the reason."""
    found: dict[str, CoachingVisit] = {}
    for _, _, words, _, upk, code, on, visitor, status in worded(session, _VISIT):
        told = json.loads(words) if status == MADE and words else {"found": words}
        found[code] = CoachingVisit(
            upk,
            code,
            date.fromisoformat(on),
            visitor,
            told.get("place", ""),
            tuple(told.get("present", ())),
            told["found"],
            tuple(told.get("agreed", ())),
            status,
        )
    return found


def put_follow_ups(session: WriteSession, made: Sequence[FollowUp]) -> None:
    """Record how follow-ups stand since their last step, each in a record of its own with its words."""
    for one in made:
        step = one.steps[-1]
        row = (
            one.upk, one.code, one.finding, one.who, one.due.isoformat(), step.on.isoformat(), step.status,
        )  # fmt: skip
        add_facts(session, _FOLLOW_UP, [row], step.words)


def follow_ups(session: ReadSession, as_of: date) -> dict[str, FollowUp]:
    """The follow-ups as they stood on a day, by code, in order of recording."""
    found: dict[str, FollowUp] = {}
    for _, _, words, _, upk, code, finding, who, due, on, status in worded(
        session, _FOLLOW_UP, "f.on_date <= :as_of", as_of=as_of.isoformat()
    ):
        before = found[code].steps if code in found else ()
        step = Step(date.fromisoformat(on), status, words)
        found[code] = FollowUp(upk, code, finding, who, date.fromisoformat(due), (*before, step))
    return found


def used_codes(session: ReadSession) -> set[str]:
    """The codes of all visits and follow-ups that were ever written down."""
    rows = session.all(
        "SELECT code FROM coaching_visit WHERE office_id = :office"
        " UNION SELECT code FROM follow_up WHERE office_id = :office"
    )
    return {str(row[0]) for row in rows}
