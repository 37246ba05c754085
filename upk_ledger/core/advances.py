"""Money given to somebody to spend: an advance, due by a day, until it is accounted for."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

OPENING = "SALDO-AWAL"
"""Stands in an advance's place for what was given before the book began: the accounts' opening balance.

What an imported entry moved, which records the past as well, is told together with it.
"""


class Advance(NamedTuple):
    """An advance as it stands at the end of a day (sen). That of the opening balance has no holder and no due day.

    `settled` is what was spent of it or came back.
    """

    code: str
    holder: str
    holder_name: str
    given_on: date
    due_on: date | None
    amount: int
    settled: int
    purpose: str
    voucher: str
    entry: int = 0
    """The record of the entry that gave it; 0 for the opening balance."""

    @property
    def outstanding(self) -> int:
        """What is still to be accounted for."""
        return self.amount - self.settled

    def days_overdue(self, on: date) -> int:
        """Days since it was due; 0 where nothing is left of it."""
        if self.due_on is None or self.outstanding <= 0:
            return 0
        return max(0, (on - self.due_on).days)


class Settlement(NamedTuple):
    """What was accounted for at once (sen).

    `covered` was spent out of the advance, `beyond` out of the holder's own money, which the office paid; `returned`
    came back; `left` is still to be accounted for.
    """

    code: str
    spent: int
    returned: int
    covered: int
    beyond: int
    left: int


class AdvanceTurn(NamedTuple):
    """One advance over a range of days, as it stands at its end; `opening` was to be accounted for before (sen)."""

    advance: Advance
    opening: int
    given: int
    settled: int

    @property
    def closing(self) -> int:
        """What is to be accounted for at the end."""
        return self.opening + self.given - self.settled


def turns(before: Sequence[Advance], after: Sequence[Advance], imported: int = 0) -> tuple[AdvanceTurn, ...]:
    """What became of every advance between two days; those that had and got nothing are left out.

    The opening balance was there before, whenever the book began, but not what was `imported` since (sen).
    """
    had = {one.code: one for one in before}
    found = []
    for one in after:
        opened = one.amount - imported if imported else one.amount
        was = had.get(one.code, one._replace(amount=opened if one.code == OPENING else 0, settled=0))
        found.append(AdvanceTurn(one, was.outstanding, one.amount - was.amount, one.settled - was.settled))
    return tuple(turn for turn in found if turn.opening or turn.given or turn.settled)
