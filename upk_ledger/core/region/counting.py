"""What a closed month of an office counts in a review, from what its own papers are made of."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core.balances import Sums, income_and_expense, with_roles
from upk_ledger.core.collectibility import totals_by_class
from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import IndicatorInputs, indicators, suspending
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.offices import Account
from upk_ledger.core.region.figures import CLASSES, OfficeMonth
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders_health import portfolio_of


class Moved(NamedTuple):
    """What moved on loans in the month, and what is still claimed at its end (sen)."""

    lent: int
    principal: int
    service: int
    written_off: int
    recovered: int
    claims: int


def counted(
    month: Month,
    start: date,
    chart: Mapping[str, Account],
    sums: Sums,
    loans: Sequence[LoanAt],
    partners: Iterable[str],
    rules: Rulebook,
    moved: Moved,
) -> tuple[OfficeMonth, tuple[str, ...]]:
    """The figures of a month, and the indicators because of which nothing new should be lent.

    `start` is the day of the book's start; `sums` range from 1 January to the month's end; `partners` are the
    loans lent from partners' funds.
    """
    lent_for = frozenset(partners)
    own = [loan for loan in loans if loan.position.outstanding > 0 and loan.number not in lent_for]
    portfolio = portfolio_of(own, rules)
    classes = totals_by_class(loans, rules.collectibility)
    by_class = {total.class_: total for total in classes}
    income, expense = income_and_expense(chart, sums)
    months = 1 + month.months_since(max(Month(month.year, 1), Month.of(start)))
    capital = with_roles(chart, sums, "modal-dana")
    figures = OfficeMonth(
        **_of_loans(own, start, rules),
        required_allowance=sum(int(total.allowance) for total in classes),
        held_allowance=-with_roles(chart, sums, "cadangan"),
        income=income,
        expense=expense,
        months=months,
        capital=capital,
        cash=with_roles(chart, sums, "kas"),
        bank=with_roles(chart, sums, "bank"),
        savings=with_roles(chart, sums, "tabungan"),
        lent=moved.lent,
        principal_received=moved.principal,
        service_received=moved.service,
        written_off=moved.written_off,
        recovered=moved.recovered,
        claims=moved.claims,
        **{
            f"{what}_{number}": getattr(by_class[number], what) if number in by_class else 0
            for number in range(1, CLASSES + 1)
            for what in ("loans", "balance")
        },
    )
    return figures, suspending(
        indicators(IndicatorInputs(portfolio, income, expense, months, capital), rules), rules
    )


def _of_loans(own: Sequence[LoanAt], start: date, rules: Rulebook) -> dict[str, int]:
    """What the loans of the office's own fund come to, and those of them paid out since the book began."""
    portfolio = portfolio_of(own, rules)
    new = portfolio_of((loan for loan in own if loan.disbursed_on >= start), rules)
    return {
        "loans": len(own),
        "groups": int(portfolio.groups),
        "groups_at_risk": int(portfolio.groups_at_risk),
        "balance": portfolio.balance,
        "balance_at_risk": portfolio.balance_at_risk,
        "arrears_principal": sum(loan.position.arrears_principal for loan in own),
        "arrears_service": sum(loan.position.arrears_service for loan in own),
        "arrears_at_risk": portfolio.arrears_at_risk,
        "new_groups": int(new.groups),
        "new_groups_at_risk": int(new.groups_at_risk),
        "new_balance": new.balance,
        "new_balance_at_risk": new.balance_at_risk,
        "new_arrears_at_risk": new.arrears_at_risk,
        "rescheduled_balance": portfolio_of((loan for loan in own if loan.rescheduled), rules).balance,
    }
