"""The review of a region: what each UPK and each place of it stands at, at the end of a month.

Every roll-up is made of sums. A ratio counts the UPK that told all that it is made of; whoever left a part out is
named, and stands in neither its numerator nor its denominator.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import lcm
from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import Ratio, ratio
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.figures import COUNTED, OfficeMonth
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.core.rulebooks import INDICATORS, RatingRule

WINDOW = 12
"""How many months a review looks back on, its own included."""

INPUTS: Mapping[str, tuple[str, ...]] = {
    "LAR": ("groups_at_risk", "groups"),
    "PAR": ("balance_at_risk", "balance"),
    "CCr": ("income", "expense"),
    "ROI": ("income", "expense", "months", "capital"),
    "RR": ("balance", "arrears_at_risk"),
}
"""The figures that an indicator is made of."""

NEW_INPUTS: Mapping[str, tuple[str, ...]] = {
    **INPUTS,
    "LAR": ("new_groups_at_risk", "new_groups"),
    "PAR": ("new_balance_at_risk", "new_balance"),
    "RR": ("new_balance", "new_arrears_at_risk"),
}
"""The same without loans from before the books began; income, expense and capital know no such part."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who told of a month: `reported` of `expected` active UPK, `self_reported` of those without a book to show it.

    `last` has for each late UPK the month that it told last, if any in what was read; `missing` by figure the UPK
    that reported without it; `dormant` UPK are expected to tell nothing.
    """

    expected: int
    reported: int
    self_reported: int
    late: tuple[RegionUpk, ...] = ()
    last: Mapping[str, Month] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dormant: tuple[RegionUpk, ...] = ()


class Alike(NamedTuple):
    """An indicator at an earlier month and now, of the same UPK: those that told all its parts at both.

    `upk` is how many they are; `whole` that no other UPK told one of the two only.
    """

    before: Ratio
    now: Ratio
    upk: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row asks for attention, as facts: `kind` says which of the others it has; ratios are in percent.

    `same` is how many UPK `before` and `now` are of, where others told one of the two months only.
    """

    kind: str
    indicator: str = ""
    before: Ratio | None = None
    now: Ratio | None = None
    since: Month | None = None
    amount: int = 0
    count: int = 0
    names: tuple[str, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class PayingGroup:
    """A group (KSM) that would pay what it is behind with (sen, principal and service)."""

    upk: str
    code: str
    name: str
    arrears: int


@dataclass(frozen=True, slots=True)
class Distance:
    """How an indicator comes back to its limit.

    By groups paying their arrears, or (CCr, ROI: no groups) by so much more income. `reached` is False where even
    all of them do not suffice: then `after` is how far it gets.
    """

    indicator: str
    before: Ratio
    after: Ratio
    reached: bool
    amount: int
    groups: tuple[PayingGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One UPK or one place: sums, ratios rated by the region's limits, their way over the months, and why.

    `as_of` is the month of the figures: of a late UPK its last one, which no total counts; None where none is
    known. `short` is by how much each UPK's allowance stays behind what is required, added, and `covered` the
    allowance in percent of it: both of those that told both. `written_off` and `recovered` are those of the year
    so far. `suspended` are by UPK the indicators because of which its own rules would lend nothing new, `halted`
    those by the region's ratings. A month of the `trend` that nobody told has no ratios; `trend_upk` is how many
    UPK each counts. `alike` has, for the months that the row is compared with, its indicators of the same UPK then
    and now.
    """

    key: str
    name: str
    upk: tuple[str, ...]
    as_of: Month | None
    figures: OfficeMonth
    missing: Mapping[str, tuple[str, ...]]
    ratios: Mapping[str, Ratio]
    trend: tuple[tuple[Month, Mapping[str, Ratio]], ...]
    trend_upk: tuple[int, ...]
    coverage: Coverage
    sources: tuple[str, ...]
    months_reported: int
    months_expected: int
    short: int | None
    covered: Ratio | None
    written_off: int | None
    recovered: int | None
    suspended: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    halted: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    distance: tuple[Distance, ...] = ()
    alike: Mapping[Month, Mapping[str, Alike]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """A region at the end of a month, by `level`: rows by what needs attention first, and the sum of those that told.

    `dormant` UPK stand apart; `legacy` says whether loans from before the books count.
    """

    month: Month
    level: str
    rows: tuple[ReviewRow, ...]
    total: ReviewRow
    coverage: Coverage
    dormant: tuple[ReviewRow, ...] = ()
    legacy: bool = True


def sums_of(told: Mapping[str, OfficeMonth]) -> tuple[OfficeMonth, Mapping[str, tuple[str, ...]]]:
    """The sums of UPK by code, and for each figure who told without it; a figure that nobody told stays None."""
    sums: dict[str, int | None] = {}
    missing: dict[str, tuple[str, ...]] = {}
    for name in COUNTED:
        values = [getattr(month, name) for month in told.values()]
        known = [value for value in values if value is not None]
        sums[name] = sum(known) if known else None
        if len(known) < len(values):
            missing[name] = tuple(code for code, value in zip(told, values, strict=True) if value is None)
    return OfficeMonth(**sums), missing


def rated(
    months: Iterable[OfficeMonth], ratings: Mapping[str, RatingRule], *, legacy: bool = True
) -> dict[str, Ratio]:
    """The five indicators of any set of UPK from their sums, each of those UPK that told all its parts."""
    told, parts = list(months), INPUTS if legacy else NEW_INPUTS
    found = {}
    for name in INDICATORS:
        values = [[getattr(month, part) for part in parts[name]] for month in told]
        numerator, denominator = _RATIOS[name]([row for row in values if None not in row])
        found[name] = ratio(numerator, denominator, ratings[name])
    return found


def alike(
    before: Mapping[str, OfficeMonth],
    now: Mapping[str, OfficeMonth],
    ratings: Mapping[str, RatingRule],
    *,
    legacy: bool = True,
) -> dict[str, Alike]:
    """The indicators of UPK by code at two months, like with like; one that no UPK told at both is left out."""
    parts, found = INPUTS if legacy else NEW_INPUTS, {}
    for name in INDICATORS:
        rows = [
            {
                code: row
                for code, month in told.items()
                if None not in (row := [getattr(month, part) for part in parts[name]])
            }
            for told in (before, now)
        ]
        same = rows[0].keys() & rows[1].keys()
        if same:
            old, new = (
                ratio(*_RATIOS[name]([row for code, row in each.items() if code in same]), ratings[name])
                for each in rows
            )
            found[name] = Alike(old, new, len(same), rows[0].keys() == rows[1].keys())
    return found


def allowance_of(months: Iterable[OfficeMonth]) -> tuple[int | None, Ratio | None]:
    """What the allowances of UPK lack (sen), and what they cover; one's surplus fills no other's gap."""
    told = [
        (month.held_allowance, month.required_allowance)
        for month in months
        if month.held_allowance is not None and month.required_allowance is not None
    ]
    if not told:
        return None, None
    short = sum(max(0, required - held) for held, required in told)
    return short, ratio(*_money(told))


def _counts(rows: Sequence[Sequence[int]]) -> tuple[int, int]:
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def _money(rows: Sequence[Sequence[int]]) -> tuple[int, int]:
    numerator, denominator = _counts(rows)
    return Rupiah(numerator), Rupiah(denominator)


def _repaid(rows: Sequence[Sequence[int]]) -> tuple[int, int]:
    balance, arrears = _counts(rows)
    return Rupiah(balance - arrears), Rupiah(balance)


def _returns(rows: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Net income taken to a year over capital: UPK of different months meet in their common multiple, exactly."""
    begun = [row for row in rows if row[2] > 0]
    common = lcm(*(row[2] for row in begun)) if begun else 1
    net = sum((income - expense) * 12 * (common // months) for income, expense, months, _ in begun)
    return Rupiah(net), Rupiah(sum(row[3] for row in begun) * common)


_RATIOS = {"LAR": _counts, "PAR": _money, "CCr": _money, "ROI": _returns, "RR": _repaid}
