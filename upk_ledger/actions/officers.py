"""Who holds which office, on the record."""

from collections.abc import Sequence
from datetime import date

from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import Officer
from upk_ledger.store import offices
from upk_ledger.store.desk import Desk


def appoint(desk: Desk, officer: Officer) -> Officer:
    """Record that a person holds a role from a day on; a later record of the same code replaces it from its day."""
    for name, value in (("kode", officer.code), ("nama", officer.name), ("jabatan", officer.role)):
        if not value.strip():
            raise EmptyField(name)
    with desk.write() as session:
        offices.add_officer(session, officer)
    return officer


def list_officers(desk: Desk, on: date) -> Sequence[Officer]:
    """Who holds which role on a day."""
    with desk.read() as session:
        return offices.officers_at(session, on)
