"""Paying a loan off early, and what a product has of fines and small remainders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.loans import check_running, get_loan, running_schedule
from upk_ledger.actions.repayment import backdated, loan_meant, payment_posting, receipt_of
from upk_ledger.core.allocation import Allocation
from upk_ledger.core.errors.loans import PaidBeforeDisbursement, PaymentNotPositive, PaysTooMuch, WrongStage
from upk_ledger.core.errors.payoff import (
    FineNegative,
    NoFine,
    NothingToWaive,
    PaidOffEarly,
    PayoffTooEarly,
    WaiverUndecided,
)
from upk_ledger.core.lending import PAID_OFF, GrantedSchedule, Loan, ScheduleBasis
from upk_ledger.core.member_split import split_by_dues
from upk_ledger.core.payoff import PayoffQuote, PayoffRequest, ended, fine_due, service_left
from upk_ledger.core.repayments import Beside, Repayment, RepaymentReceipt
from upk_ledger.core.schedules import Installment
from upk_ledger.store import lending, schedules
from upk_ledger.store.accounts import money_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.kept import deposit_of
from upk_ledger.store.members import member_debts
from upk_ledger.store.posting import check_open, earlier_posting, entry_at, post_many, request_digest
from upk_ledger.store.products import product_of
from upk_ledger.store.repayments import newest_movement, paid_on
from upk_ledger.store.rescheduling import standing_of
from upk_ledger.store.schedules import schedule_of
from upk_ledger.store.session import ReadSession, WriteSession


def payoff_quote(desk: Desk, number: str, on: date) -> PayoffQuote:
    """What a running loan costs to be paid off on a day. Raises `UnknownLoan`, `WrongStage`, `LoanWrittenOff`."""
    with desk.read() as session:
        return _quote(session, get_loan(session, number), on)


def _quote(session: ReadSession, loan: Loan, on: date, *, waive: bool = False) -> PayoffQuote:
    """The quote; by all that is recorded, as a payment of that day would be split."""
    check_running(session, loan)
    granted, rows = running_schedule(session, loan, on)
    if on < granted.terms.start:
        raise PaidBeforeDisbursement(loan.number, on, granted.terms.start)
    paid = paid_on(session, loan.number)
    left, product = service_left(rows, paid, on), product_of(session, loan)
    way = "berjalan" if waive else product.payoff_service
    return PayoffQuote(
        loan.number,
        loan.group,
        loan.group_name,
        on,
        way,
        principal=sum(row.principal for row in rows) - paid[0],
        service=left,
        waived=left.later if way == "berjalan" else 0,
        fine=fine_due(rows, paid, on, granted.terms, product.fine_percent, product.tolerance_days),
        deposit=max(0, min(deposit_of(session, loan.number, day) for day in (on, date.max))),
    )


def cheaper_payoff(session: ReadSession, loan: Loan, on: date) -> int | None:
    """What pays a loan off early that day (sen) where its product waives service then; else None."""
    if product_of(session, loan).payoff_service != "berjalan":
        return None
    try:
        quote = _quote(session, loan, on)
    except WrongStage:  # nothing is owed any more
        return None
    return quote.total if quote.waived else None


def pay_off(desk: Desk, request: PayoffRequest) -> tuple[RepaymentReceipt, PayoffQuote | None]:
    """Pay a loan off: all principal, the service that is charged, a fine, less the titipan there is.

    Where later service is waived the loan's schedule ends that day. Raises the errors of finding a loan and of
    `payoff_quote`, `WaiverUndecided`, `NothingToWaive`, `PayoffTooEarly`, `MonthClosed`, `KeyUsed`. A repeated request
    answers with the first voucher and no quote.
    """
    on = request.on
    with desk.write() as session:
        asked = Repayment(request.loan, 0, on, request.account, receipt=request.receipt, key=request.key)
        loan = loan_meant(session, asked)
        account = money_account(session, request.account)
        decision = (request.decision or "").strip()
        content = request_digest(
            "pelunasan", loan.number, on.isoformat(), account.code, request.waive, decision
        )
        earlier = earlier_posting(session, request.key, request.receipt, content)
        if earlier is not None:
            return receipt_of(session, earlier), None
        check_open(session, on)
        by_product = product_of(session, loan).payoff_service == "berjalan"
        if request.waive and not by_product and not decision:
            raise WaiverUndecided(loan.number)
        quote = _quote(session, loan, on, waive=request.waive)
        if (request.waive or decision) and not quote.waived:
            raise NothingToWaive(loan.number)
        if not quote.total:
            raise PaymentNotPositive(0)
        if quote.waived:
            _check_day(session, loan, on)
        debts = member_debts(session, loan.number)
        members = split_by_dues(debts, quote.principal, quote.charged) if debts else ()
        paid = replace(
            asked,
            amount=quote.principal + quote.charged,
            description=f"Pelunasan {loan.group_name} ({loan.number})",
        )
        posting = payment_posting(
            session,
            paid,
            loan,
            account.code,
            Allocation(quote.principal, quote.charged, 0),
            content,
            members,
            Beside(quote.fine, quote.from_deposit),
        )
        posted = post_many(session, [backdated(session, posting, loan)])[0]
        if quote.waived:
            end_schedule(session, loan, on, None if by_product else decision)
        return receipt_of(session, posted, posting.members), quote


def _check_day(session: ReadSession, loan: Loan, on: date) -> None:
    """Service can be waived from a day on after which nothing happened to the loan yet."""
    first = first_day(session, loan, on)
    if on < first:
        raise PayoffTooEarly(loan.number, on, first)


def first_day(session: ReadSession, loan: Loan, on: date) -> date:
    """The first day on which a loan's schedule can end early."""
    newest = schedules.granted_schedule(session, loan.number, date.max)
    return max(newest.valid_from if newest else on, newest_movement(session, loan.number) or on)


def end_schedule(session: WriteSession, loan: Loan, on: date, decision: str | None = None) -> None:
    """The loan's next schedule version, behind the payment that paid it off: what is unpaid of service is not owed."""
    granted = schedules.granted_schedule(session, loan.number, date.max)
    if granted is None:
        raise LookupError(loan.number)
    standing = standing_of(session, loan.number, granted.version, session.head().number + 1)
    schedules.add_schedule(
        session,
        loan,
        granted.terms,
        ended(standing, on),
        lending.shares_of(session, granted.record),
        valid_from=on,
        order=granted.order,
        basis=ScheduleBasis(PAID_OFF, decision=decision),
    )


def resume_schedule(session: WriteSession, number: str, version: int, on: date, words: str) -> None:
    """Put the schedule back in force that ended with version `version`, because the payoff was taken back."""
    before, made = schedule_of(session, number, version - 1)
    schedules.add_schedule(
        session,
        get_loan(session, number),
        before.terms,
        made,
        lending.shares_of(session, before.record),
        valid_from=on,
        order=before.order,
        basis=before.basis,
        words=words,
    )


def check_not_ended(session: ReadSession, granted: GrantedSchedule) -> None:
    """Raise `PaidOffEarly` where a schedule ended with an early payoff: nothing new rests on it."""
    if granted.basis.kind == PAID_OFF:
        raise PaidOffEarly(granted.loan, entry_at(session, granted.record - 1).voucher)


def by_habits(
    session: ReadSession,
    repayment: Repayment,
    loan: Loan,
    granted: GrantedSchedule,
    rows: Sequence[Installment],
    paid: tuple[int, int],
    parts: Allocation,
    beside: Beside,
) -> tuple[Allocation, Beside]:
    """A payment's parts, with the fine and the small remainder that the loan's product has."""
    product = product_of(session, loan)
    fine = repayment.fine
    if fine and not product.fine_percent:
        raise NoFine(loan.number)
    if fine == "hitung":
        fine = fine_due(rows, paid, repayment.on, granted.terms, product.fine_percent, product.tolerance_days)
    if fine < 0:
        raise FineNegative(fine)
    beside = beside._replace(fine=fine)
    principal = sum(row.principal for row in rows) - paid[0] - parts.principal
    service = max(0, sum(row.service for row in rows) - paid[1] - parts.service)
    if not 0 < principal + service <= product.small_remainder or parts.excess:
        return parts, beside
    # Service is given up on the schedule, which then ends with this payment.
    if service and (granted.basis.kind == PAID_OFF or repayment.on < first_day(session, loan, repayment.on)):
        return parts, beside
    left = replace(parts, principal=parts.principal + principal)
    return left, beside._replace(remainder=principal, waived=service)


def small_excess(session: ReadSession, repayment: Repayment, loan: Loan, error: PaysTooMuch) -> int:
    """What a payment brings beyond the payoff (sen), if it is so little that the loan's product takes it in; else 0."""
    excess = repayment.amount - error.payoff
    if repayment.principal is not None or repayment.service is not None or not error.payoff:
        return 0
    return excess if 0 < excess <= product_of(session, loan).small_remainder else 0
