"""Rows of visits to the borrowers of a loan."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from upk_ledger.core.visits import Visit
from upk_ledger.store.facts import add_facts
from upk_ledger.store.session import ReadSession, WriteSession

KIND = "kunjungan"
_MADE, _CALLED_OFF = "ada", "batal"


def add_visit(session: WriteSession, loan: str, visit: Visit) -> None:
    """Record a visit with what was found."""
    _add(session, loan, visit, _MADE)


def call_off(session: WriteSession, loan: str, visit: Visit, reason: str) -> None:
    """Record that a visit is not to count; `reason` takes the place of what was found."""
    _add(session, loan, visit._replace(note=reason), _CALLED_OFF)


def _add(session: WriteSession, loan: str, visit: Visit, status: str) -> None:
    rows = [(loan, visit.on.isoformat(), visit.purpose, visitor, status) for visitor in visit.visitors]
    add_facts(session, KIND, rows, visit.note)


def visits_of(session: ReadSession, loan: str) -> tuple[Visit, ...]:
    """The visits of a loan that count, by day: of one day and purpose the newest word counts."""
    rows = session.all(
        "SELECT v.record, v.on_date, v.purpose, v.visitor, v.status, coalesce(t.text, '') FROM visit AS v"
        " LEFT JOIN record_text AS t ON t.office_id = v.office_id AND t.record = v.record"
        " WHERE v.office_id = :office AND v.loan_number = :loan ORDER BY v.record, v.line",
        loan=loan,
    )
    newest: dict[tuple[str, str], Visit | None] = {}
    for _, run in groupby(rows, lambda row: row[0]):
        lines: Sequence[tuple[str, ...]] = [row[1:] for row in run]
        on, purpose, _, status, note = lines[0]
        made = Visit(date.fromisoformat(on), purpose, tuple(line[2] for line in lines), note)
        newest[on, purpose] = made if status == _MADE else None
    return tuple(visit for _, visit in sorted(newest.items()) if visit is not None)


def newest_visits(session: ReadSession, purpose: str, as_of: date) -> dict[str, date]:
    """The day of each loan's newest visit of a purpose by a day, by loan number."""
    rows = session.all(
        "SELECT loan_number, on_date, status FROM visit"
        " WHERE office_id = :office AND purpose = :purpose AND on_date <= :as_of ORDER BY record, line",
        purpose=purpose,
        as_of=as_of.isoformat(),
    )
    words = {(loan, on): status for loan, on, status in rows}
    found: dict[str, date] = {}
    for (loan, on), status in sorted(words.items()):
        if status == _MADE:
            found[loan] = date.fromisoformat(on)
    return found
