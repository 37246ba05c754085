"""What a planned loan owes, reckoned by the same rules as the book will: for plans that depend on it."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from upk_ledger.core.allocation import allocate, due_by
from upk_ledger.core.lending import Share
from upk_ledger.core.member_split import MemberDebt, split_by_dues
from upk_ledger.core.payoff import service_left
from upk_ledger.core.rescheduling import Standing, reschedule
from upk_ledger.core.rewards import reward_amount
from upk_ledger.core.schedules import Installment, LoanTerms, group_schedule

MODE = "anggota"


class PlannedDebt:
    """A loan from the day on which it is paid out: what falls due, and what was paid of it so far."""

    def __init__(self, terms: LoanTerms, shares: tuple[Share, ...]) -> None:
        self._terms, self._shares = terms, shares
        self._paid = (0, 0)
        self._service: dict[int, int] = {}
        made = group_schedule(terms, shares, MODE)
        self.rows = made.rows
        self._debts = tuple(MemberDebt(member, rows) for member, rows in made.members)

    def pay(self, on: date, amount: int) -> None:
        """Count a payment."""
        parts = allocate(amount, self.rows, *self._paid, on)
        self._count(on, parts.principal, parts.service)

    def _count(self, on: date, principal: int, service: int) -> None:
        own = {part.member: part for part in split_by_dues(self._debts, principal, service)}
        self._debts = tuple(
            debt.after(own[debt.member].principal, own[debt.member].service) if debt.member in own else debt
            for debt in self._debts
        )
        self._paid = (self._paid[0] + principal, self._paid[1] + service)
        self._service[on.year] = self._service.get(on.year, 0) + service

    def overdue(self, on: date) -> int:
        """What was due before a day and is unpaid."""
        return sum(due_by(self.rows, *self._paid, on - timedelta(1)))

    def pay_off(self, on: date) -> int:
        """Pay all that is owed where the product waives later service; answers with how much it is."""
        principal = sum(row.principal for row in self.rows) - self._paid[0]
        left = service_left(self.rows, self._paid, on)
        self._count(on, principal, left.due + left.current)
        return principal + left.due + left.current

    def reschedule(self, on: date, tenor: int) -> tuple[Installment, ...]:
        """Give the loan a new schedule; answers with its new rows."""
        standing = Standing(self.rows, self._paid, self._debts)
        terms = replace(self._terms, start=on, tenor=tenor)
        made = reschedule(terms, self._shares, MODE, standing, standing.unpaid_service(on))
        paid = {debt.member: (debt.paid_principal, debt.paid_service) for debt in self._debts}
        self.rows = made.rows
        self._debts = tuple(
            MemberDebt(member, rows, *paid.get(member, (0, 0))) for member, rows in made.members
        )
        return tuple(row for row in made.rows if row.number)

    def rewards(self, percent: Fraction) -> dict[int, int]:
        """By year the reward for paying punctually, in years in which something was due."""
        due = {row.due.year for row in self.rows}
        return {year: reward_amount(base, percent) for year, base in self._service.items() if year in due}
