"""Refusals about explanations."""

from upk_ledger.core.errors.base import UpkError


class NoSuchInstallment(UpkError):
    """An installment that the schedule in force does not have; `last` is its last one."""

    loan: str
    number: int
    last: int


class NothingOutstanding(UpkError):
    """The class of a loan of which no principal is outstanding that day; `stands` is its status."""

    loan: str
    stands: str
