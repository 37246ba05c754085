"""Rows of loans: applications, stages, schedules with their installments, and what they say in the chain."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from upk_ledger.core.lending import (
    Capacity,
    Loan,
    LoanApplication,
    Share,
    rate_text,
)
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store.session import ReadSession, WriteSession

TERMS = "principal tenor rate_percent rate_per method frequency grace rounding schedule_mode due_rule"


def terms_row(terms: LoanTerms, mode: str) -> list[object]:
    """The terms as they are stored and chained, in the order of `TERMS`."""
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
        terms.due_rule,
    ]


def terms_of(row: Sequence[Any], start: str) -> LoanTerms:
    """The terms that `TERMS` columns and a start say."""
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
        due_rule=row[9],
    )


def application_body(
    number: str,
    group: str,
    origin: str,
    terms: Sequence[object],
    applied: str,
    rulebook: str,
    shares: Sequence[Any],
    product: int | None,
) -> list[object]:
    """What an application says in the chain; `product` is the record of the product's version."""
    return [number, group, origin, applied, list(terms), rulebook, [list(share) for share in shares], product]


def stage_body(
    number: str, stage: str, on: str, principal: int, decision: str | None, shares: Sequence[Any]
) -> list[object]:
    """What an examination or a decision says in the chain."""
    return [number, stage, on, principal, decision, [list(share) for share in shares]]


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
        number,
        application.group,
        application.origin,
        terms,
        applied,
        rulebook,
        application.shares,
        application.product,
    )
    record = session.append("pengajuan", body, application.purpose, exceptions)
    session.insert(
        "loan",
        f"number record group_code origin applied_on rulebook_digest product {TERMS}",
        [
            (
                number,
                record,
                application.group,
                application.origin,
                applied,
                rulebook,
                application.product,
                *terms,
            )
        ],
    )
    add_shares(session, record, number, application.group, application.shares)
    session.insert(
        "loan_income",
        "loan_number group_code member_code income cost",
        [(number, application.group, *capacity) for capacity in application.capacities],
    )
    return record


def add_shares(session: WriteSession, record: int, number: str, group: str, shares: Sequence[Share]) -> None:
    """Store member shares under the record that sets them."""
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
    add_shares(session, record, loan.number, loan.group, shares)
    return record


_LOAN_QUERY = (
    "SELECT l.number, l.record, l.group_code, g.name, l.origin, l.rulebook_digest, l.applied_on, l.product, "
    + ", ".join(f"l.{name}" for name in TERMS.split())
    + " FROM loan AS l JOIN borrower_group AS g ON g.office_id = l.office_id AND g.code = l.group_code"
    " WHERE l.office_id = :office"
)


def _loan(row: Sequence[Any]) -> Loan:
    return Loan(row[0], row[1], row[2], row[3], row[4], terms_of(row[8:], row[6]), row[16], row[5], row[7])


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


def decision_of(session: ReadSession, number: str) -> str | None:
    """The number of the newest decision on a loan, where it has one."""
    found = session.value(
        "SELECT decision_number FROM loan_stage WHERE office_id = :office AND loan_number = :loan"
        " ORDER BY record DESC LIMIT 1",
        loan=number,
    )
    return None if found is None else str(found)


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
    """How many loans each member of a group was paid a share of, by member code.

    Who only took a share over had no loan; a disbursement that was undone made none.
    """
    rows = session.all(
        "SELECT h.member_code, count(DISTINCT h.loan_number) FROM loan_schedule AS s JOIN loan_share AS h"
        " ON h.office_id = s.office_id AND h.record = s.record AND h.loan_number = s.loan_number"
        " WHERE s.office_id = :office AND s.group_code = :group_code AND s.basis = 'pencairan'"
        " AND (SELECT sum(m.disbursed) FROM loan_movement AS m WHERE m.office_id = :office"
        " AND m.loan_number = s.loan_number) > 0 GROUP BY h.member_code",
        group_code=group,
    )
    return {row[0]: row[1] for row in rows}


def loans_of_group(session: ReadSession, group: str) -> int:
    """How many loans a group was paid; a disbursement that was undone made none."""
    count: int = session.value(
        "SELECT count(DISTINCT s.loan_number) FROM loan_schedule AS s"
        " WHERE s.office_id = :office AND s.group_code = :group_code AND s.basis = 'pencairan'"
        " AND (SELECT sum(m.disbursed) FROM loan_movement AS m WHERE m.office_id = :office"
        " AND m.loan_number = s.loan_number) > 0",
        group_code=group,
    )
    return count


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
