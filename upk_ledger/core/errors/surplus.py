"""Refusals of allocating a year's surplus and of paying out what was allocated."""

from datetime import date
from fractions import Fraction

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class ShareUnreadable(UpkError):
    """A share was not typed as purpose=account:percent."""

    given: str


class SharesNotWhole(UpkError):
    """The shares make up another total than a hundred, one of them is nothing, or a purpose stands `twice`."""

    total: Fraction
    twice: str


class NoShareOfCapital(UpkError):
    """No share goes to capital or stays retained, where the remainder of the cuts would go; or all of them stay."""


class NoSharesSet(UpkError):
    """The office has no table of shares yet."""


class NoSurplus(UpkError):
    """The year has no surplus (sen) that could be allocated."""

    year: int
    result: int


class DecidedTooEarly(UpkError):
    """The decision is dated within the year, or before it."""

    year: int
    on: date


class MonthOpenBeforeDecision(UpkError):
    """A month before the decision's is open."""

    on: date
    month: Month


class AllowanceShort(UpkError):
    """The allowance in the books (sen) is less than what the loans of the newest closed month require."""

    month: Month
    held: int
    required: int

    @property
    def amount(self) -> int:
        """What is missing."""
        return self.required - self.held


class AlreadyAllocated(UpkError):
    """The year's surplus was allocated before."""

    year: int
    voucher: str


class NotAllocated(UpkError):
    """The year's surplus was not allocated."""

    year: int


class AllocationPaid(UpkError):
    """An allocation stands while something of it is paid."""

    voucher: str
    vouchers: tuple[str, ...]


class NothingOwed(UpkError):
    """Nothing is left to pay for this purpose; `choices` are those of which something is."""

    purpose: str
    choices: tuple[str, ...]


class PurposeOfSeveralYears(UpkError):
    """Several years have something left for this purpose."""

    purpose: str
    years: tuple[str, ...]


class MoreThanAllocated(UpkError):
    """More is to be paid (sen) than is left of the allocation on the day or later."""

    purpose: str
    amount: int
    left: int


class TillTooLow(UpkError):
    """The till holds less (sen) than is to be paid, on the day or later."""

    account: str
    name: str
    amount: int
    there: int
