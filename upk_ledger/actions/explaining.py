"""Explaining what a loan's schedule and position say: an installment, arrears, a class."""

from dataclasses import dataclass
from datetime import date

from upk_ledger.actions.loans import get_loan, status_of
from upk_ledger.core.collectibility import required_allowance
from upk_ledger.core.errors.explaining import NoSuchInstallment, NothingOutstanding
from upk_ledger.core.errors.loans import WrongStage
from upk_ledger.core.explaining import (
    Explanation,
    Kept,
    Step,
    arrears_steps,
    class_steps,
    installment_steps,
    member_parts,
)
from upk_ledger.core.lending import PAID_OFF, RUNNING, GrantedSchedule, Loan, LoanAt
from upk_ledger.core.money import Rupiah
from upk_ledger.core.products import Product
from upk_ledger.core.rescheduling import newest_rescheduling
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.schedules import GroupSchedule, Installment, group_schedule
from upk_ledger.store import lending, schedules
from upk_ledger.store.desk import Desk
from upk_ledger.store.due_rules import due_rule_of, holidays_known
from upk_ledger.store.positions import positions
from upk_ledger.store.products import product_of
from upk_ledger.store.rescheduling import punctual_streaks, versions_of
from upk_ledger.store.rules import rules_at, rules_named
from upk_ledger.store.schedules import schedule_of
from upk_ledger.store.session import ReadSession

INSTALLMENT, ARREARS, CLASS = "angsuran", "tunggakan", "kelas"


@dataclass(frozen=True, slots=True)
class Explained:
    """A loan's explanations at a day."""

    loan: Loan
    as_of: date
    parts: tuple[Explanation, ...]


def explain_loan(
    desk: Desk, number: str, as_of: date, *, installment: int | None = None, of: tuple[str, ...] = ()
) -> Explained:
    """Explain an installment, the arrears, the class (`of` names the last two) of a loan at the end of a day.

    Asked for nothing in particular all of them, with the oldest unpaid installment, as far as the loan has them.
    Raises `UnknownLoan`, `NoSuchInstallment`, `WrongStage` for arrears before it was paid out, `NothingOutstanding`.
    """
    with desk.read() as session:
        loan = get_loan(session, number)
        rules = rules_at(session, as_of)
        found = positions(session, as_of, rules.collectibility, loan.number)
        at = found[0] if found else None
        every = installment is None and not of
        parts = []
        if installment is not None or every:
            parts.append(_installment(session, loan, at, as_of, installment))
        if at is None and of:
            raise WrongStage(loan.number, status_of(session, loan, None, as_of), RUNNING)
        if at is not None:
            if ARREARS in of or every:
                parts.append(_arrears(session, at, as_of, rules))
            if at.position.class_ is None and CLASS in of:
                raise NothingOutstanding(loan.number, at.status)
            if at.position.class_ is not None and (CLASS in of or every):
                parts.append(_class(session, loan, at, as_of, rules))
        return Explained(loan, as_of, tuple(parts))


def _installment(
    session: ReadSession, loan: Loan, at: LoanAt | None, as_of: date, number: int | None
) -> Explanation:
    """An installment of the schedule in force, or of the one that the application would have."""
    granted = schedules.granted_schedule(session, loan.number, as_of)
    rules, product = rules_named(session, loan.rulebook), product_of(session, loan)
    if granted is None:
        terms, mode = loan.terms, loan.mode
        shares = lending.shares_of(session, loan.record)
        due_rule = due_rule_of(session, loan, terms.start)
        made = current = group_schedule(terms, shares, mode, holidays_known(session) if due_rule else ())
        basis = "pengajuan"
    else:
        base = _base(session, granted, as_of)
        base, made = schedule_of(session, loan.number, base.version)
        current = (
            made if base.version == granted.version else schedule_of(session, loan.number, granted.version)[1]
        )
        terms, mode, basis = base.terms, base.mode, base.basis.kind
    row = _row(loan, current, at, number)
    steps = _rules_used(rules, product, ("pinjaman.",), loan)
    if row.number == 0:
        steps += (
            Step(
                "baris-terbayar",
                {"due_date": row.due, "principal": Rupiah(row.principal), "service": Rupiah(row.service)},
            ),
        )
    elif granted is not None and granted.basis.kind == PAID_OFF and row not in made.rows:
        steps += (
            Step(
                "lunas-lebih-awal",
                {
                    "date": granted.valid_from,
                    "principal": Rupiah(row.principal),
                    "service": Rupiah(row.service),
                },
            ),
        )
    else:
        steps += installment_steps(terms, made, mode, row.number, basis)
        parts = member_parts(current, row.number)
        if granted is not None and parts != member_parts(made, row.number):
            steps += (Step("diambil-alih", {"date": granted.valid_from, "members": parts}),)
    figures = {
        "number": row.number,
        "due_date": row.due,
        "principal": Rupiah(row.principal),
        "service": Rupiah(row.service),
        "total": Rupiah(row.total),
    }
    return Explanation(INSTALLMENT, figures, steps)


def _base(session: ReadSession, granted: GrantedSchedule, as_of: date) -> GrantedSchedule:
    """The version whose terms made the rows in force: below shares taken over since and an early payoff."""
    stack = versions_of(session, as_of, granted.loan).get(granted.loan, [])
    own = [version for version in stack if version.kind not in {"alih", PAID_OFF}]
    return schedules.granted_version(session, granted.loan, own[-1].version) if own else granted


def _row(loan: Loan, made: GroupSchedule, at: LoanAt | None, number: int | None) -> Installment:
    """The installment of this number; unsaid the oldest that is not fully paid, or the last one."""
    if number is not None:
        row = next((row for row in made.rows if row.number == number), None)
        if row is None:
            raise NoSuchInstallment(loan.number, number, made.rows[-1].number)
        return row
    paid = (at.paid_principal, at.paid_service) if at else (0, 0)
    principal = service = 0
    for row in made.rows:
        principal, service = principal + row.principal, service + row.service
        if principal > paid[0] or service > paid[1]:
            return row
    return made.rows[-1]


def _rules_used(
    rules: Rulebook, product: Product | None, keys: tuple[str, ...], loan: Loan | None = None
) -> tuple[Step, ...]:
    """The rulebook (and product) that a figure goes by, and what of it no source confirms."""
    doubts = {key: words for key, words in rules.doubts.items() if key.startswith(keys)}
    named = product is not None and product.code
    facts = {
        "rulebook": rules.code,
        "name": rules.name,
        "product": product.code if product and named else None,
        "product_name": product.name if product and named else None,
        "granted": loan is not None,
        "doubts": doubts,
    }
    return (Step("aturan", facts),)


def _arrears(session: ReadSession, at: LoanAt, as_of: date, rules: Rulebook) -> Explanation:
    rows = schedules.installments_of(session, at.number, at.version)
    terms = schedules.granted_version(session, at.number, at.version).terms
    where = at.position
    figures = {
        "arrears_principal": Rupiah(where.arrears_principal),
        "arrears_service": Rupiah(where.arrears_service),
        "months_overdue": where.months_overdue,
    }
    steps = arrears_steps(at, rows, terms, as_of, rules.collectibility)
    return Explanation(ARREARS, figures, (*_rules_used(rules, None, ("kolektibilitas.hitungan",)), *steps))


def _class(session: ReadSession, loan: Loan, at: LoanAt, as_of: date, rules: Rulebook) -> Explanation:
    class_ = at.position.class_ or 1
    product = product_of(session, loan) if loan.product is not None else None
    kept = _kept(session, at, as_of, rules, product)
    allowance = required_allowance(at.position.outstanding, rules.collectibility.classes[class_ - 1].percent)
    keys = (f"kolektibilitas.kelas.{class_}", *(("penjadwalan.",) if kept else ()))
    steps = class_steps(
        at,
        rules.collectibility,
        allowance,
        kept=kept,
        past_maturity=product.class_past_maturity if product and at.last_due < as_of else None,
    )
    figures = {"collectibility": class_, "allowance": Rupiah(allowance)}
    return Explanation(CLASS, figures, (*_rules_used(rules, product, keys), *steps))


def _kept(
    session: ReadSession, at: LoanAt, as_of: date, rules: Rulebook, product: Product | None
) -> Kept | None:
    """The class that a rescheduling left with the loan, whether or not it is kept still."""
    newest = newest_rescheduling(versions_of(session, as_of, at.number).get(at.number, ()))
    if newest is None or (newest.kept_class or 1) <= 1:
        return None
    wanted = rules.collectibility.punctual
    tolerances = {at.number: product.tolerance_days} if product else {}
    streak = punctual_streaks(session, as_of, wanted, {at.number: at}, tolerances, at.number)[at.number]
    return Kept(newest.kept_class or 1, newest.start, streak, wanted)
