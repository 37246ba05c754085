"""Allocating a year's surplus: the table of shares, the amounts, what is paid of them.

Source: domain reference, "Profit allocation": shares are cut down to a rounding unit, capital takes the remainder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core.errors.surplus import SharesNotWhole

DESTINATIONS = ("modal-dana", "laba-ditahan", "dana-alokasi")
"""The roles of accounts that a share can go to: capital, what stays retained, what is owed until it is paid."""

OPENING = "saldo awal"
"""What is owed and was not allocated here: the opening balance, and what other entries booked."""


class Share(NamedTuple):
    """A part of the surplus: what for, the account it goes to, how much of a hundred."""

    purpose: str
    account: str
    percent: Fraction


class AllocatedShare(NamedTuple):
    """A share with its amount (sen)."""

    share: Share
    amount: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """A year's surplus as it was allocated by a decision."""

    year: int
    on: date
    decision: str
    voucher: str
    shares: tuple[AllocatedShare, ...]

    @property
    def total(self) -> int:
        """All of it, in sen."""
        return sum(part.amount for part in self.shares)


class AllocationPayment(NamedTuple):
    """Something that was paid of a year's allocation to a purpose (sen)."""

    year: int
    purpose: str
    on: date
    amount: int
    voucher: str


class Unpaid(NamedTuple):
    """What of a year's allocation to a purpose is paid (sen); year 0 is what no allocation here made."""

    year: int
    purpose: str
    account: str
    allocated: int
    paid: int

    @property
    def left(self) -> int:
        """What is still to be paid."""
        return self.allocated - self.paid


def check_shares(shares: Sequence[Share]) -> None:
    """Raise `SharesNotWhole` where shares do not make up a hundred, or one is nothing or stands twice."""
    total = sum((share.percent for share in shares), Fraction(0))
    purposes = [share.purpose.casefold() for share in shares]
    twice = next((share.purpose for share in shares if purposes.count(share.purpose.casefold()) > 1), "")
    if total != 100 or twice or any(share.percent <= 0 for share in shares):
        raise SharesNotWhole(total, twice)


def allocate(result: int, shares: Sequence[Share], remainder: int, unit: int) -> list[AllocatedShare]:
    """Split a surplus: each share cut down to a multiple of `unit` (sen), the one at `remainder` takes what is left."""
    cut = [int(result * share.percent / 100) // unit * unit for share in shares]
    cut[remainder] = 0
    cut[remainder] = result - sum(cut)
    return [AllocatedShare(share, amount) for share, amount in zip(shares, cut, strict=True)]
