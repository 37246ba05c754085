"""What the region's office has to do on a day: who is late, what waits, which papers to compare or to ask for."""

from collections.abc import Iterable
from datetime import date

from upk_ledger.actions.approval_cards import cards_to_renew
from upk_ledger.actions.region.late import late_list
from upk_ledger.actions.region.receiving import list_receipts
from upk_ledger.core import tasks
from upk_ledger.core.dates import Month
from upk_ledger.core.region.coaching import OPEN
from upk_ledger.core.region.copies import UNCOMPARED
from upk_ledger.core.region.register_papers import term_standing
from upk_ledger.core.tasks import Task, TaskList
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.coaching import follow_ups
from upk_ledger.store.region.known_keys import newest_keys
from upk_ledger.store.region.members import members_of
from upk_ledger.store.region.registers import registrations
from upk_ledger.store.session import ReadSession


def region_tasks(desk: Desk, on: date) -> list[TaskList]:
    """Everything to do on a day in the region's office, by kind."""
    with desk.read() as session:
        names = {upk.code: upk.name for upk in members_of(session)}
        found: dict[str, Iterable[Task]] = {
            tasks.LATE_REPORTS: _late(desk, on),
            tasks.WAITING: _waiting(desk),
            tasks.KEYS: _keys(session, names),
            tasks.FOLLOW_UPS: _follow_ups(session, names, on),
            tasks.TERMS: _terms(session, on),
            tasks.CARDS: cards_to_renew(desk),
        }
        return [TaskList(kind, tuple(found[kind])) for kind in tasks.REGION_KINDS]


def _late(desk: Desk, on: date) -> list[Task]:
    """Who has not reported the newest month whose deadline is over."""
    month = Month.of(on).previous()
    found = late_list(desk, month)
    if found.deadline >= on:
        month = month.previous()
        found = late_list(desk, month)
    if month.last < desk.office.start:
        return []
    return [
        Task(one.upk.code, one.upk.name, found.deadline, None, str(month), late=True) for one in found.late
    ]


def _waiting(desk: Desk) -> list[Task]:
    return [
        Task(one.upk, one.name, None, None, f"{one.file}: menunggu catatan {one.awaited}-{one.first - 1}")
        for one in list_receipts(desk)[1]
    ]


def _keys(session: ReadSession, names: dict[str, str]) -> list[Task]:
    return [
        Task(key.upk, names[key.upk])
        for key in newest_keys(session)
        if key.status == UNCOMPARED and key.upk in names
    ]


def _follow_ups(session: ReadSession, names: dict[str, str], on: date) -> list[Task]:
    overdue = [one for one in follow_ups(session, on).values() if one.status == OPEN and one.due < on]
    overdue.sort(key=lambda one: (one.due, one.code))
    return [
        Task(one.code, names.get(one.upk, one.upk), one.due, None, one.what, late=True) for one in overdue
    ]


def _terms(session: ReadSession, on: date) -> list[Task]:
    """The boards whose term of office is over or soon will be."""
    ending = [
        (one.term_until, one.code, one.name, standing == "habis")
        for one in registrations(session).values()
        if one.status == "aktif" and one.term_until and (standing := term_standing(one, on)) is not None
    ]
    return [Task(code, name, until, late=late) for until, code, name, late in sorted(ending)]
