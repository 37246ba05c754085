"""What happens at a sample office: one value per thing done; money is in sen.

`cash` and `bank` say what an event does to the office's cash and to its bank account.
"""

from dataclasses import dataclass
from datetime import date

from upk_ledger.core.lending import LoanApplication


@dataclass(frozen=True, slots=True)
class Event:
    """Something done on a day."""

    on: date

    @property
    def cash(self) -> int:
        """What it adds to cash."""
        return 0

    @property
    def bank(self) -> int:
        """What it adds to the bank account."""
        return 0


@dataclass(frozen=True, slots=True)
class Apply(Event):
    """A group applies for a loan; `loan` is the plan's own name for it."""

    loan: str
    application: LoanApplication


@dataclass(frozen=True, slots=True)
class Examine(Event):
    """The application is examined."""

    loan: str
    note: str


@dataclass(frozen=True, slots=True)
class Decide(Event):
    """The application is decided on."""

    loan: str
    outcome: str
    decision: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Disburse(Event):
    """The loan is paid out in cash."""

    loan: str
    principal: int

    @property
    def cash(self) -> int:
        """The loan leaves the cash box."""
        return -self.principal


@dataclass(frozen=True, slots=True)
class Pay(Event):
    """A group pays back; `receipt` is the number of the office's paper receipt."""

    loan: str
    amount: int
    receipt: str = ""

    @property
    def cash(self) -> int:
        """The payment comes into the cash box."""
        return self.amount


@dataclass(frozen=True, slots=True)
class Cancel(Event):
    """The record of a payment is taken back."""

    receipt: str
    amount: int
    reason: str

    @property
    def cash(self) -> int:
        """What the mistaken record had added."""
        return -self.amount


@dataclass(frozen=True, slots=True)
class Save(Event):
    """A group pays into its savings (or, with a negative amount, takes them out)."""

    group: str
    amount: int

    @property
    def cash(self) -> int:
        """The savings go through the cash box."""
        return self.amount


@dataclass(frozen=True, slots=True)
class Money(Event):
    """Money that comes in (or, with a negative amount, goes out) for an account, in cash or at the bank."""

    account: str
    amount: int
    words: str
    at_bank: bool = False

    @property
    def cash(self) -> int:
        """The amount, if it is cash."""
        return 0 if self.at_bank else self.amount

    @property
    def bank(self) -> int:
        """The amount, if it is the bank's."""
        return self.amount if self.at_bank else 0


@dataclass(frozen=True, slots=True)
class Carry(Event):
    """Cash is carried to the bank (or, with a negative amount, drawn from it)."""

    amount: int

    @property
    def cash(self) -> int:
        """What leaves the cash box."""
        return -self.amount

    @property
    def bank(self) -> int:
        """What the bank receives."""
        return self.amount


@dataclass(frozen=True, slots=True)
class Memorial(Event):
    """An entry that moves no money."""

    debit: str
    credit: str
    amount: int
    words: str
