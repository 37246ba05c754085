"""Refusals of writing loans off, of what comes in afterwards, and of giving claims up."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class LoanWrittenOff(UpkError):
    """The loan was written off on a day, by `vouchers`: what lies before that day cannot change any more."""

    number: str
    on: date
    vouchers: tuple[str, ...]


class NothingToWriteOff(UpkError):
    """No principal of the loan is outstanding."""

    number: str


class RecoveryAboveClaim(UpkError):
    """More came in than is still claimed (sen)."""

    number: str
    amount: int
    left: int


class RecoveriesStand(UpkError):
    """A write-off cannot be undone while what was recorded after it stands."""

    number: str
    vouchers: tuple[str, ...]


class ClaimEnded(UpkError):
    """The claim was given up for good on a day, by these minutes."""

    number: str
    on: date
    decision: str


class NothingClaimed(UpkError):
    """Nothing is claimed any more: all came in."""

    number: str


class ClaimNotThere(UpkError):
    """On the day `on` more would have come in than was claimed; from `since` on it fits (None: never)."""

    number: str
    on: date
    since: date | None


class RecoveryNotShared(UpkError):
    """What comes in on a written-off loan is not split over its members."""

    number: str
