"""`upk wilayah dasbor`: the region's review with all that a reader opens behind it."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from upk_ledger.actions.region.bookkeeping import build as build_bookkeeping
from upk_ledger.actions.region.findings import build_findings
from upk_ledger.actions.region.frames import region_frame, region_letterhead
from upk_ledger.actions.region.review import build_review
from upk_ledger.actions.report_frames import definition_of
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.region_dashboard import attention_words, changes_of, check_words
from upk_ledger.bahasa.region_review import coverage_text, missing_texts, named, source_text
from upk_ledger.core.dates import Month
from upk_ledger.core.region.dashboard import Checks, Dashboard, UpkView, dashboard
from upk_ledger.core.region.dashboard_paper import Words, sections, statement, upk_sections
from upk_ledger.core.region.figures import BOOK
from upk_ledger.core.region.findings import KINDS
from upk_ledger.core.region.members import UpkHistory
from upk_ledger.core.region.review import WINDOW
from upk_ledger.core.region.reviewing import Question, review
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Section, Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.dashboard import closing_marks, newest_told_month
from upk_ledger.store.region.loans import kept_loans
from upk_ledger.store.region.members import histories
from upk_ledger.store.rules import rules_at


class DashboardPaper(NamedTuple):
    """A dashboard with the words in which it is told, and its tables as a paper."""

    shown: Dashboard
    definition: Definition
    frame: Frame
    words: Words
    tables: dict[str, Section]
    paper: Statement

    def behind(self, view: UpkView) -> dict[str, Section]:
        """The tables of what stands behind one UPK."""
        return upk_sections(self.definition, self.frame, self.shown, view, self.words)


def build_dashboard(desk: Desk, month: Month) -> DashboardPaper:
    """The dashboard of the region at the end of a month."""
    ranked, checks = build_review(desk, month), _checks(desk, month)
    with desk.read() as session:
        rules = rules_at(session, month.last)
        known = histories(session, month.plus(1 - WINDOW), month)
        districts = review(known, Question(month, "kecamatan", rules))
        shown = dashboard(
            region_letterhead(session),
            ranked,
            districts.rows,
            known,
            kept_loans(session, _told_by_book(known, month), month)[month],
            closing_marks(session, month),
            rules,
            checks,
        )
        definition = definition_of("dasbor")
        frame = region_frame(
            session,
            definition,
            month.last,
            f"Akhir {long_month(month)}",
            month=long_month(month),
            before=long_month(month.previous()),
            on=long_date(month.last),
            rulebook=rules.name,
        )
    return told(shown, definition, frame)


def _checks(desk: Desk, month: Month) -> dict[str, Checks]:
    """By UPK what is known today of its books over the 12 months to `month`: as many questions however many UPK."""
    found = build_findings(desk, month)
    counts = Counter((code, one.kind) for one in found.found for code in one.upk)
    judged = set(found.judged)
    return {
        one.office.code: Checks(
            one.grade,
            one.score,
            tuple((kind, counts[one.office.code, kind]) for kind in KINDS if counts[one.office.code, kind]),
        )
        for one in build_bookkeeping(desk, month).offices
        if one.office.code in judged
    }


def _told_by_book(known: Iterable[UpkHistory], month: Month) -> dict[int, str]:
    """The offices whose books told of the month, with the codes of their UPK."""
    return {
        one.upk.office_id: one.upk.code
        for one in known
        if one.upk.office_id is not None and month in one.months and one.months[month].source == BOOK
    }


def told(shown: Dashboard, definition: Definition, frame: Frame) -> DashboardPaper:
    """A dashboard in words and tables."""
    review, rules = shown.review, shown.rules
    words = Words(
        coverage_text(review.coverage),
        tuple(missing_texts(review.total.missing)),
        tuple(f"{upk.name} ({upk.code})" for upk in review.coverage.dormant),
        attention_words(review.total, rules),
        {row.key: attention_words(row, rules) for row in review.rows},
        {row.key: source_text(row, review.month) for row in review.rows},
        {view.upk.code: check_words(view.checks) for view in shown.upk if view.checks},
        changes_of(review.total, rules),
        long_month,
        named,
    )
    tables = sections(definition, frame, shown, words)
    return DashboardPaper(
        shown, definition, frame, words, tables, statement(definition, frame, tables, shown, words)
    )


def month_shown(desk: Desk, month: Month | None) -> Month:
    """`month`; where none was told the newest that has ended and of which any UPK told something."""
    if month is not None:
        return month
    ended = Month.of(desk.today).previous()
    with desk.read() as session:
        return newest_told_month(session, ended) or ended
