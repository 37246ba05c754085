"""What was recorded about the yearly report: the supervisors' words, the ratification."""

from datetime import date
from typing import Any

from upk_ledger.core.yearly_reports import Ratification, SupervisorReport
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.records import text_of
from upk_ledger.store.session import ReadSession, WriteSession

REPORT, RATIFIED = "laporan-pengawas", "pengesahan"
_SET, _BACK = "ada", "batal"


def supervisor_report(session: ReadSession, year: int) -> SupervisorReport | None:
    """The newest report on a year that was not taken back."""
    row = _standing(session, REPORT, year)
    if row is None:
        return None
    record, _, on, officer, _ = row
    return SupervisorReport(year, date.fromisoformat(on), officer, text_of(session, record))


def ratification(session: ReadSession, year: int) -> Ratification | None:
    """The ratification of a year that stands."""
    row = _standing(session, RATIFIED, year)
    if row is None:
        return None
    record, _, on, decision, place, present, _ = row
    return Ratification(year, date.fromisoformat(on), decision, place, present, text_of(session, record))


def put_report(session: WriteSession, told: SupervisorReport, *, back: bool = False) -> None:
    """Record the supervisors' report, or that it is taken back."""
    row = (told.year, told.on.isoformat(), told.officer, _BACK if back else _SET)
    add_facts(session, REPORT, [row], "" if back else told.text)


def put_ratification(session: WriteSession, told: Ratification, *, back: bool = False) -> None:
    """Record a ratification, or that it is taken back."""
    row = (told.year, told.on.isoformat(), told.decision, told.place, told.present, _BACK if back else _SET)
    add_facts(session, RATIFIED, [row], "" if back else told.text)


def _standing(session: ReadSession, kind: str, year: int) -> tuple[Any, ...] | None:
    """The newest row of a year that stands: one that takes back undoes the newest before it."""
    found: list[tuple[Any, ...]] = []
    for row in facts_of(session, kind, "f.year = :year", year=year):
        if row[-1] == _SET:
            found.append(row)
        elif found:
            found.pop()
    return found[-1] if found else None
