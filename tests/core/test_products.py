from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.allocation import ORDERS
from upk_ledger.core.due_rules import SHIFTS
from upk_ledger.core.eligibility import LoanRequest, request_breaches
from upk_ledger.core.errors.loans import GraceOutOfRange, TenorOutOfRange, UnknownTerm
from upk_ledger.core.errors.products import PercentAboveWhole, TenorRangeEmpty
from upk_ledger.core.products import EXCESSES, PAYOFFS, Product, of_rules, parse_product, product_text
from upk_ledger.core.rulebooks import DefaultTerms, EligibilityRules
from upk_ledger.core.schedules import FREQUENCIES, METHODS, MODES, RATE_PERIODS, ROUNDINGS

PERCENTS = st.integers(0, 10000).map(lambda hundredths: Fraction(hundredths, 100))
TERMS = st.builds(
    DefaultTerms,
    PERCENTS,
    st.sampled_from(RATE_PERIODS),
    st.sampled_from(METHODS),
    st.sampled_from(FREQUENCIES),
    st.integers(0, 2),
    st.sampled_from(ROUNDINGS),
    st.sampled_from(MODES),
)
PRODUCTS = st.builds(
    Product,
    code=st.just("UMUM"),
    name=st.just("Pinjaman Umum"),
    terms=TERMS,
    order=st.sampled_from(ORDERS),
    tenor_from=st.one_of(st.none(), st.integers(1, 6)),
    tenor_to=st.one_of(st.none(), st.integers(6, 60)),
    first_ceilings=st.lists(st.integers(1, 10**9), max_size=4).map(tuple),
    savings_percent=PERCENTS,
    fee_percent=PERCENTS,
    fine_percent=PERCENTS,
    reward_percent=PERCENTS,
    payoff_service=st.sampled_from(PAYOFFS),
    excess=st.sampled_from(EXCESSES),
    small_remainder=st.integers(0, 10**7),
    tolerance_days=st.integers(0, 90),
    class_past_maturity=st.one_of(st.none(), st.integers(1, 5)),
    shift=st.one_of(st.none(), st.sampled_from(SHIFTS)),
)
USUAL = DefaultTerms(Fraction("1.5"), "bulan", "flat", "bulanan", 0, "none", "anggota")
PLAIN = Product("UMUM", "Pinjaman Umum", USUAL, "per-angsuran")
ASKS_NOTHING = EligibilityRules(0, 0, False, 0, False, False)


@given(PRODUCTS)
def test_a_product_is_its_text(product):
    text = product_text(product)
    assert parse_product("UMUM", "Pinjaman Umum", text) == product
    assert product_text(parse_product("UMUM", "Pinjaman Umum", text)) == text


@given(PRODUCTS, PRODUCTS)
def test_equal_texts_are_equal_products(one, other):
    assert (product_text(one) == product_text(other)) == (one == other)


@given(PRODUCTS)
def test_nothing_given_changes_nothing(product):
    assert product.changed({}) == product
    assert product.changed({"name": None, "rate_percent": None, "tenor_to": None}) == product


def test_terms_and_limits_are_changed_by_name_and_taken_away_by_zero():
    said = {
        "rate_percent": Fraction(2),
        "grace": 1,
        "tenor_to": 12,
        "first_ceilings": (100, 200),
        "shift": "maju",
    }
    made = PLAIN.changed(said)
    assert (made.terms.rate_percent, made.terms.grace, made.tenor_to, made.shift) == (2, 1, 12, "maju")
    assert made.terms.method == "flat"
    nothing = {
        "grace": 0,
        "tenor_to": 0,
        "first_ceilings": (0,),
        "class_past_maturity": 0,
        "shift": "pengaturan",
    }
    assert made.changed(nothing) == replace(PLAIN, terms=replace(USUAL, rate_percent=Fraction(2)))


@pytest.mark.parametrize(
    ("given_", "refused"),
    [
        ({"method": "bunga"}, UnknownTerm),
        ({"excess": "buang"}, UnknownTerm),
        ({"shift": "naik"}, UnknownTerm),
        ({"class_past_maturity": 6}, UnknownTerm),
        ({"fee_percent": Fraction(10001, 100)}, PercentAboveWhole),
        ({"tenor_from": 13, "tenor_to": 12}, TenorRangeEmpty),
        ({"tenor_to": 9999}, TenorOutOfRange),
        ({"tenor_to": 3, "grace": 3}, GraceOutOfRange),
    ],
)
def test_what_makes_no_product_is_refused(given_, refused):
    with pytest.raises(refused):
        PLAIN.changed(given_)


def breaches(product, tenor=10, share=100, earlier=0, rules=ASKS_NOTHING):
    request = LoanRequest([("A01", share, earlier)], tenor)
    return [breach.rule for breach in request_breaches(request, product.eligibility(rules))]


def test_a_products_limits_stand_in_the_place_of_the_rulebooks():
    rules = replace(ASKS_NOTHING, longest_tenor=12, stage_ceilings=(50,), later_ceiling=60)
    assert breaches(PLAIN, 13, 51, rules=rules) == ["tenor-maksimal", "plafon"]
    wide = PLAIN.changed({"tenor_from": 5, "tenor_to": 24, "first_ceilings": (100, 200)})
    assert breaches(wide, 13, 100, rules=rules) == []
    assert [breaches(wide, tenor, rules=rules) for tenor in (4, 5, 24, 25)] == [
        ["tenor-minimal"],
        [],
        [],
        ["tenor-maksimal"],
    ]
    # The last ceiling holds for all later stages.
    found = [
        breaches(wide, 10, share, earlier) for share, earlier in ((101, 0), (200, 1), (200, 5), (201, 5))
    ]
    assert found == [["plafon"], [], [], ["plafon"]]


def test_without_a_product_the_rulebook_holds(sqlite_desk):
    from upk_ledger.store.rules import rules_at

    with sqlite_desk.read() as session:
        rules = rules_at(session, date(2026, 1, 1))
    usual = of_rules(rules)
    assert (usual.terms, usual.order) == (rules.terms, rules.order)
    assert usual.eligibility(rules.eligibility) == rules.eligibility
