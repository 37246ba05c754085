"""What is still open before a month is closed: it warns a person and keeps nobody from closing."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from upk_ledger.core.checks import Comparison
from upk_ledger.core.dates import Month

(
    SHORTFALL, UNCOUNTED, COUNTS, CASH, LOWERED, TILLS, BANK, PAPERS, ADVANCES, DEPOSITS, PARTNERS, ASSETS, FUNDS, YEAR,
    EARLY,
) = KINDS = (
    "opening_shortfall", "cash_not_counted", "cash_counts", "cash_over_limit", "cash_was_over_limit", "below_zero",
    "bank", "papers", "advances", "deposits", "partners", "assets", "funds", "year_end", "early",
)  # fmt: skip
"""The kinds of open points, in the order in which they are told."""


class OpenPoint(NamedTuple):
    """One thing that is open: the account, loan, fund or advance it is about, since or until when, how much (sen).

    `how_many` is how many vouchers, days or things it stands for.
    """

    kind: str
    subject: str
    name: str = ""
    on: date | None = None
    amount: int | None = None
    how_many: int | None = None


@dataclass(frozen=True, slots=True)
class MonthReview:
    """How closing a month would go: what is open, and the figures as they would stand then."""

    month: Month
    closed: bool
    points: tuple[OpenPoint, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def ready(self) -> bool:
        """Whether no figures disagree in a way that would keep the month open."""
        return not any(one.grave and one.differing for one in self.comparisons)
