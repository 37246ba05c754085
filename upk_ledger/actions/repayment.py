"""Recording what a group pays back, and taking a mistaken record back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from upk_ledger.actions.loans import find_loan, get_loan, running_schedule
from upk_ledger.core.allocation import Allocation, allocate, due_by
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import (
    MemberPaysTooMuch,
    MembersDoNotAddUp,
    MemberSharesTwice,
    NoShares,
    PaidBeforeDisbursement,
    PaymentNotPositive,
    PaysTooMuch,
    SplitDoesNotAddUp,
)
from upk_ledger.core.errors.payoff import NoFine
from upk_ledger.core.errors.people import UnknownMember
from upk_ledger.core.lending import Loan
from upk_ledger.core.member_split import MemberDebt, MemberPart, after_payment, joined, split_by_dues
from upk_ledger.core.repayments import NOTHING, Beside, Repayment, RepaymentReceipt
from upk_ledger.core.schedules import Installment
from upk_ledger.store import schedules
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.kept import deposit_of, savings_of
from upk_ledger.store.members import member_debts, movements_for, parts_of
from upk_ledger.store.movements import LoanMovement, MemberMovement, members_of_entry, recoveries_of_entry
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import (
    PostedEntry,
    Posting,
    check_open,
    earlier_posting,
    loan_of_request,
    post_many,
    request_digest,
)
from upk_ledger.store.repayments import moved_on, standing_twin
from upk_ledger.store.session import ReadSession


def record_repayment(desk: Desk, repayment: Repayment) -> RepaymentReceipt:
    """Split a payment over installments and members, post it, and answer with the voucher and what is left.

    The same key or paper number with the same content answers with the first voucher. Raises the errors of
    finding a loan and of `split_among`, `PaysTooMuch`, `PaidBeforeDisbursement`, `PrincipalNotOwed`,
    `SplitDoesNotAddUp`, `MonthClosed`, `KeyUsed`. On a written-off loan it is a recovery: see `recovery_posting`, and
    `LoanWrittenOff` for a day before the write-off.
    """
    with desk.write() as session:
        loan = loan_meant(session, repayment)
        kept = "titipan" if repayment.from_deposit else "tabungan" if repayment.from_savings else None
        account = the_account(session, kept) if kept else money_account(session, repayment.account)
        content = payment_content(repayment, loan.number, account.code)
        earlier = earlier_posting(session, repayment.key, repayment.receipt, content)
        if earlier is not None:
            return receipt_of(session, earlier)
        check_open(session, repayment.on)
        posting, waived = _posting(session, repayment, loan, account.code, content)
        posting = backdated(session, posting, loan)
        twin = ""
        if not repayment.receipt and not repayment.key:
            twin = standing_twin(session, loan.number, repayment.on, repayment.amount)
        posted = post_many(session, [posting])[0]
        if waived:
            from upk_ledger.actions.payoff import end_schedule  # few payments leave a small remainder

            end_schedule(session, loan, repayment.on)
        return replace(receipt_of(session, posted, posting.members), twin=twin)


def backdated(session: ReadSession, posting: Posting, loan: Loan) -> Posting:
    """The posting, on the exception list where its day lies more than one before the day of recording."""
    days = (session.desk.today - posting.entry.date).days
    if days <= 1:
        return posting
    return replace(posting, exceptions=(*posting.exceptions, ("mundur", loan.number, f"{days} hari")))


def _posting(
    session: ReadSession, repayment: Repayment, loan: Loan, account: str, content: str
) -> tuple[Posting, int]:
    """What books a payment, on the loan or on the claim that remains of a written-off one; service waived with it."""
    granted, rows = running_schedule(session, loan, repayment.on)
    if repayment.on < granted.terms.start:
        raise PaidBeforeDisbursement(loan.number, repayment.on, granted.terms.start)
    moved, debts = moved_on(session, loan.number), member_debts(session, loan.number)
    paid, written_off = moved[1:3], moved[3]
    if written_off:
        from upk_ledger.actions import recoveries  # few loans were written off

        claim = recoveries.claim_after(session, loan.number, repayment.on)
        left, paid, debts = recoveries.owed_after(session, loan.number), (0, 0), recoveries.debts_after(debts)
        if repayment.fine:
            raise NoFine(loan.number)
        if not left:
            return recoveries.recovery_posting(session, repayment, loan, account, claim, content), 0
        rows = left
    repayment = by_product(session, repayment, loan)
    beside, members = NOTHING, None
    if repayment.members:
        parts, members = split_among(repayment, loan, debts, granted.order)
    else:
        parts, beside = _split(session, repayment, loan, rows, granted.order, paid)
    if loan.product is not None and not written_off:
        from upk_ledger.actions import payoff  # a loan without a product does without

        parts, beside = payoff.by_habits(session, repayment, loan, granted, rows, paid, parts, beside)
    elif repayment.fine:
        raise NoFine(loan.number)
    if members is None:
        members = split_by_dues(debts, parts.principal, parts.service) if debts else ()
    elif beside.remainder:
        members = joined(members, split_by_dues(after_payment(debts, members), beside.remainder, 0))
    posting = payment_posting(session, repayment, loan, account, parts, content, members, beside)
    return posting, beside.waived


def by_product(session: ReadSession, repayment: Repayment, loan: Loan) -> Repayment:
    """The payment, with its excess kept as titipan where the loan's product has it so and nothing else was said."""
    kept = repayment.from_deposit or repayment.from_savings
    if repayment.excess is not None or kept or loan.product is None:
        return repayment
    from upk_ledger.store.products import product_of  # a loan without a product does without

    kept = product_of(session, loan).excess == "titipan"
    return replace(repayment, excess="titipan") if kept else repayment


def _split(
    session: ReadSession,
    repayment: Repayment,
    loan: Loan,
    rows: Sequence[Installment],
    order: str,
    paid: tuple[int, int],
) -> tuple[Allocation, Beside]:
    """`split_payment`; who pays too much is told what titipan there is, and what an early payoff takes.

    A product can have a small excess taken in instead.
    """
    try:
        return split_payment(repayment, loan.number, rows, order, paid), NOTHING
    except PaysTooMuch as error:
        quote = None
        if loan.product is not None:
            from upk_ledger.actions import payoff

            excess = payoff.small_excess(session, repayment, loan, error)
            if excess:
                settled = replace(repayment, amount=error.payoff)
                return split_payment(settled, loan.number, rows, order, paid), Beside(excess=excess)
            quote = payoff.cheaper_payoff(session, loan, repayment.on)
        kept = deposit_of(session, loan.number, date.max)
        raise PaysTooMuch(error.number, error.amount, error.payoff, kept, quote) from None


def loan_meant(session: ReadSession, repayment: Repayment) -> Loan:
    """The loan; of a repeated request the one that it paid then, even if it owes nothing any more."""
    earlier = loan_of_request(session, repayment.key, repayment.receipt)
    if earlier is not None:
        loan = get_loan(session, earlier)
        wanted = repayment.loan.strip().casefold()
        if wanted in {loan.number.casefold(), loan.group.casefold()} or wanted in loan.group_name.casefold():
            return loan
    return find_loan(session, repayment.loan)


def cancel_repayment(
    desk: Desk, voucher: str, reason: str, on: date | None = None, codes: Sequence[str] = ()
) -> PostedEntry:
    """Take a recorded payment back by a counter-entry; see `reverse` for the date and the refusals."""
    from upk_ledger.actions.recoveries import KIND  # a payment recorded does without these
    from upk_ledger.actions.reversal import reverse

    return reverse(desk, voucher, reason, on, only=("angsuran", KIND), codes=codes)


def due_now(session: ReadSession, loan: Loan, on: date) -> int:
    """What the loan has to pay by a day, that day included (sen); of a written-off one what is claimed."""
    _, principal, service, written_off = moved_on(session, loan.number)
    if written_off:
        from upk_ledger.actions.recoveries import due_of_claim  # few loans were written off

        return due_of_claim(session, loan.number)
    _, rows = running_schedule(session, loan, on)
    return sum(due_by(rows, principal, service, on))


def payment_content(repayment: Repayment, number: str, account: str) -> str:
    """What two requests for the same payment have in common (hex)."""
    return request_digest(
        "angsuran", number, repayment.amount, repayment.on.isoformat(), account,
        repayment.excess or "angsuran-berikut",
        repayment.principal, repayment.service, *([repayment.members] if repayment.members else []),
        *(["denda", repayment.fine] if repayment.fine else []),
    )  # fmt: skip


def split_payment(
    repayment: Repayment, number: str, rows: Sequence[Installment], order: str, paid: tuple[int, int]
) -> Allocation:
    """The parts of a payment on loan `number`, of which `paid` (principal, service) is paid already.

    `excess` is what is kept as titipan. Raises `PaymentNotPositive`, `SplitDoesNotAddUp`, `PaysTooMuch`.
    """
    amount, on = repayment.amount, repayment.on
    if amount <= 0:
        raise PaymentNotPositive(amount)
    paid_principal, paid_service = paid
    left_principal = sum(row.principal for row in rows) - paid_principal
    left_service = max(0, sum(row.service for row in rows) - paid_service)
    payoff = left_principal + left_service
    if repayment.principal is not None or repayment.service is not None:
        principal = amount - (repayment.service or 0) if repayment.principal is None else repayment.principal
        service = amount - principal if repayment.service is None else repayment.service
        if principal < 0 or service < 0 or principal + service != amount:
            raise SplitDoesNotAddUp(amount, principal, service)
        if principal > left_principal or service > left_service:
            raise PaysTooMuch(number, amount, payoff)
        return Allocation(principal, service, 0)
    if repayment.excess == "titipan":
        settled = min(amount, sum(due_by(rows, paid_principal, paid_service, on)))
        if not settled:
            return Allocation(0, 0, amount)
        parts = allocate(settled, rows, paid_principal, paid_service, on, order)
        return Allocation(parts.principal, parts.service, amount - settled)
    parts = allocate(amount, rows, paid_principal, paid_service, on, order)
    if parts.excess:
        raise PaysTooMuch(number, amount, payoff)
    return parts


def split_among(
    repayment: Repayment, loan: Loan, debts: Sequence[MemberDebt], order: str
) -> tuple[Allocation, tuple[MemberPart, ...]]:
    """The parts of a payment of which is told who paid how much: each amount over that member's own installments.

    Raises `NoShares`, `UnknownMember`, `MemberSharesTwice`, `MembersDoNotAddUp`, `MemberPaysTooMuch`.
    """
    if not debts:
        raise NoShares(loan.number)
    by_code = {debt.member.casefold(): debt for debt in debts}
    total = sum(amount for _, amount in repayment.members)
    if total != repayment.amount:
        raise MembersDoNotAddUp(repayment.amount, total)
    found: dict[str, Allocation] = {}
    for given, amount in repayment.members:
        debt = by_code.get(given.casefold())
        if debt is None:
            raise UnknownMember(given, loan.group, tuple(debt.member for debt in debts))
        if debt.member in found:
            raise MemberSharesTwice(debt.member)
        own = replace(repayment, amount=amount, principal=None, service=None)
        paid = (debt.paid_principal + debt.written_off, debt.paid_service)
        try:
            found[debt.member] = split_payment(own, loan.number, debt.rows, order, paid)
        except PaysTooMuch as error:
            raise MemberPaysTooMuch(loan.number, debt.member, amount, error.payoff) from None
    parts = found.values()
    whole = Allocation(
        sum(part.principal for part in parts),
        sum(part.service for part in parts),
        sum(part.excess for part in parts),
    )
    return whole, tuple(
        MemberPart(member, part.principal, part.service)
        for member, part in found.items()
        if part.principal or part.service
    )


def payment_posting(
    session: ReadSession,
    repayment: Repayment,
    loan: Loan,
    account: str,
    parts: Allocation,
    content: str,
    members: Sequence[MemberPart] = (),
    beside: Beside = NOTHING,
) -> Posting:
    """The entry that books a payment split into `parts`, with what it means for the loan.

    Principal among the parts is what the loan owes less, a remainder booked away too.
    """
    came = repayment.amount + beside.fine - beside.from_deposit
    lines = paid_with(session, replace(repayment, amount=came), loan, account, members) if came else []
    for role, debit, credit in (
        ("titipan", beside.from_deposit, 0),
        ("pembulatan", beside.remainder, 0),
        ("pinjaman", 0, parts.principal),
        ("jasa", 0, parts.service),
        ("titipan", 0, parts.excess),
        ("pembulatan", 0, beside.excess),
        ("pendapatan-kredit", 0, beside.fine),
    ):
        if debit or credit:
            code = the_account(session, role).code
            lines.append(JournalLine(code, debit, credit, group=loan.group, loan=loan.number))
    entry = JournalEntry(
        date=repayment.on,
        kind="angsuran",
        lines=tuple(lines),
        description=repayment.description or f"Angsuran {loan.group_name} ({loan.number})",
        receipt=repayment.receipt,
        key=repayment.key,
    )
    movement = LoanMovement(loan.number, repayment.on, principal=parts.principal, service=parts.service)
    own = movements_for(loan.number, loan.group, repayment.on, members)
    return Posting(entry, (movement,), content=content, members=own)


def paid_with(
    session: ReadSession, repayment: Repayment, loan: Loan, account: str, members: Sequence[MemberPart] = ()
) -> list[JournalLine]:
    """What pays: a line of the account, or of savings one for each who bears it, those first whose dues are paid."""
    line = JournalLine(account, debit=repayment.amount, group=loan.group, loan=loan.number)
    if not repayment.from_savings:
        return [line]
    from upk_ledger.store.savings import savings_lines  # a payment in cash does without

    return savings_lines(
        session, line, repayment.on, [(own.member, own.principal + own.service) for own in members]
    )


def receipt_of(
    session: ReadSession, posted: PostedEntry, members: Sequence[MemberMovement] | None = None
) -> RepaymentReceipt:
    """What a recorded payment did, and where its loan stands at the end of its day; `members` if they are known."""
    own = members_of_entry(session, posted.record) if members is None else members
    entry = posted.entry
    loan = get_loan(session, next(line.loan for line in entry.lines if line.loan))
    recovered = () if entry.kind == "angsuran" else recoveries_of_entry(session, posted.record)
    sides = [(session.accounts[line.account].role, line.debit, line.credit) for line in entry.lines]
    part = {role: credit for role, _, credit in sides if credit and not recovered}
    spent = {role: debit for role, debit, _ in sides if debit}
    account = session.accounts[next(line.account for line in entry.lines if line.debit)]
    at = positions(session, entry.date, None, loan.number)
    where = at[0].position if at else None
    settled = bool(at) and at[0].status == "lunas"
    ended = schedules.ended_by(session, loan.number, posted.record) if at and at[0].version > 1 else None
    beside = Beside(
        part.get("pendapatan-kredit", 0),
        spent.get("titipan", 0),
        spent.get("pembulatan", 0),
        part.get("pembulatan", 0),
        ended[1] if ended else 0,
    )
    return RepaymentReceipt(
        voucher=posted.voucher,
        record=posted.record,
        digest=posted.digest,
        loan=loan.number,
        group=loan.group,
        group_name=loan.group_name,
        date=entry.date,
        account=account.code,
        account_name=account.name,
        amount=entry.amount - beside.fine - beside.remainder,
        principal=part.get("pinjaman", 0) - beside.remainder,
        service=part.get("jasa", 0),
        unallocated=part.get("titipan", 0),
        outstanding_principal=where.outstanding if where else 0,
        arrears_principal=where.arrears_principal if where else 0,
        arrears_service=where.arrears_service if where else 0,
        receipt=entry.receipt,
        repeated=posted.repeated,
        deposit=deposit_of(session, loan.number, date.max) if settled else 0,
        savings=_returnable(session, loan, entry.date) if settled else 0,
        members=parts_of(own),
        recovered_principal=sum(one.principal for one in recovered),
        recovered_service=sum(one.service for one in recovered),
        claim_left=_claimed(session, loan.number, entry.date) if at and at[0].written_off else None,
        beside=beside,
        from_savings=entry.amount - beside.remainder if account.role == "tabungan" else 0,
    )


def _returnable(session: ReadSession, loan: Loan, on: date) -> int:
    """The savings of a loan's group that need not be kept any more (sen)."""
    if not savings_of(session, loan.group):
        return 0
    from upk_ledger.store.savings import group_savings  # a payment that pays nothing off does without

    return group_savings(session, loan.group, loan.group_name, on).free


def _claimed(session: ReadSession, loan: str, on: date) -> int:
    """What is still claimed of a written-off loan at the end of a day (sen)."""
    from upk_ledger.store.claims import claims_at  # few loans were written off

    return claims_at(session, on, loan)[loan].left
