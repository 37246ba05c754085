"""What needs attention first in a review, and why: rules of the program's own, no guideline has them.

The order: most indicators in `penundaan`; then most indicators that became worse by a point or more in three months;
then longest without a report; then farthest beyond the limits of LAR, PAR and RR; then the name.
"""

from collections.abc import Mapping
from fractions import Fraction

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import SUSPENDED, Ratio
from upk_ledger.core.region.review import WINDOW, Reason, ReviewRow
from upk_ledger.core.rulebooks import INDICATORS, RatingRule, Rulebook

BACK = 3
"""Over how many months a change counts as one."""

NOTABLE = Fraction(1)
"""From how many points of percent a change counts as one."""

OF_LOANS = ("LAR", "PAR", "RR")
"""Indicators whose distance to the limit orders rows, being of one kind."""


def percent_of(ratio: Ratio) -> Fraction | None:
    """The exact percentage; None where there is no denominator."""
    return Fraction(ratio.numerator * 100, ratio.denominator) if ratio.denominator > 0 else None


def rising_is_worse(rule: RatingRule) -> bool:
    """Whether an indicator is the better the smaller it is: its limit of `penundaan` lies above."""
    return rule.suspended.sign.startswith(">")


def worsened(before: Ratio, now: Ratio, rule: RatingRule) -> Fraction:
    """By how many points an indicator became worse (negative: better); 0 where one of them cannot be told."""
    old, new = percent_of(before), percent_of(now)
    if old is None or new is None:
        return Fraction(0)
    return new - old if rising_is_worse(rule) else old - new


def attention(row: ReviewRow, month: Month, rules: Rulebook) -> tuple[object, ...]:
    """The key by which rows are sorted."""
    halted = [name for name in INDICATORS if row.ratios[name].rating == SUSPENDED]
    earlier = _at(row, month.plus(-BACK))
    worse = sum(
        worsened(earlier[name], row.ratios[name], rules.ratings[name]) >= NOTABLE
        for name in INDICATORS
        if name in earlier
    )
    beyond = sum((_beyond(row.ratios[name], rules.ratings[name]) for name in OF_LOANS), Fraction(0))
    return (-len(halted), -worse, -silent(row, month), -beyond, row.name, row.key)


def silent(row: ReviewRow, month: Month) -> int:
    """For how many months the row's UPK, the most silent of several, told nothing; one that never did: the window."""
    coverage = row.coverage
    return max(
        (
            month.months_since(coverage.last[upk.code]) if upk.code in coverage.last else WINDOW
            for upk in coverage.late
        ),
        default=0,
    )


def _beyond(ratio: Ratio, rule: RatingRule) -> Fraction:
    percent = percent_of(ratio)
    return (
        abs(percent - rule.suspended.value)
        if percent is not None and ratio.rating == SUSPENDED
        else Fraction(0)
    )


def _at(row: ReviewRow, month: Month) -> Mapping[str, Ratio]:
    return next((ratios for each, ratios in row.trend if each == month), {})


def reasons_of(row: ReviewRow, month: Month, rules: Rulebook) -> tuple[Reason, ...]:
    """Why the row asks for attention, the gravest first."""
    halted = [
        Reason("penundaan", name, now=row.ratios[name])
        for name in rules.ratings
        if row.ratios[name].rating == SUSPENDED
    ]
    months = silent(row, month)
    late = (
        [Reason("belum-lapor", since=month.plus(1 - months), count=len(row.coverage.late))] if months else []
    )
    return (*halted, *late)
