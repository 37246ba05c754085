"""From application to money in hand: apply, examine, decide, disburse."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.eligibility import breaches_of
from upk_ledger.actions.loans import get_loan, status_of
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.errors.loans import (
    BeforeEarlierStep,
    DecisionAboveApplication,
    LoanExists,
    PrincipalNotPositive,
    SharesNeeded,
    UnknownTerm,
    WrongStage,
)
from upk_ledger.core.errors.people import EmptyField, UnknownMember
from upk_ledger.core.lending import Disbursement, Loan, LoanApplication, Share
from upk_ledger.core.member_split import first_debts
from upk_ledger.core.schedules import LoanTerms, group_schedule
from upk_ledger.store import lending, schedules
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.due_rules import due_rule_at, holidays_known
from upk_ledger.store.movements import LoanMovement
from upk_ledger.store.offices import rulebook_at
from upk_ledger.store.people import find_group, members_of
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import Posting, check_open, post_many
from upk_ledger.store.products import product_of
from upk_ledger.store.records import actor_of
from upk_ledger.store.repayments import newest_movement
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession, WriteSession

DECIDABLE = ("diajukan", "diperiksa", "ditunda")
DECIDED = ("disetujui", "ditolak", "siap-cair")
"""Where a loan stands whose decision may still be changed: no money has left."""

OUTCOMES = ("disetujui", "ditolak", "ditunda")


def apply_for_loan(desk: Desk, application: LoanApplication, reason: str = "") -> str:
    """Record a group's application and answer with the loan's number.

    The terms have to make a schedule, the shares have to add up to the loan. A condition of the rulebook that is not
    met refuses nothing: it stands on the exception list with `reason` (domain reference section 2). Raises
    `UnknownGroup`, `UnknownMember`, `LoanExists`, `BeforeBookStart` and the errors of terms and shares.
    """
    terms = application.terms
    with desk.write() as session:
        if application.origin == "aplikasi" and terms.start < desk.office.start:
            raise BeforeBookStart(terms.start, desk.office.start)
        group = find_group(session, application.group)
        shares = _member_shares(session, group.code, application.shares)
        capacities = tuple(
            capacity._replace(member=member.member)
            for capacity, member in zip(
                application.capacities,
                _member_shares(
                    session, group.code, [Share(item.member, 1) for item in application.capacities]
                ),
                strict=True,
            )
        )
        group_schedule(terms, shares, application.mode)
        number = application.number or lending.next_loan_number(session, terms.start.year)
        if lending.find_loan_row(session, number) is not None:
            raise LoanExists(number)
        made = replace(application, group=group.code, shares=shares, capacities=capacities)
        broken = tuple(
            (breach.rule, f"{number} {breach.member or ''}".rstrip(), f"{breach.found} {breach.wanted}")
            for breach in breaches_of(session, made)
        )
        imported = (("impor", number, made.origin),) if made.origin != "aplikasi" else ()
        lending.add_application(session, number, made, rulebook_at(session, terms.start)[0], imported)
        if broken:
            session.append("pengecualian", [number], reason.strip(), broken)
    return number


def _member_shares(session: ReadSession, group: str, shares: Sequence[Share]) -> tuple[Share, ...]:
    """The shares with each member's code as registered."""
    known = {member.code.casefold(): member.code for member in members_of(session, group)} if shares else {}
    found = []
    for share in shares:
        code = known.get(share.member.casefold())
        if code is None:
            raise UnknownMember(share.member, group, tuple(known.values()))
        found.append(Share(code, share.principal))
    return tuple(found)


def examine_loan(desk: Desk, number: str, on: date, note: str) -> str:
    """Record that an application was examined, with what was found; answers with the loan's number."""
    with desk.write() as session:
        loan = get_loan(session, number)
        _check_stage(session, loan, on, DECIDABLE)
        lending.add_stage(session, loan, "diperiksa", on, loan.terms.principal, words=note)
        return loan.number


def decide_loan(
    desk: Desk,
    number: str,
    outcome: str,
    on: date,
    *,
    principal: int | None = None,
    shares: Sequence[Share] = (),
    decision: str | None = None,
    reason: str = "",
    codes: Sequence[str] = (),
) -> str:
    """Record the decision: grant (all, or less with the shares anew), refuse or postpone with a reason.

    A decision may be changed as long as the money is not paid out. That, and one person deciding alone (`approve`),
    above all who applied too, stands on the exception list (domain reference section 1). Raises
    `WrongStage`, `DecisionAboveApplication`, `SharesNeeded`, `EmptyField` without a reason for a refusal.
    """
    if outcome not in OUTCOMES:
        raise UnknownTerm("keputusan", outcome, OUTCOMES)
    if outcome != "disetujui" and not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        loan = get_loan(session, number)
        before = _check_stage(session, loan, on, (*DECIDABLE, *DECIDED))
        asked = loan.terms.principal
        granted = sum(share.principal for share in shares) if principal is None and shares else principal
        granted = asked if granted is None else granted
        if granted <= 0:
            raise PrincipalNotPositive(granted)
        if granted > asked:
            raise DecisionAboveApplication(loan.number, asked, granted)
        decided = _member_shares(session, loan.group, shares)
        if not decided and granted != asked and lending.shares_of(session, loan.record):
            raise SharesNeeded(loan.number)
        if outcome == "disetujui":
            group_schedule(replace(loan.terms, principal=granted), decided, loan.mode)
        noted = list(approve(session, "putusan", loan.number, codes, on, group=loan.group))
        if noted and actor_of(session, loan.record) == desk.actor:
            noted = [("satu-orang", loan.number, desk.actor)]
        if before in DECIDED:
            noted.append(("putusan-diubah", loan.number, f"{before} {outcome}"))
        lending.add_stage(
            session,
            loan,
            outcome,
            on,
            granted,
            decision=decision,
            shares=decided,
            words=reason,
            exceptions=noted,
        )
        return loan.number


def _check_stage(session: ReadSession, loan: Loan, on: date, wanted: tuple[str, ...]) -> str:
    """Where the loan stands; `WrongStage` or `BeforeEarlierStep` where the next step cannot follow."""
    at = positions(session, date.max, None, loan.number)
    status = status_of(session, loan, at[0] if at else None, date.max)
    if status not in wanted:
        raise WrongStage(loan.number, status, wanted)
    stage = lending.newest_stage(session, loan.number, date.max)
    earlier = stage[1] if stage else loan.terms.start
    # Money that came back is lent anew only after it came back.
    earlier = max(earlier, newest_movement(session, loan.number) or earlier)
    if on < earlier:
        raise BeforeEarlierStep(loan.number, on, earlier)
    return status


def disburse_loan(
    desk: Desk,
    number: str,
    on: date,
    *,
    account: str | None = None,
    receipt: str | None = None,
    description: str = "",
) -> Disbursement:
    """Pay a granted loan out: its schedule starts on that day. Raises `WrongStage`, `MonthClosed`."""
    with desk.write() as session:
        loan = get_loan(session, number)
        check_open(session, on)
        _check_stage(session, loan, on, ("disetujui", "siap-cair"))
        stage = lending.newest_stage(session, loan.number, date.max)
        principal = stage[2] if stage else loan.terms.principal
        shares = (lending.shares_of(session, stage[3]) if stage else ()) or lending.shares_of(
            session, loan.record
        )
        shift = None if loan.product is None else product_of(session, loan).shift
        due_rule = due_rule_at(session, on, loan.terms.frequency, shift)
        terms = replace(loan.terms, principal=principal, start=on, due_rule=due_rule)
        return pay_out(
            session, loan, terms, shares, account=account, receipt=receipt, description=description
        )


def pay_out(
    session: WriteSession,
    loan: Loan,
    terms: LoanTerms,
    shares: Sequence[Share],
    *,
    account: str | None,
    receipt: str | None = None,
    description: str = "",
) -> Disbursement:
    """Record the schedule that `terms` make and post the money's leaving, on the terms' start."""
    money = money_account(session, account)
    holidays = holidays_known(session) if terms.due_rule else ()
    schedule = group_schedule(terms, shares, loan.mode, holidays)
    order = rules_at(session, terms.start).order if loan.product is None else product_of(session, loan).order
    schedules.add_schedule(session, loan, terms, schedule, shares, valid_from=terms.start, order=order)
    posting = disbursement_posting(session, loan, terms, money.code, receipt=receipt, description=description)
    posted = post_many(session, [posting])[0]
    return Disbursement(
        posted.voucher, loan.number, loan.group, terms.start, terms.principal, schedule.rows, money.code,
        posted.record, posted.digest,
    )  # fmt: skip


def disbursement_posting(
    session: ReadSession,
    loan: Loan,
    terms: LoanTerms,
    money: str,
    *,
    receipt: str | None = None,
    description: str = "",
) -> Posting:
    """The entry that books a loan's money leaving the account `money`, with what it means for the loan."""
    lent_on = the_account(session, "pinjaman").code
    entry = JournalEntry(
        date=terms.start,
        kind="pencairan",
        lines=(
            JournalLine(lent_on, debit=terms.principal, group=loan.group, loan=loan.number),
            JournalLine(money, credit=terms.principal, group=loan.group, loan=loan.number),
        ),
        description=description or f"Pencairan pinjaman {loan.group_name} ({loan.number})",
        receipt=receipt,
    )
    return Posting(entry, (LoanMovement(loan.number, terms.start, disbursed=terms.principal),))


def take_over_loan(
    session: WriteSession, loan: Loan, shares: Sequence[Share], paid_principal: int, paid_service: int
) -> None:
    """Put a loan on the books that was running when the book began: its schedule from the day it was paid out.

    It posts nothing; what was paid counts on the day before the start (contract section 6, `pinjaman_awal`).
    """
    eve = session.closed_through
    schedule = group_schedule(loan.terms, shares, loan.mode)
    members = first_debts(schedule.members, paid_principal, paid_service)
    order = rules_at(session, session.desk.office.start).order
    schedules.add_schedule(
        session,
        loan,
        loan.terms,
        schedule,
        shares,
        valid_from=eve,
        order=order,
        paid_before=(paid_principal, paid_service),
        members_before=[
            (debt.member, debt.paid_principal, debt.paid_service)
            for debt in members
            if debt.paid_principal or debt.paid_service
        ],
    )
