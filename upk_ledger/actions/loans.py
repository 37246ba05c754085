"""Asking about loans: which one is meant, where it stands, its schedule and its history."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from upk_ledger.actions.rules import rules_at
from upk_ledger.core.errors.loans import (
    NoRunningLoan,
    PaidBeforeDisbursement,
    PrincipalNotOwed,
    SeveralRunningLoans,
    UnknownLoan,
    WrongStage,
)
from upk_ledger.core.errors.people import UnknownGroup
from upk_ledger.core.lending import GrantedSchedule, Loan, LoanAt, LoanView, Share
from upk_ledger.core.schedules import GroupSchedule, Installment, group_schedule
from upk_ledger.store import lending
from upk_ledger.store.desk import Desk
from upk_ledger.store.people import find_group
from upk_ledger.store.positions import positions
from upk_ledger.store.session import ReadSession

_MOST_NEAR = 3


def get_loan(session: ReadSession, number: str) -> Loan:
    """The loan of this number; `UnknownLoan` names the nearest ones."""
    found = _by_number(session, number)
    if found is None:
        raise UnknownLoan(number, _near(session, number))
    return found


def _by_number(session: ReadSession, number: str) -> Loan | None:
    typed = number.strip()
    return lending.find_loan_row(session, typed) or lending.find_loan_row(session, typed.upper())


def _near(session: ReadSession, number: str) -> tuple[str, ...]:
    known = [row[0] for row in session.all("SELECT number FROM loan WHERE office_id = :office")]
    return tuple(get_close_matches(number.upper(), known, _MOST_NEAR, 0.6))


def find_loan(session: ReadSession, who: str) -> Loan:
    """The loan that is meant: by its number, or the only loan that still owes of a KSM (code or part of its name).

    Raises `UnknownLoan`, `AmbiguousGroup`, `NoRunningLoan`, `SeveralRunningLoans`.
    """
    direct = _by_number(session, who)
    if direct is not None:
        return direct
    try:
        group = find_group(session, who)
    except UnknownGroup as error:
        raise UnknownLoan(who, (*_near(session, who), *error.near)) from error
    numbers = [
        row[0]
        for row in session.all(
            "SELECT DISTINCT loan_number FROM loan_schedule WHERE office_id = :office AND group_code = :group_code"
            " ORDER BY loan_number",
            group_code=group.code,
        )
    ]
    running = [
        at.number
        for number in numbers
        for at in positions(session, date.max, None, number)
        if at.status == "berjalan"
    ]
    if not running:
        raise NoRunningLoan(group.code, group.name)
    if len(running) > 1:
        raise SeveralRunningLoans(group.code, group.name, tuple(running))
    return get_loan(session, running[0])


def check_never_overpaid(session: ReadSession, number: str, on: date) -> None:
    """Raise `PrincipalNotOwed` where on some day more principal would be paid than was lent by then."""
    owed, short = 0, False
    since: date | None = None
    for day, moved in session.all(
        "SELECT counts_on, sum(disbursed - principal) FROM loan_movement"
        " WHERE office_id = :office AND loan_number = :loan GROUP BY counts_on ORDER BY counts_on",
        loan=number,
    ):
        owed += moved
        if owed < 0:
            short, since = True, None
        elif short and since is None:
            since = date.fromisoformat(day)
    if short:
        raise PrincipalNotOwed(number, on, since)


def status_of(session: ReadSession, loan: Loan, at: LoanAt | None, as_of: date) -> str:
    """Where the loan stands at a date, in the contract's words."""
    if at is not None:
        return at.status
    stage = lending.newest_stage(session, loan.number, as_of)
    return "diajukan" if stage is None else stage[0]


def view_loan(desk: Desk, number: str, as_of: date) -> LoanView:
    """A loan and its position at the end of a day."""
    with desk.read() as session:
        loan = get_loan(session, number)
        found = positions(session, as_of, rules_at(session, as_of).collectibility, loan.number)
        at = found[0] if found else None
        granted = lending.granted_schedule(session, loan.number, as_of)
        stage = lending.newest_stage(session, loan.number, as_of)
        principal = at.principal if at else stage[2] if stage and stage[2] else loan.terms.principal
        shares = _shares(session, loan, granted, stage[3] if stage else None)
        purpose = session.value(
            "SELECT text FROM record_text WHERE office_id = :office AND record = :record", record=loan.record
        )
        return LoanView(
            loan=loan,
            as_of=as_of,
            status=status_of(session, loan, at, as_of),
            principal=principal,
            shares=shares,
            capacities=lending.capacities_of(session, loan.number),
            purpose=purpose or "",
            at=at,
            deposit=deposit_of(session, loan.number, as_of),
        )


def _shares(
    session: ReadSession, loan: Loan, granted: GrantedSchedule | None, stage_record: int | None
) -> tuple[Share, ...]:
    for record in (granted.record if granted else None, stage_record, loan.record):
        found = lending.shares_of(session, record) if record else ()
        if found:
            return found
    return ()


def deposit_of(session: ReadSession, number: str, as_of: date) -> int:
    """The titipan kept for a loan at the end of a day (sen)."""
    kept = 0
    for account in session.with_role("titipan"):
        kept += session.value(
            "SELECT coalesce(sum(credit - debit), 0) FROM journal_line WHERE office_id = :office"
            " AND loan_number = :loan AND account_code = :account AND entry_date <= :as_of",
            loan=number,
            account=account,
            as_of=as_of.isoformat(),
        )
    return int(kept)


def list_loans(desk: Desk, as_of: date) -> list[LoanView]:
    """Every loan applied for by a day, as it stands then, by number; shares, capacities and purposes left out."""
    with desk.read() as session:
        found = {at.number: at for at in positions(session, as_of, rules_at(session, as_of).collectibility)}
        views = []
        for loan in lending.loans_of(session, as_of):
            at = found.get(loan.number)
            stage = None if at else lending.newest_stage(session, loan.number, as_of)
            principal = at.principal if at else stage[2] if stage and stage[2] else loan.terms.principal
            status = at.status if at else stage[0] if stage else "diajukan"
            views.append(LoanView(loan, as_of, status, principal, (), (), "", at))
        return views


def loan_schedule(desk: Desk, number: str, as_of: date) -> tuple[Loan, GroupSchedule, bool]:
    """A loan's schedule: the granted one, or before that the one its application would have; and whether granted."""
    with desk.read() as session:
        loan = get_loan(session, number)
        granted = lending.granted_schedule(session, loan.number, as_of)
        if granted is None:
            shares = lending.shares_of(session, loan.record)
            return loan, group_schedule(loan.terms, shares, loan.mode), False
        rows = lending.installments_of(session, loan.number, granted.version)
        parts = lending.member_installments_of(session, loan.number, granted.version)
        owed = dict(lending.shares_of(session, granted.record))
        return loan, GroupSchedule(rows, _members(rows, parts, owed)), True


def _members(
    rows: Sequence[Installment], parts: dict[str, tuple[tuple[int, int, int], ...]], shares: dict[str, int]
) -> tuple[tuple[str, tuple[Installment, ...]], ...]:
    due = {row.number: row.due for row in rows}
    members = []
    for member, own in parts.items():
        balance = shares[member]
        listed = []
        for number, principal, service in own:
            balance -= principal
            listed.append(Installment(number, due[number], principal, service, balance))
        members.append((member, tuple(listed)))
    return tuple(members)


def running_schedule(
    session: ReadSession, loan: Loan, on: date
) -> tuple[GrantedSchedule, tuple[Installment, ...]]:
    """The schedule that a payment of a day settles; `WrongStage` before the loan was paid out."""
    granted = lending.granted_schedule(session, loan.number, max(on, session.desk.office.start))
    paid_out = session.value(
        "SELECT sum(disbursed) FROM loan_movement WHERE office_id = :office AND loan_number = :loan",
        loan=loan.number,
    )
    if not paid_out:
        raise WrongStage(loan.number, status_of(session, loan, None, on), ("berjalan",))
    if granted is None:
        newest = lending.granted_schedule(session, loan.number, date.max)
        raise PaidBeforeDisbursement(loan.number, on, newest.terms.start if newest else on)
    return granted, lending.installments_of(session, loan.number, granted.version)
