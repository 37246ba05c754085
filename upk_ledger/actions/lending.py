"""From application to money in hand: apply, examine, decide, disburse."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.eligibility import as_registered, breaches_of, check_present, member_shares
from upk_ledger.actions.loan_files import add_papers, file_of
from upk_ledger.actions.loans import get_loan, status_of
from upk_ledger.actions.suspension import suspended_lending
from upk_ledger.core.decisions import decide_members
from upk_ledger.core.entries import LOAN_FUND, JournalEntry, JournalLine
from upk_ledger.core.errors.decisions import ApproverRelated
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
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.savings import FeeAboveLoan, SavingsAboveLoan
from upk_ledger.core.lending import Loan, LoanApplication, MemberDecision, Share
from upk_ledger.core.loan_answers import Disbursement
from upk_ledger.core.loan_files import lacking
from upk_ledger.core.member_split import first_debts
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.savings import NOTHING_WITHHELD, Withheld, by_shares, held_back
from upk_ledger.core.schedules import LoanTerms, group_schedule
from upk_ledger.store import lending, schedules
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.decisions import add_member_decisions
from upk_ledger.store.desk import Desk
from upk_ledger.store.due_rules import due_rule_of, holidays_known
from upk_ledger.store.loan_funds import set_loan_fund
from upk_ledger.store.movements import LoanMovement
from upk_ledger.store.offices import rulebook_at
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import Posting, check_open, post_many
from upk_ledger.store.products import product_of
from upk_ledger.store.records import actor_of
from upk_ledger.store.relations import related_officers
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
    `UnknownGroup`, `UnknownMember`, `UnknownPaper`, `LoanExists`, `BeforeBookStart`, and what is wrong with terms and
    shares.
    """
    terms = application.terms
    with desk.write() as session:
        if application.origin == "aplikasi" and terms.start < desk.office.start:
            raise BeforeBookStart(terms.start, desk.office.start)
        made = as_registered(session, application)
        group_schedule(terms, made.shares, made.mode)
        number = made.number or lending.next_loan_number(session, terms.start.year)
        if lending.find_loan_row(session, number) is not None:
            raise LoanExists(number)
        broken = tuple(
            (breach.rule, f"{number} {breach.member or ''}".rstrip(), breach.recorded)
            for breach in breaches_of(session, made)
        )
        imported = (("impor", number, made.origin),) if made.origin != "aplikasi" else ()
        lending.add_application(session, number, made, rulebook_at(session, terms.start)[0], imported)
        add_papers(session, number, made.papers)
        if broken:
            session.append("pengecualian", [number], reason.strip(), broken)
    return number


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
    refused: Sequence[tuple[str, str]] = (),
    decision: str | None = None,
    reason: str = "",
    codes: Sequence[str] = (),
) -> str:
    """Record the decision: grant (all, or less with the shares anew), refuse or postpone with a reason.

    `refused` are members (code and reason) who get nothing of a loan that is granted: their shares fall away.

    A decision may be changed as long as the money is not paid out. That, and one person deciding alone (`approve`),
    above all who applied too, stands on the exception list (domain reference section 1). Raises
    `WrongStage`, `DecisionAboveApplication`, `SharesNeeded`, `EmptyField` without a reason for a refusal,
    `ApproverRelated`, and what is wrong with the decision on a member (`decide_members`).
    """
    if outcome not in OUTCOMES:
        raise UnknownTerm("keputusan", outcome, OUTCOMES)
    if outcome != "disetujui" and not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        loan = get_loan(session, number)
        before = _check_stage(session, loan, on, (*DECIDABLE, *DECIDED))
        if desk.actor in related_officers(session, loan.group):
            raise ApproverRelated(desk.actor, loan.group)
        granted = loan.terms.principal
        members: tuple[MemberDecision, ...] = ()
        if outcome == "disetujui":
            granted, members = _granted(session, loan, principal, shares, refused)
        decided = _decided_shares(members) if shares or refused else ()
        noted = list(approve(session, "putusan", loan.number, codes, on, group=loan.group))
        if noted and actor_of(session, loan.record) == desk.actor:
            noted = [("satu-orang", loan.number, desk.actor)]
        if before in DECIDED:
            noted.append(("putusan-diubah", loan.number, f"{before} {outcome}"))
        if outcome == "disetujui":
            noted += suspended_lending(session, loan.number, on, decision)
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
        add_member_decisions(session, loan, members)
        return loan.number


def _granted(
    session: ReadSession,
    loan: Loan,
    principal: int | None,
    shares: Sequence[Share],
    refused: Sequence[tuple[str, str]],
) -> tuple[int, tuple[MemberDecision, ...]]:
    """What a grant amounts to, and what it says of each member; the sums are those of the schedule to come."""
    wanted = loan.terms.principal
    if principal is not None and principal > wanted:
        raise DecisionAboveApplication(loan.number, wanted, principal)
    asked = lending.shares_of(session, loan.record)
    given = member_shares(session, loan.group, shares)
    names = member_shares(session, loan.group, [Share(member, 1) for member, _ in refused])
    turned_down = [(one.member, reason) for one, (_, reason) in zip(names, refused, strict=True)]
    if asked and not given and not turned_down and principal not in {None, wanted}:
        raise SharesNeeded(loan.number)
    members = decide_members(loan.number, asked, given, turned_down)
    decided = _decided_shares(members)
    total = sum(share.principal for share in decided) if members else wanted
    granted = total if principal is None else principal
    if granted <= 0:
        raise PrincipalNotPositive(granted)
    if granted > wanted:
        raise DecisionAboveApplication(loan.number, wanted, granted)
    group_schedule(replace(loan.terms, principal=granted), decided, loan.mode)
    return granted, members


def _decided_shares(members: Sequence[MemberDecision]) -> tuple[Share, ...]:
    """The shares of those who get something."""
    return tuple(Share(one.member, one.granted) for one in members if one.granted)


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
    reason: str = "",
    savings: int | None = None,
    fee: int | None = None,
    fund: str | None = None,
) -> Disbursement:
    """Pay a granted loan out: its schedule starts on that day; `fund` is the partner's that it is lent from.

    `savings` (sen) are held back for joint liability, a `fee` (sen) is kept; unsaid as much as the loan's product has
    them. Raises `WrongStage`, `BeforeEarlierStep`, `MonthClosed`, `MemberLeft` for the share of who left meanwhile,
    `SavingsAboveLoan`, `FeeAboveLoan`, `UnknownFund`, `PartnerFundClosed`.

    Papers that have to be there and are not stop no loan, nor does suspended lending or a fund of which less is there:
    they stand on the exception list with `reason`.
    """
    with desk.write() as session:
        loan = get_loan(session, number)
        check_open(session, on)
        _check_stage(session, loan, on, ("disetujui", "siap-cair"))
        stage = lending.newest_stage(session, loan.number, date.max)
        principal = stage[2] if stage else loan.terms.principal
        shares = (lending.shares_of(session, stage[3]) if stage else ()) or lending.shares_of(
            session, loan.record
        )
        check_present(session, loan.group, shares)
        due_rule = due_rule_of(session, loan, on)
        terms = replace(loan.terms, principal=principal, start=on, due_rule=due_rule)
        noted = suspended_lending(session, loan.number, on, lending.decision_of(session, loan.number))
        withheld = _withheld(session, loan, principal, shares, savings, fee)
        noted += _lend_from(session, loan, fund, principal)
        paid = pay_out(
            session,
            loan,
            terms,
            shares,
            account=account,
            receipt=receipt,
            description=description,
            withheld=withheld,
        )
        missing = ", ".join(paper.code for paper in lacking(file_of(session, loan)))
        if missing:
            noted.append(("berkas-kurang", loan.number, missing))
        if noted:
            session.append("pengecualian", [loan.number], reason.strip(), noted)
        return paid


def _lend_from(
    session: WriteSession, loan: Loan, fund: str | None, principal: int
) -> list[tuple[str, str, str]]:
    """Set the fund that a loan is lent from; more than is free of a partner's goes on the exception list."""
    if fund is None:
        set_loan_fund(session, loan.number, LOAN_FUND)
        return []
    from upk_ledger.actions.partners import lendable  # most loans are of the office's own fund

    partner, free = lendable(session, fund)
    set_loan_fund(session, loan.number, partner)
    if principal <= free:
        return []
    return [("dana-mitra-kurang", loan.number, f"{principal // RUPIAH} {free // RUPIAH} {partner}")]


def _withheld(
    session: ReadSession,
    loan: Loan,
    principal: int,
    shares: Sequence[Share],
    savings: int | None,
    fee: int | None,
) -> Withheld:
    """What is held back of a loan: as told, else as its product has it."""
    if loan.product is not None and None in {savings, fee}:
        product = product_of(session, loan)
        savings = held_back(principal, product.savings_percent) if savings is None else savings
        fee = held_back(principal, product.fee_percent) if fee is None else fee
    savings, fee = savings or 0, fee or 0
    if not 0 <= savings < principal:
        raise SavingsAboveLoan(loan.number, principal, savings)
    if not 0 <= fee < principal - savings:
        raise FeeAboveLoan(loan.number, principal, fee, savings)
    return Withheld(by_shares(savings, shares), fee)


def pay_out(
    session: WriteSession,
    loan: Loan,
    terms: LoanTerms,
    shares: Sequence[Share],
    *,
    account: str | None,
    receipt: str | None = None,
    description: str = "",
    withheld: Withheld = NOTHING_WITHHELD,
) -> Disbursement:
    """Record the schedule that `terms` make and post the money's leaving, on the terms' start, less `withheld`."""
    money = money_account(session, account)
    holidays = holidays_known(session) if terms.due_rule else ()
    schedule = group_schedule(terms, shares, loan.mode, holidays)
    order = rules_at(session, terms.start).order if loan.product is None else product_of(session, loan).order
    schedules.add_schedule(session, loan, terms, schedule, shares, valid_from=terms.start, order=order)
    posting = disbursement_posting(
        session, loan, terms, money.code, receipt=receipt, description=description, withheld=withheld
    )
    posted = post_many(session, [posting])[0]
    return Disbursement(
        posted.voucher, loan.number, loan.group, terms.start, terms.principal, schedule.rows, money.code,
        posted.record, posted.digest, withheld.savings, withheld.fee,
    )  # fmt: skip


def disbursement_posting(
    session: ReadSession,
    loan: Loan,
    terms: LoanTerms,
    money: str,
    *,
    receipt: str | None = None,
    description: str = "",
    withheld: Withheld = NOTHING_WITHHELD,
) -> Posting:
    """The entry that books a loan's money leaving the account `money`, with what it means for the loan.

    What is withheld of it stays: as savings of the group and its members, and as the office's income.
    """
    parts = [("tabungan", *part) for part in withheld.saved]
    parts += [("pendapatan-kredit", None, withheld.fee)] if withheld.fee else []
    kept = withheld.savings + withheld.fee
    lent_on = the_account(session, "pinjaman").code
    entry = JournalEntry(
        date=terms.start,
        kind="pencairan",
        lines=(
            JournalLine(lent_on, debit=terms.principal, group=loan.group, loan=loan.number),
            JournalLine(money, credit=terms.principal - kept, group=loan.group, loan=loan.number),
            *(
                JournalLine(
                    the_account(session, role).code,
                    credit=sen,
                    group=loan.group,
                    member=member,
                    loan=loan.number,
                )
                for role, member, sen in parts
            ),
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
