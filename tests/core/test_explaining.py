"""What is explained is the figure itself: for random terms, and for positions on random days."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from upk_ledger.bahasa.explaining import told
from upk_ledger.core.arrears import LoanFacts, position
from upk_ledger.core.collectibility import required_allowance
from upk_ledger.core.explaining import Kept, arrears_steps, class_steps, installment_steps
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.money import RUPIAH, half_up
from upk_ledger.core.rulebooks import COUNTINGS, ClassRule, CollectibilityRules
from upk_ledger.core.schedules import (
    FREQUENCIES,
    METHODS,
    MODES,
    RATE_PERIODS,
    ROUNDINGS,
    LoanTerms,
    build_schedule,
    group_schedule,
)

START = date(2026, 1, 31)
CLASSES = tuple(
    ClassRule(name, Decimal(percent), upper)
    for name, percent, upper in (
        ("Lancar", 1, 0), ("Perhatian", 5, 3), ("Kurang", 15, 6), ("Diragukan", 50, 9), ("Macet", 100, None),
    )
)  # fmt: skip


@some.composite
def loan_terms(draw):
    tenor = draw(some.integers(1, 30))
    return LoanTerms(
        draw(some.integers(1, 200_000)) * 100 * RUPIAH // draw(some.sampled_from((1, 7, 100))) // 100 * 100
        + RUPIAH,
        tenor,
        draw(some.fractions(0, 60, max_denominator=40)),
        draw(some.sampled_from(RATE_PERIODS)),
        draw(some.sampled_from(METHODS)),
        START,
        draw(some.sampled_from(FREQUENCIES)),
        draw(some.integers(0, tenor - 1)),
        draw(some.sampled_from(ROUNDINGS)),
        draw(some.sampled_from(("", "hari=10", "hari=15 batas=20", "geser=maju"))),
    )


def steps_by_rule(steps):
    """The facts of each step; every step has words."""
    for step in steps:
        text = told(step)
        assert text.endswith((".", ":")), text
        assert "None" not in text
    return {step.rule: step.facts for step in steps}


def rebuilt(steps):
    """Principal and service of an installment, worked out from nothing but the formulas that its steps show."""
    found = steps_by_rule(steps)
    service = next(facts for rule, facts in found.items() if rule in {"jasa", "jasa-sisa", "jasa-batas"})
    if "jasa" in found:
        served = half_up(service["exact"] * RUPIAH)
    elif "jasa-sisa" in found:
        served = half_up(service["exact_whole"] * RUPIAH) - service["earlier"]
    else:
        assert half_up(service["exact"] * RUPIAH) > service["amount"]
        served = service["amount"]
    if "pokok" in found:
        paid = int(found["pokok"]["exact"]) * RUPIAH
    elif "pokok-total" in found:
        paid = found["pokok-total"]["total"] - served
    elif "pokok-tenggang" in found:
        paid = 0
    elif "pokok-batas" in found:
        facts = found["pokok-batas"]
        paid = facts["amount"]
        assert paid == 0 > facts["total"] - served or 0 < paid < facts["total"] - served
    else:
        paid = found["pokok-sisa"]["amount"]
    return paid, served


@given(loan_terms())
def test_every_row_follows_from_the_formulas_shown_for_it(terms):
    rows = build_schedule(terms)
    made = group_schedule(terms, ())
    for row in rows:
        steps = installment_steps(terms, made, "anggota", row.number)
        assert rebuilt(steps) == (row.principal, row.service)
        found = steps_by_rule(steps)
        assert (found["jumlah"]["principal"], found["jumlah"]["service"]) == (row.principal, row.service)
        assert found["jatuh-tempo"]["due_date"] == row.due
        assert "jasa-dibawa" not in found
        assert ("pokok-sisa" in found) == (row is rows[-1])


@given(loan_terms(), some.lists(some.integers(1, 90), min_size=1, max_size=4), some.sampled_from(MODES))
def test_members_parts_add_up_to_the_row(terms, weights, mode):
    shares = [(f"A{i}", weight * 10_000 * RUPIAH) for i, weight in enumerate(weights)]
    terms = replace(terms, principal=sum(share for _, share in shares))
    made = group_schedule(terms, shares, mode)
    for row in made.rows:
        steps = installment_steps(terms, made, mode, row.number)
        found = steps_by_rule(steps)
        members = found["anggota" if mode == "anggota" else "anggota-dibagi"]["members"]
        assert sum(one["principal"] for one in members) == row.principal
        assert sum(one["service"] for one in members) == row.service
        assert "jasa-dibawa" not in found


def standing(terms, rows, paid, as_of, rules):
    due = [row for row in rows if row.due < as_of]
    principal = service = 0
    missed = []
    for row in rows:
        principal, service = principal + row.principal, service + row.service
        if row.due < as_of and (principal > paid[0] or service > paid[1]):
            missed.append(row.due)
    facts = LoanFacts(
        terms.principal, *paid, sum(row.principal for row in due), sum(row.service for row in due),
        missed[0] if missed else None, terms.start, terms.frequency,
        next(row.principal for row in rows if row.principal), rows[-1].due, terms.due_rule, len(missed),
    )  # fmt: skip
    return LoanAt(
        "P", "K", "KSM", "aplikasi", 1, terms.start, terms.frequency, terms.principal,
        sum(row.service for row in rows), terms.tenor, *paid, facts.due_principal, facts.due_service, rows[-1].due,
        position(facts, as_of, rules),
    )  # fmt: skip


@given(
    loan_terms(),
    some.integers(0, 1500),
    some.fractions(0, 1),
    some.fractions(0, 1),
    some.sampled_from(COUNTINGS),
)
def test_arrears_and_class_are_what_their_steps_say(terms, days, principal_part, service_part, counting):
    rules = CollectibilityRules(CLASSES, counting)
    rows = build_schedule(terms)
    paid = (int(terms.principal * principal_part), int(sum(row.service for row in rows) * service_part))
    as_of = START + timedelta(days)
    at = standing(terms, rows, paid, as_of, rules)
    found = steps_by_rule(arrears_steps(at, rows, terms, as_of, rules))
    for part in ("principal", "service"):
        short = max(0, found["seharusnya"][part] - found["terbayar"][part])
        assert found["kurang"][part] == short == getattr(at.position, f"arrears_{part}")
    months = at.position.months_overdue
    if months:
        (counted,) = (facts for rule, facts in found.items() if rule.startswith("bulan-"))
        assert counted["months"] == months
        if "days" in counted:
            assert counted["days"][-1] >= as_of
            assert len(counted["days"]) == months
            assert all(day < as_of for day in counted["days"][:-1])
        else:
            assert counted["missed"] + counted["past_maturity"] == months
            assert counted["past_maturity"] >= 0
    if at.position.class_ is not None:
        allowance = required_allowance(at.position.outstanding, rules.classes[at.position.class_ - 1].percent)
        own = steps_by_rule(class_steps(at, rules, allowance))
        assert own["golongan"]["class"] == own["golongan-bulan"]["class"] == at.position.class_
        assert own["golongan-bulan"]["lower"] <= months
        assert own["golongan-bulan"]["upper"] is None or months <= own["golongan-bulan"]["upper"]
        assert own["cadangan"]["amount"] == allowance


@pytest.mark.parametrize("class_", [2, 4])
def test_a_kept_class_says_how_far_it_is_from_its_end(class_):
    rules = CollectibilityRules(CLASSES)
    terms = LoanTerms(12 * RUPIAH * 1000, 12, Fraction("1.5"), "bulan", "flat", START)
    at = standing(terms, build_schedule(terms), (0, 0), START, rules)
    at = at._replace(position=at.position._replace(class_=class_))
    found = steps_by_rule(class_steps(at, rules, 0, kept=Kept(class_, START, 1, 3)))
    assert found["golongan-bulan"]["class"] == 1
    assert found["golongan"]["class"] == class_
    assert found["golongan-pulih"]["punctual"] == 1
