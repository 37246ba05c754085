"""Which officers are members of a borrowing group, or of a member's family."""

from upk_ledger.store.session import ReadSession


def related_officers(session: ReadSession, group: str) -> frozenset[str]:
    """Codes of the officers whom the newest word on each member of the group calls related."""
    rows = session.all(
        "SELECT member_code, officer, status FROM relation WHERE office_id = :office AND group_code = :group_code"
        " ORDER BY record, line",
        group_code=group,
    )
    newest = {(member, officer): status for member, officer, status in rows}
    return frozenset(officer for (_, officer), status in newest.items() if status == "ada")
