"""How far an indicator is from its limit: held against every other set of groups, and against paying it out."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import upk_ledger
from upk_ledger.bahasa.region_review import distance_text
from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import SUSPENDED, ratio
from upk_ledger.core.region.distance import StandingLoan, distances
from upk_ledger.core.region.figures import BOOK, OfficeMonth
from upk_ledger.core.region.members import RegionUpk, UpkHistory, UpkMonth
from upk_ledger.core.region.reviewing import Question, review
from upk_ledger.core.rulebooks import parse_rulebook

OCTOBER = Month(2026, 10)


@pytest.fixture(scope="module")
def rules():
    text = (Path(upk_ledger.__file__).parent / "rulebooks" / "pnpm-2012.toml").read_text(encoding="utf-8")
    return parse_rulebook(text)


@st.composite
def loans(draw):
    """A loan of one of five groups, in whole rupiah times ten thousand."""
    balance = draw(st.integers(1, 40))
    behind = draw(st.integers(0, balance))
    at_risk = bool(behind) and draw(st.booleans())
    stays = draw(st.booleans()) and draw(st.booleans())
    group = draw(st.sampled_from("ABCDE"))
    service = draw(st.integers(0, 3)) if behind else 0
    return StandingLoan(
        "U",
        group,
        f"KSM {group}",
        balance * 10**6,
        behind * 10**6,
        service * 10**6,
        at_risk or stays,
        stays,
        True,
    )


def parts(name, held):
    """An indicator's numerator and denominator, counted anew from loans."""
    standing = [loan for loan in held if loan.balance > 0]
    balance = sum(loan.balance for loan in standing)
    risky = [loan for loan in standing if loan.at_risk]
    if name == "LAR":
        return len({(loan.upk, loan.group) for loan in risky}), len(
            {(one.upk, one.group) for one in standing}
        )
    if name == "PAR":
        return sum(loan.balance for loan in risky), balance
    return balance - sum(loan.arrears_principal for loan in risky), balance


def paid(held, groups):
    """The loans when these groups have paid all that they are behind with."""
    return [
        replace(
            loan,
            balance=loan.balance - loan.arrears_principal,
            arrears_principal=0,
            arrears_service=0,
            at_risk=loan.stays,
        )
        if loan.group in groups
        else loan
        for loan in held
    ]


def row_of(held, rules):
    (lar, groups), (par, balance), (rr, _) = (parts(name, held) for name in ("LAR", "PAR", "RR"))
    figures = OfficeMonth(
        groups=groups, groups_at_risk=lar, balance=balance, balance_at_risk=par, arrears_at_risk=balance - rr,
        income=200, expense=100, months=10, capital=1_000,
    )  # fmt: skip
    upk = RegionUpk("U", "UPK U", "BKM U", "Kelurahan", "Kudu", "Genuk", "Semarang")
    told = UpkHistory(upk, {OCTOBER: UpkMonth(BOOK, figures)})
    return review([told], Question(OCTOBER, "upk", rules)).rows[0]


def measured(held, known, rules):
    row = row_of(held, rules)
    return distances(row, known, rules.ratings, row.ratios)


@given(st.lists(loans(), min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_no_smaller_set_of_groups_would_do_and_the_figure_is_what_paying_gives(rules, held):
    found = {one.indicator: one for one in measured(held, held, rules)}
    everyone = sorted({loan.group for loan in held})
    for name in ("LAR", "PAR", "RR"):
        rule = rules.ratings[name]

        def after(groups, name=name, rule=rule):
            return ratio(*parts(name, paid(held, groups)), rule)

        assert (name in found) == (ratio(*parts(name, held), rule).rating == SUSPENDED)
        if name not in found:
            continue
        told = found[name]
        chosen = {group.code for group in told.groups}
        assert told.after == after(chosen)
        owed = [loan for loan in held if loan.group in chosen]
        assert told.amount == sum(loan.arrears_principal + loan.arrears_service for loan in owed)
        enough = [
            len(groups)
            for many in range(1, len(everyone) + 1)
            for groups in combinations(everyone, many)
            if after(groups).rating != SUSPENDED
        ]
        assert told.reached == bool(enough)
        if enough:
            assert len(chosen) == min(enough)


def loan(group, balance, behind, *, at_risk=True, stays=False, service=0):
    rupiah = 100
    return StandingLoan(
        "U", group, f"KSM {group}", balance * rupiah, behind * rupiah, service * rupiah, at_risk, stays, True
    )


def told(held, rules, indicator="PAR"):
    found = measured(held, held, rules)
    return next(distance_text(one, rules.ratings[indicator]) for one in found if one.indicator == indicator)


def test_the_sentence_of_the_smallest_set(rules):
    held = [
        loan("Melati", 15_000_000, 2_000_000, service=100_000),
        loan("Anggrek", 6_000_000, 2_000_000),
        loan("Mawar", 5_000_000, 4_000_000),
        loan("Sehat", 74_000_000, 0, at_risk=False),
    ]
    assert told(held, rules) == (
        "PAR 26% turun di bawah 20% (menjadi 11,22%) bila KSM Melati membayar tunggakan Rp2.100.000"
    )
    assert told([*held, loan("Kenanga", 20_000_000, 1_000_000)], rules) == (
        "PAR 38,33% turun di bawah 20% (menjadi 9,4%) bila KSM Kenanga dan Melati membayar tunggakan Rp3.100.000"
    )


def test_the_limit_itself_is_enough_and_said_to_be_reached(rules):
    held = [loan("Melati", 20, 20), loan("Anggrek", 20, 10), loan("Sehat", 80, 0, at_risk=False)]
    held[0] = replace(held[0], arrears_principal=0, arrears_service=500)
    held[1] = replace(held[1], arrears_principal=0, arrears_service=900)
    held[2] = replace(held[2], balance=6_000)
    assert told(held, rules) == "PAR 40% turun menjadi 20% bila KSM Melati membayar tunggakan Rp5"


def test_where_all_of_them_are_not_enough_it_says_how_far_it_gets(rules):
    held = [loan("Melati", 30, 10), loan("Anggrek", 40, 5, stays=True), loan("Sehat", 30, 0, at_risk=False)]
    assert told(held, rules) == (
        "PAR 70%: sekalipun KSM Melati dan Anggrek membayar tunggakan Rp15, baru turun menjadi 41,18%"
    )


def test_a_loan_that_only_keeps_its_class_cannot_be_paid_out_of_it(rules):
    held = [loan("Melati", 30, 0, stays=True), loan("Sehat", 30, 0, at_risk=False)]
    assert told(held, rules) == "PAR 50% tidak membaik oleh pembayaran tunggakan"


def test_loans_that_all_end_leave_nothing_to_rate(rules):
    assert told([loan("Melati", 30, 30)], rules) == (
        "PAR 100% selesai bila KSM Melati membayar tunggakan Rp30 (semua pinjaman lunas)"
    )


def test_loans_that_do_not_tell_the_ratio_promise_nothing(rules):
    held = [loan("Melati", 30, 10), loan("Sehat", 30, 0, at_risk=False)]
    assert measured(held, held[1:], rules) == ()


@pytest.mark.parametrize(("income", "expense"), [(90, 100), (0, 333), (99_999, 100_000)])
def test_more_income_brings_the_books_back_to_their_limits(rules, income, expense):
    held = [loan("Sehat", 30, 0, at_risk=False)]
    row = row_of(held, rules)
    figures = replace(row.figures, income=income * 100, expense=expense * 100, months=7, capital=777_700)
    upk = RegionUpk("U", "UPK U", "BKM U", "Kelurahan", "Kudu", "Genuk", "Semarang")
    history = UpkHistory(upk, {OCTOBER: UpkMonth(BOOK, figures)})
    row = review([history], Question(OCTOBER, "upk", rules)).rows[0]
    found = {one.indicator: one for one in distances(row, held, rules.ratings, row.ratios)}
    assert set(found) == {"CCr", "ROI"}
    for one in found.values():
        assert one.amount == (expense - income) * 100
        assert one.after.rating != SUSPENDED
