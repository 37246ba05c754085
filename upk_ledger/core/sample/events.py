"""What happens at a sample office: one value per thing done, on the day on which it is recorded; money is in sen.

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
class Train(Event):
    """All members of a group take part in a training."""

    group: str
    topic: str


@dataclass(frozen=True, slots=True)
class Relate(Event):
    """A member is told to be of an officer's family."""

    group: str
    member: str
    officer: str


@dataclass(frozen=True, slots=True)
class Apply(Event):
    """A group applies for a loan; `loan` is the plan's own name for it, `product` the code of its product.

    `reason` is for what stands against it.
    """

    loan: str
    application: LoanApplication
    product: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Examine(Event):
    """The application is examined."""

    loan: str
    note: str


@dataclass(frozen=True, slots=True)
class Decide(Event):
    """The application is decided on; the members `refused` (code and reason) get nothing of it."""

    loan: str
    outcome: str
    decision: str
    reason: str = ""
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Disburse(Event):
    """The loan is paid out in cash, but for what is `saved` of it as its product has it."""

    loan: str
    principal: int
    saved: int = 0

    @property
    def cash(self) -> int:
        """The loan leaves the cash box."""
        return self.saved - self.principal


@dataclass(frozen=True, slots=True)
class Visit(Event):
    """The borrowers of a loan are visited."""

    loan: str
    purpose: str
    note: str


@dataclass(frozen=True, slots=True)
class Pay(Event):
    """A group pays back, or pays on a claim; `receipt` is the number of the office's paper receipt.

    What was paid earlier than it is recorded is `dated` so. With `ahead` it is kept as titipan.
    """

    loan: str
    amount: int
    receipt: str = ""
    dated: date | None = None
    ahead: bool = False

    @property
    def cash(self) -> int:
        """The payment comes into the cash box."""
        return self.amount


@dataclass(frozen=True, slots=True)
class PayOff(Pay):
    """A group pays all that it owes, before its last due day."""


@dataclass(frozen=True, slots=True)
class Cancel(Event):
    """The record of a loan's newest payment is taken back."""

    loan: str
    amount: int
    reason: str
    receipt: str = ""

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
class ReturnSavings(Event):
    """What was held back of a loan is given back, now that it is paid off."""

    loan: str
    amount: int

    @property
    def cash(self) -> int:
        """The savings leave the cash box."""
        return -self.amount


@dataclass(frozen=True, slots=True)
class UseSavings(Event):
    """A group's savings pay what its loan is behind, by decision."""

    loan: str
    amount: int
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class UseDeposit(Event):
    """Titipan pays an installment."""

    loan: str
    amount: int


@dataclass(frozen=True, slots=True)
class TakeOver(Event):
    """A member leaves, and the others named take over what is owed."""

    loan: str
    leaver: str
    takers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Reschedule(Event):
    """A loan gets a new schedule of so many installments, by decision of the board."""

    loan: str
    tenor: int
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class WriteOff(Event):
    """A loan is written off by decision of the board."""

    loan: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Letters(Event):
    """The letters that are due are made out."""


@dataclass(frozen=True, slots=True)
class BookRewards(Event):
    """What groups earned by paying punctually in the year is booked."""


@dataclass(frozen=True, slots=True)
class PayReward(Event):
    """The reward of a loan is paid out."""

    loan: str
    amount: int

    @property
    def cash(self) -> int:
        """The reward leaves the cash box."""
        return -self.amount


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
