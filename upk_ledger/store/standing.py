"""What the book knows of a group that asks for money: trainings, loans not paid back, the same person elsewhere."""

from upk_ledger.store.session import ReadSession


def trained_members(session: ReadSession, group: str) -> frozenset[str] | None:
    """The members who took part in a training; None where nothing was ever recorded of the group's trainings."""
    rows = session.all(
        "SELECT member_code, on_date, topic, status FROM training"
        " WHERE office_id = :office AND group_code = :group_code ORDER BY record, line",
        group_code=group,
    )
    newest = {row[:3]: row[3] for row in rows}
    return frozenset(key[0] for key, status in newest.items() if status == "ikut") if rows else None


def took_part(session: ReadSession, group: str, member: str, on: str, topic: str) -> bool:
    """Whether a member's part in this training is on the record and not called off."""
    status = session.value(
        "SELECT status FROM training WHERE office_id = :office AND group_code = :group_code"
        " AND member_code = :member_code AND on_date = :on_date AND topic = :topic"
        " ORDER BY record DESC, line DESC LIMIT 1",
        group_code=group,
        member_code=member,
        on_date=on,
        topic=topic,
    )
    return bool(status == "ikut")


def unpaid_loans(session: ReadSession, group: str) -> dict[str, tuple[str, ...]]:
    """The loans of a group whose principal did not come back whole, by number with the members that share them.

    What was written off did not come back.
    """
    rows = session.all(
        "SELECT s.loan_number, h.member_code FROM loan_schedule AS s"
        " LEFT JOIN loan_share AS h ON h.office_id = s.office_id AND h.record = s.record"
        " AND h.loan_number = s.loan_number"
        " WHERE s.office_id = :office AND s.group_code = :group_code AND s.version ="
        " (SELECT max(v.version) FROM loan_schedule AS v WHERE v.office_id = :office"
        " AND v.loan_number = s.loan_number)"
        " AND (SELECT sum(m.disbursed - m.principal) FROM loan_movement AS m WHERE m.office_id = :office"
        " AND m.loan_number = s.loan_number) > 0 ORDER BY s.loan_number, h.member_code",
        group_code=group,
    )
    found: dict[str, tuple[str, ...]] = {}
    for loan, member in rows:
        found[loan] = (*found.get(loan, ()), *([member] if member else ()))
    return found


def namesakes(session: ReadSession, group: str) -> dict[str, tuple[str, ...]]:
    """Members of a group whose NIK a member of another group has too: the other groups, by the member's code."""
    rows = session.all(
        "SELECT DISTINCT p.code, o.group_code FROM member_person AS p JOIN member_person AS o"
        " ON o.office_id = p.office_id AND o.nik = p.nik AND o.group_code <> p.group_code"
        " WHERE p.office_id = :office AND p.group_code = :group_code ORDER BY p.code, o.group_code",
        group_code=group,
    )
    found: dict[str, tuple[str, ...]] = {}
    for member, other in rows:
        found[member] = (*found.get(member, ()), other)
    return found
