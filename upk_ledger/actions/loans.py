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
from upk_ledger.core.errors.write_offs import LoanWrittenOff
from upk_ledger.core.lending import RUNNING, GrantedSchedule, Loan, LoanAt
from upk_ledger.core.schedules import Installment
from upk_ledger.store import lending, schedules
from upk_ledger.store.people import find_group
from upk_ledger.store.positions import positions
from upk_ledger.store.repayments import lent_out
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
    return tuple(get_close_matches(number.upper(), lending.loan_numbers(session), _MOST_NEAR, 0.6))


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
    found = [
        at
        for number in lending.granted_to(session, group.code)
        for at in positions(session, date.max, None, number)
    ]
    running = [at.number for at in found if at.status in RUNNING]
    if not running:
        claimed = tuple(at.number for at in found if at.status == "hapus-buku")
        raise NoRunningLoan(group.code, group.name, claimed)
    if len(running) > 1:
        raise SeveralRunningLoans(group.code, group.name, tuple(running))
    return get_loan(session, running[0])


def status_of(session: ReadSession, loan: Loan, at: LoanAt | None, as_of: date) -> str:
    """Where the loan stands at a date, in the contract's words."""
    if at is not None:
        return at.status
    stage = lending.newest_stage(session, loan.number, as_of)
    return "diajukan" if stage is None else stage[0]


def check_running(session: ReadSession, loan: Loan) -> None:
    """Raise `WrongStage` for a loan that does not run by all that is recorded, `LoanWrittenOff` for a written-off one.

    What a written-off loan owes all the same is a payment undone: nothing new is agreed about it.
    """
    at = positions(session, date.max, None, loan.number)
    status = status_of(session, loan, at[0] if at else None, date.max)
    if status not in RUNNING:
        raise WrongStage(loan.number, status, RUNNING)
    from upk_ledger.store.claims import claim_now  # a payment does without

    claim = claim_now(session, loan.number)
    if claim is not None:
        raise LoanWrittenOff(loan.number, claim.on, claim.vouchers)


def running_schedule(
    session: ReadSession, loan: Loan, on: date
) -> tuple[GrantedSchedule, tuple[Installment, ...]]:
    """The schedule that a payment of a day settles; `WrongStage` before the loan was paid out."""
    granted = schedules.schedule_to_pay(session, loan.number, max(on, session.desk.office.start))
    if not lent_out(session, loan.number):
        raise WrongStage(loan.number, status_of(session, loan, None, on), RUNNING)
    if granted is None:
        newest = schedules.granted_schedule(session, loan.number, date.max)
        raise PaidBeforeDisbursement(loan.number, on, newest.terms.start if newest else on)
    return granted, schedules.installments_of(session, loan.number, granted.version)
