"""Refusals about paying a loan off early, and about fines."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class PayoffLeavesPrincipal(UpkError):
    """The rest of the service is given up only when all principal is paid; `left` of it is not (sen)."""

    left: int


class PayoffTooEarly(UpkError):
    """A payoff that waives service, before what happened to the loan last; `first` is the first day for it."""

    number: str
    on: date
    first: date


class WaiverUndecided(UpkError):
    """The later service was to be waived, but the loan's product charges it and no decision was named."""

    number: str


class NothingToWaive(UpkError):
    """A decision to waive later service of a loan of which nothing would be waived."""

    number: str


class PaidOffEarly(UpkError):
    """The loan's schedule ended with an early payoff; `voucher` paid it."""

    number: str
    voucher: str


class NoFine(UpkError):
    """A fine on a loan whose product has none."""

    number: str


class FineNegative(UpkError):
    """A fine below nothing (sen)."""

    fine: int
