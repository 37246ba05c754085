"""Visits to UPK, and the register of what they have to put right."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_coaching import (
    DueBeforeAgreed,
    NeverVisited,
    UnknownCoachingVisit,
    UnknownFollowUp,
    VisitCalledOff,
)
from upk_ledger.core.region.coaching import (
    CALLED_OFF,
    DONE,
    MADE,
    OPEN,
    Agreed,
    CoachingVisit,
    FollowUp,
    Step,
    finding_named,
    in_order,
    numbered,
)
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.store.desk import Desk
from upk_ledger.store.region import coaching as store
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.session import ReadSession

_NEAR = 3


class Visited(NamedTuple):
    """A visit with the UPK that it was to, and what was agreed there as it stands."""

    visit: CoachingVisit
    upk: RegionUpk
    agreed: tuple[FollowUp, ...]


def note_visit(desk: Desk, given: str, visit: CoachingVisit, agreed: Sequence[Agreed] = ()) -> Visited:
    """Write a visit down, and a follow-up for each thing agreed; codes are given here.

    Raises `UnknownUpk`, `EmptyField`, `DueBeforeAgreed`.
    """
    _needs(petugas=visit.visitor, isi=visit.found)
    with desk.write() as session:
        upk = find_upk(session, given)
        used, made = store.used_codes(session), []
        for one in agreed:
            follow_up = _follow_up(upk.code, numbered("TL", visit.on.year, used), "", visit.on, one)
            used.add(follow_up.code)
            made.append(follow_up)
        store.put_follow_ups(session, made)
        noted = CoachingVisit(
            upk.code,
            numbered("KJ", visit.on.year, used),
            visit.on,
            visit.visitor.strip(),
            visit.place.strip() or f"Kantor {upk.name}",
            tuple(name.strip() for name in visit.present if name.strip()),
            visit.found.strip(),
            tuple(one.code for one in made),
        )
        store.put_visit(session, noted)
    return Visited(noted, upk, tuple(made))


def call_off_visit(desk: Desk, code: str, reason: str) -> CoachingVisit:
    """Record that a visit was written down by mistake; what was agreed there stays on the register.

    Raises `UnknownCoachingVisit`, `VisitCalledOff`, `EmptyField`.
    """
    _needs(alasan=reason)
    with desk.write() as session:
        visit = _visit(session, code)
        store.call_off_visit(session, visit, CALLED_OFF, reason.strip())
    return visit


def list_visits(desk: Desk, given: str | None = None) -> list[CoachingVisit]:
    """The visits that count, newest first, of one UPK where told; raises `UnknownUpk`."""
    with desk.read() as session:
        only = None if given is None else find_upk(session, given).code
        found = [
            one for one in store.visits(session).values() if one.status == MADE and only in {None, one.upk}
        ]
    return sorted(found, key=lambda one: (one.on, one.code), reverse=True)


def visited(session: ReadSession, given: str, code: str | None) -> Visited:
    """A visit to a UPK by its code, or the newest; raises `UnknownUpk`, `NeverVisited`, and as `call_off_visit`."""
    upk = find_upk(session, given)
    if code is None:
        own = [one for one in store.visits(session).values() if one.upk == upk.code and one.status == MADE]
        if not own:
            raise NeverVisited(upk.code, upk.name)
        visit = max(own, key=lambda one: (one.on, one.code))
    else:
        visit = _visit(session, code, upk.code)
    known = store.follow_ups(session, date.max)
    return Visited(visit, upk, tuple(known[each] for each in visit.agreed if each in known))


def _visit(session: ReadSession, given: str, upk: str | None = None) -> CoachingVisit:
    found, wanted = store.visits(session), given.strip().upper()
    if wanted not in found or upk not in {None, found[wanted].upk}:
        own = [one.code for one in found.values() if upk in {None, one.upk} and one.status == MADE]
        raise UnknownCoachingVisit(given, tuple(own[-_NEAR:]))
    if found[wanted].status != MADE:
        raise VisitCalledOff(wanted)
    return found[wanted]


# Follow-ups


def add_follow_up(desk: Desk, given: str, on: date, agreed: Agreed, finding: str = "") -> FollowUp:
    """Write down what a UPK has to put right; its code is given here.

    Raises `UnknownUpk`, `EmptyField`, `DueBeforeAgreed`, `NotAFindingCode`.
    """
    named = finding_named(finding) if finding.strip() else ""
    with desk.write() as session:
        upk = find_upk(session, given)
        made = _follow_up(upk.code, numbered("TL", on.year, store.used_codes(session)), named, on, agreed)
        store.put_follow_ups(session, [made])
    return made


def end_follow_up(desk: Desk, code: str, on: date, words: str, *, called_off: bool = False) -> FollowUp:
    """Record that something was put right, or with `called_off` that it need not be.

    Raises `UnknownFollowUp`, `FollowUpClosed`, `EmptyField`.
    """
    _needs(**{"alasan" if called_off else "hasil": words})
    with desk.write() as session:
        found, wanted = store.follow_ups(session, date.max), code.strip().upper()
        if wanted not in found:
            still = [one.code for one in found.values() if one.status == OPEN]
            raise UnknownFollowUp(code, tuple(still[-_NEAR:]))
        made = found[wanted].ended(CALLED_OFF if called_off else DONE, on, words.strip())
        store.put_follow_ups(session, [made])
    return made


def list_follow_ups(
    desk: Desk, on: date, *, upk: str | None = None, status: str | None = None
) -> list[FollowUp]:
    """The follow-ups as they stand on a day, overdue ones first; raises `UnknownUpk`."""
    with desk.read() as session:
        only = None if upk is None else find_upk(session, upk).code
        found = store.follow_ups(session, on)
    chosen = [one for one in found.values() if only in {None, one.upk} and status in {None, one.status}]
    return in_order(chosen, on)


def _follow_up(upk: str, code: str, finding: str, on: date, agreed: Agreed) -> FollowUp:
    _needs(isi=agreed.what, siapa=agreed.who)
    if agreed.due < on:
        raise DueBeforeAgreed(agreed.due, on)
    return FollowUp(
        upk, code, finding, agreed.who.strip(), agreed.due, (Step(on, OPEN, agreed.what.strip()),)
    )


def _needs(**texts: str) -> None:
    for name, text in texts.items():
        if not text.strip():
            raise EmptyField(name)
