"""Money kept for groups: savings for joint liability, and titipan paid ahead of a loan's installments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from upk_ledger.actions.eligibility import member_shares
from upk_ledger.actions.loans import find_loan, get_loan, running_schedule
from upk_ledger.actions.repayment import due_now, record_repayment
from upk_ledger.core.allocation import due_by
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import MembersDoNotAddUp, MemberSharesTwice, UnknownLoan
from upk_ledger.core.errors.people import EmptyField, UnknownGroup
from upk_ledger.core.errors.savings import (
    DepositTooSmall,
    NoDeposit,
    NothingDue,
    NothingInArrears,
    NothingToReturn,
    SavingsHeld,
    SavingsTooSmall,
    SeveralDeposits,
)
from upk_ledger.core.lending import Loan, Share
from upk_ledger.core.people import Group
from upk_ledger.core.repayments import Repayment, RepaymentReceipt
from upk_ledger.core.savings import GroupSavings, SavingsPart
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.claims import claim_now
from upk_ledger.store.desk import Desk
from upk_ledger.store.kept import deposit_of, loans_with_deposit, savings_of, without_owner
from upk_ledger.store.people import find_group
from upk_ledger.store.posting import PostedEntry, earlier_posting, post, request_digest
from upk_ledger.store.repayments import paid_on
from upk_ledger.store.savings import group_savings, held_for, member_lines, savings_lines
from upk_ledger.store.session import ReadSession, WriteSession

KIND = "tabungan"
"""The kind of entry that books savings paid in and out."""

Members = Sequence[tuple[str, int]]
"""What each of some members saves or takes out: code and sen."""


def save(
    desk: Desk,
    group: str,
    amount: int | None,
    on: date,
    *,
    members: Members = (),
    money: str | None = None,
    receipt: str | None = None,
) -> PostedEntry:
    """A group pays into its savings (sen), as a whole or with what each member pays.

    Raises `UnknownMember`, `MemberSharesTwice`, `MembersDoNotAddUp`.
    """
    with desk.write() as session:
        found = find_group(session, group)
        parts = _parts(session, found.code, amount, members)
        total = sum(part.amount for part in parts)
        till = JournalLine(money_account(session, money).code, debit=total, group=found.code)
        saved = replace(till.mirrored(), account=the_account(session, "tabungan").code)
        words = f"Setoran tabungan {found.name}"
        lines = (till, *member_lines(saved, parts))
        return post(session, JournalEntry(on, KIND, lines, words, receipt=receipt))


def withdraw(
    desk: Desk,
    group: str,
    amount: int | None,
    on: date,
    *,
    members: Members = (),
    money: str | None = None,
    receipt: str | None = None,
    reason: str = "",
) -> PostedEntry:
    """A group takes savings out (sen): what it saved as a whole first, then of all members; or those named.

    Raises `SavingsTooSmall` beyond what it has by all that is recorded, and `SavingsHeld` beyond what is free of its
    running loans, unless there is a `reason`: then it stands on the exception list.
    """
    with desk.write() as session:
        found = find_group(session, group)
        asked = _parts(session, found.code, amount, members)
        total = sum(part.amount for part in asked)
        out = JournalLine(the_account(session, "tabungan").code, debit=total, group=found.code)
        till = replace(out.mirrored(), account=money_account(session, money).code)
        content = request_digest("ambil", found.code, on.isoformat(), till.account, receipt, asked)
        earlier = earlier_posting(session, None, receipt, content)
        if earlier is not None:
            return earlier
        kept = savings_of(session, found.code)
        if total > kept:
            raise SavingsTooSmall(found.code, kept, total, without_owner(session, "tabungan"))
        exceptions = _checked(group_savings(session, found.code, found.name, on), total, reason.strip())
        words = f"Pengambilan tabungan {found.name}"
        if reason.strip():
            words += f": {reason.strip()}"
        lines = member_lines(out, asked) if members else savings_lines(session, out, on)
        return post(
            session,
            JournalEntry(on, KIND, (*lines, till), words, receipt=receipt),
            exceptions=exceptions,
            content=content,
        )


def _checked(has: GroupSavings, asked: int, reason: str) -> tuple[tuple[str, str, str], ...]:
    """What taking savings out puts on the exception list; `SavingsHeld` where running loans ask to keep them."""
    if not has.held or asked <= has.free:
        return ()
    if not reason:
        raise SavingsHeld(has.group, has.balance, has.held, has.free, asked, has.loans)
    return (("tabungan-ditahan", has.group, f"{asked // 100} {has.free // 100} {' '.join(has.loans)}"),)


def _parts(session: ReadSession, group: str, amount: int | None, members: Members) -> tuple[SavingsPart, ...]:
    """The amount as a part of the group's own, or as those of the members named."""
    if not members:
        return (SavingsPart(None, amount or 0),)
    shares = member_shares(session, group, [Share(*member) for member in members])
    twice = [code for code, times in Counter(share.member for share in shares).items() if times > 1]
    if twice:
        raise MemberSharesTwice(twice[0])
    total = sum(share.principal for share in shares)
    if amount is not None and amount != total:
        raise MembersDoNotAddUp(amount, total)
    return tuple(SavingsPart(share.member, share.principal) for share in shares)


def return_savings(
    desk: Desk, who: str, on: date, *, money: str | None = None, receipt: str | None = None
) -> PostedEntry:
    """Give a group back what is free of its savings; of a loan that is paid off what was held back for it.

    Raises `NothingToReturn`, and what finding the loan or the group raises.
    """
    with desk.write() as session:
        loan, group = _loan_or_group(session, who)
        content = request_digest("kembali", loan, group.code, on.isoformat(), money, receipt)
        earlier = earlier_posting(session, None, receipt, content)
        if earlier is not None:
            return earlier
        has = group_savings(session, group.code, group.name, on)
        own = held_for(session, date.max, loan).get(loan, []) if loan else []
        amount = has.free
        if loan:
            amount = 0 if loan in has.loans else min(amount, max(0, sum(part.amount for part in own)))
        if not amount:
            raise NothingToReturn(group.code, has.balance, has.loans if has.held else ())
        out = JournalLine(the_account(session, "tabungan").code, debit=amount, group=group.code, loan=loan)
        till = replace(out.mirrored(), account=money_account(session, money).code)
        lines = (*savings_lines(session, out, on, own), till)
        words = f"Pengembalian tabungan {group.name}" + (f" ({loan})" if loan else "")
        return post(session, JournalEntry(on, KIND, lines, words, receipt=receipt), content=content)


def _loan_or_group(session: ReadSession, who: str) -> tuple[str | None, Group]:
    """The loan of this number with its group, or the group that is called so."""
    try:
        loan = get_loan(session, who)
    except UnknownLoan:
        return None, find_group(session, who)
    return loan.number, find_group(session, loan.group)


def use_savings(
    desk: Desk, who: str, on: date, *, decision: str, reason: str, amount: int | None = None
) -> RepaymentReceipt:
    """Settle installments from the group's savings: what is in arrears as far as they reach, or the amount said (sen).

    Raises `EmptyField` without the decision's number or a reason, `NothingInArrears`, `SavingsTooSmall`, and the
    refusals of a repayment.
    """
    for field, text in (("putusan", decision), ("alasan", reason)):
        if not text.strip():
            raise EmptyField(field)
    with desk.write() as session:
        loan = find_loan(session, who)
        kept = savings_of(session, loan.group)
        wanted = _in_arrears(session, loan, on) if amount is None else amount
        if not wanted and amount is None:
            raise NothingInArrears(loan.number)
        if amount is None and kept:
            wanted = min(wanted, kept)
        if wanted > kept:
            raise SavingsTooSmall(loan.group, kept, wanted, without_owner(session, "tabungan"))
        words = f"Pemakaian tabungan {loan.group_name} ({loan.number}), putusan {decision.strip()}: {reason.strip()}"
        return record_repayment(
            desk, Repayment(loan.number, wanted, on, from_savings=True, description=words)
        )


def _in_arrears(session: ReadSession, loan: Loan, on: date) -> int:
    """What was due before a day and is not paid by all that is recorded (sen); of a written-off loan the claim."""
    if claim_now(session, loan.number) is not None:
        return due_now(session, loan, on)
    _, rows = running_schedule(session, loan, on)
    return sum(due_by(rows, *paid_on(session, loan.number), on - timedelta(days=1)))


def assign_savings(
    desk: Desk, group: str, amount: int | None, on: date, *, members: Members = ()
) -> PostedEntry:
    """Say that savings of the opening balance (sen), which names no group, are this group's, or these members'."""
    with desk.write() as session:
        found = find_group(session, group)
        parts = _parts(session, found.code, amount, members)
        total = sum(part.amount for part in parts)
        owner = JournalLine(the_account(session, "tabungan").code, credit=total, group=found.code)
        words = f"Pembagian saldo awal tabungan: {found.name}"
        return _assign(session, member_lines(owner, parts), on, words)


def assign_deposit(desk: Desk, loan: str, amount: int, on: date) -> PostedEntry:
    """Say that titipan of the opening balance (sen), which names no loan, is this loan's."""
    with desk.write() as session:
        found = find_loan(session, loan)
        code = the_account(session, "titipan").code
        owner = JournalLine(code, credit=amount, group=found.group, loan=found.number)
        return _assign(
            session, [owner], on, f"Pembagian saldo awal titipan: {found.group_name} ({found.number})"
        )


def _assign(session: WriteSession, owners: Sequence[JournalLine], on: date, words: str) -> PostedEntry:
    """Move an amount on one account from nobody to its owners; `KeptMoneySpent` beyond what nobody has."""
    nobody = JournalLine(owners[0].account, debit=sum(line.credit for line in owners))
    return post(session, JournalEntry(on, "pembagian", (nobody, *owners), words))


def use_deposit(desk: Desk, loan: str, on: date, amount: int | None = None) -> RepaymentReceipt:
    """Settle installments from a loan's titipan: what is due by a day, or the amount said (sen).

    Raises `NoDeposit`, `DepositTooSmall`, `NothingDue` and the refusals of a repayment.
    """
    with desk.write() as session:
        found, kept = _loan_and_deposit(session, loan)
        asked = min(kept, due_now(session, found, on)) if amount is None else amount
        if amount is None and not asked:
            raise NothingDue(found.number)
        if asked > kept:
            raise DepositTooSmall(found.number, kept, asked)
        words = f"Pemakaian titipan {found.group_name} ({found.number})"
        return record_repayment(
            desk, Repayment(found.number, asked, on, from_deposit=True, description=words)
        )


def return_deposit(desk: Desk, loan: str, amount: int, on: date, *, money: str | None = None) -> PostedEntry:
    """Give titipan back to the group (sen); `NoDeposit`, and `DepositTooSmall` beyond what is kept."""
    with desk.write() as session:
        found, kept = _loan_and_deposit(session, loan)
        if amount > kept:
            raise DepositTooSmall(found.number, kept, amount)
        out = JournalLine(
            the_account(session, "titipan").code, debit=amount, group=found.group, loan=found.number
        )
        till = replace(out.mirrored(), account=money_account(session, money).code)
        words = f"Pengembalian titipan {found.group_name} ({found.number})"
        return post(session, JournalEntry(on, "titipan", (out, till), words))


def _loan_and_deposit(session: ReadSession, who: str) -> tuple[Loan, int]:
    """The loan that is meant and what is kept for it (sen): of a KSM the only loan, paid off or not, with titipan."""
    try:
        number = get_loan(session, who).number
    except UnknownLoan:
        number = _with_deposit(session, who) or find_loan(session, who).number
    kept = deposit_of(session, number, date.max)
    if not kept:
        raise NoDeposit(number)
    return get_loan(session, number), kept


def _with_deposit(session: ReadSession, who: str) -> str:
    """The only loan of a KSM that has titipan; empty where none has, or no KSM is called so."""
    try:
        group = find_group(session, who)
    except UnknownGroup:
        return ""
    numbers = loans_with_deposit(session, group.code)
    if len(numbers) > 1:
        raise SeveralDeposits(group.code, group.name, numbers)
    return numbers[0] if numbers else ""
