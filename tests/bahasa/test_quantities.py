"""Quantities as people type them: a point between thousands, a comma before the decimals, nothing else."""

from decimal import Decimal

import pytest

from upk_ledger.bahasa.numbers import parse_quantity
from upk_ledger.core.errors.typing_in import NotAQuantity


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("140", "140"),
        ("12,5", "12.5"),
        (" 1.250 ", "1250"),
        ("1.250,75", "1250.75"),
        ("0", "0"),
        ("10,50", "10.5"),
    ],
)
def test_a_quantity_is_exact(typed, wanted):
    assert parse_quantity(typed) == Decimal(wanted)
    assert format(parse_quantity(typed), "f") == wanted


@pytest.mark.parametrize("typed", ["1.5", "1,250.5", "12,", "-3", "", "dua", "1.25", "12 m"])
def test_what_could_mean_two_things_is_refused(typed):
    with pytest.raises(NotAQuantity):
        parse_quantity(typed)
