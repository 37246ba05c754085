"""What the office noted for the notes to its statements."""

from upk_ledger.core.dates import Month
from upk_ledger.core.report_notes import ReportNote
from upk_ledger.store.facts import add_facts
from upk_ledger.store.session import ReadSession, WriteSession

KIND = "catatan-laporan"
_SET, _BACK = "ada", "batal"


def add_note(session: WriteSession, note: ReportNote) -> None:
    """Record a note on a topic from a month on, or that it is taken back."""
    row = (str(note.month), note.topic, _BACK if note.taken_back else _SET)
    add_facts(session, KIND, [row], note.text)


def noted(session: ReadSession, through: int | None = None) -> list[ReportNote]:
    """Everything that was noted, in order of recording; with `through` up to that record."""
    rows = session.all(
        "SELECT n.topic, n.month, n.status, t.text FROM report_note AS n"
        " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = n.record"
        f" WHERE n.office_id = :office{'' if through is None else ' AND n.record <= :through'}"
        " ORDER BY n.record, n.line",
        **({} if through is None else {"through": through}),
    )
    return [
        ReportNote(topic, Month(*map(int, month.split("-"))), text or "", status == _BACK)
        for topic, month, status, text in rows
    ]
