"""Refusals of reports."""

from upk_ledger.core.errors.base import UpkError


class UnknownReport(UpkError):
    """No report has this name."""

    given: str
    known: tuple[str, ...]
