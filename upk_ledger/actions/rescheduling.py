"""Rescheduling a loan by decision of the BKM, and taking it back: new schedule versions of the same loan."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from upk_ledger.actions.loans import check_running, get_loan, running_schedule
from upk_ledger.actions.payoff import check_not_ended
from upk_ledger.actions.reversal import reverse
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import SharesDoNotAddUp, SharesNeeded
from upk_ledger.core.errors.people import EmptyField, UnknownMember
from upk_ledger.core.errors.rescheduling import NotRescheduled, RescheduledTooEarly, ReschedulePaid
from upk_ledger.core.lending import GrantedSchedule, Loan, ScheduleBasis, Share
from upk_ledger.core.rescheduling import (
    Rescheduled,
    RescheduleRequest,
    newest_rescheduling,
    reschedule,
)
from upk_ledger.store import lending, schedules
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.due_rules import holidays_known
from upk_ledger.store.movements import LoanMovement
from upk_ledger.store.positions import class_on_eve
from upk_ledger.store.posting import PostedEntry, check_open, post
from upk_ledger.store.repayments import newest_movement, standing_payments
from upk_ledger.store.rescheduling import (
    standing_addition,
    standing_of,
    versions_of,
)
from upk_ledger.store.session import ReadSession, WriteSession


def reschedule_loan(desk: Desk, request: RescheduleRequest) -> Rescheduled:
    """Give a running loan a new schedule from a day on, under a decision of the BKM.

    It keeps the class that it had on the eve until it is paid punctually. Raises the errors of `RescheduleRequest`,
    `EmptyField` without decision or reason, `WrongStage`, `LoanWrittenOff`, `PaidOffEarly`, `RescheduledTooEarly`,
    `NoPrincipalLeft`, `MonthClosed`.
    """
    for field, words in (("putusan", request.decision), ("alasan", request.reason)):
        if not words.strip():
            raise EmptyField(field)
    request.check()
    on = request.on
    with desk.write() as session:
        loan = get_loan(session, request.loan)
        check_open(session, on)
        granted = _in_force(session, loan, on)
        shares = _with_added(lending.shares_of(session, granted.record), request, loan)
        terms = replace(
            granted.terms,
            **{
                "grace": 0,
                **request.terms,
                "start": on,
                "principal": granted.terms.principal + request.added,
            },
        )
        standing = standing_of(session, loan.number, granted.version, session.head().number + 1)
        unpaid = standing.unpaid_service(on)
        carried = {} if request.unpaid_service == "dihapus" else unpaid
        made = reschedule(terms, shares, granted.mode, standing, carried, holidays_known(session))
        kept, through = class_on_eve(session, loan.number, on), sum(carried.values())
        basis = ScheduleBasis(request.kind, through, kept, request.decision.strip())
        schedules.add_schedule(
            session,
            loan,
            terms,
            made,
            shares,
            valid_from=on,
            order=granted.order,
            basis=basis,
            words=request.reason,
        )
        posted = _pay_out(session, loan, request) if request.added else None
        return Rescheduled(
            loan.number, granted.version + 1, on, request.kind, made, terms.principal, through,
            sum(unpaid.values()) - through, kept, posted.voucher if posted else None,
        )  # fmt: skip


def _in_force(session: ReadSession, loan: Loan, on: date) -> GrantedSchedule:
    """The schedule in force, of a running loan to which nothing happened after `on`."""
    check_running(session, loan)
    granted, _ = running_schedule(session, loan, date.max)
    check_not_ended(session, granted)
    _check_day(session, granted, on, granted.terms.start + timedelta(1))
    return granted


def _check_day(session: ReadSession, granted: GrantedSchedule, on: date, earliest: date) -> None:
    first = max(earliest, granted.valid_from, newest_movement(session, granted.loan) or earliest)
    if on < first:
        raise RescheduledTooEarly(granted.loan, on, first)


def _with_added(shares: Sequence[Share], request: RescheduleRequest, loan: Loan) -> tuple[Share, ...]:
    """The members' shares, with what each gets on top."""
    if not request.added or not (shares or request.shares):
        return tuple(shares)
    if not request.shares:
        raise SharesNeeded(loan.number)
    total = sum(share.principal for share in request.shares)
    if total != request.added:
        raise SharesDoNotAddUp(request.added, total)
    added = {share.member.casefold(): share.principal for share in request.shares}
    known = {share.member.casefold() for share in shares}
    for share in request.shares:
        if share.member.casefold() not in known:
            raise UnknownMember(share.member, loan.group, tuple(one.member for one in shares))
    return tuple(
        share._replace(principal=share.principal + added.get(share.member.casefold(), 0)) for share in shares
    )


def _pay_out(session: WriteSession, loan: Loan, request: RescheduleRequest) -> PostedEntry:
    """Book the principal that a penataan adds."""
    lent_on, till = the_account(session, "pinjaman").code, money_account(session, request.account).code
    entry = JournalEntry(
        request.on,
        "penataan",
        (
            JournalLine(lent_on, debit=request.added, group=loan.group, loan=loan.number),
            JournalLine(till, credit=request.added, group=loan.group, loan=loan.number),
        ),
        f"Tambahan pinjaman {loan.group_name} ({loan.number}), putusan {request.decision.strip()}",
    )
    return post(session, entry, (LoanMovement(loan.number, request.on, disbursed=request.added),))


def undo_rescheduling(
    desk: Desk, number: str, reason: str, on: date, codes: Sequence[str] = ()
) -> Rescheduled:
    """Put the schedule back in force that was rescheduled; principal that was added comes back, if need be by `codes`.

    Raises `EmptyField`, `NotRescheduled`, `ReschedulePaid` while payments on the new schedule stand,
    `RescheduledTooEarly`, `MonthClosed`.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        loan = get_loan(session, number)
        check_open(session, on)
        granted = schedules.granted_schedule(session, loan.number, date.max)
        stack = versions_of(session, date.max, loan.number).get(loan.number, [])
        undone = newest_rescheduling(stack)
        if granted is None or undone is None or not _on_top(session, granted, undone.version):
            raise NotRescheduled(loan.number)
        vouchers = standing_payments(session, loan.number, undone.record)
        if vouchers:
            raise ReschedulePaid(loan.number, vouchers)
        _check_day(session, granted, on, granted.valid_from)
        before, made = schedules.schedule_of(session, loan.number, stack[stack.index(undone) - 1].version)
        shares = lending.shares_of(session, before.record)
        schedules.add_schedule(
            session,
            loan,
            before.terms,
            made,
            shares,
            valid_from=on,
            order=before.order,
            basis=before.basis,
            words=reason,
        )
        added = standing_addition(session, loan.number, undone.record)
        back = reverse(desk, added, reason, on, only=("penataan",), codes=codes) if added else None
        return Rescheduled(
            loan.number, granted.version + 1, on, undone.kind, made, before.terms.principal,
            voucher=back.voucher if back else None,
        )  # fmt: skip


def _on_top(session: ReadSession, granted: GrantedSchedule, version: int) -> bool:
    """Whether the newest schedule is that of a rescheduling: shares taken over since were all given back."""
    newest = granted.version if granted.basis.kind == "alih" else version
    old, new = (schedules.schedule_rows(session, granted.loan, each) for each in (version, newest))
    return old == new
