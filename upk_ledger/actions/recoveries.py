"""What a group pays on a loan that was written off: a recovery of the claim, never more than it."""

from collections.abc import Sequence
from datetime import date

from upk_ledger.actions.repayment import paid_with
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import PaymentNotPositive
from upk_ledger.core.errors.write_offs import (
    ClaimEnded,
    LoanWrittenOff,
    RecoveryAboveClaim,
    RecoveryNotShared,
)
from upk_ledger.core.lending import Loan
from upk_ledger.core.member_split import MemberDebt
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import Installment
from upk_ledger.core.write_offs import Claim
from upk_ledger.store.accounts import the_account
from upk_ledger.store.claims import claims_at
from upk_ledger.store.movements import Recovery
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import Posting
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at

KIND = "penerimaan-kembali"
"""The kind of entry that books what came in on a claim."""


def claim_after(session: ReadSession, loan: str, on: date) -> Claim:
    """The claim on a written-off loan; `LoanWrittenOff` for a payment of a day before the write-off."""
    claim = claims_at(session, date.max, loan)[loan]
    if on < claim.on:
        raise LoanWrittenOff(claim.loan, claim.on, claim.vouchers)
    return claim


def due_of_claim(session: ReadSession, loan: str) -> int:
    """What a written-off loan has to pay: what it owes on the balance all the same, else what is claimed (sen)."""
    owed = sum(row.principal for row in owed_after(session, loan))
    return owed or claims_at(session, date.max, loan)[loan].left


def owed_after(session: ReadSession, loan: str) -> tuple[Installment, ...]:
    """What a written-off loan owes on the balance all the same, as the one row that a payment settles.

    Principal alone, of payments from before the write-off that were undone after it; nothing where there is none.
    """
    at = positions(session, date.max, None, loan)[0]
    left = at.position.outstanding
    return (Installment(1, at.disbursed_on, left, 0, 0),) if left > 0 else ()


def debts_after(debts: Sequence[MemberDebt]) -> tuple[MemberDebt, ...]:
    """The members' parts of it: each owes what of the own principal is neither paid nor written off."""
    return tuple(
        MemberDebt(debt.member, (Installment(1, debt.rows[0].due, debt.owed[0], 0, 0),))
        for debt in debts
        if debt.owed[0]
    )


def recovery_posting(
    session: ReadSession, repayment: Repayment, loan: Loan, account: str, claim: Claim, content: str
) -> Posting:
    """The entry that books a payment on a claim: principal first, then service.

    Principal becomes income or allowance as the office's setting says. Raises `ClaimEnded`, `RecoveryAboveClaim`,
    `RecoveryNotShared`, `PaymentNotPositive`.
    """
    amount, on = repayment.amount, repayment.on
    if repayment.members:
        raise RecoveryNotShared(loan.number)
    if amount <= 0:
        raise PaymentNotPositive(amount)
    if claim.ended_on is not None:
        raise ClaimEnded(loan.number, claim.ended_on, claim.end_decision)
    if amount > claim.left:
        raise RecoveryAboveClaim(loan.number, amount, claim.left)
    principal, service = claim.split(amount)
    to_allowance = setting_at(session, KIND, on) == "cadangan"
    lines = paid_with(session, repayment, loan, account)
    role = "cadangan" if to_allowance else "pendapatan-kredit"
    lines += [
        JournalLine(the_account(session, name).code, credit=part, group=loan.group, loan=loan.number)
        for name, part in ((role, principal), ("jasa", service))
        if part
    ]
    entry = JournalEntry(
        date=on,
        kind=KIND,
        lines=tuple(lines),
        description=repayment.description or f"Penerimaan kembali {loan.group_name} ({loan.number})",
        receipt=repayment.receipt,
        key=repayment.key,
    )
    recovery = Recovery(loan.number, on, principal, service)
    return Posting(entry, content=content, recoveries=(recovery,))
