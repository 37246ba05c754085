"""Refusals of loan terms, member shares and payments."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from upk_ledger.core.errors.base import UpkError


@dataclass(eq=False)
class PrincipalNotPositive(UpkError):
    """A loan of nothing, or of less (sen)."""

    principal: int


@dataclass(eq=False)
class TenorOutOfRange(UpkError):
    """The number of installments is below one or above `most`."""

    tenor: int
    most: int


@dataclass(eq=False)
class RateNegative(UpkError):
    """A service rate below zero percent."""

    rate_percent: Fraction


@dataclass(eq=False)
class GraceOutOfRange(UpkError):
    """The grace periods are below zero, or leave no installment of the tenor."""

    grace: int
    tenor: int


@dataclass(eq=False)
class UnknownTerm(UpkError):
    """A choice (`term` is its name on screen) that is none of those `allowed`."""

    term: str
    given: str
    allowed: tuple[str, ...]


@dataclass(eq=False)
class DueDateBeyondCalendar(UpkError):
    """The last installment would be due after the calendar's end."""

    start: date
    tenor: int


@dataclass(eq=False)
class ShareNotPositive(UpkError):
    """A member's share of nothing, or of less (sen)."""

    member: str
    share: int


@dataclass(eq=False)
class MemberSharesTwice(UpkError):
    """One member with two shares in one loan."""

    member: str


@dataclass(eq=False)
class SharesDoNotAddUp(UpkError):
    """The members' shares (`total`, sen) are not the loan."""

    principal: int
    total: int


@dataclass(eq=False)
class PaymentNotPositive(UpkError):
    """A payment of nothing, or of less (sen)."""

    amount: int
