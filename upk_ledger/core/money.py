"""Money: exact integers counted in sen (1/100 rupiah); splits that lose nothing; named rounding.

Bank statements carry sen, the field counts whole rupiah: every amount in the program is an `int` of sen,
and whole-rupiah rounding is a multiple of `RUPIAH`.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Self

RUPIAH = 100
"""Sen in one rupiah."""


class Rupiah(int):
    """An amount in sen, marked as money for those who show it (a plain `int` in a table is a count)."""

    __slots__ = ()

    def __new__(cls, sen: int = 0) -> Self:
        """What is marked already stays what it is, with all that it may know of itself (see `core.tracing`)."""
        return sen if isinstance(sen, cls) else int.__new__(cls, sen)


def half_up(value: Fraction, unit: int = RUPIAH) -> int:
    """`value` (sen, not negative) rounded to the nearest multiple of `unit` sen, a half going up."""
    return int(value / unit + Fraction(1, 2)) * unit


def split(total: int, weights: Sequence[int], unit: int = RUPIAH) -> list[int]:
    """`total` sen split over `weights` by largest remainder in steps of `unit`: the parts add up to `total`.

    Ties go to the earlier weight; what is smaller than `unit` goes to the first weighted part. Weights that
    are all zero give everything to the first part.
    """
    whole, rest = divmod(total, unit)
    base = sum(weights)
    if base == 0:
        return [total if i == 0 else 0 for i in range(len(weights))]
    parts = [whole * weight // base for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % base), i))
    for i in order[: whole - sum(parts)]:
        parts[i] += 1
    parts = [part * unit for part in parts]
    parts[next(i for i, weight in enumerate(weights) if weight)] += rest
    return parts


def quotient(numerator: int, denominator: int, scale: int = 1) -> Decimal:
    """`numerator` x `scale` / `denominator` (positive) to two decimals, a half going away from zero."""
    hundredths = (200 * abs(numerator) * scale + denominator) // (2 * denominator)
    return Decimal(hundredths if numerator >= 0 else -hundredths) / 100
