"""Refusals about the yearly accountability report: too early, done already, not done at all."""

from datetime import date

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class YearNotOver(UpkError):
    """A month of the year is still open: there is nothing to ratify yet."""

    year: int
    first: Month


class RatifiedTooEarly(UpkError):
    """The meeting was held before the year that it ratified was over."""

    year: int
    on: date


class YearRatified(UpkError):
    """The year's accounts were ratified by another decision, which stands."""

    year: int
    decision: str


class NobodyPresent(UpkError):
    """A meeting without anybody present decides nothing."""

    present: int


class NotReported(UpkError):
    """Nothing of this kind (`what`: pengawas or pengesahan) stands of the year."""

    year: int
    what: str
