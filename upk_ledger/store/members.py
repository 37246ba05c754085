"""What members of a group owe of a loan, what each paid, and until when each belongs to the group."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from upk_ledger.core.listings import MemberEvent
from upk_ledger.core.member_split import MemberDebt, MemberPart, Transfer, with_balances
from upk_ledger.core.schedules import Installment
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.movements import MemberMovement
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession

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
_MOVED = (
    "SELECT member_code, sum(principal), sum(service), sum(written_off) FROM member_movement"
    " WHERE office_id = :office AND loan_number = :loan AND counts_on <= :as_of GROUP BY member_code"
)


def member_debts(session: ReadSession, loan: str, as_of: date | None = None) -> tuple[MemberDebt, ...]:
    """What each member of a loan answers for and has paid, by code; nothing where the loan has no shares.

    By the version in force at the end of a day and what was paid by then; without a day by the newest version and all
    that is recorded, as a payment is split (contract section 5, "Allocation"). Of who took a share over later and has
    a payment dated before that, a day knows the payment alone.
    """
    if as_of is None:
        rows = session.all(_DUES.format(until="", since=""), loan=loan)
        return tuple(_debt(member, list(own)) for member, own in groupby(rows, itemgetter(0)))
    query = _DUES.format(until=" AND counts_on <= :as_of", since=" AND v.valid_from <= :as_of")
    facts = {"loan": loan, "as_of": as_of.isoformat()}
    found = {
        member: _debt(member, list(own))
        for member, own in groupby(session.all(query, **facts), itemgetter(0))
    }
    for member, *moved in session.all(_MOVED, **facts) if found else ():
        found.setdefault(member, MemberDebt(member, (), *map(int, moved)))
    return tuple(found[member] for member in sorted(found))


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


def add_transfers(
    session: WriteSession,
    loan: str,
    group: str,
    version: int,
    on: date,
    transfers: Sequence[Transfer],
    words: str,
) -> int:
    """Record who took what over from whom with a schedule version, and why; answers with the record's number."""
    rows = [
        (loan, group, move.member, move.taker, version, on.isoformat(), move.principal, move.service)
        for move in transfers
    ]
    return add_facts(session, TRANSFER, rows, words)


def paid_before_transfer(session: ReadSession, loan: str) -> dict[str, tuple[int, int]]:
    """By code what the members had paid of a loan, principal and service (sen), before its newest take-over."""
    rows = session.all(
        "SELECT member_code, sum(principal + written_off), sum(service) FROM member_movement"
        " WHERE office_id = :office AND loan_number = :loan AND record <"
        " (SELECT max(f.record) FROM share_transfer AS f WHERE f.office_id = :office AND f.loan_number = :loan)"
        " GROUP BY member_code",
        loan=loan,
    )
    return {member: (int(principal), int(service)) for member, principal, service in rows}


def change_membership(
    session: WriteSession, group: str, member: str, on: date, status: str, words: str
) -> int:
    """Record that a member left the group (`LEFT`) or is back (`BACK`)."""
    return add_facts(session, MEMBERSHIP, [(group, member, on.isoformat(), status)], words)


def left_members(session: ReadSession, group: str | None = None) -> dict[tuple[str, str], date]:
    """By group and code the members (of one group, or of all) who left, with the day, by all that is recorded."""
    where = "f.group_code = :group_code" if group else ""
    found: dict[tuple[str, str], date] = {}
    for _, code, member, on, status in facts_of(
        session, MEMBERSHIP, where, **({"group_code": group} if group else {})
    ):
        found.pop((code, member), None)
        if status == LEFT:
            found[code, member] = date.fromisoformat(on)
    return found


def loans_owed_by(session: ReadSession, group: str, member: str) -> tuple[str, ...]:
    """The loans that were paid out and of which a member still owes something, by number."""
    rows = session.all(
        "SELECT s.loan_number FROM installment_share AS s"
        " JOIN (SELECT loan_number, max(version) AS version FROM loan_schedule"
        " WHERE office_id = :office AND group_code = :group_code GROUP BY loan_number) AS v"
        " ON v.loan_number = s.loan_number AND v.version = s.version"
        " LEFT JOIN (SELECT loan_number, sum(principal + written_off) AS principal, sum(service) AS service"
        " FROM member_movement WHERE office_id = :office AND group_code = :group_code AND member_code = :member"
        " GROUP BY loan_number) AS m ON m.loan_number = s.loan_number"
        " WHERE s.office_id = :office AND s.member_code = :member AND (SELECT sum(d.disbursed) FROM loan_movement AS d"
        " WHERE d.office_id = :office AND d.loan_number = s.loan_number) > 0"
        " GROUP BY s.loan_number, m.principal, m.service HAVING sum(s.principal) > coalesce(m.principal, 0)"
        " OR sum(s.service) > coalesce(m.service, 0) ORDER BY s.loan_number",
        group_code=group,
        member=member,
    )
    return tuple(row[0] for row in rows)


def member_events(session: ReadSession, loan: str, member: str, as_of: date) -> tuple[MemberEvent, ...]:
    """What moved a member's part of a loan by the end of a day: shares, payments, and what was undone.

    A share that a later schedule version changes is told by the difference.
    """
    facts = {"loan": loan, "member": member, "as_of": as_of.isoformat()}
    events = []
    share = 0
    for on, basis, principal in session.all(
        "SELECT s.valid_from, s.basis, coalesce(p.principal, 0) FROM loan_schedule AS s"
        " LEFT JOIN loan_share AS p ON p.office_id = s.office_id AND p.record = s.record AND p.member_code = :member"
        " WHERE s.office_id = :office AND s.loan_number = :loan AND s.valid_from <= :as_of ORDER BY s.version",
        **facts,
    ):
        if principal != share:
            events.append(MemberEvent(date.fromisoformat(on), "", basis, principal - share, 0, 0))
        share = principal
    for row in session.all(
        "SELECT m.counts_on, e.series, e.month, e.number, e.kind, e.reverses, m.principal, m.service, m.written_off"
        " FROM member_movement AS m LEFT JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.record"
        " WHERE m.office_id = :office AND m.loan_number = :loan AND m.member_code = :member AND m.counts_on <= :as_of"
        " ORDER BY m.counts_on, m.record",
        **facts,
    ):
        on, series, month, number, kind, reverses, principal, service, written_off = row
        voucher = voucher_number(series, month, number) if series else ""
        what = "sebelum-mulai" if not series else "batal" if reverses else kind
        events.append(MemberEvent(date.fromisoformat(on), voucher, what, -written_off, principal, service))
    return tuple(sorted(events, key=lambda event: event.on))
