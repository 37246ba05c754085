"""Refusals about rescheduling."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class NoPrincipalLeft(UpkError):
    """All principal of the loan is paid: nothing is left to schedule anew."""


class RescheduledTooEarly(UpkError):
    """A rescheduling (or taking it back) before what happened to the loan last; `first` is the first day for it."""

    number: str
    on: date
    first: date


class TermNotOfThisKind(UpkError):
    """A kind of rescheduling that does not change this term (named by its option)."""

    kind: str
    option: str


class WaiverNotOfThisKind(UpkError):
    """Unpaid service is waived by a persyaratan only."""

    kind: str


class ServiceIntoPrincipal(UpkError):
    """Unpaid service was to become principal."""

    number: str


class AddedPrincipalMissing(UpkError):
    """A penataan without the principal that it adds."""

    number: str


class AddedNotAsked(UpkError):
    """Added principal with a kind of rescheduling that adds none."""

    kind: str


class NotRescheduled(UpkError):
    """The loan's schedule in force is not one of a rescheduling."""

    number: str


class ReschedulePaid(UpkError):
    """Payments stand that were recorded since the loan was rescheduled, whatever their dates."""

    number: str
    vouchers: tuple[str, ...]


class LoanRescheduled(UpkError):
    """A disbursement cannot be undone while the loan is rescheduled."""

    number: str
