"""What a payment settles, in which order; what is due by a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from upk_ledger.core.errors.loans import PaymentNotPositive, UnknownTerm
from upk_ledger.core.schedules import Installment

ORDERS = ("per-angsuran", "jasa-dulu")
"""What a payment settles first."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """A payment's parts in sen; `excess` is beyond everything that the loan owes, future service included."""

    principal: int
    service: int
    excess: int


def open_parts(
    installments: Sequence[Installment], paid_principal: int, paid_service: int
) -> Iterator[tuple[date, int, int]]:
    """Due date, unpaid principal and unpaid service of each installment.

    What was paid fills the installments' principal oldest first, their service likewise and apart.
    """
    for row in installments:
        principal = min(paid_principal, row.principal)
        service = min(paid_service, row.service)
        paid_principal -= principal
        paid_service -= service
        yield row.due, row.principal - principal, row.service - service


def due_by(
    installments: Sequence[Installment], paid_principal: int, paid_service: int, on: date
) -> tuple[int, int]:
    """Principal and service that are due, up to and including `on`, and not paid."""
    principal = service = 0
    for due, open_principal, open_service in open_parts(installments, paid_principal, paid_service):
        if due <= on:
            principal += open_principal
            service += open_service
    return principal, service


def allocate(
    amount: int,
    installments: Sequence[Installment],
    paid_principal: int,
    paid_service: int,
    on: date,
    order: str = "per-angsuran",
) -> Allocation:
    """Split a payment of `amount` sen made `on` that day.

    `per-angsuran`: installment by installment in order of due date, its service, then its principal, overdue
    or not. `jasa-dulu`: all service overdue that day, then all principal overdue, then as before.
    """
    if amount <= 0:
        raise PaymentNotPositive(amount)
    if order not in ORDERS:
        raise UnknownTerm("urutan", order, ORDERS)
    left = amount
    principal = service = 0
    if order == "jasa-dulu":
        parts = list(open_parts(installments, paid_principal, paid_service))
        service = min(left, sum(open_service for due, _, open_service in parts if due < on))
        left -= service
        principal = min(left, sum(open_principal for due, open_principal, _ in parts if due < on))
        left -= principal
    # Parts settled above are the oldest ones, so that they count as paid like everything before them.
    for _, open_principal, open_service in open_parts(
        installments, paid_principal + principal, paid_service + service
    ):
        to_service = min(left, open_service)
        to_principal = min(left - to_service, open_principal)
        service += to_service
        principal += to_principal
        left -= to_service + to_principal
        if not left:
            break
    return Allocation(principal, service, left)
