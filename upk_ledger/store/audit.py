"""The audit: everything a book says of one office, computed again from the records and lines."""

from upk_ledger.core.audit import AuditResult, Violation
from upk_ledger.store.auditing_records import RecordAudit
from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.guards import missing_guards
from upk_ledger.store.session import ReadSession, record_digest

_CHAIN = (
    "SELECT number, kind, recorded_at, actor, body, previous, digest FROM record"
    " WHERE office_id = :office AND number"
)


def audit(session: ReadSession, printed: tuple[int, str] | None = None, *, whole: bool = True) -> AuditResult:
    """Look at all of it and name every violation; the first found does not end the search.

    Not `whole`: without the book's file and guards, which all its offices share.
    """
    findings = Findings()
    if whole:
        findings.guarded(session, "berkas", lambda: _audit_file(session, findings))
    walks = _walk(session, findings, 0)
    if printed is not None:
        _hold_against(session, findings, *printed)
    records, head = (walks[0].head.number, walks[0].head.digest) if walks else (0, "")
    entries = walks[0].journal.count if walks else 0
    return AuditResult(tuple(findings.violations), records, entries, head)


def audit_file(session: ReadSession) -> tuple[Violation, ...]:
    """What all offices of a book share: its file, its references and its guards."""
    findings = Findings()
    findings.guarded(session, "berkas", lambda: _audit_file(session, findings))
    return tuple(findings.violations)


def audit_from(session: ReadSession, record: int) -> tuple[Violation, ...]:
    """Everything that a record and those behind it say; what came before was looked at when it came."""
    findings = Findings()
    _walk(session, findings, record if record > 1 else 0)
    return tuple(findings.violations)


def _walk(session: ReadSession, findings: Findings, since: int) -> list[RecordAudit]:
    """Look at the records and what they describe; answers with who looked, none where the book could not be read."""
    walks: list[RecordAudit] = []

    def walk() -> None:
        walks.append(RecordAudit(session, findings, since))
        walks[0].walk()

    findings.guarded(session, "catatan", walk)
    for found in walks:
        found.finish()
    return walks


def audit_since(session: ReadSession, record: int) -> tuple[Violation, ...]:
    """The guards, and the chain from a record on: each record's digest and its link to the one before."""
    findings = Findings()
    for name in missing_guards(session.connection):
        findings.add("penjaga-hilang", name)
    before = ""
    for number, kind, moment, actor, body, previous, digest in driver_rows(
        session, f"{_CHAIN} >= {int(record)} ORDER BY number"
    ):
        if before and previous != before:
            findings.add("rantai-putus", f"catatan {number}")
        if record_digest(previous, number, kind, moment, actor, body) != digest:
            findings.add("sidik-catatan", f"catatan {number}")
        before = digest
    return tuple(findings.violations)


def _hold_against(session: ReadSession, findings: Findings, record: int, digest: str) -> None:
    """The record that a paper names has the digest that it shows."""
    shown = digest.strip().lower()
    stored = session.value(
        "SELECT digest FROM record WHERE office_id = :office AND number = :record", record=record
    )
    if stored is None or not shown or not stored.startswith(shown):
        findings.add("beda-dengan-kertas", f"catatan {record}", digest=shown)


def _audit_roles(session: ReadSession, findings: Findings) -> None:
    """Where a server's database was prepared for the roles of a region, its grants and policies are as they were."""
    from upk_ledger.store.region import role_guards, roles  # only a server has roles

    uuid = roles.prepared_for(session.connection)
    if uuid is None:
        return
    for what in role_guards.unprotected(session.connection, uuid):
        findings.add("pembatas-hilang", what)
    if session.desk.office.kind == "wilayah" and not session.desk.book.restricted:
        for role, office in roles.unrecorded(session):
            findings.add("peran-tanpa-catatan", f"peran {role}", office=office)


def _audit_file(session: ReadSession, findings: Findings) -> None:
    """The guards are in place; the file and its references are whole."""
    for name in missing_guards(session.connection):
        findings.add("penjaga-hilang", name)
    if session.connection.dialect.name != "sqlite":
        _audit_roles(session, findings)
        return
    for (words,) in driver_rows(session, "PRAGMA integrity_check"):
        if words != "ok":
            findings.add("berkas-rusak", "berkas", words=words)
    for table, row, target, _ in driver_rows(session, "PRAGMA foreign_key_check"):
        findings.add("rujukan-putus", f"{table} baris {row}", table=table, target=target)
