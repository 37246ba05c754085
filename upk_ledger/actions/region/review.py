"""The review of a region: `upk wilayah kinerja`, and what others make of it."""

from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.report_frames import at_text, definition_of
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.region_review import (
    coverage_text,
    distance_text,
    headroom_text,
    late_texts,
    mark_text,
    missing_texts,
    reason_text,
    source_text,
    unmeasured_text,
)
from upk_ledger.core.dates import Month
from upk_ledger.core.region.attention import headroom, unmeasured
from upk_ledger.core.region.distance import standing
from upk_ledger.core.region.figures import BOOK, CLASSES
from upk_ledger.core.region.review import WINDOW, Review, ReviewRow
from upk_ledger.core.region.review_data import RowWords
from upk_ledger.core.region.review_paper import ReviewWords, review_paper
from upk_ledger.core.region.reviewing import Question, beyond_limits, review, with_distances
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders_loans import DOUBTED
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.loans import kept_loans
from upk_ledger.store.region.members import histories
from upk_ledger.store.region.review import last_told
from upk_ledger.store.rules import rules_at

NAME = "wilayah-kinerja"


def build_review(desk: Desk, month: Month, level: str = "upk", *, legacy: bool = True) -> Review:
    """Every UPK, or every place of a level, at the end of a month; see `core.region.review`.

    The questions to the book are as many for one UPK as for a thousand.
    """
    with desk.read() as session:
        asked = Question(month, level, rules_at(session, month.last), legacy)
        since = month.plus(1 - WINDOW)
        told = histories(session, since, month)
        silent = [one.upk for one in told if not one.months]
        if silent:
            older = last_told(session, silent, since)
            for one in told:
                one.months.update([older[one.upk.code]] if one.upk.code in older else ())
        found = review(told, asked)
        wanted = beyond_limits(found)
        offices = {
            one.upk.office_id: one.upk.code
            for one in told
            if one.upk.office_id is not None
            and one.upk.code in wanted
            and month in one.months
            and one.months[month].source == BOOK
        }
        loans = [standing(loan) for loan in kept_loans(session, offices, month)[month] if loan.own]
        return with_distances(found, told, loans, asked)


def review_statement(desk: Desk, month: Month, level: str = "upk", *, legacy: bool = True) -> Statement:
    """The review as a paper of the region."""
    found = build_review(desk, month, level, legacy=legacy)
    with desk.read() as session:
        rules = rules_at(session, month.last)
        definition = definition_of(NAME)
        labels, place = definition.labels, "upk" if level == "upk" else "tempat"
        classes = [rule.name for rule in rules.collectibility.classes]
        classes += [""] * (CLASSES - len(classes))
        frame = region_frame(
            session,
            definition,
            month.last,
            at_text(month.last),
            rulebook=rules.name,
            risk=str(rules.risk) + _mark("berisiko.bulan_menunggak", rules),
            limits=_limits(definition, rules),
            month=long_month(month),
            year=str(month.year),
            level_name=labels[f"tingkat-{level}"],
            level_title=labels[f"judul-{level}"],
            source_name=labels[f"sumber-{place}"],
            **{f"class_{number}": name for number, name in enumerate(classes, 1)},
            **{
                f"m{number}": f"{each.month:02d}/{each.year % 100:02d}"
                for number, (each, _) in enumerate(found.total.trend, 1)
            },
        )
    return review_paper(definition, frame, found, rules, review_words(found, rules))


def _limits(definition: Definition, rules: Rulebook) -> str:
    told = definition.labels["batas"]
    return "; ".join(
        told.format(
            name=name + _mark(f"penilaian.{name}", rules),
            satisfactory=rule.satisfactory,
            suspended=rule.suspended,
        )
        for name, rule in rules.ratings.items()
    )


def _mark(key: str, rules: Rulebook) -> str:
    return DOUBTED if key in rules.doubts else ""


def review_words(found: Review, rules: Rulebook) -> ReviewWords:
    """A review in sentences."""
    rows = (*found.rows, *found.dormant, found.total)
    return ReviewWords(
        rows={row.key: _row_words(row, found, rules) for row in rows},
        coverage=coverage_text(found.coverage),
        late=tuple(late_texts(found.coverage)),
        missing=tuple(missing_texts(found.coverage.missing)),
    )


def _row_words(row: ReviewRow, found: Review, rules: Rulebook) -> RowWords:
    alone = found.level == "upk" and row.key
    return RowWords(
        source=source_text(row, found.month) if alone else coverage_text(row.coverage),
        reasons=tuple(reason_text(reason, row) for reason in row.reasons),
        distance=tuple(distance_text(one, rules.ratings[one.indicator]) for one in row.distance),
        headroom={
            name: headroom_text(name, row.ratios[name], points, rules.ratings[name])
            for name, points in headroom(row, rules).items()
        }
        | dict.fromkeys(unmeasured(row) if row.key else (), unmeasured_text(row, found.month)),
        mark=mark_text(row, found.month),
    )
