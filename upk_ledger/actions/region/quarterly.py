"""The quarterly report of a region: a nota dinas, and the report as its annex (`upk wilayah laporan-triwulan`)."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from upk_ledger.actions.region.bookkeeping import build as build_bookkeeping
from upk_ledger.actions.region.findings import build_findings
from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.region.review import build_review, review_words
from upk_ledger.actions.report_frames import definition_of
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.numbers import percent, rupiah
from upk_ledger.bahasa.region_findings import kind_name, told
from upk_ledger.bahasa.region_review import coverage_text, listed, missing_texts
from upk_ledger.core.errors.region_coaching import NobodyToRank
from upk_ledger.core.region.quarterly import QuarterFacts, QuarterWords, quarterly_report
from upk_ledger.core.region.quarterly_figures import at_end
from upk_ledger.core.region.quarterly_memo import Addressed, MemoWords, memo
from upk_ledger.core.region.quarters import MONTHS, Quarter
from upk_ledger.core.region.review import alike
from upk_ledger.core.statements import Signature, Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.region import coaching as store
from upk_ledger.store.region.members import histories
from upk_ledger.store.region.registers import registrations
from upk_ledger.store.rules import rules_at

NAME, MEMO = "laporan-triwulan", "nota-dinas-triwulan"
_YEAR = 12


class Quarterly(NamedTuple):
    """The nota dinas and its annex."""

    memo: Statement
    report: Statement


def quarterly_papers(desk: Desk, quarter: Quarter, on: date, addressed: Addressed | None = None) -> Quarterly:
    """The papers of a quarter, written on a day. Raises `NobodyToRank` where nobody told its last month."""
    addressed = addressed or Addressed()
    with desk.read() as session:
        facts, rulebook = _facts(desk, quarter, on)
        last = quarter.last
        words = {
            "roman": quarter.roman,
            "year": str(quarter.year),
            "range": f"{long_month(quarter.first).split()[0]} s.d. {long_month(last)}",
            "on": long_date(last.last),
            "today": long_date(on),
            "coverage": facts.coverage,
            "rulebook": rulebook,
            "now": long_date(last.last),
            "before": long_date(last.plus(-MONTHS).last),
            "year_ago": long_date(last.plus(-_YEAR).last),
        }
        annex, cover = definition_of(NAME), definition_of(MEMO)
        period = f"{words['range']}, keadaan per {words['on']}"
        report_frame = region_frame(session, annex, last.last, period, **words)
        cover_frame = region_frame(session, cover, on, long_date(on), **words)
    signatures = tuple(
        Signature(cover.labels["hormat"], addressed.sender or one.role, one.name)
        for one in cover_frame.signatures
    )
    speak = MemoWords(rupiah, percent, listed)
    return Quarterly(
        memo(cover, replace(cover_frame, signatures=signatures), facts, addressed, speak),
        quarterly_report(annex, report_frame, facts, QuarterWords(long_month, kind_name, told)),
    )


def _facts(desk: Desk, quarter: Quarter, on: date) -> tuple[QuarterFacts, str]:
    last = quarter.last
    with desk.read() as session:
        review = build_review(desk, last)
        if not review.coverage.reported:
            raise NobodyToRank(long_month(last))
        rules = rules_at(session, last.last)
        words = review_words(review, rules)
        known = histories(session, quarter.first.plus(-_YEAR), last)
        ends = (last, last.plus(-MONTHS), last.plus(-_YEAR))
        reviews = (review, *(build_review(desk, month) for month in ends[1:]))
        now, before, year_ago = (
            at_end(known, Quarter.of(month), each) for each, month in zip(reviews, ends, strict=True)
        )
        facts = QuarterFacts(
            quarter=quarter,
            on=on,
            now=now,
            before=before,
            year_ago=year_ago,
            districts=build_review(desk, last, "kecamatan"),
            words=words.rows,
            coverage=coverage_text(review.coverage),
            missing=missing_texts(review.coverage.missing),
            findings=build_findings(desk, last).found,
            bookkeeping=build_bookkeeping(desk, last),
            follow_ups=tuple(store.follow_ups(session, on).values()),
            contacts={code: one.contact for code, one in registrations(session).items()},
            alike={
                "before": alike(before.told, now.told, rules.ratings),
                "year_ago": alike(year_ago.told, now.told, rules.ratings),
            },
        )
    return facts, rules.name
