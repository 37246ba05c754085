"""The views behind a review: vintages, roll rates, what changed, the groups behind a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.region.scopes import scope_at
from upk_ledger.actions.report_frames import at_text, definition_of
from upk_ledger.bahasa.dates import long_date, long_month, short_date
from upk_ledger.bahasa.region_views import coverage_notes, first_months
from upk_ledger.core import checks
from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import Ratio
from upk_ledger.core.region import changes, group_loans, roll_rates, vintage
from upk_ledger.core.region.figures import BOOK, CLASSES, OfficeMonth
from upk_ledger.core.region.loans import KeptLoan, by_upk, newer
from upk_ledger.core.region.members import RegionUpk, told_apart
from upk_ledger.core.region.review import WINDOW, rated
from upk_ledger.core.region.scope import Scope
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS, Rulebook
from upk_ledger.core.statement_frames import Frame, refuse
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.positions import positions
from upk_ledger.store.region import loans as store
from upk_ledger.store.region.members import sessions_of
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession


class _View:
    """One view of a month: its scope, its words, its loans."""

    def __init__(self, session: ReadSession, name: str, month: Month, scope: Scope, *, legacy: bool) -> None:
        self.session, self.month, self.scope, self.legacy = session, month, scope, legacy
        self.definition: Definition = definition_of(f"wilayah-{name}", office="wilayah")
        self.rules: Rulebook = rules_at(session, month.last)
        self.names = told_apart(one.upk for one in scope.told)

    def loans(self, before: Month | None = None) -> dict[Month, list[KeptLoan]]:
        """The loans of the month (and of the one before), those at risk the same as the month's figures count."""
        found = store.kept_loans(self.session, self.scope.offices, self.month, before)
        return {when: self._exact(when, loans) for when, loans in found.items()}

    def _exact(self, when: Month, loans: list[KeptLoan]) -> list[KeptLoan]:
        """Where what a snapshot says of risk is not what the month counted, the schedules say which class is kept."""
        at_risk: dict[str, int] = {}
        for loan in loans:
            if loan.own and loan.at_risk:
                at_risk[loan.upk] = at_risk.get(loan.upk, 0) + loan.balance
        doubtful = {
            one.upk.code: one.upk.office_id
            for one in self.scope.told
            if one.upk.office_id is not None
            and when in one.months
            and one.months[when].source == BOOK
            and one.months[when].figures.balance_at_risk != at_risk.get(one.upk.code, 0)
        }
        kept: dict[tuple[str, str], int | None] = {}
        for code, session in sessions_of(self.session, doubtful).items() if doubtful else ():
            rules = rules_at(session, when.last).collectibility
            kept |= {(code, at.number): at.kept_class for at in positions(session, when.last, rules)}
        return [
            replace(loan, kept_class=kept[loan.upk, loan.number]) if loan.upk in doubtful else loan
            for loan in loans
        ]

    def frame(self, period: str, **words: str) -> Frame:
        """The frame; `which` says whether loans from before the books count."""
        which = self.definition.labels["semua" if self.legacy else "tanpa-lama"]
        return region_frame(self.session, self.definition, self.month.last, period, which=which, **words)

    def told(self) -> dict[str, Any]:
        """How the JSON begins."""
        upk = [{"code": one.upk.code, "name": one.upk.name} for one in self.scope.told]
        return {"as_of": self.month.last, "legacy": self.legacy, "upk": upk, "coverage": self.scope.data}

    def without(self, before: Month) -> list[RegionUpk]:
        """The UPK that have not closed the month before in a book here: there is nothing to compare."""
        return [
            one.upk
            for one in self.scope.told
            if before not in one.months or one.months[before].source != BOOK
        ]

    def compared(self, before: Month) -> tuple[list[KeptLoan], list[KeptLoan]]:
        """The loans of both months, of the UPK that closed both, after the month's are held against its figures."""
        loans, first = self.loans(before), {upk.code for upk in self.without(before)}
        for class_ in range(1, CLASSES + 1):
            counted = sum(loan.balance for loan in loans[self.month] if loan.class_ == class_)
            figures = {"pinjaman": counted, "angka bulan": self.figures(f"balance_{class_}")}
            refuse(checks.agree("perpindahan", figures, f"golongan {class_}"))
        old, new = (
            [loan for loan in newer(loans[when], legacy=self.legacy) if loan.upk not in first]
            for when in (before, self.month)
        )
        return old, new

    def figures(self, name: str) -> int:
        """The sum of a figure of the month over the UPK in the tables."""
        return sum(getattr(one.months[self.month].figures, name) for one in self.scope.told)


def vintage_view(desk: Desk, month: Month, codes: Sequence[str] = (), *, legacy: bool = True) -> Statement:
    """What was lent year by year, and what became of it. Raises as `scope_at`; `IntegrityBroken`."""
    with desk.read() as session:
        view = _View(session, "angkatan", month, scope_at(session, month, codes), legacy=legacy)
        own = [loan for loan in view.loans()[month] if loan.own]
        refuse(
            checks.agree(
                "angkatan",
                {"pinjaman": sum(loan.balance for loan in own), "angka bulan": view.figures("balance")},
            )
        )
        lent = {
            code: [each for each in found if legacy or not each.legacy]
            for code, found in store.vintages(session, view.scope.offices, month).items()
        }
        standing = by_upk(newer(own, legacy=legacy))
        each_upk = {
            code: vintage.with_standing(found, standing.get(code, ())) for code, found in lent.items()
        }
        for code, found in each_upk.items():
            for each in found:
                left = {"saldo": each.outstanding, "cair dikurangi": each.lent - each.paid - each.written_off}
                refuse(checks.agree("angkatan", left, f"{code} {each.year}"))
        together = vintage.with_standing([each for found in each_upk.values() for each in found], ())
        frame = view.frame(at_text(month.last))
        return vintage.vintage_paper(
            view.definition, frame, together, each_upk, view.told(), coverage_notes(view.scope)
        )


def roll_view(
    desk: Desk, month: Month, level: str = "upk", codes: Sequence[str] = (), *, legacy: bool = True
) -> Statement:
    """From which class to which loans moved in a month. Raises as `scope_at`; `IntegrityBroken`."""
    before = month.previous()
    with desk.read() as session:
        scope = scope_at(session, month, codes, since=before)
        view = _View(session, "perpindahan", month, scope, legacy=legacy)
        old, new = view.compared(before)
        first = view.without(before)
        places: dict[str, list[str]] = {}
        for one in (one for one in scope.told if one.upk not in first):
            label = view.names[one.upk.code] if level == "upk" else one.upk.place_at(level)
            places.setdefault(label, []).append(one.upk.code)
        was, is_ = by_upk(old), by_upk(new)
        rolls = {
            place: roll_rates.rolls_of(
                [loan for code in own for loan in was.get(code, ())],
                [loan for code in own for loan in is_.get(code, ())],
            )
            for place, own in sorted(places.items())
        }
        classes = [rule.name for rule in view.rules.collectibility.classes]
        return roll_rates.roll_paper(
            view.definition,
            view.frame(f"Bulan {long_month(month)}", **_both(before, month), **_levels(view, classes, level)),
            classes,
            roll_rates.rolls_of(old, new),
            rolls,
            {**view.told(), "from": before.last, "level": level, "first_month": [upk.code for upk in first]},
            [*coverage_notes(scope), *first_months(first)],
        )


def _both(before: Month, month: Month) -> dict[str, str]:
    return {
        "before": long_date(before.last),
        "now": long_date(month.last),
        "before_short": short_date(before.last),
        "now_short": short_date(month.last),
    }


def _levels(view: _View, classes: Sequence[str], level: str) -> dict[str, str]:
    named = {f"class_{number}": name for number, name in enumerate(classes, 1)}
    return (
        {f"class_{number}": "-" for number in range(1, CLASSES + 1)}
        | named
        | {"level_name": view.definition.labels[f"tingkat-{level}"]}
    )


def group_view(
    desk: Desk, month: Month, codes: Sequence[str] = (), *, risky: bool = False, legacy: bool = True
) -> Statement:
    """The loans of groups behind a figure. Raises as `scope_at`."""
    with desk.read() as session:
        view = _View(session, "ksm", month, scope_at(session, month, codes), legacy=legacy)
        loans = [loan for loan in newer(view.loans()[month], legacy=legacy) if loan.own]
        since = _since(view, [loan for loan in loans if loan.at_risk])
        if risky:
            loans = [loan for loan in loans if loan.at_risk]
        alone = len(view.names) == 1
        label = f"judul-{'satu' if alone else 'semua'}{'-berisiko' if risky else ''}"
        title = view.definition.labels[label].format(upk=next(iter(view.names.values())))
        return group_loans.group_paper(
            view.definition,
            view.frame(at_text(month.last), title=title, window=str(WINDOW)),
            loans,
            since,
            {number: rule.name for number, rule in enumerate(view.rules.collectibility.classes, 1)},
            view.names,
            view.told(),
            coverage_notes(view.scope),
        )


def _since(view: _View, loans: Sequence[KeptLoan]) -> dict[tuple[str, str], group_loans.Since]:
    """Since when loans are at risk: by the snapshots of the review's window, and by their dues before it."""
    if not loans:
        return {}
    first = view.month.plus(1 - WINDOW)
    least = min(next(m for m in range(1200) if loan.limit.holds(m)) for loan in loans)
    states: dict[tuple[str, str], dict[Month, tuple[int, int]]] = {}
    for code, number, when, months, class_ in store.earlier_states(
        view.session, view.scope.offices, view.month, first, least
    ):
        states.setdefault((code, number), {})[when] = (months, class_)
    return {
        (loan.upk, loan.number): group_loans.since_when(
            loan, view.month, states.get((loan.upk, loan.number), {}), first
        )
        for loan in loans
    }


def changes_view(desk: Desk, month: Month, codes: Sequence[str] = (), *, legacy: bool = True) -> Statement:
    """What changed since the month before. Raises as `scope_at`."""
    before = month.previous()
    with desk.read() as session:
        scope = scope_at(session, month, codes, since=before)
        view = _View(session, "perubahan", month, scope, legacy=legacy)
        old, new = view.compared(before)
        first = view.without(before)
        found = changes.Changes(
            _standing(view, before),
            _moved(view, before),
            changes.group_changes(old, new),
            changes.written_off_in(old, new),
            [changes.Opened(*one) for one in store.reopened_since(session, scope.offices, before, month)],
            _reports(view, before),
        )
        known = told_apart((*(one.upk for one in scope.told), *scope.self_reported, *scope.late))
        return changes.changes_paper(
            view.definition,
            view.frame(f"Bulan {long_month(month)}", rulebook=view.rules.name, **_both(before, month)),
            found,
            known,
            {**view.told(), "from": before.last, "first_month": [upk.code for upk in first]},
            [*coverage_notes(scope), *first_months(first)],
        )


def _standing(view: _View, before: Month) -> list[changes.Standing]:
    """The figures of both months, of the UPK whose books have both."""
    prefix = "" if view.legacy else "new_"
    return [
        changes.Standing(
            one.upk.code,
            *(
                tuple(
                    getattr(one.months[when].figures, name)
                    for name in (f"{prefix}balance", f"{prefix}balance_at_risk", f"{prefix}arrears_at_risk")
                )
                for when in (before, view.month)
            ),
        )
        for one in view.scope.told
        if before in one.months and one.months[before].source == BOOK
    ]


def _moved(view: _View, before: Month) -> list[changes.Moved]:
    """The indicators that are not what they were, of the UPK whose books have both months."""
    found = []
    for one in view.scope.told:
        if before not in one.months:
            continue
        old, new = (_ratios(view, one.months[when].figures) for when in (before, view.month))
        found += [
            changes.Moved(one.upk.code, name, old[name], new[name])
            for name in INDICATORS
            if (old[name].value, old[name].rating) != (new[name].value, new[name].rating)
        ]
    return found


def _ratios(view: _View, figures: OfficeMonth) -> Mapping[str, Ratio]:
    return rated([figures], view.rules.ratings, legacy=view.legacy)


def _reports(view: _View, before: Month) -> list[changes.Report]:
    """Who began or ceased to report, or reports in another way."""
    found = []
    for one in view.scope.asked:
        was, is_ = (one.months[when].source if when in one.months else "" for when in (before, view.month))
        if was != is_:
            found.append(changes.Report(one.upk.code, "baru" if not was else is_ or "berhenti"))
    return found
