"""Refusals about funds of other money."""

from upk_ledger.core.errors.base import UpkError


class FundExists(UpkError):
    """The code belongs to a fund already."""

    fund: str
    name: str


class UnknownFund(UpkError):
    """No fund has this code; `near` are codes like it."""

    given: str
    near: tuple[str, ...]
