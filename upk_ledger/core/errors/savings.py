"""Refusals about money kept for groups: titipan and savings."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class DepositTooSmall(UpkError):
    """The loan's titipan does not reach (sen)."""

    number: str
    kept: int
    asked: int


class NoDeposit(UpkError):
    """Nothing is kept for the loan."""

    number: str


class SeveralDeposits(UpkError):
    """The KSM has titipan on several loans: the number has to be said."""

    group: str
    name: str
    numbers: tuple[str, ...]


class NothingDue(UpkError):
    """Nothing of the loan is due by that day, so that titipan has nothing to pay."""

    number: str


class SavingsTooSmall(UpkError):
    """The group's savings do not reach (sen); `unassigned` is what the opening balance holds for no group yet."""

    group: str
    kept: int
    asked: int
    unassigned: int = 0


class SavingsHeld(UpkError):
    """What is free of a group's savings (sen) does not reach: the rest has to stay until `loans` are paid off."""

    group: str
    kept: int
    held: int
    free: int
    asked: int
    loans: tuple[str, ...]


class SavingsAboveLoan(UpkError):
    """Savings held back have to be less than the loan, and not negative (sen)."""

    number: str
    principal: int
    savings: int


class FeeAboveLoan(UpkError):
    """Fee and savings held back have to be less than the loan together, and the fee not negative (sen)."""

    number: str
    principal: int
    fee: int
    savings: int


class NothingInArrears(UpkError):
    """Nothing of the loan is in arrears, so that savings have nothing to pay."""

    number: str


class NothingToReturn(UpkError):
    """No savings can be returned: the group has none, or all of them (`kept`, sen) stay for `loans`."""

    group: str
    kept: int = 0
    loans: tuple[str, ...] = ()


class KeptMoneySpent(UpkError):
    """On the day `on` less money would be kept for `owner` on this account than was used by then (sen)."""

    account: str
    owner: str
    on: date
    missing: int
