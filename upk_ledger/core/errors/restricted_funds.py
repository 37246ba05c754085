"""Refusals about restricted funds: money that the Sekretariat holds for a purpose."""

from datetime import date
from decimal import Decimal

from upk_ledger.core.errors.base import UpkError


class FundTooSmall(UpkError):
    """More was to be spent or handed back than is left of the fund on that day (sen)."""

    fund: str
    on: date
    rest: int
    asked: int


class FundAboveAgreement(UpkError):
    """More was to be received than was agreed (sen)."""

    fund: str
    agreed: int
    received: int
    asked: int


class AgreementBelowReceived(UpkError):
    """An addendum cannot bring the agreement below what has come in (sen)."""

    fund: str
    agreed: int
    received: int


class FundClosed(UpkError):
    """The fund was closed: nothing is booked on it any more."""

    fund: str
    on: date


class FundNotClosed(UpkError):
    """The fund is open already."""

    fund: str


class FundHasRest(UpkError):
    """A fund with money that was neither spent nor handed back (sen) is not closed."""

    fund: str
    rest: int


class WorkNotDone(UpkError):
    """The work is not complete, and no reason was given why the fund is closed."""

    fund: str
    percent: Decimal


class ClosedBeforeMoves(UpkError):
    """The fund moved money after the day on which it was to be closed."""

    fund: str
    on: date
    last: date


class FundHasMoves(UpkError):
    """A fund with entries cannot be called off."""

    fund: str
    vouchers: tuple[str, ...]


class InstalmentsDisagree(UpkError):
    """The instalments do not add up to the amount agreed (sen)."""

    fund: str
    agreed: int
    total: int


class UnknownInstalment(UpkError):
    """The fund's table of instalments has no such number."""

    fund: str
    number: int
    last: int


class BudgetAboveAgreement(UpkError):
    """The budget is more than the amount agreed (sen)."""

    fund: str
    agreed: int
    total: int


class ItemTwice(UpkError):
    """Two items of a budget have the same name."""

    item: str


class UnknownItem(UpkError):
    """The fund's budget has no such item."""

    fund: str
    given: str
    known: tuple[str, ...]


class NotACost(UpkError):
    """What a fund pays for is a cost; the account is none."""

    account: str
    name: str


class ProgressOutOfRange(UpkError):
    """Progress goes from 0 to 100 percent."""

    percent: Decimal


class NoSuchProgress(UpkError):
    """No progress was recorded for this day."""

    fund: str
    on: date


class NoSuchContribution(UpkError):
    """The fund has no contribution of this number."""

    fund: str
    number: int


class NothingToAssign(UpkError):
    """The opening balance holds less for no fund yet than was to be assigned (sen)."""

    free: int
    asked: int


class FundNotPositive(UpkError):
    """An amount of a fund has to be more than nothing (sen)."""

    amount: int
