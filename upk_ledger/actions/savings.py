"""Money kept for groups: savings for joint liability, and titipan paid ahead of a loan's installments."""

from dataclasses import replace
from datetime import date

from upk_ledger.actions.loans import find_loan, get_loan
from upk_ledger.actions.repayment import due_now, record_repayment
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import UnknownLoan
from upk_ledger.core.errors.people import UnknownGroup
from upk_ledger.core.errors.savings import (
    DepositTooSmall,
    NoDeposit,
    NothingDue,
    SavingsTooSmall,
    SeveralDeposits,
)
from upk_ledger.core.lending import Loan
from upk_ledger.core.repayments import Repayment, RepaymentReceipt
from upk_ledger.store.accounts import money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.kept import deposit_of, loans_with_deposit, savings_of, without_owner
from upk_ledger.store.people import find_group
from upk_ledger.store.posting import PostedEntry, Posting, post, posted_before
from upk_ledger.store.session import ReadSession, WriteSession


def save(
    desk: Desk, group: str, amount: int, on: date, *, money: str | None = None, receipt: str | None = None
) -> PostedEntry:
    """A group pays into its savings (sen)."""
    with desk.write() as session:
        found = find_group(session, group)
        till, savings = money_account(session, money).code, the_account(session, "tabungan").code
        lines = (
            JournalLine(till, debit=amount, group=found.code),
            JournalLine(savings, credit=amount, group=found.code),
        )
        words = f"Setoran tabungan {found.name}"
        return post(session, JournalEntry(on, "tabungan", lines, words, receipt=receipt))


def withdraw(
    desk: Desk, group: str, amount: int, on: date, *, money: str | None = None, receipt: str | None = None
) -> PostedEntry:
    """A group takes savings out (sen); `SavingsTooSmall` beyond what it has by all that is recorded."""
    with desk.write() as session:
        found = find_group(session, group)
        till, savings = money_account(session, money).code, the_account(session, "tabungan").code
        lines = (
            JournalLine(savings, debit=amount, group=found.code),
            JournalLine(till, credit=amount, group=found.code),
        )
        words = f"Pengambilan tabungan {found.name}"
        entry = JournalEntry(on, "tabungan", lines, words, receipt=receipt)
        kept = savings_of(session, found.code)
        if amount > kept and posted_before(session, Posting(entry)) is None:
            raise SavingsTooSmall(found.code, kept, amount, without_owner(session, "tabungan"))
        return post(session, entry)


def assign_savings(desk: Desk, group: str, amount: int, on: date) -> PostedEntry:
    """Say that savings of the opening balance (sen), which names no group, are this group's."""
    with desk.write() as session:
        found = find_group(session, group)
        owner = JournalLine(the_account(session, "tabungan").code, credit=amount, group=found.code)
        return _assign(session, owner, on, f"Pembagian saldo awal tabungan: {found.name}")


def assign_deposit(desk: Desk, loan: str, amount: int, on: date) -> PostedEntry:
    """Say that titipan of the opening balance (sen), which names no loan, is this loan's."""
    with desk.write() as session:
        found = find_loan(session, loan)
        code = the_account(session, "titipan").code
        owner = JournalLine(code, credit=amount, group=found.group, loan=found.number)
        return _assign(
            session, owner, on, f"Pembagian saldo awal titipan: {found.group_name} ({found.number})"
        )


def _assign(session: WriteSession, owner: JournalLine, on: date, words: str) -> PostedEntry:
    """Move an amount on one account from nobody to its owner; `KeptMoneySpent` beyond what nobody has."""
    nobody = JournalLine(owner.account, debit=owner.credit)
    return post(session, JournalEntry(on, "pembagian", (nobody, owner), words))


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
