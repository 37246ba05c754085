"""A surplus split by shares (domain reference, "Profit allocation")."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.errors.surplus import SharesNotWhole
from upk_ledger.core.surplus import Share, allocate, check_shares

RURAL = (
    Share("Dana Sosial", "21030", Fraction(15)),
    Share("Kelembagaan", "21031", Fraction(35)),
    Share("Modal", "31050", Fraction(50)),
)


def test_shares_are_cut_down_and_capital_takes_the_remainder():
    """The rural UPK of PL-RURAL-01 earned Rp522.101.425; PL-RURAL-02 cuts to Rp1.000."""
    parts = allocate(522_101_425_00, RURAL, 2, 1000_00)
    assert [part.amount // 100 for part in parts] == [78_315_000, 182_735_000, 261_051_425]


@given(st.integers(1, 10**15), st.lists(st.integers(1, 99), min_size=1, max_size=5), st.integers(1, 10**7))
def test_a_split_loses_nothing_and_gives_nobody_too_much(result, weights, unit):
    whole = sum(weights)
    table = [
        Share(str(place), "21030", Fraction(100 * weight, whole)) for place, weight in enumerate(weights)
    ]
    parts = allocate(result, table, 0, unit)
    assert sum(part.amount for part in parts) == result
    for part in parts[1:]:
        exact = result * part.share.percent / 100
        assert part.amount % unit == 0
        assert exact - unit < part.amount <= exact
    assert parts[0].amount >= result * table[0].percent / 100


@pytest.mark.parametrize(
    "table",
    [
        RURAL[:2],
        (*RURAL, Share("Lain", "21030", Fraction(1, 100))),
        (*RURAL, Share("Lain", "21030", Fraction(0))),
        (Share("Modal", "31050", Fraction(50)), Share("modal", "31050", Fraction(50))),
    ],
)
def test_shares_make_up_a_hundred_once_each(table):
    check_shares(RURAL)
    with pytest.raises(SharesNotWhole):
        check_shares(table)
