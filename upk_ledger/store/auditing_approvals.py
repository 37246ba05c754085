"""The audit of approvals: each code was used once, by another than its holder, while its card was in force."""

from upk_ledger.store.auditing_streams import Findings
from upk_ledger.store.session import ReadSession

_USES = (
    "SELECT u.record, u.card, u.place, u.holder, r.actor, c.record, c.holder, e.record"
    " FROM approval_use AS u"
    " JOIN record AS r ON r.office_id = u.office_id AND r.number = u.record"
    " LEFT JOIN approval_code AS c ON c.office_id = u.office_id AND c.card = u.card AND c.place = u.place"
    " LEFT JOIN approval_end AS e ON e.office_id = u.office_id AND e.card = u.card"
    " WHERE u.office_id = :office ORDER BY u.record, u.line"
)


def audit_approvals(session: ReadSession, findings: Findings) -> None:
    """Hold every use against its card; the office's unique keys may have been taken away, so all is looked at."""
    before: set[tuple[str, int]] = set()
    for record, card, place, holder, actor, made, owner, ended in session.all(_USES):
        where = f"catatan {record}"
        if made is None or made > record or owner != holder:
            findings.add("kode-tak-ada", where, card=card, place=place, holder=holder)
        if ended is not None and ended < record:
            findings.add("kode-dicabut", where, card=card, place=place)
        if holder == actor:
            findings.add("kode-sendiri", where, card=card, holder=holder)
        if (card, place) in before:
            findings.add("kode-ganda", where, card=card, place=place)
        before.add((card, place))
