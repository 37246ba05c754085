"""Refusals about loan products."""

from datetime import date
from fractions import Fraction

from upk_ledger.core.errors.base import UpkError


class UnknownProduct(UpkError):
    """No product has this code; `near` are the most similar."""

    given: str
    near: tuple[str, ...] = ()


class ProductExists(UpkError):
    """The code is taken by another product."""

    product: str
    name: str


class ProductNotYet(UpkError):
    """The product is there only from a later day on."""

    product: str
    on: date
    since: date


class ProductClosed(UpkError):
    """The product takes no more applications."""

    product: str
    name: str
    since: date


class ProductUnchanged(UpkError):
    """Nothing would be different from what holds already."""

    product: str


class TenorRangeEmpty(UpkError):
    """The shortest term is longer than the longest."""

    tenor_from: int
    tenor_to: int


class PercentAboveWhole(UpkError):
    """A percentage of something that is more than all of it; `term` is its name on screen."""

    term: str
    given: Fraction
