"""What entries mean for loans, beside their lines: movements, the members' parts of them, recoveries.

Named tuples, because a long list makes some of each for every entry.
"""

from datetime import date
from typing import NamedTuple

from upk_ledger.store.session import ReadSession


class LoanMovement(NamedTuple):
    """What an entry (or an opening position) means for a loan, in sen: lent, received, written off."""

    loan: str
    on: date
    disbursed: int = 0
    principal: int = 0
    service: int = 0
    written_off: int = 0


class MemberMovement(NamedTuple):
    """A member's part of an entry's loan movement (sen); the parts of all members add up to it."""

    loan: str
    group: str
    member: str
    on: date
    principal: int = 0
    service: int = 0
    written_off: int = 0


class Recovery(NamedTuple):
    """What came in on a loan that was written off (sen): principal and service of the claim."""

    loan: str
    on: date
    principal: int = 0
    service: int = 0


Moved = tuple[list[tuple[object, ...]], list[tuple[object, ...]], list[tuple[object, ...]]]
"""Rows of the three tables, without or with their record in front."""

MOVEMENT_TABLES = (
    ("loan_movement", "record loan_number counts_on disbursed principal service written_off"),
    ("member_movement", "record loan_number group_code member_code counts_on principal service written_off"),
    ("recovery", "record loan_number counts_on principal service"),
)
"""The three tables, and the columns that posting fills."""


def movements_of(session: ReadSession, record: int) -> tuple[LoanMovement, ...]:
    """The loan movements of this record."""
    rows = session.all(
        "SELECT loan_number, counts_on, disbursed, principal, service, written_off FROM loan_movement"
        " WHERE office_id = :office AND record = :record ORDER BY loan_number",
        record=record,
    )
    return tuple(LoanMovement(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows)


def members_of_entry(session: ReadSession, record: int) -> tuple[MemberMovement, ...]:
    """The members' parts of what this record means for loans."""
    rows = session.all(
        "SELECT loan_number, group_code, member_code, counts_on, principal, service, written_off FROM member_movement"
        " WHERE office_id = :office AND record = :record ORDER BY loan_number, member_code",
        record=record,
    )
    return tuple(MemberMovement(row[0], row[1], row[2], date.fromisoformat(row[3]), *row[4:]) for row in rows)


def recoveries_of_entry(session: ReadSession, record: int) -> tuple[Recovery, ...]:
    """What this record brought in on loans that were written off."""
    rows = session.all(
        "SELECT loan_number, counts_on, principal, service FROM recovery"
        " WHERE office_id = :office AND record = :record ORDER BY loan_number",
        record=record,
    )
    return tuple(Recovery(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows)
