"""Loan funds of partners (channelling): what the office owes, by which schedule, and what it lent from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from upk_ledger.core.allocation import due_by, open_parts
from upk_ledger.core.errors.partners import ScheduleRowWrong
from upk_ledger.core.schedules import Installment

RECEIVED, REPAID = "mitra-terima", "mitra-bayar"
"""The kinds of entries about a partner's fund."""

OPEN, CLOSED = "buka", "tutup"


@dataclass(frozen=True, slots=True)
class PartnerFund:
    """A partner's fund as it was agreed; `account` is the one on which it is owed, `amount` in sen."""

    code: str
    name: str
    account: str
    partner: str
    agreement: str
    agreed_on: date
    amount: int
    open: bool = True


class PartnerMoves(NamedTuple):
    """What came from a partner, what principal and service went back to it (sen)."""

    received: int = 0
    repaid: int = 0
    service: int = 0


@dataclass(frozen=True, slots=True)
class PartnerStanding:
    """Where a partner's fund stands at a day; `lent` is principal outstanding of loans lent from it (sen)."""

    fund: PartnerFund
    as_of: date
    moves: PartnerMoves
    rows: tuple[Installment, ...]
    lent: int

    @property
    def owed(self) -> int:
        """The principal that the office owes the partner."""
        return self.moves.received - self.moves.repaid

    @property
    def free(self) -> int:
        """What of the fund may still be lent; less than nothing where more is lent than is there."""
        return self.owed - self.lent

    def due_until(self, day: date) -> tuple[int, int]:
        """Principal and service that fall due by a day, that day included, and are not paid."""
        return due_by(self.rows, self.moves.repaid, self.moves.service, day)

    @property
    def overdue(self) -> tuple[int, int]:
        """Principal and service that were due before the day."""
        return self.due_until(self.as_of - timedelta(days=1))

    @property
    def next_due(self) -> tuple[date, int, int] | None:
        """Due date, principal and service of the oldest installment that is not fully paid."""
        unpaid = (
            part for part in open_parts(self.rows, self.moves.repaid, self.moves.service) if any(part[1:])
        )
        return next(unpaid, None)


def numbered(dues: Sequence[tuple[date, int, int]]) -> tuple[Installment, ...]:
    """Due date, principal and service of each row as a schedule; `ScheduleRowWrong` for one that cannot be."""
    left = sum(principal for _, principal, _ in dues)
    rows: list[Installment] = []
    for number, (due, principal, service) in enumerate(dues, 1):
        if (rows and due <= rows[-1].due) or not principal + service:
            raise ScheduleRowWrong(number, due)
        left -= principal
        rows.append(Installment(number, due, principal, service, left))
    return tuple(rows)
