"""Refusals of reports."""

from dataclasses import dataclass

from upk_ledger.core.errors.base import UpkError


@dataclass(eq=False)
class UnknownReport(UpkError):
    """No report has this name."""

    given: str
    known: tuple[str, ...]
