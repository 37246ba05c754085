"""A loan card as a statement, for the formats that are no card of paper: head, plan, payments."""

from upk_ledger.core.money import Rupiah
from upk_ledger.core.papers import LoanCard
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Cell, Statement


def as_statement(
    definition: Definition, card: LoanCard, period: str, facts: tuple[tuple[str, str], ...]
) -> Statement:
    """The card's tables and its JSON document under its head, `facts`."""
    frame = Frame(
        card.as_of, period, card.letterhead, card.signatures, card.last, provisional=False, words={}
    )
    plan = Table(definition.tables["rencana"], frame.words)
    duties: list[dict[str, Cell]] = [
        {
            "number": duty.number,
            "due_date": duty.due,
            "principal": Rupiah(duty.principal),
            "service": Rupiah(duty.service),
            "total": Rupiah(duty.total),
            "balance": Rupiah(duty.balance),
        }
        for duty in card.duties
    ]
    paid = Table(definition.tables["pembayaran"], frame.words)
    payments: list[dict[str, Cell]] = [
        {
            "date": payment.on,
            "voucher": payment.voucher,
            "principal": Rupiah(payment.principal),
            "service": Rupiah(payment.service),
            "total": Rupiah(payment.total),
            "balance": Rupiah(payment.balance),
            "note": payment.note,
        }
        for payment in card.payments
    ]
    for table, rows in ((plan, duties), (paid, payments)):
        for row in rows:
            table.line(row)
    data = {
        "kind": card.kind,
        "loan": card.loan,
        "group": card.group_code,
        "group_name": card.group,
        "as_of": card.as_of,
        "disbursed_on": card.disbursed_on,
        "principal": Rupiah(card.principal),
        "installments": duties,
        "payments": payments,
        "shares": [{"member": name, "principal": Rupiah(share)} for name, share in card.shares],
    }
    return issue(definition, frame, [plan.section(), paid.section()], data, facts=facts)
