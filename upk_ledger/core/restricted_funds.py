"""Restricted funds: money that the Sekretariat holds for a purpose, from agreement to accountability.

What is received is owed to the purpose until it is spent; what is spent is released to income by the same entry, so
that income equals expense and the rest of each fund stands as a liability of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

SOURCES = ("apbd", "csr", "hibah", "lain")
"""Where the money of a fund comes from: the government's budget, a company's social money, a grant, or elsewhere."""

RECEIVED, SPENT, RETURNED, ASSIGNED = "dana-terima", "dana-belanja", "dana-kembali", "dana-bagi"
"""Kinds of entries that move money of a fund; the last gives it a part of the opening balance."""

DONE = Decimal(100)


class FundTerms(NamedTuple):
    """The agreement of a fund: `account` is the liability, `amount` (sen) what was agreed, `volume` what is built."""

    code: str
    name: str
    account: str
    kind: str
    source: str
    agreement: str
    agreed_on: date
    until: date | None
    amount: int
    volume: Decimal | None
    unit: str
    purpose: str


class FundInstalment(NamedTuple):
    """An instalment (termin) as agreed: when, how much (sen), on which condition."""

    number: int
    due_on: date
    amount: int
    condition: str


class BudgetItem(NamedTuple):
    """An item of a fund's budget: the account of its costs, and how much (sen)."""

    item: str
    account: str
    amount: int


class Progress(NamedTuple):
    """How far the work was on a day: percent, and the volume built where it is measured."""

    on: date
    percent: Decimal
    volume: Decimal | None


class Contribution(NamedTuple):
    """What residents gave in kind: its worth (sen) is told, not booked; `record` names it."""

    record: int
    on: date
    kind: str
    quantity: Decimal | None
    unit: str
    worth: int
    worker_days: int
    words: str


class FundMove(NamedTuple):
    """One entry of a fund: `kind` is that of the entry it undoes where it undoes one.

    `owed` is by how much the liability rose (sen), `cost` what was spent on `account`.
    """

    record: int
    on: date
    voucher: str
    kind: str
    words: str
    owed: int
    account: str = ""
    cost: int = 0
    number: int = 0
    item: str = ""
    undoes: bool = False


class FundEnd(NamedTuple):
    """The fund was closed on a day, by a decision; `reason` where the work was not complete."""

    on: date
    decision: str
    reason: str


class InstalmentPaid(NamedTuple):
    """An instalment beside what came of it (sen); without a plan what came without saying of which."""

    planned: FundInstalment | None
    received: int


class ItemSpent(NamedTuple):
    """A budget item beside what was spent on it (sen); `item` is empty for what no item takes."""

    item: str
    account: str
    budget: int
    spent: int

    @property
    def rest(self) -> int:
        """What the budget has left; negative where more was spent."""
        return self.budget - self.spent


@dataclass(frozen=True, slots=True)
class FundState:
    """A fund at the end of a day."""

    terms: FundTerms
    instalments: tuple[FundInstalment, ...] = ()
    budget: tuple[BudgetItem, ...] = ()
    progress: tuple[Progress, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    moves: tuple[FundMove, ...] = ()
    end: FundEnd | None = None

    def _moved(self, *kinds: str) -> int:
        return sum(move.owed for move in self.moves if move.kind in kinds)

    @property
    def received(self) -> int:
        """What came in (sen), with what the opening balance gave."""
        return self._moved(RECEIVED, ASSIGNED)

    @property
    def spent(self) -> int:
        """What was spent (sen)."""
        return -self._moved(SPENT)

    @property
    def returned(self) -> int:
        """What was handed back (sen)."""
        return -self._moved(RETURNED)

    @property
    def rest(self) -> int:
        """What is still owed to the purpose (sen): the balance of the fund's liability."""
        return sum(move.owed for move in self.moves)

    @property
    def percent(self) -> Decimal:
        """How far the work is."""
        return self.progress[-1].percent if self.progress else Decimal(0)

    @property
    def worth(self) -> int:
        """The worth (sen) of what the residents gave in kind."""
        return sum(one.worth for one in self.contributions)

    @property
    def worker_days(self) -> int:
        """The days of work that the residents gave."""
        return sum(one.worker_days for one in self.contributions)


def instalments_paid(state: FundState) -> list[InstalmentPaid]:
    """Each instalment with what was received of it; at the end what came without saying of which."""
    came: dict[int, int] = {}
    for move in state.moves:
        if move.kind in {RECEIVED, ASSIGNED}:
            came[move.number] = came.get(move.number, 0) + move.owed
    found = [InstalmentPaid(one, came.pop(one.number, 0)) for one in state.instalments]
    other = sum(came.values())
    return [*found, InstalmentPaid(None, other)] if other else found


def item_of(budget: Sequence[BudgetItem], item: str, account: str) -> str:
    """The budget item that a cost belongs to: the one named, else the only one with its account; "" for none."""
    if any(one.item == item for one in budget):
        return item
    fitting = [one.item for one in budget if one.account == account]
    return fitting[0] if len(fitting) == 1 else ""


def items_spent(state: FundState) -> list[ItemSpent]:
    """The budget beside what was spent, by item and account; what no item takes stands behind it by account."""
    spent: dict[tuple[str, str], int] = {}
    for move in state.moves:
        if move.kind == SPENT:
            item = item_of(state.budget, move.item, move.account)
            key = (item, "" if item else move.account)
            spent[key] = spent.get(key, 0) + move.cost
    planned = [
        ItemSpent(one.item, one.account, one.amount, spent.get((one.item, ""), 0)) for one in state.budget
    ]
    others = sorted((account, sen) for (item, account), sen in spent.items() if not item and sen)
    return [*planned, *(ItemSpent("", account, 0, sen) for account, sen in others)]


def standing(rows: Iterable[tuple[Contribution, bool]]) -> tuple[Contribution, ...]:
    """What stands of contributions: a row that calls off takes away the newest equal one before it."""
    found: list[Contribution] = []
    for row, stands in rows:
        if stands:
            found.append(row)
            continue
        for place in reversed(range(len(found))):
            if found[place][1:7] == row[1:7]:
                del found[place]
                break
    return tuple(sorted(found, key=lambda one: (one.on, one.record)))
