"""Dunning letters that were made out, and since when the loans that have one are behind."""

from collections.abc import Sequence
from datetime import date

from upk_ledger.core.dunning import CALLED_OFF, MADE, Letter
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession

_KIND = "surat"

_BEHIND_SINCE = (
    "SELECT m.loan_number, min(i.due_date) FROM"
    " (SELECT loan_number, sum(principal) AS principal, sum(service) AS service FROM loan_movement"
    " WHERE office_id = :office AND counts_on <= :as_of AND loan_number IN"
    " (SELECT loan_number FROM letter WHERE office_id = :office) GROUP BY loan_number) AS m"
    " JOIN loan_schedule AS s ON s.office_id = :office AND s.loan_number = m.loan_number AND s.valid_from <= :as_of"
    " JOIN installment AS i ON i.office_id = :office AND i.loan_number = s.loan_number AND i.version = s.version"
    " AND i.due_date < :as_of AND (i.cum_principal > m.principal OR i.cum_service > m.service)"
    " WHERE NOT EXISTS (SELECT 1 FROM loan_schedule AS n WHERE n.office_id = :office"
    " AND n.loan_number = s.loan_number AND n.version > s.version AND n.valid_from <= :as_of)"
    " GROUP BY m.loan_number"
)


def add_letters(session: WriteSession, letters: Sequence[tuple[str, Letter]]) -> None:
    """Record the letters that were made out, by loan number."""
    add_facts(session, _KIND, [(loan, letter.level, letter.on.isoformat(), MADE) for loan, letter in letters])


def call_off(session: WriteSession, loan: str, letter: Letter, reason: str) -> None:
    """Take back a letter that was made out by mistake."""
    add_facts(session, _KIND, [(loan, letter.level, letter.on.isoformat(), CALLED_OFF)], reason)


def letters_until(session: ReadSession, as_of: date, loan: str | None = None) -> dict[str, list[Letter]]:
    """The letters that count at a day, by loan and then by day: of a level and day the newest word."""
    only = " AND f.loan_number = :loan" if loan else ""
    rows = facts_of(
        session,
        _KIND,
        f"f.on_date <= :as_of{only}",
        as_of=as_of.isoformat(),
        **({"loan": loan} if loan else {}),
    )
    newest = {(number, on, level): status for _, number, level, on, status in rows}
    found: dict[str, list[Letter]] = {}
    for (number, on, level), status in sorted(newest.items()):
        if status == MADE:
            found.setdefault(number, []).append(Letter(level, date.fromisoformat(on)))
    return found


def behind_since(session: ReadSession, as_of: date) -> dict[str, date]:
    """The due date of the oldest unpaid installment of every loan that ever had a letter."""
    rows = session.all(_BEHIND_SINCE, as_of=as_of.isoformat())
    return {loan: date.fromisoformat(due) for loan, due in rows}
