"""The ranking of UPK for the forum of their boards (`upk wilayah peringkat`)."""

from collections.abc import Sequence

from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.region.review import build_review
from upk_ledger.actions.report_frames import at_text, definition_of
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.region_review import coverage_text
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.region_coaching import NobodyToRank
from upk_ledger.core.region.ranking import ranking_paper
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.rules import rules_at

NAME = "wilayah-peringkat"


def ranking_statement(
    desk: Desk, month: Month, named: Sequence[str] | None = None, *, legacy: bool = True
) -> Statement:
    """The ranking of a month with the names of those told (None: of all, none: of nobody).

    Raises `UnknownUpk`, `NobodyToRank`.
    """
    definition = definition_of(NAME)
    with desk.read() as session:
        shown = None if named is None else {find_upk(session, code).code for code in named}
        review = build_review(desk, month, legacy=legacy)
        if not review.coverage.reported:
            raise NobodyToRank(long_month(month))
        rules = rules_at(session, month.last)
        frame = region_frame(session, definition, month.last, at_text(month.last), rulebook=rules.name)
    return ranking_paper(definition, frame, review, shown, coverage_text(review.coverage))
