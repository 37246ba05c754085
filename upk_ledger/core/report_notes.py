"""What an office adds to the notes to its statements, topic by topic: some stand until changed, some are of a month."""

from collections.abc import Iterable
from typing import NamedTuple

from upk_ledger.core.dates import Month

STANDING = ("dasar-hukum", "umum", "kebijakan", "komitmen")
"""Topics whose note stands from its month on, until another is set."""

OF_A_MONTH = ("peristiwa", "lain")
"""Topics whose note belongs to the notes of its own month alone."""

TOPICS = (*STANDING, *OF_A_MONTH)


class ReportNote(NamedTuple):
    """What was noted on a topic from a month on."""

    topic: str
    month: Month
    text: str
    taken_back: bool = False


def notes_of(noted: Iterable[ReportNote]) -> list[ReportNote]:
    """The notes that stand, by topic and month; `noted` is everything in order of recording."""
    newest = {(one.topic, one.month): one for one in noted}
    standing = (one for one in newest.values() if not one.taken_back)
    return sorted(standing, key=lambda one: (TOPICS.index(one.topic), one.month))


def notes_for(noted: Iterable[ReportNote], month: Month) -> dict[str, str]:
    """What the notes to a month's statements say, by topic."""
    return {
        one.topic: one.text
        for one in notes_of(noted)
        if one.month == month or (one.topic in STANDING and one.month < month)
    }
