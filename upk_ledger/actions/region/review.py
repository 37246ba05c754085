"""The review of a region: `upk wilayah kinerja`, and what others make of it."""

from upk_ledger.core.dates import Month
from upk_ledger.core.region.review import WINDOW, Review
from upk_ledger.core.region.reviewing import Question, review
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.members import histories
from upk_ledger.store.rules import rules_at


def build_review(desk: Desk, month: Month, level: str = "upk", *, legacy: bool = True) -> Review:
    """Every UPK, or every place of a level, at the end of a month; see `core.region.review`."""
    with desk.read() as session:
        asked = Question(month, level, rules_at(session, month.last), legacy)
        return review(histories(session, month.plus(1 - WINDOW), month), asked)
