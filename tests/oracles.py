"""Figures worked out a second time, from the schedule itself and from plain sums, to hold the program's against."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from upk_ledger.core.arrears import LoanFacts
from upk_ledger.core.money import half_up
from upk_ledger.core.schedules import Installment


def facts_of(
    installments: Sequence[Installment],
    start: date,
    frequency: str,
    paid_principal: int,
    paid_service: int,
    as_of: date,
    due_rule: str = "",
) -> LoanFacts:
    """The facts of a loan whose schedule and payments by `as_of` (that day included) are at hand."""
    principal = due_principal = due_service = first_principal = missed = 0
    oldest: date | None = None
    for row in installments:
        principal += row.principal
        first_principal = first_principal or row.principal
        if row.due < as_of:
            due_principal += row.principal
            due_service += row.service
            if due_principal > paid_principal or due_service > paid_service:
                oldest = oldest or row.due
                missed += 1
    return LoanFacts(
        principal, paid_principal, paid_service, due_principal, due_service, oldest, start, frequency,
        first_principal, installments[-1].due, due_rule, missed,
    )  # fmt: skip


def most_service(balance: int, monthly_rate: Fraction) -> int:
    """The service (sen) that one month brings on `balance` at `monthly_rate` percent when everyone pays."""
    return half_up(balance * monthly_rate / 100)
