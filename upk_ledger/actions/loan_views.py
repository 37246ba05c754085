"""Loans as they are shown: one with its position, all of them, a schedule with the members' parts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.loans import get_loan, status_of
from upk_ledger.core.eligibility import capacity, monthly_burdens
from upk_ledger.core.lending import PAID_OFF, GrantedSchedule, Loan, LoanAt, Share
from upk_ledger.core.loan_answers import Burden, LoanView
from upk_ledger.core.member_split import MemberDebt, MemberRows, MemberStanding, standing
from upk_ledger.core.schedules import GroupSchedule, LoanTerms, group_schedule
from upk_ledger.store import lending, schedules
from upk_ledger.store.claims import claims_at
from upk_ledger.store.decisions import member_decisions
from upk_ledger.store.desk import Desk
from upk_ledger.store.due_rules import due_rule_of, holidays_known
from upk_ledger.store.kept import deposit_of
from upk_ledger.store.members import member_debts
from upk_ledger.store.people import find_group, names_of
from upk_ledger.store.positions import positions
from upk_ledger.store.products import product_of
from upk_ledger.store.records import text_of
from upk_ledger.store.rescheduling import newest_rescheduling_of
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession


def view_loan(desk: Desk, number: str, as_of: date) -> LoanView:
    """A loan and its position at the end of a day."""
    with desk.read() as session:
        loan = get_loan(session, number)
        found = positions(session, as_of, rules_at(session, as_of).collectibility, loan.number)
        at = found[0] if found else None
        granted = schedules.granted_schedule(session, loan.number, as_of)
        stage = lending.newest_stage(session, loan.number, as_of)
        principal = at.principal if at else stage[2] if stage and stage[2] else loan.terms.principal
        shares = _shares(session, loan, granted, stage[3] if stage else None)
        debts = member_debts(session, loan.number, as_of) if at else ()
        if granted:
            usual = _usual_rows(session, granted)
        else:
            usual = group_schedule(replace(loan.terms, principal=principal), shares, loan.mode).members
        return LoanView(
            loan=_as_granted(loan, granted),
            as_of=as_of,
            status=status_of(session, loan, at, as_of),
            principal=principal,
            shares=shares,
            burdens=_burdens(session, _as_granted(loan, granted), usual),
            purpose=text_of(session, loan.record),
            at=at,
            deposit=deposit_of(session, loan.number, as_of),
            claim=claims_at(session, as_of, loan.number).get(loan.number),
            product=None if loan.product is None else product_of(session, loan).code,
            fund=session.loan_funds.get(loan.number) if at else None,
            decisions=member_decisions(
                session, loan.number, stage[3], lending.shares_of(session, loan.record)
            )
            if stage
            else (),
            members=_standings(session, at, debts, as_of, granted.terms) if at and granted else (),
        )


def _standings(
    session: ReadSession, at: LoanAt, debts: Sequence[MemberDebt], as_of: date, terms: LoanTerms
) -> tuple[MemberStanding, ...]:
    """Where each member of a loan stands at the end of a day, by the rules that the loan goes by."""
    if not debts:
        return ()
    names = names_of(session, at.group)
    rules = rules_at(session, as_of).collectibility
    return tuple(
        MemberStanding(
            debt.member,
            names[at.group, debt.member],
            debt.principal,
            debt.paid_principal,
            debt.paid_service,
            standing(debt, as_of, terms, rules, written_off=bool(at.written_off)),
        )
        for debt in debts
    )


def _as_granted(loan: Loan, granted: GrantedSchedule | None) -> Loan:
    """The loan with the terms in force: those of its newest schedule, once it has one."""
    return replace(loan, terms=granted.terms) if granted else loan


def _burdens(session: ReadSession, loan: Loan, usual: MemberRows) -> tuple[Burden, ...]:
    """What each member who told income and cost can pay, against the largest of the share's `usual` rows."""
    burdens = []
    for item, monthly in monthly_burdens(
        lending.capacities_of(session, loan.number), usual, loan.terms.frequency
    ):
        found = capacity(item.income, item.cost, monthly)
        burdens.append(Burden(item.member, found.amount, monthly, found.installment_percent))
    return tuple(burdens)


def _usual_rows(session: ReadSession, granted: GrantedSchedule) -> MemberRows:
    """The members' rows as the terms in force have them: nothing settled before, carried over or paid off in one.

    What a take-over moved counts; after one on a rescheduling with carried service that goes without its first row.
    """
    version = granted.version - (granted.basis.kind == PAID_OFF)
    base, made = schedules.schedule_of(session, granted.loan, version)
    new = tuple((member, tuple(row for row in own if row.number)) for member, own in made.members)
    if base.basis.carried and new:
        owed = [(member, sum(row.principal for row in own)) for member, own in new]
        terms = replace(base.terms, principal=sum(principal for _, principal in owed))
        return group_schedule(terms, [one for one in owed if one[1]], base.mode).members
    below = newest_rescheduling_of(session, granted.loan) if base.basis.kind == "alih" else None
    if below and schedules.granted_version(session, granted.loan, below.version).basis.carried:
        return tuple((member, own[1:] or own) for member, own in new)
    return new


def _shares(
    session: ReadSession, loan: Loan, granted: GrantedSchedule | None, stage_record: int | None
) -> tuple[Share, ...]:
    for record in (granted.record if granted else None, stage_record, loan.record):
        found = lending.shares_of(session, record) if record else ()
        if found:
            return found
    return ()


def list_loans(
    desk: Desk, as_of: date, group: str | None = None, status: str | None = None
) -> list[LoanView]:
    """The loans applied for by a day, as they stand then, by number; shares, capacities and purposes left out.

    `group` (code or part of the name) and `status` leave out the others. Raises `UnknownGroup`, `AmbiguousGroup`.
    """
    with desk.read() as session:
        code = find_group(session, group).code if group else None
        found = {at.number: at for at in positions(session, as_of, rules_at(session, as_of).collectibility)}
        stages = lending.newest_stages(session, as_of)
        views = []
        for loan in lending.loans_of(session, as_of):
            if code not in {None, loan.group}:
                continue
            at = found.get(loan.number)
            stage = stages.get(loan.number)
            principal = at.principal if at else stage[2] if stage and stage[2] else loan.terms.principal
            stands = at.status if at else stage[0] if stage else "diajukan"
            if status in {None, stands}:
                views.append(LoanView(loan, as_of, stands, principal, (), (), "", at))
        return views


def loan_schedule(desk: Desk, number: str, as_of: date) -> tuple[Loan, GroupSchedule, bool]:
    """A loan's schedule: the granted one, or before that the one its application would have; and whether granted."""
    with desk.read() as session:
        loan = get_loan(session, number)
        granted = schedules.granted_schedule(session, loan.number, as_of)
        if granted is None:
            shares = lending.shares_of(session, loan.record)
            terms = replace(loan.terms, due_rule=due_rule_of(session, loan, loan.terms.start))
            planned = group_schedule(terms, shares, loan.mode, holidays_known(session))
            return replace(loan, terms=terms), planned, False
        rows = schedules.schedule_rows(session, loan.number, granted.version)
        return _as_granted(loan, granted), rows, True
