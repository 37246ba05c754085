"""Writing a loan off by decision of the board, and giving the claim that remains up for good.

Hapus buku takes what is outstanding off the loan account; the claim is kept off the balance. Hapus tagih ends it.
"""

from collections.abc import Sequence
from datetime import date

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.loans import get_loan, running_schedule, status_of
from upk_ledger.core.allocation import due_by
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import BeforeEarlierStep, WrongStage
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.write_offs import ClaimEnded, NothingClaimed, NothingToWriteOff
from upk_ledger.core.lending import RUNNING, Loan, LoanAt
from upk_ledger.core.member_split import fair_split
from upk_ledger.core.write_offs import Claim, EndedClaim, WrittenOff
from upk_ledger.store import claims
from upk_ledger.store.accounts import the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.kept import deposit_of, savings_of
from upk_ledger.store.members import member_debts
from upk_ledger.store.movements import LoanMovement, MemberMovement
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import Posting, check_open, post_many
from upk_ledger.store.repayments import newest_movement, paid_on
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.tills import highest_from


def write_off(
    desk: Desk, number: str, on: date, *, decision: str, reason: str, codes: Sequence[str] = ()
) -> WrittenOff:
    """Take all principal that a loan owes off the books, against the allowance as far as it goes, the rest to cost.

    The claim remains: this principal, and the service that had fallen due and is unpaid. Raises `UnknownLoan`,
    `WrongStage`, `NothingToWriteOff`, `BeforeEarlierStep`, `MonthClosed`, `EmptyField`, and the refusals of `approve`.
    """
    _check_words(decision, reason)
    with desk.write() as session:
        loan = get_loan(session, number)
        check_open(session, on)
        principal = _outstanding(session, loan, on)
        _check_newest(loan, on, newest_movement(session, loan.number))
        noted = approve(session, "hapus-buku", loan.number, codes, on, group=loan.group)
        posting = _posting(session, loan, on, principal, f"Hapus buku {loan.group_name} ({loan.number})")
        service = paid_on(session, loan.number)[1]
        claim = claims.claim_now(session, loan.number)
        unpaid = claim.service if claim else _service_due(session, loan, on)
        posted = post_many(session, [posting])[0]
        fact = (loan.number, on.isoformat(), posted.record, service + unpaid, decision.strip())
        add_facts(session, "hapus-buku", [fact], reason.strip(), noted)
        by_role = {session.accounts[line.account].role: line.debit for line in posted.entry.lines}
        return WrittenOff(
            posted.voucher,
            loan.number,
            loan.group,
            loan.group_name,
            on,
            principal,
            unpaid,
            by_role.get("cadangan", 0),
            by_role.get("beban-cadangan", 0),
            decision.strip(),
            deposit_of(session, loan.number, date.max),
            savings_of(session, loan.group),
        )


def end_claim(desk: Desk, number: str, on: date, *, decision: str, reason: str) -> EndedClaim:
    """Give the claim on a written-off loan up for good, by the residents' minutes; posts nothing.

    Raises `UnknownLoan`, `WrongStage`, `ClaimEnded`, `NothingClaimed`, `BeforeEarlierStep`, `MonthClosed`,
    `EmptyField`.
    """
    _check_words(decision, reason, "berita-acara")
    with desk.write() as session:
        loan = get_loan(session, number)
        check_open(session, on)
        claim = _claim(session, loan)
        newest = (newest_movement(session, loan.number), claims.newest_recovery(session, loan.number))
        _check_newest(loan, on, *newest)
        fact = (loan.number, on.isoformat(), claim.unpaid_principal, decision.strip())
        add_facts(session, "hapus-tagih", [fact], reason.strip())
        return EndedClaim(
            loan.number,
            loan.group,
            loan.group_name,
            on,
            claim.unpaid_principal,
            claim.unpaid_service,
            decision.strip(),
        )


def _check_words(decision: str, reason: str, paper: str = "putusan") -> None:
    for name, words in ((paper, decision), ("alasan", reason)):
        if not words.strip():
            raise EmptyField(name)


def _standing(session: ReadSession, loan: Loan) -> LoanAt | None:
    """Where the loan stands by all that is recorded."""
    found = positions(session, date.max, None, loan.number)
    return found[0] if found else None


def _outstanding(session: ReadSession, loan: Loan, on: date) -> int:
    """The principal that a loan owes (sen); refused where it owes none."""
    at = _standing(session, loan)
    status = status_of(session, loan, at, on)
    if at is None or status not in RUNNING:
        raise WrongStage(loan.number, status, RUNNING)
    if at.position.outstanding <= 0:
        raise NothingToWriteOff(loan.number)
    return at.position.outstanding


def _check_newest(loan: Loan, on: date, *days: date | None) -> None:
    """Nothing on a loan is dated after what takes all of it away."""
    newest = max((day for day in days if day is not None), default=on)
    if on < newest:
        raise BeforeEarlierStep(loan.number, on, newest)


def _service_due(session: ReadSession, loan: Loan, on: date) -> int:
    """Service that has fallen due by a day and is not paid (sen)."""
    granted, rows = running_schedule(session, loan, on)
    return due_by(rows, *paid_on(session, granted.loan), on)[1]


def _posting(session: WriteSession, loan: Loan, on: date, principal: int, words: str) -> Posting:
    allowance = the_account(session, "cadangan").code
    held = max(0, -highest_from(session, allowance, on))
    covered = min(principal, held)
    parts = ((allowance, covered), (the_account(session, "beban-cadangan").code, principal - covered))
    lent_on = the_account(session, "pinjaman").code
    lines = [
        *(JournalLine(code, debit=part, group=loan.group, loan=loan.number) for code, part in parts if part),
        JournalLine(lent_on, credit=principal, group=loan.group, loan=loan.number),
    ]
    movement = LoanMovement(loan.number, on, written_off=principal)
    entry = JournalEntry(on, "hapus-buku", tuple(lines), words)
    return Posting(entry, (movement,), members=_members(session, loan, on, principal))


def _members(session: ReadSession, loan: Loan, on: date, principal: int) -> tuple[MemberMovement, ...]:
    """What each member of a loan with shares owes of the principal that is written off."""
    debts = member_debts(session, loan.number)
    if not debts:
        return ()
    parts = fair_split(principal, [debt.owed[0] for debt in debts])
    return tuple(
        MemberMovement(loan.number, loan.group, debt.member, on, written_off=part)
        for debt, part in zip(debts, parts, strict=True)
        if part
    )


def _claim(session: ReadSession, loan: Loan) -> Claim:
    """The claim that is still there; refused where the loan owes on the balance, or nothing is claimed."""
    claim = claims.claim_now(session, loan.number)
    at = _standing(session, loan)
    status = status_of(session, loan, at, date.max)
    if claim is None or status != "hapus-buku":
        raise WrongStage(loan.number, status, ("hapus-buku",))
    if claim.ended_on is not None:
        raise ClaimEnded(loan.number, claim.ended_on, claim.end_decision)
    if not claim.left:
        raise NothingClaimed(loan.number)
    return claim
