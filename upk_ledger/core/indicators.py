"""The health of the fund: LAR, PAR, CCr, ROI, RR with their ratings, and unrated companions beside them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from upk_ledger.core.arrears import Position
from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.rulebooks import INDICATORS, RatingRule, Rulebook
from upk_ledger.core.tracing import derived

SATISFACTORY = "memuaskan"
MINIMUM = "minimum"
SUSPENDED = "penundaan"
UNRATEABLE = "tidak-dapat-dinilai"
UNRATED = ""
"""The rating of a companion, for which the programme sets no limits."""

GROUPS = "ksm"
"""The rule by which groups are counted from their loans."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage, rounded to two decimals, with the figures it was made of (`Rupiah` where they are money).

    `value` is None where the denominator is zero or less. The rating compares the exact ratio.
    """

    value: Decimal | None
    rating: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class LoanHealth:
    """One loan with principal outstanding at a date: its group, its position, whether it is at risk."""

    group: str
    position: Position
    at_risk: bool


@dataclass(frozen=True, slots=True)
class PortfolioSums:
    """What the indicators need of all loans with principal outstanding at a date (sen)."""

    groups: int = 0
    groups_at_risk: int = 0
    balance: int = 0
    balance_at_risk: int = 0
    arrears_at_risk: int = 0
    """Principal in arrears on loans at risk."""
    balance_over_one_month: int = 0
    """Balance of loans more than one month overdue."""


@dataclass(frozen=True, slots=True)
class IndicatorInputs:
    """The sums of a portfolio and of the books from 1 January to the date (sen)."""

    portfolio: PortfolioSums
    income: int
    expense: int
    months: int
    """Months begun since the later of 1 January and the book's start."""
    capital: int
    due_this_month: int = 0
    """Principal and service that fall due in the month of the date."""
    paid_of_due_this_month: int = 0
    """What was paid of them by the date."""
    allowance_expense: int = 0
    """The part of `expense` that formed the allowance, an opening shortfall included."""
    opening_shortfall: int = 0
    """The part of `expense` that made up, once, for an allowance missing at the book's start."""
    rescheduled: PortfolioSums = PortfolioSums()
    """The sums of the rescheduled loans, which are part of `portfolio`."""


def sum_portfolio(loans: Iterable[LoanHealth]) -> PortfolioSums:
    """Add up loans; those without principal outstanding do not count."""
    groups: set[str] = set()
    groups_at_risk: set[str] = set()
    balances: list[int] = []
    balances_at_risk: list[int] = []
    balance = balance_at_risk = arrears_at_risk = over_one_month = 0
    for loan in loans:
        position = loan.position
        if position.outstanding <= 0:
            continue
        groups.add(loan.group)
        balances.append(position.outstanding)
        balance += position.outstanding
        if position.months_overdue > 1:
            over_one_month += position.outstanding
        if loan.at_risk:
            groups_at_risk.add(loan.group)
            balances_at_risk.append(position.outstanding)
            balance_at_risk += position.outstanding
            arrears_at_risk += position.arrears_principal
    return PortfolioSums(
        derived(len(groups), GROUPS, *balances),
        derived(len(groups_at_risk), GROUPS, *balances_at_risk),
        balance,
        balance_at_risk,
        arrears_at_risk,
        over_one_month,
    )


def rate(numerator: int, denominator: int, rule: RatingRule) -> str:
    """The rating of an exact ratio (percent); what is neither satisfactory nor suspended is the minimum."""
    if rule.satisfactory.met_by(numerator * 100, denominator):
        return SATISFACTORY
    return SUSPENDED if rule.suspended.met_by(numerator * 100, denominator) else MINIMUM


def ratio(numerator: int, denominator: int, rule: RatingRule | None = None) -> Ratio:
    """A ratio in percent, rated where a rule is given."""
    if denominator <= 0:
        return Ratio(None, UNRATEABLE, numerator, denominator)
    rating = UNRATED if rule is None else rate(numerator, denominator, rule)
    return Ratio(quotient(numerator, denominator, 100), rating, numerator, denominator)


def lar(sums: PortfolioSums, rule: RatingRule | None = None) -> Ratio:
    """Loan at risk: groups with a loan at risk among the groups with a loan balance."""
    return ratio(sums.groups_at_risk, sums.groups, rule)


def par(sums: PortfolioSums, rule: RatingRule | None = None) -> Ratio:
    """Portfolio at risk: the balance of loans at risk in the loan balance."""
    return ratio(Rupiah(sums.balance_at_risk), Rupiah(sums.balance), rule)


def ccr(income: int, expense: int, rule: RatingRule | None = None) -> Ratio:
    """Cost coverage: income in percent of expense."""
    return ratio(Rupiah(income), Rupiah(expense), rule)


def roi(net: int, months: int, capital: int, rule: RatingRule | None = None) -> Ratio:
    """Return on investment: the net income of `months`, taken to a year, in percent of capital.

    The figures stay whole: net x 12 over capital x months.
    """
    return ratio(Rupiah(net * 12), Rupiah(capital * months), rule)


def rr(sums: PortfolioSums, rule: RatingRule | None = None) -> Ratio:
    """Repayment rate: the loan balance without the principal in arrears on loans at risk, in percent of it."""
    return ratio(Rupiah(sums.balance - sums.arrears_at_risk), Rupiah(sums.balance), rule)


def indicators(inputs: IndicatorInputs, rules: Rulebook) -> dict[str, Ratio]:
    """The five rated indicators, by the limits of the book's rulebook."""
    limits: Mapping[str, RatingRule] = rules.ratings
    found = portfolio_ratios(inputs.portfolio, rules)
    found["CCr"] = ccr(inputs.income, inputs.expense, limits["CCr"])
    found["ROI"] = roi(inputs.income - inputs.expense, inputs.months, inputs.capital, limits["ROI"])
    return {name: found[name] for name in INDICATORS}


def portfolio_ratios(sums: PortfolioSums, rules: Rulebook) -> dict[str, Ratio]:
    """The indicators that speak of loans alone, of all of them or of a part."""
    return {
        name: ratio_of(sums, rules.ratings[name])
        for name, ratio_of in (("LAR", lar), ("PAR", par), ("RR", rr))
    }


def suspending(rated: Mapping[str, Ratio], rules: Rulebook) -> tuple[str, ...]:
    """The indicators because of which new lending is to be suspended (domain reference section 6.2)."""
    return tuple(name for name in rules.suspending if rated[name].rating == SUSPENDED)


def companions(inputs: IndicatorInputs) -> dict[str, Ratio]:
    """Unrated figures beside them, by their names in JSON."""
    without_shortfall = inputs.expense - inputs.opening_shortfall
    return {
        "paid_of_due_this_month": ratio(Rupiah(inputs.paid_of_due_this_month), Rupiah(inputs.due_this_month)),
        "par_over_1_month": ratio(
            Rupiah(inputs.portfolio.balance_over_one_month), Rupiah(inputs.portfolio.balance)
        ),
        "ccr_without_allowance": ccr(inputs.income, inputs.expense - inputs.allowance_expense),
        "ccr_without_opening_shortfall": ccr(inputs.income, without_shortfall),
        "roi_without_opening_shortfall": roi(
            inputs.income - without_shortfall, inputs.months, inputs.capital
        ),
    }
