"""Refusals of a region's tables about the books of its UPK."""

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class NoBookClosed(UpkError):
    """No UPK of the set has closed the month in a book here; `newest` is the newest month that any of them closed."""

    month: Month
    upk: tuple[str, ...]
    newest: Month | None = None


class UnknownPlace(UpkError):
    """No UPK of the region is in this place; `known` are the places of its kind that have one."""

    kind: str
    given: str
    known: tuple[str, ...]
