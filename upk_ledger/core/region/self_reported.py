"""The dozen figures of a month that a UPK without the program reports of itself: which, and what contradicts itself."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from upk_ledger.core.collectibility import required_allowance
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.region_blanko import (
    ArrearsAboveBalance,
    BalanceWithoutGroups,
    ClassesDifferFromBalance,
    GroupsAtRiskWithoutBalance,
    MoreGroupsAtRisk,
    ResultHalfTold,
)
from upk_ledger.core.region.figures import NUMBERS
from upk_ledger.core.rulebooks import Rulebook

FORM = "BLANKO WILAYAH 1"
"""What tells the workbook of this form from any other; the number rises when its lines change."""

_NEEDED = frozenset({"groups", "groups_at_risk", "balance"})


class Line(NamedTuple):
    """A line of the form: a figure of `OfficeMonth`; `needed` ones may not stay empty."""

    number: int
    name: str
    needed: bool

    @property
    def counts(self) -> bool:
        """Whether it counts things; all others are money."""
        return self.name in NUMBERS


def lines_of(rules: Rulebook) -> tuple[Line, ...]:
    """The lines of the form, with the classes of the region's rules."""
    classes = tuple(f"balance_{number}" for number in range(1, len(rules.collectibility.classes) + 1))
    names = (
        "groups", "groups_at_risk", *classes, "balance", "arrears_at_risk", "held_allowance", "written_off",
        "income", "expense", "capital", "cash", "bank",
    )  # fmt: skip
    return tuple(
        Line(number, name, name in _NEEDED or name in classes) for number, name in enumerate(names, 1)
    )


def months_of(rules: Rulebook, number: int) -> tuple[int, int | None]:
    """From and up to how many months overdue a loan is of a class (None: any number)."""
    uppers = rules.collectibility.uppers
    return (uppers[number - 2] + 1 if number > 1 else 0), (
        uppers[number - 1] if number <= len(uppers) else None
    )


def classes_at_risk(rules: Rulebook) -> tuple[int, ...] | None:
    """The classes of which every loan is at risk; None where a class has loans of both kinds."""
    found = []
    for number in range(1, len(rules.collectibility.classes) + 1):
        least, most = months_of(rules, number)
        if rules.risk.holds(least):
            found.append(number)
        elif most is None or rules.risk.holds(most):
            return None
    return tuple(found)


def contradictions(told: Mapping[str, int], rules: Rulebook) -> Iterator[tuple[str, UpkError]]:
    """What cannot be true of the figures together, each by the line where it shows."""
    groups, at_risk, balance = told["groups"], told["groups_at_risk"], told["balance"]
    classes = sum(value for name, value in told.items() if name.startswith("balance_"))
    if classes != balance:
        yield "balance", ClassesDifferFromBalance(classes, balance)
    if at_risk > groups:
        yield "groups_at_risk", MoreGroupsAtRisk(at_risk, groups)
    if bool(groups) != bool(balance):
        yield "groups", BalanceWithoutGroups(groups, balance)
    risky = classes_at_risk(rules)
    if risky is not None:
        left = sum(told[f"balance_{number}"] for number in risky)
        if bool(at_risk) != bool(left):
            yield "groups_at_risk", GroupsAtRiskWithoutBalance(at_risk, left)
        if told.get("arrears_at_risk", 0) > left:
            yield "arrears_at_risk", ArrearsAboveBalance(told["arrears_at_risk"], left)
    if ("income" in told) != ("expense" in told):
        yield "income" if "income" not in told else "expense", ResultHalfTold()


def completed(told: Mapping[str, int], month: Month, rules: Rulebook) -> dict[str, int]:
    """The figures with what follows from them by the region's rules.

    What is at risk, the allowance required of each class, and how many months income and expense are of.
    """
    found = dict(told)
    risky = classes_at_risk(rules)
    if risky is not None:
        found["balance_at_risk"] = sum(told[f"balance_{number}"] for number in risky)
    found["required_allowance"] = sum(
        required_allowance(told[f"balance_{number}"], rule.percent)
        for number, rule in enumerate(rules.collectibility.classes, 1)
    )
    if "income" in told:
        found["months"] = month.month
    return found
