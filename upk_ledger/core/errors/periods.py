"""Refusals of closing and reopening months."""

from datetime import date
from typing import ClassVar

from upk_ledger.core.checks import Disagreement
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class EarlierMonthOpen(UpkError):
    """Months close in order: `first` has to be closed before `month`."""

    month: Month
    first: Month


class MonthBeforeStart(UpkError):
    """The month lies before the book's start."""

    month: Month
    start: date


class MonthNotClosed(UpkError):
    """The month to reopen is open."""

    month: Month


class NotNewestClosed(UpkError):
    """Only the newest closed month can be reopened."""

    month: Month
    newest: Month


class OpeningShortfall(UpkError):
    """The allowance missing at the start (sen) cannot be charged without the office's choice."""

    month: Month
    required: int
    held: int

    @property
    def amount(self) -> int:
        """What is missing."""
        return self.required - self.held


class ReportsDisagree(UpkError):
    """Figures that must be one differ: the book's integrity is broken, the month stays open."""

    status: ClassVar[int] = 3
    month: Month
    found: tuple[Disagreement, ...]
