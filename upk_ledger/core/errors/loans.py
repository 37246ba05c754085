"""Refusals of loan terms, member shares and payments."""

from datetime import date
from fractions import Fraction

from upk_ledger.core.errors.base import UpkError


class PrincipalNotPositive(UpkError):
    """A loan of nothing, or of less (sen)."""

    principal: int


class TenorOutOfRange(UpkError):
    """The number of installments is below one or above `most`."""

    tenor: int
    most: int


class RateNegative(UpkError):
    """A service rate below zero percent."""

    rate_percent: Fraction


class GraceOutOfRange(UpkError):
    """The grace periods are below zero, or leave no installment of the tenor."""

    grace: int
    tenor: int


class UnknownTerm(UpkError):
    """A choice (`term` is its name on screen) that is none of those `allowed`."""

    term: str
    given: str
    allowed: tuple[str, ...]


class DueDateBeyondCalendar(UpkError):
    """The last installment would be due after the calendar's end."""

    start: date
    tenor: int


class ShareNotPositive(UpkError):
    """A member's share of nothing, or of less (sen)."""

    member: str
    share: int


class MemberSharesTwice(UpkError):
    """One member with two shares in one loan."""

    member: str


class SharesDoNotAddUp(UpkError):
    """The members' shares (`total`, sen) are not the loan."""

    principal: int
    total: int


class PaymentNotPositive(UpkError):
    """A payment of nothing, or of less (sen)."""

    amount: int


class UnknownLoan(UpkError):
    """No loan has this number; `near` are the most similar."""

    given: str
    near: tuple[str, ...] = ()


class LoanExists(UpkError):
    """The loan number is taken."""

    number: str


class NoRunningLoan(UpkError):
    """The KSM has no loan that still owes anything; `written_off` are those that stand as hapus-buku."""

    group: str
    name: str
    written_off: tuple[str, ...] = ()


class SeveralRunningLoans(UpkError):
    """The KSM has several loans that still owe: the number has to be said."""

    group: str
    name: str
    numbers: tuple[str, ...]


class WrongStage(UpkError):
    """The loan stands where this cannot be done; `wanted` are the stages in which it can."""

    number: str
    stands: str
    wanted: tuple[str, ...]


class BeforeEarlierStep(UpkError):
    """A step dated before the one that it follows."""

    number: str
    on: date
    earlier: date


class DecisionAboveApplication(UpkError):
    """More was decided than asked for (sen)."""

    number: str
    asked: int
    decided: int


class SharesNeeded(UpkError):
    """The loan has member shares, and a smaller amount needs them anew."""

    number: str


class PaysTooMuch(UpkError):
    """A payment above what the loan still owes; `payoff` is the most it takes, `deposit` its titipan (sen).

    `quote` is what pays it off early where that waives service.
    """

    number: str
    amount: int
    payoff: int
    deposit: int = 0
    quote: int | None = None


class NoShares(UpkError):
    """The loan is not divided among members, so that none of them has a part of it."""

    number: str


class MembersDoNotAddUp(UpkError):
    """What the members paid (`total`, sen) is not the payment."""

    amount: int
    total: int


class MemberPaysTooMuch(UpkError):
    """A member's payment above what the member still owes of the loan (`owed`, sen)."""

    number: str
    member: str
    amount: int
    owed: int


class MemberOwesNothing(UpkError):
    """The member owes nothing of the loan that others could take over."""

    number: str
    member: str


class TakerIsLeaver(UpkError):
    """A member would take over the own share."""

    member: str


class TakenDoesNotAddUp(UpkError):
    """What the takers take (`total`) is not what the member owes (`owed`, sen)."""

    number: str
    member: str
    owed: int
    total: int


class NothingTakenOver(UpkError):
    """The newest schedule of the loan rests on no take-over that could be taken back."""

    number: str


class PaidBeforeDisbursement(UpkError):
    """A payment dated before the loan was paid out."""

    number: str
    on: date
    disbursed_on: date


class PrincipalNotOwed(UpkError):
    """On the day `on` the loan owes less principal than would then be paid; from `since` on it does (None: never).

    It comes of undone entries, which count until the day on which they were undone.
    """

    number: str
    on: date
    since: date | None


class SplitDoesNotAddUp(UpkError):
    """The given principal and service are not the amount (sen)."""

    amount: int
    principal: int
    service: int


class LoanHasPayments(UpkError):
    """A disbursement cannot be undone while payments stand on the loan."""

    number: str
    vouchers: tuple[str, ...]
