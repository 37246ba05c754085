"""Refusals about visits to UPK, what has to be put right, and the papers of it."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class NotAFindingCode(UpkError):
    """A text that is no code of a finding."""

    given: str


class UnknownFollowUp(UpkError):
    """The register has no follow-up of this code."""

    given: str
    near: tuple[str, ...] = ()


class FollowUpClosed(UpkError):
    """A follow-up that is done or called off already."""

    given: str
    standing: str
    on: date


class UnknownCoachingVisit(UpkError):
    """No visit of this code is on record."""

    given: str
    near: tuple[str, ...] = ()


class VisitCalledOff(UpkError):
    """A visit that was called off."""

    given: str


class NeverVisited(UpkError):
    """No visit to the UPK is on record."""

    given: str
    name: str


class DueBeforeAgreed(UpkError):
    """Something is due before the day on which it was agreed."""

    due: date
    agreed: date


class NobodyToRank(UpkError):
    """No UPK told the month, so there is nothing to rank or report."""

    month: str


class NotAQuarter(UpkError):
    """A text that is no quarter of a year."""

    given: str
