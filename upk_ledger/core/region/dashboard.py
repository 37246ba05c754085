"""The dashboard of a region: its review with all that a reader opens behind it, as values that know no screen.

Every share and every ratio is made here, from sums; who draws them computes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import MINIMUM, SATISFACTORY, SUSPENDED, UNRATEABLE, Ratio, ratio
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.figures import CLASSES, OfficeMonth
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.region.members import RegionUpk, UpkHistory
from upk_ledger.core.region.review import Review, ReviewRow
from upk_ledger.core.rulebooks import INDICATORS, Rulebook
from upk_ledger.core.statements import Letterhead

RATINGS = (SATISFACTORY, MINIMUM, SUSPENDED, UNRATEABLE)
"""The ratings in the order in which a dashboard counts and numbers them."""

_WORST_FIRST = (SUSPENDED, MINIMUM, SATISFACTORY, UNRATEABLE)


class Mark(NamedTuple):
    """The record that closed a month of an office, and its digest."""

    record: int
    digest: str


class ClassShare(NamedTuple):
    """A class of collectibility: its loans, their balance (sen), and its part of the whole balance."""

    loans: int | None
    balance: int
    share: Ratio


class Checks(NamedTuple):
    """What is known now of a UPK's books: how well they are kept, and how many findings of which kinds to look into."""

    grade: str
    score: Decimal | None
    findings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class UpkView:
    """A UPK on the dashboard.

    `source` is where the month's figures come from, empty while it has not told; `told` the same for each month of
    the trend. `loans` are those of its groups (KSM), the worst first, never who their members are.
    `worst` is the worst of its ratings, `checks` None where its book is not here.
    """

    row: ReviewRow
    upk: RegionUpk
    source: str
    told: tuple[str, ...]
    worst: str
    classes: tuple[ClassShare, ...]
    loans: tuple[KeptLoan, ...]
    mark: Mark | None
    checks: Checks | None = None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A region at the end of a month.

    `upk` stand in the order of the review: what needs attention first. `counts` is by indicator how many of them
    have each of `RATINGS` and how many have not told, of all. `digest` stands for all closings
    that the figures come from.
    """

    office: Letterhead
    review: Review
    districts: tuple[ReviewRow, ...]
    months: tuple[Month, ...]
    upk: tuple[UpkView, ...]
    classes: tuple[ClassShare, ...]
    counts: Mapping[str, tuple[Ratio, ...]]
    rules: Rulebook
    digest: str

    @property
    def month(self) -> Month:
        """The month whose end it shows."""
        return self.review.month

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes by the region's rules, the best first."""
        return tuple(rule.name for rule in self.rules.collectibility.classes)


def dashboard(
    office: Letterhead,
    review: Review,
    districts: Sequence[ReviewRow],
    histories: Iterable[UpkHistory],
    loans: Iterable[KeptLoan],
    marks: Mapping[int, Mark],
    rules: Rulebook,
    checks: Mapping[str, Checks] | None = None,
) -> Dashboard:
    """The dashboard of a review by UPK, with what each told of its months; marks go by office, checks by UPK."""
    known = {one.upk.code: one for one in histories}
    months = tuple(month for month, _ in review.total.trend)
    behind: dict[str, list[KeptLoan]] = {}
    for loan in sorted(loans, key=_worst_first):
        behind.setdefault(loan.upk, []).append(loan)
    views = []
    for row in review.rows:
        upk = known[row.key].upk
        sources = {month: kept.source for month, kept in known[row.key].months.items()}
        own = upk.office_id if upk.office_id is not None and review.month in sources else -1
        views.append(
            UpkView(
                row,
                upk,
                sources.get(review.month, ""),
                tuple(sources.get(month, "") for month in months),
                worst_of(row.ratios) if row.as_of else "",
                class_shares(row.figures),
                tuple(behind.get(row.key, ())),
                marks.get(own),
                (checks or {}).get(row.key),
            )
        )
    return Dashboard(
        office,
        review,
        tuple(districts),
        months,
        tuple(views),
        class_shares(review.total.figures),
        {name: _counted(views, name) for name in INDICATORS},
        rules,
        _digest(views),
    )


def worst_of(ratios: Mapping[str, Ratio]) -> str:
    """The worst of the ratings; what cannot be rated counts only where nothing can."""
    found = {one.rating for one in ratios.values()}
    return next(rating for rating in _WORST_FIRST if rating in found)


def class_shares(figures: OfficeMonth) -> tuple[ClassShare, ...]:
    """The classes with their parts of the balance; nothing where their balances were not told."""
    balances = [getattr(figures, f"balance_{number}") for number in range(1, CLASSES + 1)]
    if None in balances:
        return ()
    whole = sum(balances)
    return tuple(
        ClassShare(getattr(figures, f"loans_{number}"), balance, ratio(Rupiah(balance), Rupiah(whole)))
        for number, balance in enumerate(balances, 1)
    )


def _worst_first(loan: KeptLoan) -> tuple[object, ...]:
    return -loan.class_, -loan.arrears_principal, -loan.balance, loan.number


def _counted(views: Sequence[UpkView], indicator: str) -> tuple[Ratio, ...]:
    ratings = [view.row.ratios[indicator].rating for view in views if view.source]
    counts = (*(ratings.count(rating) for rating in RATINGS), len(views) - len(ratings))
    return tuple(ratio(count, len(views)) for count in counts)


def _digest(views: Sequence[UpkView]) -> str:
    lines = [f"{view.upk.code} {view.mark.record} {view.mark.digest}" for view in views if view.mark]
    return sha256("\n".join(sorted(lines)).encode()).hexdigest() if lines else ""
