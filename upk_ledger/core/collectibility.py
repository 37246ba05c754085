"""Classes of collectibility, the allowance that they require, and which loans are at risk."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from upk_ledger.core.lending import LoanAt
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.rulebooks import CollectibilityRules, Limit
from upk_ledger.core.tracing import derived

WORST_UNTROUBLED_CLASS = 2
"""A rescheduled loan that keeps a class beyond this one stays at risk (contract section 5)."""


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """One class at a date: its loans, their balance, and the allowance that it requires (sen)."""

    class_: int
    name: str
    loans: int
    balance: int
    rate_percent: Decimal
    allowance: int


def at_risk(months: int, risk: Limit, kept_class: int | None = None) -> bool:
    """Whether a loan counts for LAR and PAR: too long overdue, or rescheduled with its bad class kept."""
    return risk.holds(months) or (kept_class is not None and kept_class > WORST_UNTROUBLED_CLASS)


def required_allowance(balance: int, percent: Decimal) -> int:
    """`percent` of `balance` (sen), rounded half up to the whole rupiah."""
    numerator, denominator = percent.as_integer_ratio()
    return (2 * balance * numerator + 100 * denominator * RUPIAH) // (200 * denominator * RUPIAH) * RUPIAH


def class_totals(loans: Iterable[tuple[int, int]], rules: CollectibilityRules) -> tuple[ClassTotal, ...]:
    """All classes in order, empty ones too, from the class and balance (sen) of each loan."""
    counts = [0] * len(rules.classes)
    balances = [0] * len(rules.classes)
    for class_, balance in loans:
        counts[class_ - 1] += 1
        balances[class_ - 1] += balance
    return tuple(
        ClassTotal(
            number,
            rule.name,
            count,
            balance,
            rule.percent,
            derived(
                required_allowance(balance, rule.percent),
                "cadangan",
                balance,
                percent=rule.percent,
                name=rule.name,
            ),
        )
        for number, (rule, count, balance) in enumerate(
            zip(rules.classes, counts, balances, strict=True), start=1
        )
    )


def totals_by_class(loans: Iterable[LoanAt], rules: CollectibilityRules) -> tuple[ClassTotal, ...]:
    """All classes of the rulebook with the loans that have principal outstanding."""
    return class_totals(
        [
            (position.class_, position.outstanding)
            for position in (loan.position for loan in loans)
            if position.class_ is not None
        ],
        rules,
    )
