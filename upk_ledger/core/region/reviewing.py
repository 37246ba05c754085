"""From what the UPK told of their months to the rows of a review."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import SUSPENDED, Ratio, suspending
from upk_ledger.core.region.attention import BACK, OF_LOANS, attention, before_run, reasons_of
from upk_ledger.core.region.distance import StandingLoan, distances
from upk_ledger.core.region.figures import BOOK, REPORTED, OfficeMonth
from upk_ledger.core.region.members import ACTIVE, UpkHistory
from upk_ledger.core.region.review import (
    WINDOW,
    Alike,
    Coverage,
    Review,
    ReviewRow,
    alike,
    allowance_of,
    rated,
    sums_of,
)
from upk_ledger.core.rulebooks import Rulebook


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the month, by what level, by whose limits, with or without loans from before the books."""

    month: Month
    level: str
    rules: Rulebook
    legacy: bool = True

    @property
    def window(self) -> tuple[Month, ...]:
        """The months that the review looks back on, oldest first."""
        return tuple(self.month.plus(back) for back in range(1 - WINDOW, 1))

    def rated(self, months: Iterable[OfficeMonth]) -> dict[str, Ratio]:
        """The five indicators of a set of UPK."""
        return rated(months, self.rules.ratings, legacy=self.legacy)


def review(told: Sequence[UpkHistory], asked: Question) -> Review:
    """The rows by what needs attention first. `told` has the months of the window, or older ones of silent UPK."""
    active = [one for one in told if one.upk.status == ACTIVE]
    dormant = [one for one in told if one.upk.status != ACTIVE]
    places: dict[str, list[UpkHistory]] = {}
    for one in active:
        places.setdefault(one.upk.place_at(asked.level), []).append(one)
    each = asked.level == "upk"
    rows = [
        _row(key, own[0].upk.name if each else key, own, asked, alone=each) for key, own in places.items()
    ]
    total = _row("", "", active, asked)
    away = tuple(one.upk for one in dormant)
    return Review(
        month=asked.month,
        level=asked.level,
        rows=tuple(sorted(rows, key=lambda row: attention(row, asked.month, asked.rules))),
        total=total,
        coverage=replace(total.coverage, dormant=away),
        dormant=tuple(_row(one.upk.code, one.upk.name, [one], asked, alone=True) for one in dormant),
        legacy=asked.legacy,
    )


def _row(
    key: str, name: str, told: Sequence[UpkHistory], asked: Question, *, alone: bool = False
) -> ReviewRow:
    """A row of these UPK; one that stands `alone` shows its last month where it has not told of the one asked."""
    month = asked.month
    as_of = _last(told[0], month) if alone else month
    here = {} if as_of is None else {one.upk.code: one.months[as_of] for one in told if as_of in one.months}
    figures, missing = sums_of({code: kept.figures for code, kept in here.items()})
    ratios = asked.rated(kept.figures for kept in here.values())
    short, covered = allowance_of(kept.figures for kept in here.values())
    by_month = [[one.months[each].figures for one in told if each in one.months] for each in asked.window]
    counted = told if alone else [one for one in told if one.upk.code in here]
    row = ReviewRow(
        key=key,
        name=name,
        upk=tuple(one.upk.code for one in told),
        as_of=as_of,
        figures=figures,
        missing=missing,
        ratios=ratios,
        trend=tuple(
            (each, asked.rated(sums) if sums else {})
            for each, sums in zip(asked.window, by_month, strict=True)
        ),
        trend_upk=tuple(map(len, by_month)),
        coverage=coverage_of(told, month),
        sources=tuple(sorted({kept.source for kept in here.values()})),
        months_reported=sum(map(len, by_month)),
        months_expected=sum(one.expected(asked.window) for one in told),
        short=short,
        covered=covered,
        written_off=_year(counted, month, "written_off"),
        recovered=_year(counted, month, "recovered"),
        suspended={code: kept.suspended for code, kept in here.items() if kept.suspended},
        halted=suspending(ratios, asked.rules),
    )
    several = () if alone else _should_not_lend(told, asked)
    row = replace(row, alike=_alike(row, told, asked, alone=alone))
    return replace(row, reasons=reasons_of(row, month, asked.rules, several))


def _alike(
    row: ReviewRow, told: Sequence[UpkHistory], asked: Question, *, alone: bool
) -> dict[Month, dict[str, Alike]]:
    """The months that a row is compared with, like with like: the first told, those before now, those before a run."""
    if row.as_of is None:
        return {}
    now = {one.upk.code: one.months[row.as_of].figures for one in told if row.as_of in one.months}
    earlier = [month for month, ratios in row.trend if ratios and month < row.as_of]
    first = next(
        (month for month in earlier if any(one.upk.code in now for one in told if month in one.months)),
        None,
    )
    runs = {before_run(row, name)[1] for name, one in row.ratios.items() if one.rating == SUSPENDED}
    likely = {first, row.as_of.plus(-BACK), row.as_of.previous(), *runs}
    wanted = [month for month in earlier if month in likely]
    if alone:
        trend = dict(row.trend)
        return {
            month: {name: Alike(trend[month][name], one, 1, whole=True) for name, one in row.ratios.items()}
            for month in wanted
        }
    return {
        month: alike(
            {one.upk.code: one.months[month].figures for one in told if month in one.months},
            now,
            asked.rules.ratings,
            legacy=asked.legacy,
        )
        for month in wanted
    }


def _should_not_lend(told: Iterable[UpkHistory], asked: Question) -> list[str]:
    """The UPK by name and code whose own ratios of the month would suspend new lending."""
    return [
        one.upk.shown
        for one in told
        if asked.month in one.months
        and suspending(asked.rated([one.months[asked.month].figures]), asked.rules)
    ]


def beyond_limits(found: Review) -> set[str]:
    """The UPK whose loans have to be looked at: those of rows whose indicators of loans are in `penundaan`."""
    return {code for row in found.rows if _halted_by_loans(row, found.month) for code in row.upk}


def _halted_by_loans(row: ReviewRow, month: Month) -> bool:
    return row.as_of == month and any(row.ratios[name].rating == SUSPENDED for name in OF_LOANS)


def with_distances(
    found: Review, told: Iterable[UpkHistory], loans: Iterable[StandingLoan], asked: Question
) -> Review:
    """The review with how far each row is from its limits; rows of an older month are left as they are."""
    here = {one.upk.code: one.months[asked.month] for one in told if asked.month in one.months}
    booked = {code: kept.figures for code, kept in here.items() if kept.source == BOOK}
    by_upk: dict[str, list[StandingLoan]] = {}
    for loan in loans:
        if asked.legacy or loan.new:
            by_upk.setdefault(loan.upk, []).append(loan)

    def measured(row: ReviewRow) -> ReviewRow:
        if row.as_of != asked.month:
            return row
        own = [loan for code in row.upk for loan in by_upk.get(code, ())]
        ratios = asked.rated(booked[code] for code in row.upk if code in booked)
        return replace(row, distance=distances(row, own, asked.rules.ratings, ratios))

    return replace(found, rows=tuple(map(measured, found.rows)))


def coverage_of(told: Iterable[UpkHistory], month: Month) -> Coverage:
    """Which of these UPK told of the month, and which figures they left out."""
    histories = list(told)
    here = {one.upk.code: one.months[month] for one in histories if month in one.months}
    late = tuple(one.upk for one in histories if month not in one.months)
    last = {one.upk.code: _last(one, month) for one in histories}
    _, missing = sums_of({code: kept.figures for code, kept in here.items()})
    return Coverage(
        expected=len(histories),
        reported=len(here),
        self_reported=sum(kept.source == REPORTED for kept in here.values()),
        late=late,
        last={code: newest for code, newest in last.items() if newest is not None},
        missing=missing,
    )


def _last(history: UpkHistory, month: Month) -> Month | None:
    """The newest month up to this one that a UPK told."""
    return max((each for each in history.months if each <= month), default=None)


def _year(told: Iterable[UpkHistory], month: Month, figure: str) -> int | None:
    """The sum of a month's figure from January on, of the months that told it."""
    values = [
        getattr(kept.figures, figure)
        for one in told
        for each, kept in one.months.items()
        if each.year == month.year and each <= month and getattr(kept.figures, figure) is not None
    ]
    return sum(values) if values else None
