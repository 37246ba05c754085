"""The review of a region: sums, never averages; who told; what needs attention first."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import upk_ledger
from upk_ledger.bahasa.region_review import mark_text, reason_text
from upk_ledger.core.dates import Month
from upk_ledger.core.region.attention import headroom
from upk_ledger.core.region.figures import BOOK, COUNTED, REPORTED, OfficeMonth
from upk_ledger.core.region.members import RegionUpk, UpkHistory, UpkMonth
from upk_ledger.core.region.review import INPUTS, NEW_INPUTS, rated, sums_of
from upk_ledger.core.region.review_paper import direction
from upk_ledger.core.region.reviewing import Question, review
from upk_ledger.core.rulebooks import INDICATORS, parse_rulebook

OCTOBER = Month(2026, 10)


@pytest.fixture(scope="module")
def rules():
    text = (Path(upk_ledger.__file__).parent / "rulebooks" / "pnpm-2012.toml").read_text(encoding="utf-8")
    return parse_rulebook(text)


SEN = st.integers(0, 10**12)
MONTHS = st.builds(
    OfficeMonth,
    groups=st.none() | st.integers(0, 60),
    groups_at_risk=st.none() | st.integers(0, 60),
    balance=st.none() | SEN,
    balance_at_risk=st.none() | SEN,
    arrears_at_risk=st.none() | SEN,
    income=st.none() | SEN,
    expense=st.none() | SEN,
    months=st.none() | st.integers(1, 12),
    capital=st.none() | SEN,
    new_groups=st.none() | st.integers(0, 60),
    new_groups_at_risk=st.none() | st.integers(0, 60),
    new_balance=st.none() | SEN,
    new_balance_at_risk=st.none() | SEN,
    new_arrears_at_risk=st.none() | SEN,
)


def by_hand(name, told, *, legacy):
    """Numerator and denominator of a set, one UPK after the other, of those that told all parts."""
    parts = INPUTS if legacy else NEW_INPUTS
    whole = [[getattr(month, part) for part in parts[name]] for month in told]
    rows = [row for row in whole if None not in row]
    if name == "ROI":
        net = sum(Fraction((income - expense) * 12, months) for income, expense, months, _ in rows)
        return net, sum(row[3] for row in rows)
    if name == "RR":
        return sum(row[0] - row[1] for row in rows), sum(row[0] for row in rows)
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


@given(st.lists(MONTHS, max_size=12), st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_ratio_of_many_is_the_ratio_of_their_sums(rules, told, legacy):
    found = rated(told, rules.ratings, legacy=legacy)
    for name in INDICATORS:
        numerator, denominator = by_hand(name, told, legacy=legacy)
        if denominator <= 0:
            assert found[name].value is None
            assert found[name].rating == "tidak-dapat-dinilai"
        else:
            exact = Fraction(found[name].numerator, found[name].denominator)
            assert exact == Fraction(numerator, 1) / denominator


@given(st.lists(MONTHS, max_size=12), st.lists(st.integers(0, 3), min_size=12, max_size=12))
@settings(max_examples=150, deadline=None)
def test_the_sums_of_the_parts_are_the_sums_of_the_whole(told, places):
    codes = {f"U{number:02d}": month for number, month in enumerate(told)}
    parts = [
        sums_of(
            {code: month for (code, month), at in zip(codes.items(), places, strict=False) if at == place}
        )
        for place in range(4)
    ]
    whole, missing = sums_of(codes)
    again, _ = sums_of({str(number): sums for number, (sums, _) in enumerate(parts)})
    assert again == whole
    for figure in COUNTED:
        lacking = {code for _, one in parts for code in one.get(figure, ())}
        assert lacking == set(missing.get(figure, ()))


def month(**figures):
    """A month of a book in which everything is told; amounts in rupiah."""
    usual = {"groups": 10, "groups_at_risk": 0, "new_groups": 10, "new_groups_at_risk": 0, "months": 10}
    money = {
        "balance": 100, "balance_at_risk": 0, "arrears_at_risk": 0, "new_balance": 100, "new_balance_at_risk": 0,
        "new_arrears_at_risk": 0, "income": 300, "expense": 100, "capital": 1_000, "required_allowance": 1,
        "held_allowance": 1, "written_off": 0, "recovered": 0,
    }  # fmt: skip
    told = usual | money | figures
    return OfficeMonth(**{name: value * 100 if name in money else value for name, value in told.items()})


def upk(code, place="Genuk", **facts):
    return RegionUpk(
        code, f"UPK {code}", f"BKM {code}", "Kelurahan", f"Desa {code}", place, "Semarang", **facts
    )


def history(code, months, place="Genuk", source=BOOK, **facts):
    """A UPK with its months, counted back from October."""
    return UpkHistory(
        upk(code, place, **facts),
        {OCTOBER.plus(-back): UpkMonth(source, figures) for back, figures in months.items()},
    )


def asked(rules, level="upk", *, legacy=True):
    return Question(OCTOBER, level, rules, legacy)


def test_most_in_penundaan_come_first_then_what_slips_then_the_silent_then_the_farthest(rules):
    bad = {"balance_at_risk": 30, "groups_at_risk": 3}
    told = [
        history("A", {0: month()}),
        history("B", {0: month(balance_at_risk=25)}),
        history("C", {0: month(**bad)}),
        history("D", {0: month(balance_at_risk=9), 3: month()}),
        history("E", {4: month()}),
        history("F", {1: month()}),
        history("G", {0: month(balance_at_risk=40)}),
        history("H", {}),
    ]
    found = review(told, asked(rules))
    assert [row.key for row in found.rows] == ["C", "G", "B", "D", "H", "E", "F", "A"]


def test_a_late_upk_shows_its_last_month_and_stands_in_no_total(rules):
    told = [history("A", {0: month(), 1: month()}), history("B", {2: month(balance=7_000)}), history("C", {})]
    found = review(told, asked(rules))
    rows = {row.key: row for row in found.rows}
    assert rows["B"].as_of == Month(2026, 8)
    assert rows["B"].figures.balance == 7_000 * 100
    assert rows["C"].as_of is None
    assert rows["C"].ratios["PAR"].rating == "tidak-dapat-dinilai"
    assert found.total.figures.balance == 100 * 100
    assert (found.coverage.expected, found.coverage.reported) == (3, 1)
    assert [upk.code for upk in found.coverage.late] == ["B", "C"]
    assert found.coverage.last == {"A": OCTOBER, "B": Month(2026, 8)}
    late = next(reason for reason in rows["B"].reasons if reason.kind == "belum-lapor")
    assert late.since == Month(2026, 9)


def test_dormant_upk_stand_apart(rules):
    told = [history("A", {0: month()}), history("B", {0: month(balance=900)}, status="dorman")]
    found = review(told, asked(rules))
    assert [row.key for row in found.rows] == ["A"]
    assert [row.key for row in found.dormant] == ["B"]
    assert found.total.figures.balance == 100 * 100
    assert found.coverage.expected == 1
    assert [upk.code for upk in found.coverage.dormant] == ["B"]


def test_who_left_a_figure_out_stands_in_no_ratio_of_it_and_is_named(rules):
    told = [
        history("A", {0: month(balance=100, balance_at_risk=30)}),
        history("B", {0: replace(month(balance=900), balance_at_risk=None)}, source=REPORTED),
    ]
    found = review(told, asked(rules))
    par = found.total.ratios["PAR"]
    assert (par.numerator, par.denominator) == (30 * 100, 100 * 100)
    assert found.coverage.missing["balance_at_risk"] == ("B",)
    assert found.coverage.self_reported == 1
    assert found.total.figures.balance == 1_000 * 100


def test_places_are_rolled_up_and_name_their_upk_in_penundaan(rules):
    told = [
        history("A", {0: month(balance_at_risk=50)}, "Genuk"),
        history("B", {0: month()}, "Genuk"),
        history("C", {0: month()}, "Tugu"),
    ]
    found = review(told, asked(rules, "kecamatan"))
    rows = {row.key: row for row in found.rows}
    assert rows["Genuk"].upk == ("A", "B")
    assert rows["Genuk"].ratios["PAR"].value == 25
    named = next(reason for reason in rows["Genuk"].reasons if reason.kind == "upk-penundaan")
    assert named.names == ("UPK A (A)",)
    assert rows["Tugu"].ratios["PAR"].value == 0


def test_since_when_and_from_what(rules):
    months = {back: month(balance_at_risk=14) for back in range(4, 8)}
    months |= {back: month(balance_at_risk=23) for back in range(4)}
    row = review([history("A", months)], asked(rules)).rows[0]
    reason = next(reason for reason in row.reasons if reason.kind == "penundaan")
    assert (reason.indicator, reason.before.value, reason.now.value) == ("PAR", 14, 23)
    assert (reason.since, reason.count) == (Month(2026, 7), 4)
    assert direction(row, "PAR") == "naik"
    assert direction(row, "LAR") == "tetap"


def test_old_loans_are_named_where_they_alone_are_the_reason(rules):
    old = month(groups_at_risk=4, new_groups=6, balance_at_risk=30, new_balance=70, new_balance_at_risk=20)
    row = review([history("A", {0: old})], asked(rules)).rows[0]
    found = [(reason.indicator, reason.count) for reason in row.reasons if reason.kind == "pinjaman-lama"]
    assert found == [("LAR", 4)]  # PAR of the new loans, 20 of 70, is beyond its limit too
    without = review([history("A", {0: old})], asked(rules, legacy=False)).rows[0]
    assert without.ratios["LAR"].value == 0
    assert (without.ratios["PAR"].numerator, without.ratios["PAR"].denominator) == (20 * 100, 70 * 100)
    assert without.ratios["CCr"] == row.ratios["CCr"]


def test_the_year_adds_up_what_was_written_off_and_recovered(rules):
    months = {back: month(written_off=10, recovered=1) for back in range(12)}
    row = review([history("A", months)], asked(rules)).rows[0]
    assert (row.written_off, row.recovered) == (10 * 10 * 100, 10 * 100)
    assert row.months_reported == 12


def test_an_allowance_too_small_and_no_loans_at_all_are_reasons(rules):
    nothing = month(balance=0, groups=0, new_balance=0, new_groups=0, required_allowance=5, held_allowance=2)
    row = review([history("A", {0: nothing})], asked(rules)).rows[0]
    assert {(reason.kind, reason.amount) for reason in row.reasons} == {("cadangan", 300), ("tanpa-saldo", 0)}


def test_the_allowance_of_many_is_judged_upk_by_upk_of_those_that_told_both(rules):
    told = [
        history("A", {0: month(required_allowance=5, held_allowance=2)}),
        history("B", {0: month(required_allowance=5, held_allowance=9)}),
        history("C", {0: replace(month(required_allowance=7), held_allowance=None)}),
    ]
    total = review(told, asked(rules)).total
    assert total.short == 300
    assert (total.covered.numerator, total.covered.denominator) == (1_100, 1_000)
    assert [reason.amount for reason in total.reasons if reason.kind == "cadangan"] == [300]


def test_what_is_near_its_limit_is_told_and_what_is_far_from_it_is_not(rules):
    near = month(balance_at_risk=16, groups_at_risk=1, arrears_at_risk=15)
    row = review([history("A", {0: near})], asked(rules)).rows[0]
    assert headroom(row, rules) == {"PAR": 4}


def test_the_window_is_twelve_months_with_the_one_asked(rules):
    window = asked(rules).window
    assert (window[0], window[-1], len(window)) == (Month(2025, 11), OCTOBER, 12)
    assert window[-1].last == date(2026, 10, 31)


def test_a_direction_is_that_of_the_upk_that_told_at_both_times(rules):
    """Without the bad one, late this month, the region did not get better: the other one became worse."""
    good = history("G", {back: month(groups_at_risk=1 if back else 3) for back in range(4)})
    bad = history("B", {back: month(groups_at_risk=10) for back in range(1, 4)})
    told = review([good, bad], Question(OCTOBER, "kota", rules)).total
    assert told.trend[-4][1]["LAR"].value > told.ratios["LAR"].value
    assert direction(told, "LAR") == "naik"
    pair = told.alike[OCTOBER.plus(-3)]["LAR"]
    assert (pair.before.value, pair.now.value, pair.upk, pair.whole) == (10, 30, 1, False)
    reason = next(one for one in told.reasons if one.indicator == "LAR")
    assert (reason.kind, reason.before, reason.same) == ("penundaan", None, 0)
    assert "naik" not in reason_text(reason, told)


def test_what_slips_among_the_same_upk_says_how_many_they_are(rules):
    good = [
        history(f"G{n}", {back: month(groups_at_risk=0 if back else 1) for back in range(4)}) for n in "12"
    ]
    late = history("L", {3: month(groups_at_risk=0)})
    told = review([*good, late], Question(OCTOBER, "kota", rules)).total
    reason = next(one for one in told.reasons if one.kind == "memburuk" and one.indicator == "LAR")
    assert reason.same == 2
    assert reason_text(reason, told) == "LAR naik dari 0% ke 10% sejak Juli 2026 (2 UPK yang sama)"


def test_nothing_is_compared_that_nobody_told_at_both_times(rules):
    told = review([history("A", {0: month()}), history("B", {1: month()})], Question(OCTOBER, "kota", rules))
    assert not any(told.total.alike.values())
    assert direction(told.total, "PAR") == ""


def test_where_all_told_both_the_comparison_is_of_the_whole(rules):
    both = [history(code, {back: month() for back in range(4)}) for code in "AB"]
    told = review(both, Question(OCTOBER, "kota", rules)).total
    assert all(pair.whole for pairs in told.alike.values() for pair in pairs.values())
    assert told.alike[OCTOBER.previous()]["ROI"].now == told.ratios["ROI"]


def test_figures_that_nobody_verified_or_of_an_older_month_are_marked(rules):
    told = [
        history("A", {0: month()}),
        history("B", {0: month()}, source=REPORTED),
        history("C", {2: month()}, source=REPORTED),
    ]
    found = review(told, Question(OCTOBER, "upk", rules))
    marks = {row.key: mark_text(row, OCTOBER) for row in (*found.rows, found.total)}
    assert marks == {
        "A": "",
        "B": "dilaporkan sendiri",
        "C": "dilaporkan sendiri; angka Agustus 2026, di luar jumlah",
        "": "1 UPK dilaporkan sendiri",
    }


def test_what_a_late_upk_wrote_off_stands_outside_the_sum_like_its_other_figures(rules):
    told = [history("A", {0: month(written_off=5)}), history("L", {1: month(written_off=7)})]
    found = review(told, Question(OCTOBER, "upk", rules))
    assert {row.key: row.written_off for row in found.rows} == {"A": 500, "L": 700}
    assert found.total.written_off == 500
