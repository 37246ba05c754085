"""The review of a region: `upk wilayah kinerja`, and what others make of it."""

from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import BOOK
from upk_ledger.core.region.review import WINDOW, Review
from upk_ledger.core.region.reviewing import Question, beyond_limits, review, with_distances
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.members import histories
from upk_ledger.store.region.review import last_told, standing_loans
from upk_ledger.store.rules import rules_at


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
        return with_distances(found, standing_loans(session, offices, month), asked)
