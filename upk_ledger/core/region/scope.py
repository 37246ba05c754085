"""For which UPK a table of the region speaks: those whose books closed the month, and those that it leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import BOOK, REPORTED
from upk_ledger.core.region.members import ACTIVE, RegionUpk, UpkHistory


def ended_month(on: date) -> Month:
    """The newest month that has ended by the end of a day."""
    month = Month.of(on)
    return month if on == month.last else month.previous()


@dataclass(frozen=True, slots=True)
class Scope:
    """The UPK of a set at a month, each by what is known of it.

    `told` have the month as `here`, from their books. Not in the tables: `self_reported`, of whom a dozen figures
    are known, and `late`, who told nothing; `dormant` UPK are expected to tell nothing and were not asked for.
    """

    month: Month
    asked: tuple[UpkHistory, ...]
    """All of them but the dormant."""
    told: tuple[UpkHistory, ...]
    self_reported: tuple[RegionUpk, ...] = ()
    late: tuple[RegionUpk, ...] = ()
    dormant: tuple[RegionUpk, ...] = ()

    @property
    def offices(self) -> dict[int, str]:
        """Code by the id of the book of each UPK in the tables."""
        return {one.upk.office_id: one.upk.code for one in self.told if one.upk.office_id is not None}

    @property
    def expected(self) -> int:
        """How many UPK the set has."""
        return len(self.asked)

    @property
    def data(self) -> Mapping[str, Any]:
        """The coverage for JSON."""
        return {
            "expected": self.expected,
            "reported": self.expected - len(self.late),
            "self_reported": [upk.code for upk in self.self_reported],
            "late": [upk.code for upk in self.late],
            "dormant": [upk.code for upk in self.dormant],
        }


def scope_of(told: Sequence[UpkHistory], month: Month, named: Sequence[str] = ()) -> Scope:
    """The scope of a set of UPK; dormant ones are left out unless they were named by their codes."""
    wanted = [one for one in told if one.upk.status == ACTIVE or one.upk.code in named]

    def source(one: UpkHistory) -> str:
        return one.months[month].source if month in one.months else ""

    return Scope(
        month,
        tuple(wanted),
        tuple(one for one in wanted if source(one) == BOOK),
        tuple(one.upk for one in wanted if source(one) == REPORTED),
        tuple(one.upk for one in wanted if not source(one)),
        tuple(one.upk for one in told if one not in wanted),
    )
