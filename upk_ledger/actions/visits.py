"""Visits to borrowers: who went, what for, what was found, and which are due after a loan was paid out."""

from collections.abc import Iterable
from datetime import date

from upk_ledger.actions.borrowers import known_officer
from upk_ledger.actions.loans import get_loan
from upk_ledger.core.errors.decisions import NoSuchVisit, VisitBeforeDisbursement
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.lending import RUNNING, Loan, LoanAt
from upk_ledger.core.visits import AFTER, BEFORE, PURPOSES, Visit, VisitDue, visit_day
from upk_ledger.store import visits
from upk_ledger.store.desk import Desk
from upk_ledger.store.positions import positions
from upk_ledger.store.session import ReadSession


def record_visit(desk: Desk, number: str, visit: Visit) -> str:
    """Record a visit; without visitors the actor went. Answers with the loan's number.

    A second word on the same day and purpose replaces the first. Raises `NoSuchOfficer`, `UnknownTerm`, and
    `VisitBeforeDisbursement` for a visit to borrowers who did not have the money yet.
    """
    if visit.purpose not in PURPOSES:
        raise UnknownTerm("tujuan kunjungan", visit.purpose, PURPOSES)
    with desk.write() as session:
        loan = get_loan(session, number)
        went = tuple(dict.fromkeys(known_officer(session, code) for code in visit.visitors)) or (desk.actor,)
        if visit.purpose != BEFORE and not positions(session, visit.on, None, loan.number):
            raise VisitBeforeDisbursement(loan.number, visit.on)
        visits.add_visit(session, loan.number, visit._replace(visitors=went))
    return loan.number


def call_off_visit(desk: Desk, number: str, on: date, purpose: str, reason: str) -> str:
    """Take back a visit that was recorded by mistake. Raises `NoSuchVisit`, `EmptyField` without a reason."""
    if not reason.strip():
        raise EmptyField("catatan")
    with desk.write() as session:
        loan = get_loan(session, number)
        known = visits.visits_of(session, loan.number)
        found = next((visit for visit in known if (visit.on, visit.purpose) == (on, purpose)), None)
        if found is None:
            raise NoSuchVisit(loan.number, on, purpose)
        visits.call_off(session, loan.number, found, reason)
    return loan.number


def visit_log(desk: Desk, number: str) -> tuple[Loan, tuple[Visit, ...]]:
    """The visits of a loan, by day."""
    with desk.read() as session:
        loan = get_loan(session, number)
        return loan, visits.visits_of(session, loan.number)


def visits_due(desk: Desk, on: date) -> list[VisitDue]:
    """The running loans whose borrowers were not visited since the money left, the one due first before the others.

    Of loans that were taken over or imported the book does not know the visits: they are left out.
    """
    with desk.read() as session:
        return due_among(session, positions(session, on, None), on)


def due_among(session: ReadSession, loans: Iterable[LoanAt], on: date) -> list[VisitDue]:
    """Those of the loans, as they stand on that day, whose borrowers wait for the visit; see `visits_due`."""
    made = visits.newest_visits(session, AFTER, on)
    found = [
        VisitDue(at.number, at.group, at.group_name, at.disbursed_on, due, due < on)
        for at in loans
        if at.status in RUNNING
        and at.origin == "aplikasi"
        and at.disbursed_on < on
        and made.get(at.number, date.min) < at.disbursed_on
        for due in [visit_day(at.disbursed_on)]
    ]
    return sorted(found, key=lambda one: (one.due, one.loan))
