"""What members of a group owe of a loan, what each paid, and until when each belongs to the group."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from upk_ledger.core.member_split import MemberDebt, MemberPart, MemberRows, with_balances
from upk_ledger.core.schedules import Installment
from upk_ledger.store.movements import MemberMovement
from upk_ledger.store.session import ReadSession

TRANSFER, MEMBERSHIP = "alih-anggota", "keanggotaan"
"""Kinds of facts: a share taken over; a member leaving the group, or coming back."""

LEFT, BACK = "keluar", "masuk"

_DUES = (
    "SELECT s.member_code, s.number, i.due_date, s.principal, s.service, coalesce(m.principal, 0),"
    " coalesce(m.service, 0), coalesce(m.written_off, 0)"
    " FROM installment_share AS s"
    " JOIN installment AS i ON i.office_id = s.office_id AND i.loan_number = s.loan_number"
    " AND i.version = s.version AND i.number = s.number"
    " LEFT JOIN (SELECT member_code, sum(principal) AS principal, sum(service) AS service,"
    " sum(written_off) AS written_off FROM member_movement"
    " WHERE office_id = :office AND loan_number = :loan{until} GROUP BY member_code) AS m"
    " ON m.member_code = s.member_code"
    " WHERE s.office_id = :office AND s.loan_number = :loan AND s.version ="
    " (SELECT max(v.version) FROM loan_schedule AS v WHERE v.office_id = :office AND v.loan_number = :loan{since})"
    " ORDER BY s.member_code, s.number"
)


def member_debts(session: ReadSession, loan: str, as_of: date | None = None) -> tuple[MemberDebt, ...]:
    """What each member of a loan answers for and has paid, by code; nothing where the loan has no shares.

    By the version in force at the end of a day and what was paid by then; without a day by the newest version and all
    that is recorded, as a payment is split (contract section 5, "Allocation").
    """
    if as_of is None:
        rows = session.all(_DUES.format(until="", since=""), loan=loan)
    else:
        query = _DUES.format(until=" AND counts_on <= :as_of", since=" AND v.valid_from <= :as_of")
        rows = session.all(query, loan=loan, as_of=as_of.isoformat())
    return tuple(_debt(member, list(own)) for member, own in groupby(rows, itemgetter(0)))


def _debt(member: str, own: Sequence[tuple[Any, ...]]) -> MemberDebt:
    rows = with_balances(
        Installment(number, date.fromisoformat(due), principal, service, 0)
        for _, number, due, principal, service, *_ in own
    )
    return MemberDebt(member, rows, *map(int, own[0][5:]))


def parts_of(moved: Iterable[MemberMovement]) -> tuple[MemberPart, ...]:
    """The members' parts of an entry as amounts, by code."""
    return tuple(MemberPart(one.member, one.principal, one.service) for one in sorted(moved, key=_code))


def _code(moved: MemberMovement) -> str:
    return moved.member


def movements_for(loan: str, group: str, on: date, parts: Iterable[MemberPart]) -> tuple[MemberMovement, ...]:
    """The members' parts of a payment as rows of an entry."""
    return tuple(MemberMovement(loan, group, part.member, on, part.principal, part.service) for part in parts)


def version_rows(session: ReadSession, loan: str, version: int) -> MemberRows:
    """The members' rows of one schedule version."""
    rows = session.all(
        "SELECT s.member_code, s.number, i.due_date, s.principal, s.service FROM installment_share AS s"
        " JOIN installment AS i ON i.office_id = s.office_id AND i.loan_number = s.loan_number"
        " AND i.version = s.version AND i.number = s.number"
        " WHERE s.office_id = :office AND s.loan_number = :loan AND s.version = :version"
        " ORDER BY s.member_code, s.number",
        loan=loan,
        version=version,
    )
    return tuple(
        (member, _debt(member, [(*row, 0, 0, 0) for row in own]).rows)
        for member, own in groupby(rows, itemgetter(0))
    )
