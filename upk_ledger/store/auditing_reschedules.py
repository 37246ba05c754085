"""The audit of rescheduled loans: what a later schedule version says is what its decision and the payments make."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.errors.payoff import PayoffLeavesPrincipal
from upk_ledger.core.payoff import ended, service_left
from upk_ledger.core.products import Product
from upk_ledger.core.rescheduling import reschedule
from upk_ledger.core.schedules import GroupSchedule, LoanTerms
from upk_ledger.store.lending import TERMS
from upk_ledger.store.products import product_recorded
from upk_ledger.store.rescheduling import standing_of
from upk_ledger.store.schedules import schedule_rows
from upk_ledger.store.session import ReadSession


def rescheduled_as_agreed(
    session: ReadSession,
    record: int,
    key: tuple[str, int],
    terms: LoanTerms,
    mode: str,
    shares: Sequence[tuple[str, int]],
    basis: Sequence[Any],
    holidays: Collection[date],
) -> GroupSchedule | None:
    """The schedule that a rescheduling of this record has to have made; None where it carried other service over.

    What was paid by earlier records is settled, the rest runs by the new terms, unpaid service is carried into the
    first row (or waived, by a persyaratan only).
    """
    loan, version = key
    kind, through = basis[0], basis[1]
    standing = standing_of(session, loan, version - 1, record)
    unpaid = standing.unpaid_service(terms.start)
    carried = unpaid if through or kind != "persyaratan" else {}
    if sum(carried.values()) != through:
        return None
    return reschedule(terms, shares, mode, standing, carried, holidays)


def ended_early(
    session: ReadSession, record: int, key: tuple[str, int], on: date, decision: str | None
) -> GroupSchedule | None:
    """The schedule with which the payments before this record ended a loan.

    None where principal was left to pay, or more service was waived than a decision or the loan's product allows.
    """
    loan, version = key
    standing = standing_of(session, loan, version - 1, record)
    product = _product(session, loan)
    free = 0
    if decision or (product and product.payoff_service == "berjalan"):
        free = service_left(standing.rows, (0, 0), on).later
    if product:
        free = max(free, product.small_remainder)
    if sum(row.service for row in standing.rows) - standing.paid[1] > free:
        return None
    try:
        return ended(standing, on)
    except PayoffLeavesPrincipal:
        return None


def _product(session: ReadSession, loan: str) -> Product | None:
    record = session.value("SELECT product FROM loan WHERE office_id = :office AND number = :loan", loan=loan)
    return product_recorded(session, record) if record else None


def restored(session: ReadSession, key: tuple[str, int], start: date, kind: str) -> GroupSchedule | None:
    """The schedule that a version restores: the newest earlier one with the same start, basis and terms."""
    loan, version = key
    same = " AND ".join(f"e.{name} = s.{name}" for name in ("start", "basis", "carried", *TERMS.split()))
    same += " AND coalesce(e.kept_class, 0) = coalesce(s.kept_class, 0)"
    found = session.value(
        "SELECT max(e.version) FROM loan_schedule AS e JOIN loan_schedule AS s ON s.office_id = e.office_id"
        f" AND s.loan_number = e.loan_number AND {same}"
        " WHERE e.office_id = :office AND e.loan_number = :loan AND s.version = :version AND e.version < :version"
        " AND e.start = :start AND e.basis = :basis",
        loan=loan,
        version=version,
        start=start.isoformat(),
        basis=kind,
    )
    return schedule_rows(session, loan, found) if found else None
