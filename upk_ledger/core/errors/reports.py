"""Refusals of reports."""

from upk_ledger.core.checks import Disagreement
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import IntegrityBroken


class UnknownReport(UpkError):
    """No report has this name."""

    given: str
    known: tuple[str, ...]


class NoteNotThere(UpkError):
    """Nothing was noted on this topic for this month, or it was taken back."""

    topic: str
    month: Month


class FiguresDisagree(IntegrityBroken):
    """Two figures of a paper that must be one differ; `what` is the check, `detail` the loan or account."""

    found: Disagreement


class AccountLeftOut(IntegrityBroken):
    """The definition of a paper (`what`) has no place, or several, for an account with a balance (`detail`)."""
