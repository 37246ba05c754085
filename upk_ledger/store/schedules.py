"""Rows of granted schedules: their versions, installments and members' parts, and what they say in the chain."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.lending import FIRST_SCHEDULE, PAID_OFF, GrantedSchedule, Loan, ScheduleBasis, Share
from upk_ledger.core.member_split import with_balances
from upk_ledger.core.schedules import GroupSchedule, Installment, LoanTerms
from upk_ledger.store.lending import TERMS, add_shares, terms_of, terms_row
from upk_ledger.store.session import ReadSession, WriteSession


def schedule_body(
    number: str,
    version: int,
    valid_from: str,
    start: str,
    terms: Sequence[object],
    order: str,
    shares: Sequence[Any],
    rows: Sequence[Any],
    members: Sequence[Any],
    taken_over: Sequence[Any],
    basis: Sequence[object],
    members_before: Sequence[Any],
) -> list[object]:
    """What a granted schedule says: rows are (number, due, principal, service), members' ones carry the code.

    `taken_over` is the movement (date, lent, principal, service, written off) of a loan that was running when the
    book began, `members_before` the members' parts of it; `basis` is what the version rests on: its kind, service
    carried over, the class kept, the decision's number.
    """
    parts = [[list(item) for item in items] for items in (shares, rows, members, taken_over)]
    before = [list(item) for item in members_before]
    return [number, version, valid_from, start, list(terms), order, *parts, list(basis), before]


def add_schedule(
    session: WriteSession,
    loan: Loan,
    terms: LoanTerms,
    schedule: GroupSchedule,
    shares: Sequence[Share],
    *,
    valid_from: date,
    order: str,
    paid_before: tuple[int, int] | None = None,
    members_before: Sequence[tuple[str, int, int]] = (),
    basis: ScheduleBasis = FIRST_SCHEDULE,
    words: str = "",
) -> int:
    """Record a granted schedule as the loan's next version; answers with the record number.

    `paid_before` is the principal and service paid on a loan that was running when the book began: lent and paid
    count on `valid_from`; `members_before` are the members' parts of it. `basis` says what a later version rests on,
    `words` why there is one.
    """
    version = 1 + session.value(
        "SELECT count(*) FROM loan_schedule WHERE office_id = :office AND loan_number = :loan",
        loan=loan.number,
    )
    facts = terms_row(terms, loan.mode)
    rows = [(row.number, row.due.isoformat(), row.principal, row.service) for row in schedule.rows]
    members = [
        (row.number, member, row.principal, row.service) for member, own in schedule.members for row in own
    ]
    since, start = valid_from.isoformat(), terms.start.isoformat()
    taken_over = [] if paid_before is None else [(since, terms.principal, *paid_before, 0)]
    before = sorted((loan.group, member, since, *paid, 0) for member, *paid in members_before)
    body = schedule_body(
        loan.number, version, since, start, facts, order, shares, rows, members, taken_over, basis, before
    )
    record = session.append("pinjaman", body, words)
    first = next(row.principal for row in schedule.rows if row.number and row.principal)
    service = sum(row.service for row in schedule.rows)
    stored = (
        loan.number, version, record, loan.group, since, start, service, order, first, rows[-1][1], *basis, *facts,
    )  # fmt: skip
    session.insert(
        "loan_schedule",
        f"loan_number version record group_code valid_from start service allocation_order first_principal last_due"
        f" basis carried kept_class decision_number {TERMS}",
        [stored],
    )
    _add_installments(session, loan.number, version, rows, members)
    session.insert(
        "loan_movement",
        "record loan_number counts_on disbursed principal service written_off",
        [(record, loan.number, *movement) for movement in taken_over],
    )
    session.insert(
        "member_movement",
        "record loan_number group_code member_code counts_on principal service written_off",
        [(record, loan.number, *movement) for movement in before],
    )
    add_shares(session, record, loan.number, loan.group, shares)
    return record


def _add_installments(
    session: WriteSession,
    number: str,
    version: int,
    rows: Sequence[tuple[int, str, int, int]],
    members: Sequence[tuple[int, str, int, int]],
) -> None:
    """The rows of a schedule version, each with what is due up to it, and the members' parts of them."""
    cumulative_principal = cumulative_service = 0
    installments = []
    for place, due, principal, service in rows:
        cumulative_principal += principal
        cumulative_service += service
        installments.append(
            (number, version, place, due, principal, service, cumulative_principal, cumulative_service)
        )
    session.insert(
        "installment",
        "loan_number version number due_date principal service cum_principal cum_service",
        installments,
    )
    session.insert(
        "installment_share",
        "loan_number version number member_code principal service",
        [(number, version, *member) for member in members],
    )


_GRANTED = (
    "loan_number, version, record, valid_from, start, service, allocation_order, basis, carried, kept_class,"
    f" decision_number, {', '.join(TERMS.split())}"
)


def granted_schedule(session: ReadSession, number: str, as_of: date) -> GrantedSchedule | None:
    """The version of the loan's schedule in force at `as_of`, or None before it was granted."""
    return granted_schedules(session, as_of, number).get(number)


def schedule_to_pay(session: ReadSession, number: str, on: date) -> GrantedSchedule | None:
    """The version that a payment of a day settles: the one in force, or None before any was granted.

    Of a loan that was paid off early it is the newest, whatever the day: what was waived is not owed again before it,
    and what a payoff taken back had waived is.
    """
    versions = list(_versions(session, date.max, number))
    found = next((one for one in reversed(versions) if one.valid_from <= on), None)
    if found and any(one.basis.kind == PAID_OFF for one in (found, versions[-1])):
        return versions[-1]
    return found


def granted_schedules(
    session: ReadSession, as_of: date, loan: str | None = None
) -> dict[str, GrantedSchedule]:
    """The version of each loan's schedule (or of the one named) in force at `as_of`, by loan number."""
    return {one.loan: one for one in _versions(session, as_of, loan)}


def _versions(session: ReadSession, as_of: date, loan: str | None) -> Iterator[GrantedSchedule]:
    """The versions that are valid by `as_of`, of all loans or of one, each loan's in order."""
    rows = session.all(
        f"SELECT {_GRANTED} FROM loan_schedule"
        f" WHERE office_id = :office AND valid_from <= :as_of{' AND loan_number = :loan' if loan else ''}"
        " ORDER BY version",
        as_of=as_of.isoformat(),
        **({"loan": loan} if loan else {}),
    )
    yield from map(_granted, rows)


def granted_version(session: ReadSession, number: str, version: int) -> GrantedSchedule:
    """One version of the loan's schedule."""
    row = session.first(
        f"SELECT {_GRANTED} FROM loan_schedule"
        " WHERE office_id = :office AND loan_number = :loan AND version = :version",
        loan=number,
        version=version,
    )
    if row is None:
        raise LookupError(number, version)
    return _granted(row)


def _granted(row: Sequence[Any]) -> GrantedSchedule:
    number, version, record, valid_from, start, service, order, basis, carried, kept, decision, *terms = row
    return GrantedSchedule(
        number,
        version,
        record,
        date.fromisoformat(valid_from),
        terms_of(terms, start),
        terms[8],
        order,
        service,
        ScheduleBasis(basis, carried, kept, decision),
    )


def ended_by(session: ReadSession, number: str, record: int) -> tuple[int, int] | None:
    """The schedule version with which a payment's record paid the loan off early, and the service that it waived."""
    row = session.first(
        "SELECT s.version, p.service - s.service FROM loan_schedule AS s JOIN loan_schedule AS p"
        " ON p.office_id = s.office_id AND p.loan_number = s.loan_number AND p.version = s.version - 1"
        " WHERE s.office_id = :office AND s.loan_number = :loan AND s.record = :record AND s.basis = :basis",
        loan=number,
        record=record + 1,
        basis=PAID_OFF,
    )
    return (int(row[0]), int(row[1])) if row else None


def installments_of(session: ReadSession, number: str, version: int) -> tuple[Installment, ...]:
    """The rows of one schedule version."""
    rows = session.all(
        "SELECT i.number, i.due_date, i.principal, i.service, s.principal - i.cum_principal FROM installment AS i"
        " JOIN loan_schedule AS s ON s.office_id = i.office_id AND s.loan_number = i.loan_number"
        " AND s.version = i.version"
        " WHERE i.office_id = :office AND i.loan_number = :loan AND i.version = :version ORDER BY i.number",
        loan=number,
        version=version,
    )
    return tuple(Installment(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows)


def member_installments_of(
    session: ReadSession, number: str, version: int
) -> dict[str, tuple[tuple[int, int, int], ...]]:
    """By member code: (installment number, principal, service) of one schedule version."""
    rows = session.all(
        "SELECT member_code, number, principal, service FROM installment_share"
        " WHERE office_id = :office AND loan_number = :loan AND version = :version ORDER BY member_code, number",
        loan=number,
        version=version,
    )
    found: dict[str, list[tuple[int, int, int]]] = {}
    for member, *part in rows:
        found.setdefault(member, []).append((part[0], part[1], part[2]))
    return {member: tuple(parts) for member, parts in found.items()}


def schedule_rows(session: ReadSession, loan: str, version: int) -> GroupSchedule:
    """The rows of one schedule version, with its members'."""
    rows = installments_of(session, loan, version)
    due = {row.number: row.due for row in rows}
    members = (
        (
            member,
            with_balances(
                Installment(number, due[number], principal, service, 0) for number, principal, service in own
            ),
        )
        for member, own in member_installments_of(session, loan, version).items()
    )
    return GroupSchedule(rows, tuple(members))


def schedule_of(session: ReadSession, loan: str, version: int) -> tuple[GrantedSchedule, GroupSchedule]:
    """One schedule version of a loan, and its rows."""
    return granted_version(session, loan, version), schedule_rows(session, loan, version)
