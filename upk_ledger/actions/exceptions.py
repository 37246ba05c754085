"""The exception list: what was done against a rule or out of the ordinary, for the Pengawas."""

from datetime import date

from upk_ledger.core.audit import ExceptionItem
from upk_ledger.store.desk import Desk
from upk_ledger.store.exceptions import exceptions_between


def list_exceptions(desk: Desk, since: date | None = None, until: date | None = None) -> list[ExceptionItem]:
    """What was recorded within a range of the office's days (ends included), in order of recording."""
    with desk.read() as session:
        return exceptions_between(session, since, until)
