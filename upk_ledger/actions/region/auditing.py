"""The audit of a whole region: every office of the book, each chain for itself."""

from collections.abc import Callable
from typing import NamedTuple

from upk_ledger.core.audit import AuditResult, Violation
from upk_ledger.store.audit import audit, audit_file
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.copies import all_offices
from upk_ledger.store.region.members import sessions_of


class AuditedOffice(NamedTuple):
    """An office of the book and what its audit found; `reason` says why it is a copy where it is one."""

    code: str
    name: str
    kind: str
    reason: str | None
    found: AuditResult


def audit_region(
    desk: Desk, progress: Callable[[str], None] = lambda _code: None
) -> tuple[tuple[Violation, ...], list[AuditedOffice]]:
    """What is wrong with the book itself, and the audit of each office, by code; `progress` hears the code before."""
    with desk.read() as session:
        shared = audit_file(session)
        offices = all_offices(session)
        sessions = sessions_of(session, {one.code: one.office_id for one in offices})
        audited = []
        for one in offices:
            progress(one.code)
            own = sessions[one.code]
            found = audit(own, whole=False)
            audited.append(
                AuditedOffice(one.code, own.desk.office.name, own.desk.office.kind, one.reason, found)
            )
    return shared, audited
