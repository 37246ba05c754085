"""Kartu Angsuran, which the group holds, and Kartu Pinjaman, which the office keeps."""

from datetime import date
from typing import Literal

from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.receipts import letterhead
from upk_ledger.actions.rules import rules_at
from upk_ledger.bahasa.terms import due_day, jasa, tenor
from upk_ledger.core.arrears import Position
from upk_ledger.core.errors.loans import WrongStage
from upk_ledger.core.lending import GrantedSchedule, Loan, LoanAt
from upk_ledger.core.papers import CardDuty, CardPayment, LoanCard
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statements import EntryMark, Signature
from upk_ledger.store import lending
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.people import groups_of, members_of
from upk_ledger.store.periods import last_entry
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

CardKind = Literal["angsuran", "pinjaman"]

_SIGNERS: dict[str, tuple[tuple[str, str], ...]] = {
    "angsuran": (("Mengetahui", "Manajer UPK"),),
    "pinjaman": (
        ("Dibuat oleh", "Pembuku"),
        ("Diperiksa oleh", "Manajer UPK"),
        ("Diketahui oleh", "Pengawas"),
    ),
}


def loan_card(desk: Desk, number: str, kind: CardKind, as_of: date) -> LoanCard:
    """The card of a loan as it stands at the end of a day; `WrongStage` before the loan was paid out."""
    with desk.read() as session:
        loan = get_loan(session, number)
        rules = rules_at(session, as_of)
        granted = lending.granted_schedule(session, loan.number, as_of)
        at = positions(session, as_of, rules.collectibility, loan.number)
        if granted is None or not at:
            raise WrongStage(loan.number, "belum dicairkan", ("berjalan", "lunas"))
        group = groups_of(session)[loan.group]
        people = members_of(session, loan.group)
        shares = lending.shares_of(session, granted.record)
        names = {member.code: member.name for member in people}
        last = last_entry(session, as_of)
        return LoanCard(
            kind=kind,
            letterhead=letterhead(desk),
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
            payments=_payments(session, loan, at[0], as_of),
            shares=tuple((f"{share.member} {names[share.member]}", share.principal) for share in shares),
            facts=_standing(at[0].position, rules) if kind == "pinjaman" else (),
            signatures=_signatures(session, kind, as_of),
            last=EntryMark(*last) if last[0] else None,
        )


def running_cards(desk: Desk, kind: CardKind, as_of: date) -> list[LoanCard]:
    """The cards of every loan that still owes something at the end of a day."""
    with desk.read() as session:
        rules = rules_at(session, as_of).collectibility
        numbers = [at.number for at in positions(session, as_of, rules) if at.status == "berjalan"]
        return [loan_card(desk, number, kind, as_of) for number in numbers]


def _duties(session: ReadSession, granted: GrantedSchedule) -> tuple[CardDuty, ...]:
    return tuple(CardDuty(*row) for row in lending.installments_of(session, granted.loan, granted.version))


def _payments(session: ReadSession, loan: Loan, at: LoanAt, as_of: date) -> tuple[CardPayment, ...]:
    """What was paid by a day, in the order in which it counts; counter-entries stand as negative payments."""
    rows = session.all(
        "SELECT m.counts_on, e.series, e.month, e.number, m.principal, m.service, e.reverses FROM loan_movement AS m"
        " LEFT JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.record"
        " WHERE m.office_id = :office AND m.loan_number = :loan AND m.counts_on <= :as_of"
        " AND (m.principal <> 0 OR m.service <> 0) ORDER BY m.counts_on, m.record",
        loan=loan.number,
        as_of=as_of.isoformat(),
    )
    balance = at.principal
    payments = []
    for counts_on, series, month, number, principal, service, reverses in rows:
        balance -= principal
        voucher = voucher_number(series, month, number) if series else ""
        note = "" if series and not reverses else "Pembatalan" if series else "Sebelum pembukuan"
        payments.append(
            CardPayment(date.fromisoformat(counts_on), voucher, principal, service, balance, note)
        )
    return tuple(payments)


def _standing(position: Position, rules: Rulebook) -> tuple[tuple[str, str], ...]:
    class_ = position.class_
    named = "lunas pokok" if class_ is None else f"{class_} {rules.collectibility.classes[class_ - 1].name}"
    return (("Bulan menunggak", str(position.months_overdue)), ("Kolektibilitas", named))


def _signatures(session: ReadSession, kind: CardKind, as_of: date) -> tuple[Signature, ...]:
    holders = {officer.role: officer.name for officer in officers_at(session, as_of)}
    return tuple(Signature(action, role, holders.get(role, "")) for action, role in _SIGNERS[kind])
