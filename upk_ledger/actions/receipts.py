"""The payer's receipt for a recorded payment, also long after it was recorded."""

from datetime import date

from upk_ledger.actions.recoveries import KIND
from upk_ledger.actions.repayment import receipt_of
from upk_ledger.core.errors.ledger import NotARepayment
from upk_ledger.core.offices import Officer
from upk_ledger.core.papers import ReceiptPaper
from upk_ledger.core.repayments import RepaymentReceipt
from upk_ledger.core.schedules import Installment
from upk_ledger.core.statements import EntryMark, Letterhead, Signature
from upk_ledger.store import schedules
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.repayments import paid_earlier
from upk_ledger.store.session import ReadSession
from upk_ledger.store.vouchers import find_entry, undone_by


def receipt_paper(desk: Desk, voucher: str) -> ReceiptPaper:
    """The receipt of a payment's voucher; `UnknownVoucher`, and `NotARepayment` for one that is no payment."""
    with desk.read() as session:
        posted = find_entry(session, voucher)
        recovery = posted.entry.kind == KIND
        if posted.entry.kind != "angsuran" and not recovery:
            raise NotARepayment(posted.voucher)
        booked = receipt_of(session, posted)
        touched = _touched(session, booked, rows := _rows(session, booked))
        role = session.accounts[booked.account].role
        from_deposit = role in {"titipan", "tabungan"}
        return ReceiptPaper(
            letterhead=letterhead(desk),
            voucher=posted.voucher,
            on=booked.date,
            received_from=booked.group_name,
            loan=booked.loan,
            group=booked.group_name,
            installments=tuple(touched),
            tenor=max(
                (row.number for row in rows), default=0
            ),  # of a rescheduled loan row 0 is what was paid
            amount=booked.amount + booked.beside.fine,
            principal=booked.recovered_principal if recovery else booked.principal,
            service=booked.recovered_service if recovery else booked.service,
            unallocated=booked.unallocated,
            outstanding_principal=booked.outstanding_principal,
            entry=EntryMark(posted.record, posted.voucher, posted.digest),
            signatures=_signatures(session, booked.date, from_deposit=from_deposit),
            account="" if from_deposit else booked.account_name,
            receipt=booked.receipt or "",
            arrears_principal=booked.arrears_principal,
            arrears_service=booked.arrears_service,
            partial=tuple(number for number, whole in touched.items() if not whole),
            from_deposit=from_deposit,
            from_savings=role == "tabungan",
            cancelled_by=undone_by(session, posted.record),
            fine=booked.beside.fine,
            excess=booked.beside.excess,
            waived=booked.beside.waived,
            by_deposit=0 if from_deposit else booked.beside.from_deposit,
            claim_left=booked.claim_left if recovery else None,
            members=() if booked.beside.remainder else _paid_by(booked),
        )


def _paid_by(booked: RepaymentReceipt) -> tuple[tuple[str, int], ...]:
    """What each member paid; of a remainder booked away nobody did."""
    return tuple((part.member, part.principal + part.service) for part in booked.members)


def letterhead(desk: Desk) -> Letterhead:
    """The office and its board by their own names."""
    office = desk.office
    return Letterhead(office.name, office.board, office.place, signing_place=office.village)


def _rows(session: ReadSession, booked: RepaymentReceipt) -> tuple[Installment, ...]:
    granted = schedules.granted_schedule(session, booked.loan, booked.date)
    return schedules.installments_of(session, booked.loan, granted.version) if granted else ()


def _touched(
    session: ReadSession, booked: RepaymentReceipt, rows: tuple[Installment, ...]
) -> dict[int, bool]:
    """Numbers of the installments into which this payment fell, counting what was recorded before it.

    Each with whether the payment covers it whole.
    """
    paid_principal, paid_service = paid_earlier(session, booked.loan, booked.record)
    touched = {}
    end_principal = end_service = 0
    for row in rows:
        begin_principal, begin_service = end_principal, end_service
        end_principal += row.principal
        end_service += row.service
        covered = _overlap(begin_principal, end_principal, paid_principal, booked.principal) + _overlap(
            begin_service, end_service, paid_service, booked.service
        )
        if covered:
            touched[row.number] = covered == row.total
    return touched


def _overlap(begin: int, end: int, paid: int, part: int) -> int:
    return max(0, min(end, paid + part) - max(begin, paid))


def _signatures(session: ReadSession, on: date, *, from_deposit: bool) -> tuple[Signature, ...]:
    holders: dict[str, Officer] = {officer.role: officer for officer in officers_at(session, on)}

    def name(role: str) -> str:
        return holders[role].name if role in holders else ""

    return (
        Signature("Disetujui oleh" if from_deposit else "Penyetor", "Wakil KSM"),
        Signature("Dibuat oleh" if from_deposit else "Diterima oleh", "Pembuku", name("Pembuku")),
        Signature("Mengetahui", "Manajer UPK", name("Manajer UPK")),
    )
