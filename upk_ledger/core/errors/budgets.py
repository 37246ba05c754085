"""Refusals about the yearly budget."""

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class NotBudgeted(UpkError):
    """Only income, cost and the loan account have a budget, and only the last a `side`."""

    account: str
    name: str
    side: str


class NoBudget(UpkError):
    """A year without a budget."""

    year: int


class BudgetExists(UpkError):
    """The year has a budget, which copying would replace."""

    year: int


class MonthOfOtherYear(UpkError):
    """A month that is none of the budget's year."""

    month: Month
    year: int


class BudgetLineTwice(UpkError):
    """A line (and month) stands twice in a file; first in the row `first`."""

    first: int


class BudgetRowShape(UpkError):
    """A row has amounts of months and a `bulan` with `jumlah` at once, or neither."""
