"""Which loan is meant, where it stands, and the schedule that a payment settles."""

from datetime import date
from difflib import get_close_matches

from upk_ledger.core.errors.loans import (
    NoRunningLoan,
    PaidBeforeDisbursement,
    SeveralRunningLoans,
    UnknownLoan,
    WrongStage,
)
from upk_ledger.core.errors.people import UnknownGroup
from upk_ledger.core.lending import GrantedSchedule, Loan, LoanAt
from upk_ledger.core.schedules import Installment
from upk_ledger.store import lending
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


def status_of(session: ReadSession, loan: Loan, at: LoanAt | None, as_of: date) -> str:
    """Where the loan stands at a date, in the contract's words."""
    if at is not None:
        return at.status
    stage = lending.newest_stage(session, loan.number, as_of)
    return "diajukan" if stage is None else stage[0]


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
