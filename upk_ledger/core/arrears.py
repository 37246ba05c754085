"""The position of a loan at a date: outstanding, in arrears, months overdue, class.

`LoanFacts` and `Position` are named tuples, because a report makes one of each for every loan.
"""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a payment asks for arrears alone: it need not wait for the rules of classes
    from upk_ledger.core.rulebooks import CollectibilityRules


class LoanFacts(NamedTuple):
    """One loan's numbers at a date (sen).

    `due_principal` and `due_service` add up the installments due before the date; `oldest_unpaid` is the due
    date of the oldest of those not fully paid in principal or in service; `first_principal` is the principal
    of the first installment that has any; `last_due` the due date of the schedule's last installment.
    Where a rule moves the due dates, `missed` counts the installments due before the date and not fully paid.
    """

    principal: int
    paid_principal: int
    paid_service: int
    due_principal: int
    due_service: int
    oldest_unpaid: date | None
    start: date
    frequency: str
    first_principal: int
    last_due: date
    due_rule: str = ""
    missed: int | None = None


class Position(NamedTuple):
    """What a loan owes at a date (sen); `class_` is None unless principal is outstanding."""

    outstanding: int
    arrears_principal: int
    arrears_service: int
    months_overdue: int
    class_: int | None


def months_overdue(oldest_due: date, as_of: date, start: date, frequency: str) -> int:
    """The smallest whole m with `oldest_due` + m months >= `as_of`.

    A monthly loan counts along its own due days, carried on past maturity: due 28 February of a loan that
    pays on the 31st, the next due day is 31 March. Other loans count months from the due date itself.
    """
    months = (as_of.year - oldest_due.year) * 12 + as_of.month - oldest_due.month
    # A month too short for the due day needs no care: no date in it lies beyond its last day.
    if as_of.day > (start.day if frequency == "bulanan" else oldest_due.day):
        months += 1
    return max(0, months)


def rural_months(arrears_principal: int, first_principal: int, past_maturity: int) -> int:
    """Months as the rural programme counts them: installments of principal missed + months past maturity."""
    return -(-arrears_principal // first_principal) + past_maturity


def _past_maturity(last_due: date, as_of: date, start: date, frequency: str, rule: str) -> int:
    """Whole months begun since the last due date."""
    if rule and frequency == "bulanan":
        from upk_ledger.core.due_rules import due_rule  # few loans have a rule of their own

        return due_rule(rule).months_past(last_due, as_of, start)
    return months_overdue(last_due, as_of, start, frequency)


def position(facts: LoanFacts, as_of: date, rules: "CollectibilityRules | None") -> Position:
    """The position of a loan, from its facts at that very date; without rules its arrears, but no class."""
    # Taken apart once: an attribute of a named tuple costs more than all the sums here.
    (principal, paid_principal, paid_service, due_principal, due_service, oldest, start, frequency, first_principal,
     last_due, rule, missed) = facts  # fmt: skip
    outstanding = principal - paid_principal
    arrears_principal = due_principal - paid_principal if due_principal > paid_principal else 0
    arrears_service = due_service - paid_service if due_service > paid_service else 0
    if oldest is None:
        months = 0
    elif rules is not None and rules.counting == "perdesaan":
        past_maturity = _past_maturity(last_due, as_of, start, frequency, rule)
        months = rural_months(arrears_principal, first_principal, past_maturity)
    elif rule and frequency == "bulanan":
        # Each due date missed is a month, wherever it was moved to; past maturity the unmoved due days go on.
        months = (missed or 0) + max(0, _past_maturity(last_due, as_of, start, frequency, rule) - 1)
    else:
        months = months_overdue(oldest, as_of, start, frequency)
    class_ = rules.class_of(months) if rules is not None and outstanding > 0 else None
    return Position(outstanding, arrears_principal, arrears_service, months, class_)


def after_write_off(found: Position, written_off: int, rules: "CollectibilityRules | None") -> Position:
    """What a loan owes on the balance when `written_off` (sen) has left it; service unpaid then is claimed apart.

    Something is left only where a payment from before the write-off was undone after it: principal alone.
    """
    outstanding = found.outstanding - written_off
    arrears = min(outstanding, found.arrears_principal)
    months = found.months_overdue if arrears > 0 else 0
    class_ = rules.class_of(months) if rules is not None and outstanding > 0 else None
    return Position(outstanding, max(0, arrears), 0, months, class_)
