"""Rows of the decisions on members: right behind the record of the decision that they belong to."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from upk_ledger.core.lending import DecidedBy, Loan, MemberDecision, Share
from upk_ledger.store.facts import add_facts
from upk_ledger.store.session import ReadSession, WriteSession

MEMBERS = "putusan-anggota"


def add_member_decisions(session: WriteSession, loan: Loan, members: Sequence[MemberDecision]) -> None:
    """Record the decision on each member: a record for each run without or with the same reason."""
    for reason, run in groupby(members, lambda member: member.reason):
        rows = [(loan.number, loan.group, one.member, one.outcome, one.granted) for one in run]
        add_facts(session, MEMBERS, rows, reason)


def member_decisions(
    session: ReadSession, loan: str, decision: int, asked: Sequence[Share]
) -> tuple[MemberDecision, ...]:
    """What the decision of this record says of each member of a loan; nothing where it says only the whole."""
    rows = session.all(
        "SELECT d.member_code, d.principal, d.outcome, coalesce(t.text, '') FROM decision_member AS d"
        " LEFT JOIN record_text AS t ON t.office_id = d.office_id AND t.record = d.record"
        " WHERE d.office_id = :office AND d.loan_number = :loan AND d.record > :decision AND NOT EXISTS"
        " (SELECT 1 FROM loan_stage AS s WHERE s.office_id = :office AND s.loan_number = :loan"
        " AND s.record > :decision AND s.record < d.record) ORDER BY d.record, d.line",
        loan=loan,
        decision=decision,
    )
    wanted = dict(asked)
    return tuple(MemberDecision(row[0], wanted.get(row[0]), *row[1:]) for row in rows)


def grants(session: ReadSession, as_of: date) -> dict[str, DecidedBy]:
    """The newest grant by a day of every loan, by loan number."""
    rows = session.all(
        "SELECT s.loan_number, s.on_date, s.decision_number, r.actor FROM loan_stage AS s"
        " JOIN record AS r ON r.office_id = s.office_id AND r.number = s.record"
        " WHERE s.office_id = :office AND s.stage = 'disetujui' AND s.on_date <= :as_of ORDER BY s.record",
        as_of=as_of.isoformat(),
    )
    return {row[0]: DecidedBy(date.fromisoformat(row[1]), *row[2:]) for row in rows}
