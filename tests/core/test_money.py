from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.money import half_up, split

TOTALS = st.integers(0, 10**12)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@given(TOTALS, WEIGHTS, st.sampled_from([1, 100, 100_000]))
def test_a_split_loses_nothing_and_takes_from_nobody(total, weights, unit):
    parts = split(total, weights, unit)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)


@given(TOTALS, WEIGHTS.filter(any), st.sampled_from([1, 100]))
def test_each_part_is_within_one_unit_of_its_share(total, weights, unit):
    whole = total // unit * unit
    first = next(i for i, weight in enumerate(weights) if weight)
    for i, (part, weight) in enumerate(zip(split(whole, weights, unit), weights, strict=True)):
        assert abs(part - Fraction(whole * weight, sum(weights))) < unit
        assert weight or part == 0
        assert split(whole + unit - 1, weights, unit)[i] == part + (unit - 1 if i == first else 0)


def test_the_largest_remainder_comes_first_and_ties_go_to_the_earlier():
    assert split(10_000, [1, 1, 1]) == [3_400, 3_300, 3_300]
    assert split(1_000, [1, 2, 4]) == [100, 300, 600]
    assert split(250, [0, 1, 1]) == [0, 150, 100]
    assert split(250, [0, 0]) == [250, 0]


@given(st.fractions(0, 10**9), st.sampled_from([1, 100, 50_000]))
def test_a_half_goes_up_and_nothing_moves_further(value, unit):
    assert half_up(value, unit) % unit == 0
    assert abs(half_up(value, unit) - value) <= Fraction(unit, 2)
    assert half_up(Fraction(unit, 2), unit) == unit
