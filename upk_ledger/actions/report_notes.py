"""Writing the office's own notes to its statements: setting one, taking it back, listing them."""

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.reports import NoteNotThere
from upk_ledger.core.report_notes import ReportNote, notes_of
from upk_ledger.store import report_notes as store
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import check_open


def set_note(desk: Desk, topic: str, month: Month, text: str) -> ReportNote:
    """Note something on a topic from a month on, in place of what was noted for both.

    Raises `EmptyField`, `BeforeBookStart`, and `MonthClosed`: the papers of a closed month stay as they are.
    """
    if not text.strip():
        raise EmptyField("teks")
    note = ReportNote(topic, month, text.strip())
    with desk.write() as session:
        check_open(session, month.last)
        if note not in notes_of(store.noted(session)):
            store.add_note(session, note)
    return note


def take_note_back(desk: Desk, topic: str, month: Month) -> ReportNote:
    """Take a note back; raises `NoteNotThere`, `BeforeBookStart`, `MonthClosed`."""
    with desk.write() as session:
        check_open(session, month.last)
        found = next(
            (one for one in notes_of(store.noted(session)) if (one.topic, one.month) == (topic, month)), None
        )
        if found is None:
            raise NoteNotThere(topic, month)
        store.add_note(session, ReportNote(topic, month, "", taken_back=True))
    return found


def list_notes(desk: Desk) -> list[ReportNote]:
    """Every note that stands, by topic and month."""
    with desk.read() as session:
        return notes_of(store.noted(session))
