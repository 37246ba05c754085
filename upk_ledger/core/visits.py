"""Visits to borrowers: before the decision, after the money left, and when they are behind."""

from datetime import date
from typing import NamedTuple

from upk_ledger.core.dates import add_months

BEFORE, AFTER, COLLECTING = PURPOSES = ("pemeriksaan", "pembinaan", "penagihan")
"""What a visit is for (domain reference section 3, steps 2, 5 and 6)."""

_MONTHS = 1
"""Within how many months after the money left the borrowers are visited."""


class Visit(NamedTuple):
    """A visit to the borrowers of a loan: who went, and what was found."""

    on: date
    purpose: str
    visitors: tuple[str, ...]
    note: str = ""


class VisitDue(NamedTuple):
    """A loan whose borrowers wait for the first visit after the money left."""

    loan: str
    group: str
    group_name: str
    disbursed_on: date
    due: date
    late: bool


def visit_day(disbursed_on: date) -> date:
    """The last day for the first visit after the money left."""
    return add_months(disbursed_on, _MONTHS)
