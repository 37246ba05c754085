"""Early payoff: what a loan costs to be paid off on a day, the schedule that it ends with, fines, small remainders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core.allocation import open_parts
from upk_ledger.core.arrears import months_overdue
from upk_ledger.core.errors.payoff import PayoffLeavesPrincipal
from upk_ledger.core.member_split import with_balances
from upk_ledger.core.money import half_up
from upk_ledger.core.rescheduling import Standing
from upk_ledger.core.schedules import GroupSchedule, Installment, LoanTerms


class ServiceLeft(NamedTuple):
    """Unpaid service (sen): of installments due by a day, of the running one, of those after it.

    The running installment is the next one due; on a due date itself that one is due, and no other runs yet.
    """

    due: int
    current: int
    later: int


def service_left(rows: Sequence[Installment], paid: tuple[int, int], on: date) -> ServiceLeft:
    """The unpaid service of a schedule of which `paid` (principal, service) is paid."""
    due = current = later = 0
    running = next((row.due for row in rows if row.due >= on), None)
    for row_due, _, service in open_parts(rows, *paid):
        if row_due <= on:
            due += service
        elif row_due == running:
            current += service
        else:
            later += service
    return ServiceLeft(due, current, later)


def fine_due(
    rows: Sequence[Installment],
    paid: tuple[int, int],
    on: date,
    terms: LoanTerms,
    percent: Fraction,
    tolerance: int = 0,
) -> int:
    """The fine on what is overdue (sen): `percent` of each installment's unpaid part for every month begun.

    None on an installment that is late by no more than `tolerance` days: it can still be paid punctually.
    """
    if not percent:
        return 0
    # Where a rule moves the due dates, months count from each of them.
    along = "" if terms.due_rule else terms.frequency
    weighed = sum(
        (principal + service) * months_overdue(due, on, terms.start, along)
        for due, principal, service in open_parts(rows, *paid)
        if due + timedelta(tolerance) < on
    )
    return half_up(weighed * percent / 100)


@dataclass(frozen=True, slots=True)
class PayoffQuote:
    """What a loan costs to be paid off on a day (sen): principal, the service that is charged, and a fine.

    `way` is the product's: `penuh` charges all service that is left, `berjalan` waives what is later than the running
    installment's; `waived` says so much. `deposit` is titipan that pays a part of it.
    """

    loan: str
    group: str
    group_name: str
    on: date
    way: str
    principal: int
    service: ServiceLeft
    waived: int
    fine: int
    deposit: int

    @property
    def charged(self) -> int:
        """The service to pay."""
        return sum(self.service) - self.waived

    @property
    def total(self) -> int:
        """All that pays the loan off."""
        return self.principal + self.charged + self.fine

    @property
    def to_pay(self) -> int:
        """What remains to be paid beside the titipan; of a fine nothing is taken from it."""
        return self.total - self.from_deposit

    @property
    def from_deposit(self) -> int:
        """The part that titipan pays."""
        return min(self.deposit, self.principal + self.charged)


@dataclass(frozen=True, slots=True)
class PayoffRequest:
    """An early payoff to record; `decision` is that of the BKM to waive the later service where no product does."""

    loan: str
    on: date
    account: str | None = None
    receipt: str | None = None
    key: str | None = None
    waive: bool = False
    decision: str | None = None


def ended(standing: Standing, on: date) -> GroupSchedule:
    """The schedule of a loan whose principal is all paid and whose service is settled by what was paid of it.

    The installments due by `on` stay, one row of that day takes the rest. Raises `PayoffLeavesPrincipal`.
    """
    principal, service = standing.paid
    owed = sum(row.principal for row in standing.rows)
    if owed != principal:
        raise PayoffLeavesPrincipal(owed - principal)
    whole = _until(standing.rows, on, principal, service)
    return GroupSchedule(
        with_balances(whole), tuple((member, with_balances(own)) for member, own in _shared(whole, standing))
    )


def _until(rows: Sequence[Installment], on: date, principal: int, service: int) -> list[Installment]:
    """The rows due by a day, as far as `principal` and `service` go, and one of that day for what they leave."""
    made = []
    for row in rows:
        if row.due <= on:
            parts = min(row.principal, principal), min(row.service, service)
            principal, service = principal - parts[0], service - parts[1]
            made.append(row._replace(principal=parts[0], service=parts[1]))
    if principal or service:
        number = made[-1].number + 1 if made else 1
        made.append(Installment(number, on, principal, service, 0))
    return made


def _shared(whole: Sequence[Installment], standing: Standing) -> Iterator[tuple[str, list[Installment]]]:
    """The members' parts of the rows: of each row the own part as far as it was paid, in the end all that was paid."""
    members = standing.members
    own = [{row.number: row for row in debt.rows if row.due <= whole[-1].due} for debt in members]
    principals = _filled(
        [[rows[row.number].principal if row.number in rows else 0 for rows in own] for row in whole],
        [row.principal for row in whole],
        [debt.paid_principal for debt in members],
    )
    services = _filled(
        [[rows[row.number].service if row.number in rows else 0 for rows in own] for row in whole],
        [row.service for row in whole],
        [debt.paid_service for debt in members],
    )
    for place, debt in enumerate(members):
        rows = [
            row._replace(principal=principal[place], service=service[place])
            for row, principal, service in zip(whole, principals, services, strict=True)
        ]
        made = [row for row in rows if row.total]
        if made:
            yield debt.member, made


def _filled(own: list[list[int]], sums: list[int], totals: list[int]) -> list[list[int]]:
    """Amounts by row and member with these sums and totals: everybody's own where possible, the rest in order."""
    left = list(totals)
    made = []
    for wanted, total in zip(own, sums, strict=True):
        row, rest = [0] * len(left), total
        for limits in (wanted, left):
            for place, limit in enumerate(limits):
                part = min(limit, left[place], rest)
                row[place] += part
                left[place] -= part
                rest -= part
        made.append(row)
    return made
