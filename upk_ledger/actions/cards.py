"""Kartu Angsuran, which the group holds, and Kartu Pinjaman, which the office keeps."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from upk_ledger.actions.loans import get_loan, status_of
from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.terms import due_day, jasa, tenor
from upk_ledger.core.arrears import Position
from upk_ledger.core.errors.loans import WrongStage
from upk_ledger.core.lending import GrantedSchedule
from upk_ledger.core.listings import LoanPayment
from upk_ledger.core.papers import CardDuty, CardPayment, LoanCard
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders_cards import as_statement
from upk_ledger.core.statements import Statement
from upk_ledger.store import lending
from upk_ledger.store.desk import Desk
from upk_ledger.store.listings import payments_of
from upk_ledger.store.people import groups_of, members_of
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession

CardKind = Literal["angsuran", "pinjaman"]


def loan_card(desk: Desk, number: str, kind: CardKind, as_of: date) -> LoanCard:
    """The card of a loan as it stands at the end of a day.

    Raises `UnknownLoan`, `BeforeBookStart`, and `WrongStage` where the loan was not paid out by then.
    """
    period = ReportPeriod.at(as_of)
    period.check(desk.office.start)
    definition = definition_of(f"kartu-{kind}")
    with desk.read() as session:
        loan = get_loan(session, number)
        rules = rules_at(session, as_of)
        granted = lending.granted_schedule(session, loan.number, as_of)
        at = positions(session, as_of, rules.collectibility, loan.number)
        if granted is None or not at:
            raise WrongStage(loan.number, status_of(session, loan, None, as_of), ("berjalan", "lunas"))
        group = groups_of(session)[loan.group]
        people = members_of(session, loan.group)
        shares = lending.shares_of(session, granted.record)
        names = {member.code: member.name for member in people}
        frame = Framer(Source(session, period)).frame(definition, at_text(as_of))
        return LoanCard(
            kind=kind,
            letterhead=frame.letterhead,
            as_of=as_of,
            loan=loan.number,
            group_code=loan.group,
            group=loan.group_name,
            chair="",
            address=group.address or "",
            phone="",
            members=len(shares) or len(people),
            principal=at[0].principal,
            disbursed_on=granted.terms.start,
            tenor=tenor(granted.terms),
            terms=jasa(granted.terms),
            due_day=due_day(granted.terms),
            duties=_duties(session, granted),
            payments=_payments(payments_of(session, loan.number, as_of), at[0].principal, definition.labels),
            shares=tuple((f"{share.member} {names[share.member]}", share.principal) for share in shares),
            facts=_standing(at[0].position, rules) if kind == "pinjaman" else (),
            signatures=frame.signatures,
            last=frame.last,
        )


def card_statement(card: LoanCard) -> Statement:
    """The card as a statement, for the formats that are no card of paper."""
    definition = definition_of(f"kartu-{card.kind}")
    labels = definition.labels
    head = (
        (labels["pinjaman"], card.loan),
        (labels["ksm"], f"{card.group_code} {card.group}"),
        (labels["pokok"], rupiah(card.principal)),
        (labels["cair"], long_date(card.disbursed_on)),
        (labels["jangka-waktu"], card.tenor),
        (labels["jasa"], card.terms),
        (labels["jatuh-tempo"], card.due_day),
        *card.facts,
    )
    return as_statement(definition, card, at_text(card.as_of), head)


def running_cards(desk: Desk, kind: CardKind, as_of: date) -> list[LoanCard]:
    """The cards of every loan that still owes something at the end of a day."""
    with desk.read() as session:
        rules = rules_at(session, as_of).collectibility
        numbers = [at.number for at in positions(session, as_of, rules) if at.status == "berjalan"]
        return [loan_card(desk, number, kind, as_of) for number in numbers]


def _duties(session: ReadSession, granted: GrantedSchedule) -> tuple[CardDuty, ...]:
    return tuple(CardDuty(*row) for row in lending.installments_of(session, granted.loan, granted.version))


def _payments(
    booked: Sequence[LoanPayment], principal: int, labels: Mapping[str, str]
) -> tuple[CardPayment, ...]:
    """What was paid, with the principal that each payment left; counter-entries stand as negative payments."""
    balance = principal
    payments = []
    for payment in booked:
        balance -= payment.principal
        if not payment.voucher:
            note = labels["sebelum-mulai"]
        else:
            note = labels["pembatalan"] if payment.undoes else labels["batal"] if payment.undone else ""
        payments.append(
            CardPayment(payment.on, payment.voucher, payment.principal, payment.service, balance, note)
        )
    return tuple(payments)


def _standing(position: Position, rules: Rulebook) -> tuple[tuple[str, str], ...]:
    class_ = position.class_
    named = "lunas pokok" if class_ is None else f"{class_} {rules.collectibility.classes[class_ - 1].name}"
    return (("Bulan menunggak", str(position.months_overdue)), ("Kolektibilitas", named))
