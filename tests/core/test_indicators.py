from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import upk_ledger.rulebooks
from upk_ledger.core.arrears import Position
from upk_ledger.core.indicators import (
    UNRATEABLE,
    UNRATED,
    IndicatorInputs,
    LoanHealth,
    PortfolioSums,
    companions,
    indicators,
    rate,
    ratio,
    sum_portfolio,
)
from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.rulebooks import parse_rulebook

BOOK = parse_rulebook(
    (Path(upk_ledger.rulebooks.__file__).parent / "pnpm-2012.toml").read_text(encoding="utf-8")
)


def rated(percent, rule):
    """The rating of a percentage."""
    return rate(percent.numerator, percent.denominator * 100, rule)


def inputs(**given):
    blank = {"portfolio": PortfolioSums(), "income": 0, "expense": 0, "months": 1, "capital": 0}
    return IndicatorInputs(**{**blank, **given})


@pytest.mark.parametrize(
    ("name", "at_limits", "just_beyond"),
    [
        ("LAR", (10, 20), ("9.9999999", "memuaskan", "20.0000001", "penundaan")),
        ("PAR", (10, 20), ("9.9999999", "memuaskan", "20.0000001", "penundaan")),
        ("CCr", (125, 100), ("125.0000001", "memuaskan", "99.9999999", "penundaan")),
        ("ROI", (10, 0), ("10.0000001", "memuaskan", "-0.0000001", "penundaan")),
        ("RR", (90, 80), ("90.0000001", "memuaskan", "79.9999999", "penundaan")),
    ],
)
def test_the_limits_themselves_are_the_minimum(name, at_limits, just_beyond):
    rule = BOOK.ratings[name]
    assert [rated(Fraction(limit), rule) for limit in at_limits] == ["minimum", "minimum"]
    better, good, worse, bad = just_beyond
    assert (rated(Fraction(better), rule), rated(Fraction(worse), rule)) == (good, bad)


def test_the_rating_compares_the_exact_ratio():
    almost = ratio(99_999_999, 1_000_000_000, BOOK.ratings["PAR"])
    assert (almost.value, almost.rating) == (Decimal("10.00"), "memuaskan")


def test_percentages_are_rounded_half_up_to_two_decimals():
    assert quotient(3, 26, 100) == Decimal("11.54")
    assert quotient(1, 20_000, 100) == Decimal("0.01")
    assert quotient(-1, 20_000, 100) == Decimal("-0.01")
    assert quotient(1, 20_001, 100) == 0


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**15))
def test_a_quotient_is_within_half_a_hundredth(numerator, denominator):
    exact = Fraction(numerator, denominator)
    assert abs(Fraction(quotient(numerator, denominator)) - exact) <= Fraction(1, 200)


def test_without_denominator_nothing_is_rated():
    nothing = indicators(inputs(), BOOK)
    assert [(r.value, r.rating) for r in nothing.values()] == [(None, UNRATEABLE)] * 5
    owing = indicators(inputs(income=5, capital=-100), BOOK)
    assert (owing["ROI"].value, owing["ROI"].rating) == (None, UNRATEABLE)


def test_a_loss_is_a_negative_return():
    found = indicators(inputs(income=100, expense=300, months=2, capital=10_000), BOOK)
    # -200 x 12 / 2 / 10,000
    assert (found["ROI"].value, found["ROI"].rating) == (Decimal("-12.00"), "penundaan")
    assert (found["ROI"].numerator, found["ROI"].denominator) == (-2_400, 20_000)


def test_a_portfolio_counts_groups_once_and_paid_loans_not():
    def loan(group, outstanding, arrears, months, at_risk):
        return LoanHealth(group, Position(outstanding, arrears, 0, months, 1), at_risk)

    sums = sum_portfolio(
        [
            loan("K1", 100, 0, 0, False),
            loan("K1", 200, 150, 4, True),
            loan("K2", 300, 50, 1, False),
            loan("K2", 400, 100, 2, False),
            loan("K3", 0, 0, 9, True),
            loan("K1", 50, 50, 8, True),
        ]
    )
    assert sums == PortfolioSums(
        groups=2,
        groups_at_risk=1,
        balance=1_050,
        balance_at_risk=250,
        arrears_at_risk=200,
        balance_over_one_month=650,
    )
    found = indicators(inputs(portfolio=sums), BOOK)
    assert (found["LAR"].numerator, found["LAR"].denominator, found["LAR"].value) == (1, 2, 50)
    assert not isinstance(found["LAR"].numerator, Rupiah)
    assert isinstance(found["PAR"].numerator, Rupiah)
    assert found["RR"].numerator == 850


def test_companions_are_not_rated_and_take_the_allowance_apart():
    beside = companions(
        inputs(
            portfolio=PortfolioSums(1, 0, 1_000, 0, 0, 250),
            income=900,
            expense=1_000,
            months=12,
            capital=1_000,
            due_this_month=400,
            paid_of_due_this_month=300,
            allowance_expense=700,
            opening_shortfall=400,
        )
    )
    assert {name: found.value for name, found in beside.items()} == {
        "paid_of_due_this_month": 75,
        "par_over_1_month": 25,
        "ccr_without_allowance": 300,
        "ccr_without_opening_shortfall": 150,
        "roi_without_opening_shortfall": 30,
    }
    assert {found.rating for found in beside.values()} == {UNRATED}


def test_editions_may_move_the_limits():
    later = parse_rulebook(
        (Path(upk_ledger.rulebooks.__file__).parent / "pnpm-2012.toml")
        .read_text(encoding="utf-8")
        .replace('memuaskan = "< 10"', 'memuaskan = "<= 10"', 1)
    )
    assert rated(Fraction(10), later.ratings["LAR"]) == "memuaskan"
    assert rated(Fraction(10), later.ratings["PAR"]) == "minimum"
    assert later.valid_from <= date(2026, 1, 1)
