"""What the office has to do on a day, by kind."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

(
    TODAY, WEEK, OVERDUE, LETTERS, VISITS, EXAMINE, DECIDE, DISBURSE, MONTH_END, BUNDLES, BANK, CASH, COUNTS,
    ADVANCES, SAVINGS, REWARDS, PARTNERS, SURPLUS, FUNDS, CARDS,
) = KINDS = (
    "installments_today", "installments_week", "overdue", "letters", "visits", "examine", "decide", "disburse",
    "month_end", "bundles", "bank", "cash_over_limit", "cash_counts", "advances", "savings", "rewards", "partners",
    "surplus", "funds", "code_cards",
)  # fmt: skip
"""The kinds of things to do, in the order in which a day is opened with them."""

LATE_REPORTS, WAITING, KEYS, FOLLOW_UPS, TERMS = _OF_REGION = (
    "late_reports", "waiting_bundles", "keys_not_compared", "follow_ups", "board_terms",
)  # fmt: skip
REGION_KINDS = (*_OF_REGION, CARDS)
"""Those of an office that coaches many UPK."""

DAYS_AHEAD = 7
"""How many days before their due date installments are listed."""

FEW_CODES = 3
"""From so few codes on a card is to be renewed."""


class Task(NamedTuple):
    """One thing to do: the loan, month, fund or card it is about, of whom, since or until when, for how much (sen)."""

    subject: str
    name: str = ""
    on: date | None = None
    amount: int | None = None
    note: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class TaskList:
    """The things of one kind."""

    kind: str
    tasks: tuple[Task, ...]
