"""The worked examples of the domain reference, each by its id."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import upk_ledger.rulebooks
from tests.oracles import facts_of, most_service
from upk_ledger.core.allocation import allocate
from upk_ledger.core.arrears import position, rural_months
from upk_ledger.core.checks import Comparison, balance_sheet, loan_balances
from upk_ledger.core.collectibility import class_totals
from upk_ledger.core.eligibility import GroupProfile, capacity, group_breaches
from upk_ledger.core.indicators import IndicatorInputs, PortfolioSums, indicators, rate
from upk_ledger.core.money import quotient
from upk_ledger.core.rulebooks import ClassRule, CollectibilityRules, parse_rulebook
from upk_ledger.core.schedules import LoanTerms, build_schedule, group_schedule

EXAMPLES = json.loads(
    (Path(__file__).parent / "domain_examples.json").read_text(encoding="utf-8"), parse_float=Decimal
)
START = dt.date(2026, 1, 15)


def rulebook(code):
    path = Path(upk_ledger.rulebooks.__file__).parent / f"{code}.toml"
    return parse_rulebook(path.read_text(encoding="utf-8"))


URBAN, RURAL = rulebook("pnpm-2012"), rulebook("perdesaan")


def of_kind(*kinds):
    found = [example for example in EXAMPLES if example["kind"] in kinds]
    assert found
    return pytest.mark.parametrize("example", found, ids=[example["id"] for example in found])


def terms_of(given):
    rounding = "1000-atas" if "UP to Rp1,000" in given.get("rounding", "") else "none"
    rate_percent = Fraction(given["rate_percent_per_month"])
    return LoanTerms(
        given["principal"] * 100,
        given["months"],
        rate_percent,
        "bulan",
        given["method"],
        START,
        rounding=rounding,
    )


@of_kind("instalment_schedule")
def test_schedules(example):
    given, expected = example["inputs"], example["expected"]
    rows = build_schedule(terms_of(given))
    got = {
        "instalment_principal": rows[0].principal,
        "instalment_service": rows[0].service,
        "instalment_total": rows[0].total,
        "total_service": sum(row.service for row in rows),
        "total_payable": sum(row.total for row in rows),
    }
    for name, value in got.items():
        assert value == expected.get(name, value / 100) * 100
    for row, wanted in zip(rows, expected.get("rows", ()), strict=False):
        assert (row.number, row.principal, row.service, row.balance) == (
            wanted["no"],
            wanted["principal"] * 100,
            wanted["service"] * 100,
            wanted["balance_after"] * 100,
        )
    if "ksm_principal" in expected:
        shares = [(f"A{i}", given["principal"] * 100) for i in range(5)]
        whole = terms_of({**given, "principal": expected["ksm_principal"]})
        group = group_schedule(whole, shares)
        assert group.rows[0].total == expected["ksm_instalment_total"] * 100
        assert (group.rows[-1].principal, group.rows[-1].balance) == (5 * 19_300_000, 0)
        exact = Fraction(given["principal"], 24) + given["principal"] * Fraction(15, 1000)
        assert quotient(exact.numerator, exact.denominator) == expected["instalment_unrounded"]


@of_kind("payment_allocation")
@pytest.mark.parametrize("order", ["per-angsuran", "jasa-dulu"])
def test_allocation(example, order):
    due, paid, expected = example["inputs"]["due"], example["inputs"]["paid"], example["expected"]
    contract = next(e for e in EXAMPLES if e["id"] == "SCHED-FLAT-01")
    rows = build_schedule(terms_of(contract["inputs"]))
    assert (rows[0].principal, rows[0].service) == (due["principal"] * 100, due["service"] * 100)
    on = rows[0].due + dt.timedelta(1)
    split = allocate(paid * 100, rows, 0, 0, on, order)
    assert (split.principal, split.service) == (expected["principal"] * 100, expected["service"] * 100)
    left = position(
        facts_of(rows, START, "bulanan", split.principal, split.service, on), on, URBAN.collectibility
    )
    assert left.arrears_principal == expected["arrears_principal"] * 100
    assert left.arrears_service == expected["arrears_service"] * 100


@of_kind("provision")
def test_provision(example):
    names = list(example["inputs"]["balances"])
    percents = example["inputs"]["rates_percent"]
    uppers = [0, 3, 6, 9, None]
    rules = CollectibilityRules(
        tuple(
            ClassRule(name, Decimal(percents[name]), upper) for name, upper in zip(names, uppers, strict=True)
        )
    )
    assert [rule.percent for rule in rules.classes] == [c.percent for c in URBAN.collectibility.classes]
    balances = [(i, example["inputs"]["balances"][name] * 100) for i, name in enumerate(names, start=1)]
    totals = class_totals(balances, rules)
    expected = example["expected"]
    assert {t.name: t.allowance // 100 for t in totals} == expected["required_by_class"]
    required = sum(t.allowance for t in totals) // 100
    assert required == expected["required_total"]
    assert required - example["inputs"]["allowance_before"] == expected["adjustment"]


@of_kind("ratios")
def test_ratios(example):
    given, expected = example["inputs"], example["expected"]
    sums = PortfolioSums(
        groups=given["ksm_active"],
        groups_at_risk=given.get("ksm_arrears_3m", 0),
        balance=given["balance"],
        balance_at_risk=given.get("balance_of_loans_arrears_3m", 0),
        arrears_at_risk=given.get("arrears_3m_amount", 0),
    )
    income, cost = given.get("income_ytd", 0), given["cost_ytd"]
    found = indicators(IndicatorInputs(sums, income, cost, given.get("months", 1), given["capital"]), URBAN)
    assert {name: ratio.value for name, ratio in found.items()} == expected["ratios"]
    classes = expected["classes"]
    if isinstance(classes, str):
        classes = dict.fromkeys(found, classes.replace(" ", "-"))
    assert {name: ratio.rating for name, ratio in found.items()} == classes


@of_kind("rating")
def test_ratings(example):
    given = example["inputs"]
    rule = URBAN.ratings[given["indicator"]]
    percent = Fraction(given["value_percent"])
    assert rate(percent.numerator, percent.denominator * 100, rule) == example["expected"]["class_"]


@of_kind("repayment_capacity")
def test_capacity(example):
    given, expected = example["inputs"], example["expected"]
    found = [capacity(m["income"], m["cost"], given["instalment"]) for m in given["members"]]
    assert [c.amount for c in found] == expected["capacity"]
    assert [c.installment_percent for c in found] == expected["instalment_to_capacity_percent"]
    assert all(c.installment_percent <= 100 for c in found)
    assert len(found) * 5_000_000 == expected["requested_total"]


@of_kind("collectibility")
def test_rural_collectibility(example):
    given, expected = example["inputs"], example["expected"]
    months = rural_months(
        given["arrears_principal"], given["principal_instalment"], given["months_after_last_instalment"]
    )
    assert months == expected["arrears_months"]
    assert RURAL.collectibility.class_of(months) == expected["class_"]


@of_kind("reconciliation")
def test_reconciliation(example):
    given = example["inputs"]
    if "kolek_classes" in given:

        def check(**change):
            g = {**given, **change}
            return loan_balances(
                g["neraca_loan_balance"], g["lpp_col13_balance"], g["kolek_col3_balance"], g["kolek_classes"]
            )

        assert check() == ()
        assert len(check(neraca_loan_balance=1)) == 3
        assert len(check(kolek_classes=given["kolek_classes"][:-1])) == 1
    else:
        income, received = given["income_statement_service"], given["lpp_col12_service_to_date"]
        of_this_year = ("perkembangan-pinjaman", received - given["retained_surplus"])
        assert Comparison("jasa-diterima", (("laba-rugi", income), of_this_year)).agrees
        assert len(Comparison("jasa-diterima", (("laba-rugi", income + 1), of_this_year)).differing) == 1


@of_kind("eligibility")
def test_eligibility(example):
    given, expected = example["inputs"], example["expected"]
    profile = GroupProfile(
        members=given["members"],
        women=given["women"],
        poor=given["poor_in_PS2"],
        months=given["months_saving"],
        trained=given["trained"],
        joint_liability=given["joint_liability_signed"],
    )
    found = group_breaches(profile, URBAN.eligibility)
    assert (not found) == expected["eligible"]
    assert [(b.rule, b.found, b.wanted) for b in found] == (
        [("perempuan-minimal", 1, 2)] if expected["failed"] else []
    )


@of_kind("operating_sanity")
def test_claims_that_do_not_reconcile_are_caught(example):
    given, expected = example["inputs"], example["expected"]
    assert example["origin"] == "source_inconsistent"
    monthly = Fraction(given["rate_percent_per_month"])
    balance = given["groups"] * given["avg_loan"]
    assert balance == expected["portfolio_if_all_outstanding"]
    assert most_service(balance * 100, monthly) == expected["service_per_month"] * 100
    assert expected["service_per_month"] < 14_000_000


def test_every_example_marked_wrong_is_of_a_kind_that_is_caught():
    marked = [e for e in EXAMPLES if e["origin"] in {"source_inconsistent", "source_wrong"}]
    assert {e["kind"] for e in marked} == {"operating_sanity"}


@of_kind("balance")
def test_balance(example):
    given, expected = example["inputs"], example["expected"]
    assert balance_sheet(given["total_assets"], given["total_liabilities_equity"], 0) == ()
    rest = given["printed_non_operating_income"] - given["operating_income"]
    assert rest == expected["non_operating_income_probable"]


@of_kind("scale")
def test_scale(example):
    pairs = {
        "ksm_per_kelurahan": ("ksm_active", "kelurahan"),
        "members_per_ksm": ("members", "ksm_active"),
        "members_per_kelurahan": ("members", "kelurahan"),
        "households_per_ksm": ("households", "ksm"),
        "avg_loan_per_group": ("disbursed", "groups"),
        "iptw_per_group": ("iptw_paid", "groups"),
    }
    given = example["inputs"]
    for name, wanted in example["expected"].items():
        if name in pairs:
            top, bottom = pairs[name]
            found = quotient(given[top], given[bottom])
            places = -min(0, Decimal(wanted).as_tuple().exponent)
            assert round(found, places) == wanted
