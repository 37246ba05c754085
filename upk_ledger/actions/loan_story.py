"""A loan's life as a story, on any day."""

from datetime import date

from upk_ledger.actions.loans import get_loan
from upk_ledger.core.story import StoryEvent
from upk_ledger.store.desk import Desk
from upk_ledger.store.history import story_of


def loan_story(desk: Desk, number: str, as_of: date) -> list[StoryEvent]:
    """What is on record about a loan with dates up to a day, in order of date and recording; or `UnknownLoan`."""
    with desk.read() as session:
        return story_of(session, get_loan(session, number), as_of)
