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
from upk_ledger.core.lending import RUNNING, Loan, LoanAt
from upk_ledger.core.listings import LoanPayment
from upk_ledger.core.papers import CardPayment, LoanCard
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_builders_cards import as_statement
from upk_ledger.core.statements import Statement
from upk_ledger.store.cards import CardRows
from upk_ledger.store.desk import Desk
from upk_ledger.store.people import groups_of, names_of
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import rules_at
from upk_ledger.store.session import ReadSession

CardKind = Literal["angsuran", "pinjaman"]


def loan_card(desk: Desk, number: str, kind: CardKind, as_of: date) -> LoanCard:
    """The card of a loan as it stands at the end of a day.

    Raises `UnknownLoan`, `BeforeBookStart`, and `WrongStage` where the loan was not paid out by then.
    """
    with desk.read() as session:
        loan = get_loan(session, number)
        deck = _Deck(session, kind, as_of, loan)
        if not deck.loans:
            raise WrongStage(loan.number, status_of(session, loan, None, as_of), ("berjalan", "lunas"))
        return deck.card(deck.loans[0])


def running_cards(desk: Desk, kind: CardKind, as_of: date) -> list[LoanCard]:
    """The cards of every loan that still owes something at the end of a day."""
    with desk.read() as session:
        deck = _Deck(session, kind, as_of)
        return [deck.card(at) for at in deck.loans if at.status in RUNNING]


class _Deck:
    """Cards of one kind at one day, of one loan or of all; what they share is asked of the book once."""

    def __init__(self, session: ReadSession, kind: CardKind, as_of: date, loan: Loan | None = None) -> None:
        period = ReportPeriod.at(as_of)
        period.check(session.desk.office.start)
        number, group = (loan.number, loan.group) if loan else (None, None)
        self._kind, self._as_of = kind, as_of
        self._definition = definition_of(f"kartu-{kind}")
        self._frame = Framer(Source(session, period)).frame(self._definition, at_text(as_of))
        self._rules = rules_at(session, as_of)
        self.loans = positions(session, as_of, self._rules.collectibility, number)
        self._rows = CardRows(session, as_of, number)
        self._groups = groups_of(session)
        self._people: dict[str, dict[str, str]] = {}
        for (owner, member), name in names_of(session, group).items():
            self._people.setdefault(owner, {})[member] = name

    def card(self, at: LoanAt) -> LoanCard:
        """The card of one loan."""
        granted, frame = self._rows.granted[at.number], self._frame
        names = self._people.get(at.group, {})
        shares = self._rows.shares.get(at.number, ())
        return LoanCard(
            kind=self._kind,
            letterhead=frame.letterhead,
            as_of=self._as_of,
            loan=at.number,
            group_code=at.group,
            group=at.group_name,
            chair="",
            address=self._groups[at.group].address or "",
            phone="",
            members=len(shares) or len(names),
            principal=at.principal,
            disbursed_on=at.disbursed_on,
            tenor=tenor(granted.terms),
            terms=jasa(granted.terms),
            due_day=due_day(granted.terms),
            duties=self._rows.installments[at.number],
            payments=_payments(self._rows.payments.get(at.number, ()), at.principal, self._definition.labels),
            shares=tuple(
                (f"{share.member} {names[share.member]}".strip(), share.principal) for share in shares
            ),
            facts=_standing(at.position, self._rules) if self._kind == "pinjaman" else (),
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


def _payments(
    booked: Sequence[LoanPayment], principal: int, labels: Mapping[str, str]
) -> tuple[CardPayment, ...]:
    """What was paid, with the principal that each payment left; counter-entries stand as negative payments."""
    balance = principal
    payments = []
    for payment in booked:
        balance -= payment.written_off + (0 if payment.on_claim else payment.principal)
        if not payment.voucher:
            note = labels["sebelum-mulai"]
        else:
            what = "hapus-buku" if payment.written_off else "penerimaan-kembali" if payment.on_claim else ""
            undo = "pembatalan" if payment.undoes else "batal" if payment.undone else ""
            note = ", ".join(labels[name] for name in (undo, what) if name)
        payments.append(
            CardPayment(payment.on, payment.voucher, payment.principal, payment.service, balance, note)
        )
    return tuple(payments)


def _standing(position: Position, rules: Rulebook) -> tuple[tuple[str, str], ...]:
    class_ = position.class_
    named = "lunas pokok" if class_ is None else f"{class_} {rules.collectibility.classes[class_ - 1].name}"
    return (("Bulan menunggak", str(position.months_overdue)), ("Kolektibilitas", named))
