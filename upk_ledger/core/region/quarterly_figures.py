"""The figures of a region at the ends of quarters, and like with like between two of them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from upk_ledger.core.region.figures import OfficeMonth
from upk_ledger.core.region.members import ACTIVE, UpkHistory
from upk_ledger.core.region.quarters import MONTHS, Quarter
from upk_ledger.core.region.review import Review

FLOWS = ("lent", "principal_received", "service_received", "written_off", "recovered")
"""What happened in the three months."""

Flows = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class At:
    """A region at the end of a quarter: its review, and what happened in the quarter, by UPK.

    `told` are the figures of the active UPK that told the last month, `whole` are those that told all months of it.
    """

    review: Review
    flows: Mapping[str, Flows]
    told: Mapping[str, OfficeMonth]
    whole: frozenset[str]

    def flow(self, name: str) -> int | None:
        """The sum of what happened over all UPK that told it."""
        known = [value for own in self.flows.values() if (value := own[name]) is not None]
        return sum(known) if known else None

    def figure(self, name: str, code: str) -> int | None:
        """What one UPK told: of a flow only where it told all months of the quarter."""
        if name in FLOWS:
            return self.flows[code][name] if code in self.whole else None
        value: int | None = getattr(self.told[code], name) if code in self.told else None
        return value


class Compared(NamedTuple):
    """A figure of the same UPK then and now; `whole` that no other UPK told one of the two only."""

    before: int
    now: int
    upk: int
    whole: bool


def compared(before: At, now: At, name: str) -> Compared | None:
    """A figure like with like; None where no UPK told it at both times."""
    told = [
        {
            code: value
            for code in at.told.keys() | at.flows.keys()
            if (value := at.figure(name, code)) is not None
        }
        for at in (before, now)
    ]
    same = told[0].keys() & told[1].keys()
    if not same:
        return None
    whole = told[0].keys() == told[1].keys()
    if name in FLOWS:
        whole = all(at.flows.keys() <= at.whole for at in (before, now)) and whole
    old, new = (sum(each[code] for code in same) for each in told)
    return Compared(old, new, len(same), whole)


def at_end(told: Sequence[UpkHistory], quarter: Quarter, review: Review) -> At:
    """A quarter from what the UPK told of its months; only active UPK count."""
    found: dict[str, Flows] = {}
    ends: dict[str, OfficeMonth] = {}
    whole = set()
    for one in (one for one in told if one.upk.status == ACTIVE):
        months = [
            one.months[month] for back in range(MONTHS) if (month := quarter.first.plus(back)) in one.months
        ]
        if months:
            found[one.upk.code] = {
                name: _sum([getattr(each.figures, name) for each in months]) for name in FLOWS
            }
        if len(months) == MONTHS:
            whole.add(one.upk.code)
        if quarter.last in one.months:
            ends[one.upk.code] = one.months[quarter.last].figures
    return At(review, found, ends, frozenset(whole))


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
