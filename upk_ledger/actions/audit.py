"""The audit of a book."""

from upk_ledger.core.audit import AuditResult
from upk_ledger.store.audit import audit
from upk_ledger.store.desk import Desk


def check_book(desk: Desk, printed: tuple[int, str] | None = None) -> AuditResult:
    """Recompute everything the office has on record; the result names each violation.

    `printed` is a record number and the beginning of its digest, from the foot of a paper: an older paper is the
    one witness against a book whose end was cut off and written anew.
    """
    with desk.read() as session:
        return audit(session, printed)
