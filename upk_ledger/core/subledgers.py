"""Sub-ledgers as values: for whom an account holds how much, and what moved it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.offices import Account


class LoanTurn(NamedTuple):
    """A loan's principal over a range (sen): before it, lent, received, written off within it."""

    loan: str
    group: str
    opening: int
    disbursed: int
    principal: int
    written_off: int

    @property
    def closing(self) -> int:
        """What is outstanding at its end."""
        return self.opening + self.disbursed - self.principal - self.written_off


class HolderKey(NamedTuple):
    """For whom an account holds something; None: for nobody in particular."""

    group: str | None = None
    loan: str | None = None
    fund: str | None = None
    purpose: str | None = None


class HeldMove(NamedTuple):
    """What one voucher moved of a holder's part (sen)."""

    on: date
    voucher: str
    description: str
    came: int
    went: int


class Holder(NamedTuple):
    """One holder's part of an account over a range (sen)."""

    name: str
    facts: Mapping[str, Any]
    opening: int
    moves: tuple[HeldMove, ...]

    @property
    def closing(self) -> int:
        """What is held at its end."""
        return self.opening + sum(move.came - move.went for move in self.moves)


class AccountBook(NamedTuple):
    """One account of the ledger with its holders; `opening` and `closing` (sen) are the ledger's own."""

    account: Account
    holders: tuple[Holder, ...]
    opening: int
    closing: int


class AllocatedPart(NamedTuple):
    """What an entry said of a purpose of allocated surplus (sen): positive what was set aside for it."""

    entry: int
    on: date
    account: str
    purpose: str
    amount: int
