"""Savings for joint liability: whose they are, what is kept for running loans, and from whom an amount is taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core.lending import Share
from upk_ledger.core.money import RUPIAH, half_up, split

Parts = Mapping[str | None, int]
"""Savings (sen) by member code; under None what the group saved as a whole."""


class SavingsPart(NamedTuple):
    """A member's part of savings (sen), or with None the group's as a whole."""

    member: str | None
    amount: int


class SavingsMove(NamedTuple):
    """One movement of a group's savings (sen), with the balance after it."""

    on: date
    voucher: str
    description: str
    member: str | None
    came: int
    went: int
    balance: int


class SavingsTurn(NamedTuple):
    """What a group or a member saved over a period (sen); without a group what the opening balance gives nobody."""

    group: str | None
    member: str | None
    opening: int
    came: int
    went: int

    @property
    def closing(self) -> int:
        """What is saved at its end."""
        return self.opening + self.came - self.went


@dataclass(frozen=True, slots=True)
class GroupSavings:
    """What a group has saved (sen); `required` is what each loan of it that is not paid off asks to be kept."""

    group: str
    name: str
    parts: tuple[SavingsPart, ...]
    required: tuple[tuple[str, int], ...] = ()

    @property
    def balance(self) -> int:
        """All of it."""
        return sum(part.amount for part in self.parts)

    @property
    def held(self) -> int:
        """What has to stay until its loans are paid off."""
        return max(0, min(self.balance, sum(amount for _, amount in self.required)))

    @property
    def free(self) -> int:
        """What may be taken out."""
        return self.balance - self.held

    @property
    def loans(self) -> tuple[str, ...]:
        """The loans for which it is kept."""
        return tuple(loan for loan, _ in self.required)


def held_back(principal: int, percent: Fraction) -> int:
    """The part of a loan that its product keeps as savings (sen), in whole rupiah."""
    return half_up(principal * percent / 100)


class Withheld(NamedTuple):
    """What of a loan paid out the group does not get in hand: savings by member, and the office's fee (sen)."""

    saved: tuple[SavingsPart, ...] = ()
    fee: int = 0

    @property
    def savings(self) -> int:
        """All savings held back."""
        return sum(part.amount for part in self.saved)


NOTHING_WITHHELD = Withheld()


def by_shares(amount: int, shares: Sequence[Share]) -> tuple[SavingsPart, ...]:
    """Savings held back of a loan, by its members' shares; the group's as a whole where there are none."""
    if not amount:
        return ()
    if not shares:
        return (SavingsPart(None, amount),)
    parts = split(amount, [share.principal for share in shares])
    return tuple(SavingsPart(share.member, part) for share, part in zip(shares, parts, strict=True) if part)


def taken(kept: Parts, amount: int, first: Iterable[tuple[str | None, int]] = ()) -> tuple[SavingsPart, ...]:
    """From whom `amount` is taken: `first` up to what each is said to bear, then the group's own, then all members.

    The members bear the rest in proportion to what they have left. What nobody has is taken from the group as a
    whole, where the promise that no savings are below zero refuses it.
    """
    left, found = dict(kept), dict.fromkeys(kept, 0)

    def take(member: str | None, most: int) -> None:
        part = min(most, left.get(member, 0), amount - sum(found.values()))
        if part > 0:
            left[member] -= part
            found[member] += part

    for member, most in first:
        take(member, most)
    take(None, amount)
    rest = amount - sum(found.values())
    members = [member for member in left if member is not None and left[member] > 0]
    weights = [left[member] for member in members]
    if 0 < rest <= sum(weights):
        unit = RUPIAH if not any(sen % RUPIAH for sen in (rest, *weights)) else 1
        for member, part in zip(members, split(rest, weights, unit), strict=True):
            found[member] += part
    else:
        found[None] = found.get(None, 0) + rest
    order = sorted(found, key=lambda member: member or "")
    return tuple(SavingsPart(member, found[member]) for member in order if found[member])
