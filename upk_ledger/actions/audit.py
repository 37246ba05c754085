"""The audit of a book."""

from upk_ledger.core.audit import AuditResult
from upk_ledger.store.audit import audit
from upk_ledger.store.desk import Desk


def check_book(desk: Desk) -> AuditResult:
    """Recompute everything the office has on record; the result names each violation."""
    with desk.read() as session:
        return audit(session)
