"""Rows of loans: applications, stages, schedules with their installments, and what they say in the chain."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from upk_ledger.core.lending import Capacity, GrantedSchedule, Loan, LoanApplication, Share, rate_text
from upk_ledger.core.schedules import GroupSchedule, Installment, LoanTerms
from upk_ledger.store.session import ReadSession, WriteSession

_TERMS = "principal tenor rate_percent rate_per method frequency grace rounding schedule_mode"


def terms_row(terms: LoanTerms, mode: str) -> list[object]:
    """The terms as they are stored and chained, in the order of `_TERMS`."""
    return [
        terms.principal,
        terms.tenor,
        rate_text(terms.rate_percent),
        terms.rate_per,
        terms.method,
        terms.frequency,
        terms.grace,
        terms.rounding,
        mode,
    ]


def _terms(row: Sequence[Any], start: str) -> LoanTerms:
    return LoanTerms(
        principal=row[0],
        tenor=row[1],
        rate_percent=Fraction(row[2]),
        rate_per=row[3],
        method=row[4],
        start=date.fromisoformat(start),
        frequency=row[5],
        grace=row[6],
        rounding=row[7],
    )


def application_body(
    number: str,
    group: str,
    origin: str,
    terms: Sequence[object],
    applied: str,
    rulebook: str,
    shares: Sequence[Any],
) -> list[object]:
    """What an application says in the chain."""
    return [number, group, origin, applied, list(terms), rulebook, [list(share) for share in shares]]


def stage_body(
    number: str, stage: str, on: str, principal: int, decision: str | None, shares: Sequence[Any]
) -> list[object]:
    """What an examination or a decision says in the chain."""
    return [number, stage, on, principal, decision, [list(share) for share in shares]]


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
    taken_over: Sequence[Any] = (),
) -> list[object]:
    """What a granted schedule says: rows are (number, due, principal, service), members' ones carry the code.

    `taken_over` is the movement (date, lent, principal, service) of a loan that was running when the book began.
    """
    parts = [[list(item) for item in items] for items in (shares, rows, members, taken_over)]
    return [number, version, valid_from, start, list(terms), order, *parts]


def next_loan_number(session: ReadSession, year: int) -> str:
    """The next free loan number of the year: P-2026-0001."""
    prefix = f"P-{year}-"
    rows = session.all(
        "SELECT number FROM loan WHERE office_id = :office AND number LIKE :like", like=f"{prefix}%"
    )
    tails = (row[0].removeprefix(prefix) for row in rows)
    newest = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
    return f"{prefix}{newest + 1:04d}"


def add_application(
    session: WriteSession,
    number: str,
    application: LoanApplication,
    rulebook: str,
    exceptions: Sequence[tuple[str, str, str]] = (),
) -> int:
    """Record an application with its shares and what the members can pay; answers with the record number."""
    terms = terms_row(application.terms, application.mode)
    applied = application.terms.start.isoformat()
    body = application_body(
        number, application.group, application.origin, terms, applied, rulebook, application.shares
    )
    record = session.append("pengajuan", body, application.purpose, exceptions)
    session.insert(
        "loan",
        f"number record group_code origin applied_on rulebook_digest {_TERMS}",
        [(number, record, application.group, application.origin, applied, rulebook, *terms)],
    )
    _add_shares(session, record, number, application.group, application.shares)
    session.insert(
        "loan_income",
        "loan_number group_code member_code income cost",
        [(number, application.group, *capacity) for capacity in application.capacities],
    )
    return record


def _add_shares(session: WriteSession, record: int, number: str, group: str, shares: Sequence[Share]) -> None:
    rows = [(record, number, group, share.member, share.principal) for share in shares]
    session.insert("loan_share", "record loan_number group_code member_code principal", rows)


def add_stage(
    session: WriteSession,
    loan: Loan,
    stage: str,
    on: date,
    principal: int,
    *,
    decision: str | None = None,
    shares: Sequence[Share] = (),
    words: str = "",
    exceptions: Sequence[tuple[str, str, str]] = (),
) -> int:
    """Record that a loan came to `stage` on a day (an examination, a decision); `words` say why."""
    body = stage_body(loan.number, stage, on.isoformat(), principal, decision, shares)
    record = session.append("putusan", body, words, exceptions)
    session.insert(
        "loan_stage",
        "record loan_number stage on_date principal decision_number",
        [(record, loan.number, stage, on.isoformat(), principal, decision)],
    )
    _add_shares(session, record, loan.number, loan.group, shares)
    return record


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
) -> int:
    """Record a granted schedule as the loan's next version; answers with the record number.

    `paid_before` is the principal and service paid on a loan that was running when the book began: lent and paid
    count on `valid_from`.
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
    taken_over = [] if paid_before is None else [(since, terms.principal, *paid_before)]
    body = schedule_body(loan.number, version, since, start, facts, order, shares, rows, members, taken_over)
    record = session.append("pinjaman", body)
    first = next(row.principal for row in schedule.rows if row.principal)
    service = sum(row.service for row in schedule.rows)
    stored = (
        loan.number, version, record, loan.group, since, start, service, order, first, rows[-1][1], *facts,
    )  # fmt: skip
    session.insert(
        "loan_schedule",
        f"loan_number version record group_code valid_from start service allocation_order first_principal last_due"
        f" {_TERMS}",
        [stored],
    )
    _add_installments(session, loan.number, version, rows, members)
    session.insert(
        "loan_movement",
        "record loan_number counts_on disbursed principal service",
        [(record, loan.number, *movement) for movement in taken_over],
    )
    _add_shares(session, record, loan.number, loan.group, shares)
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


_LOAN_QUERY = (
    "SELECT l.number, l.record, l.group_code, g.name, l.origin, l.rulebook_digest, l.applied_on, "
    + ", ".join(f"l.{name}" for name in _TERMS.split())
    + " FROM loan AS l JOIN borrower_group AS g ON g.office_id = l.office_id AND g.code = l.group_code"
    " WHERE l.office_id = :office"
)


def _loan(row: Sequence[Any]) -> Loan:
    return Loan(row[0], row[1], row[2], row[3], row[4], _terms(row[7:], row[6]), row[15], row[5])


def find_loan_row(session: ReadSession, number: str) -> Loan | None:
    """The loan of this number, or None."""
    row = session.first(f"{_LOAN_QUERY} AND l.number = :number", number=number)
    return None if row is None else _loan(row)


def loans_of(session: ReadSession, as_of: date) -> list[Loan]:
    """Every loan applied for by a day, by number."""
    rows = session.all(f"{_LOAN_QUERY} AND l.applied_on <= :as_of ORDER BY l.number", as_of=as_of.isoformat())
    return [_loan(row) for row in rows]


def newest_stage(session: ReadSession, number: str, as_of: date) -> tuple[str, date, int, int] | None:
    """Stage, its day, amount (sen) and record of the newest step by `as_of`, or None where there is none yet."""
    return newest_stages(session, as_of, number).get(number)


def newest_stages(
    session: ReadSession, as_of: date, loan: str | None = None
) -> dict[str, tuple[str, date, int, int]]:
    """By loan number (of all loans, or the one named) what `newest_stage` says."""
    rows = session.all(
        "SELECT loan_number, stage, on_date, principal, record FROM loan_stage"
        f" WHERE office_id = :office AND on_date <= :as_of{' AND loan_number = :loan' if loan else ''}"
        " ORDER BY record",
        as_of=as_of.isoformat(),
        **({"loan": loan} if loan else {}),
    )
    return {row[0]: (row[1], date.fromisoformat(row[2]), row[3], row[4]) for row in rows}


def shares_of(session: ReadSession, record: int) -> tuple[Share, ...]:
    """The member shares that this record (application, decision or schedule) set."""
    rows = session.all(
        "SELECT member_code, principal FROM loan_share WHERE office_id = :office AND record = :record"
        " ORDER BY member_code",
        record=record,
    )
    return tuple(Share(*row) for row in rows)


def loans_by_member(session: ReadSession, group: str) -> dict[str, int]:
    """How many loans each member of a group had a share in, by member code."""
    rows = session.all(
        "SELECT member_code, count(DISTINCT loan_number) FROM loan_share"
        " WHERE office_id = :office AND group_code = :group_code GROUP BY member_code",
        group_code=group,
    )
    return {row[0]: row[1] for row in rows}


def loan_numbers(session: ReadSession) -> list[str]:
    """The number of every loan."""
    return [row[0] for row in session.all("SELECT number FROM loan WHERE office_id = :office")]


def granted_to(session: ReadSession, group: str) -> list[str]:
    """The loans of a group that have a schedule, by number."""
    rows = session.all(
        "SELECT DISTINCT loan_number FROM loan_schedule WHERE office_id = :office AND group_code = :group_code"
        " ORDER BY loan_number",
        group_code=group,
    )
    return [row[0] for row in rows]


def capacities_of(session: ReadSession, number: str) -> tuple[Capacity, ...]:
    """What the members said they earn and spend."""
    rows = session.all(
        "SELECT member_code, income, cost FROM loan_income WHERE office_id = :office AND loan_number = :loan"
        " ORDER BY member_code",
        loan=number,
    )
    return tuple(Capacity(*row) for row in rows)


def granted_schedule(session: ReadSession, number: str, as_of: date) -> GrantedSchedule | None:
    """The version of the loan's schedule in force at `as_of`, or None before it was granted."""
    return granted_schedules(session, as_of, number).get(number)


def granted_schedules(
    session: ReadSession, as_of: date, loan: str | None = None
) -> dict[str, GrantedSchedule]:
    """The version of each loan's schedule (or of the one named) in force at `as_of`, by loan number."""
    rows = session.all(
        "SELECT loan_number, version, record, valid_from, start, service, allocation_order,"
        f" {', '.join(_TERMS.split())} FROM loan_schedule"
        f" WHERE office_id = :office AND valid_from <= :as_of{' AND loan_number = :loan' if loan else ''}"
        " ORDER BY version",
        as_of=as_of.isoformat(),
        **({"loan": loan} if loan else {}),
    )
    return {row[0]: _granted(row) for row in rows}


def _granted(row: Sequence[Any]) -> GrantedSchedule:
    number, version, record, valid_from, start, service, order, *terms = row
    return GrantedSchedule(
        number,
        version,
        record,
        date.fromisoformat(valid_from),
        _terms(terms, start),
        terms[8],
        order,
        service,
    )


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
