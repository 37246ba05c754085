"""What needs attention first in a review, and why: rules of the program's own, no guideline has them.

The order: most indicators in `penundaan`; then most of LAR, PAR and RR that became worse by a point or more in three
months (CCr and ROI begin anew each January); then longest without a report; then farthest beyond the limits of LAR,
PAR and RR; then the name.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import SUSPENDED, Ratio
from upk_ledger.core.region.review import Reason, ReviewRow, rated
from upk_ledger.core.rulebooks import INDICATORS, RatingRule, Rulebook

BACK = 3
"""Over how many months a change counts as one."""

NOTABLE = Fraction(1)
"""From how many points of percent a change counts as one."""

NEAR = Fraction(5)
"""So many points before its limit an indicator is told to be near it."""

OF_LOANS = ("LAR", "PAR", "RR")
"""Indicators of one kind, percent of loans: their distances beyond the limit can be added."""

NEVER = 1_200
"""So many months silent is a UPK that never told anything."""


def percent_of(ratio: Ratio) -> Fraction | None:
    """The exact percentage; None where there is no denominator."""
    return Fraction(ratio.numerator * 100, ratio.denominator) if ratio.denominator > 0 else None


def rising_is_worse(rule: RatingRule) -> bool:
    """Whether an indicator is the better the smaller it is: its limit of `penundaan` lies above."""
    return rule.suspended.sign.startswith(">")


def worsened(before: Ratio, now: Ratio, rule: RatingRule) -> Fraction:
    """By how many points an indicator became worse (negative: better); 0 where one of them cannot be told."""
    old, new = percent_of(before), percent_of(now)
    if old is None or new is None:
        return Fraction(0)
    return new - old if rising_is_worse(rule) else old - new


def attention(row: ReviewRow, month: Month, rules: Rulebook) -> tuple[object, ...]:
    """The key by which rows are sorted."""
    halted = [name for name in INDICATORS if row.ratios[name].rating == SUSPENDED]
    beyond = sum((_beyond(row.ratios[name], rules.ratings[name]) for name in OF_LOANS), Fraction(0))
    return (-len(halted), -len(_worse(row, rules)), -silent(row, month), -beyond, row.name, row.key)


def silent(row: ReviewRow, month: Month) -> int:
    """For how many months the row's UPK, the most silent of several, told nothing."""
    last = row.coverage.last
    return max(
        (month.months_since(last[upk.code]) if upk.code in last else NEVER for upk in row.coverage.late),
        default=0,
    )


def headroom(row: ReviewRow, rules: Rulebook) -> dict[str, Fraction]:
    """How many points the indicators of loans still have until `penundaan`, of those that are near it."""
    found = {}
    for name in OF_LOANS:
        percent, limit = percent_of(row.ratios[name]), rules.ratings[name].suspended.value
        if row.ratios[name].rating != SUSPENDED and percent is not None and abs(percent - limit) < NEAR:
            found[name] = abs(percent - limit)
    return found


def unmeasured(row: ReviewRow) -> list[str]:
    """The indicators of loans in `penundaan` of which cannot be told how they come back: whose loans are not known."""
    known = {one.indicator for one in row.distance}
    return [name for name in OF_LOANS if row.ratios[name].rating == SUSPENDED and name not in known]


def reasons_of(row: ReviewRow, month: Month, rules: Rulebook, suspended: Sequence[str]) -> tuple[Reason, ...]:
    """Why the row asks for attention; `suspended` are the names of those of its several UPK that should not lend."""
    found = [_run(row, name) for name in INDICATORS if row.ratios[name].rating == SUSPENDED]
    found += _old_loans(row, rules)
    found += [worse for worse in _worse(row, rules) if row.ratios[worse.indicator].rating != SUSPENDED]
    if suspended:
        found.append(Reason("upk-penundaan", count=len(row.upk), names=tuple(suspended)))
    months = silent(row, month)
    if months:
        late = tuple(upk.shown for upk in row.coverage.late)
        since = None if months == NEVER else month.plus(1 - months)
        found.append(Reason("belum-lapor", since=since, count=len(row.upk), names=late))
    if row.short:
        found.append(Reason("cadangan", amount=row.short))
    if row.figures.balance == 0 and not row.ratios["PAR"].denominator:
        found.append(Reason("tanpa-saldo"))
    return tuple(found)


def before_run(row: ReviewRow, name: str) -> tuple[Month | None, Month | None, int]:
    """Since when an indicator stands in `penundaan` without a break, the told month before, and how many told since."""
    since, count = None, 0
    for month, ratios in reversed(row.trend):
        if not ratios or row.as_of is None or month > row.as_of:
            continue
        if ratios[name].rating != SUSPENDED:
            return since, month, count
        since, count = month, count + 1
    return since, None, count


def _run(row: ReviewRow, name: str) -> Reason:
    """An indicator in `penundaan`: since when, and what it was before, of the same UPK."""
    since, earlier, count = before_run(row, name)
    now = row.ratios[name]
    pair = row.alike.get(earlier, {}).get(name) if earlier else None
    if pair is None or pair.before.value is None:
        return Reason("penundaan", name, now=now, since=since, count=count)
    if pair.whole:
        return Reason("penundaan", name, before=pair.before, now=now, since=since, count=count)
    if pair.before.rating == SUSPENDED or pair.now.rating != SUSPENDED:
        return Reason("penundaan", name, now=now, since=since, count=count)
    return Reason("penundaan", name, pair.before, pair.now, since, count=count, same=pair.upk)


def _worse(row: ReviewRow, rules: Rulebook) -> list[Reason]:
    """The indicators of loans that became worse by what counts as a change, of the same UPK."""
    if row.as_of is None:
        return []
    since = row.as_of.plus(-BACK)
    pairs = row.alike.get(since, {})
    return [
        Reason("memburuk", name, pair.before, pair.now, since, same=0 if pair.whole else pair.upk)
        for name in OF_LOANS
        if (pair := pairs.get(name)) and worsened(pair.before, pair.now, rules.ratings[name]) >= NOTABLE
    ]


def _old_loans(row: ReviewRow, rules: Rulebook) -> list[Reason]:
    """LAR and PAR that are beyond their limit only because of loans from before the books."""
    figures, found = row.figures, []
    new: Mapping[str, Ratio] = rated([figures], rules.ratings, legacy=False)
    old = {
        "LAR": (figures.groups_at_risk, figures.new_groups_at_risk),
        "PAR": (figures.balance_at_risk, figures.new_balance_at_risk),
    }
    for name, (whole, part) in old.items():
        if (
            whole is None
            or part is None
            or row.ratios[name].numerator != whole
            or new[name].rating == SUSPENDED
        ):
            continue
        if row.ratios[name].rating == SUSPENDED:
            groups, money = (whole - part, 0) if name == "LAR" else (0, whole - part)
            found.append(Reason("pinjaman-lama", name, now=new[name], count=groups, amount=money))
    return found


def _beyond(ratio: Ratio, rule: RatingRule) -> Fraction:
    percent = percent_of(ratio)
    halted = percent is not None and ratio.rating == SUSPENDED
    return abs(percent - rule.suspended.value) if halted and percent is not None else Fraction(0)
