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


@dataclass(eq=False)
class UnknownLoan(UpkError):
    """No loan has this number; `near` are the most similar."""

    given: str
    near: tuple[str, ...] = ()


@dataclass(eq=False)
class LoanExists(UpkError):
    """The loan number is taken."""

    number: str


@dataclass(eq=False)
class NoRunningLoan(UpkError):
    """The KSM has no loan that still owes anything."""

    group: str
    name: str


@dataclass(eq=False)
class SeveralRunningLoans(UpkError):
    """The KSM has several loans that still owe: the number has to be said."""

    group: str
    name: str
    numbers: tuple[str, ...]


@dataclass(eq=False)
class WrongStage(UpkError):
    """The loan stands where this cannot be done; `wanted` are the stages in which it can."""

    number: str
    stands: str
    wanted: tuple[str, ...]


@dataclass(eq=False)
class BeforeEarlierStep(UpkError):
    """A step dated before the one that it follows."""

    number: str
    on: date
    earlier: date


@dataclass(eq=False)
class DecisionAboveApplication(UpkError):
    """More was decided than asked for (sen)."""

    number: str
    asked: int
    decided: int


@dataclass(eq=False)
class SharesNeeded(UpkError):
    """The loan has member shares, and a smaller amount needs them anew."""

    number: str


@dataclass(eq=False)
class PaysTooMuch(UpkError):
    """A payment above what the loan still owes; `payoff` is the most it takes (sen)."""

    number: str
    amount: int
    payoff: int


@dataclass(eq=False)
class PaidBeforeDisbursement(UpkError):
    """A payment dated before the loan was paid out."""

    number: str
    on: date
    disbursed_on: date


@dataclass(eq=False)
class PrincipalNotOwed(UpkError):
    """On the day `on` the loan owes less principal than would then be paid; from `since` on it does (None: never).

    It comes of undone entries, which count until the day on which they were undone.
    """

    number: str
    on: date
    since: date | None


@dataclass(eq=False)
class SplitDoesNotAddUp(UpkError):
    """The given principal and service are not the amount (sen)."""

    amount: int
    principal: int
    service: int


@dataclass(eq=False)
class LoanHasPayments(UpkError):
    """A disbursement cannot be undone while payments stand on the loan."""

    number: str
    vouchers: tuple[str, ...]
