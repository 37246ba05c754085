"""Cash and bank: money in, money out, and between the two."""

from datetime import date

from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.ledger import BetweenTills
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.store.accounts import check_unreserved, find_account, money_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, post


def receive_cash(
    desk: Desk,
    on: date,
    account: str,
    amount: int,
    description: str,
    *,
    money: str | None = None,
    receipt: str | None = None,
    key: str | None = None,
) -> PostedEntry:
    """Money comes in (sen) for `account`, into the office's cash or the `money` account named."""
    return _move(desk, on, account, amount, description, money, receipt, key, incoming=True)


def pay_cash(
    desk: Desk,
    on: date,
    account: str,
    amount: int,
    description: str,
    *,
    money: str | None = None,
    receipt: str | None = None,
    key: str | None = None,
) -> PostedEntry:
    """Money goes out (sen) for `account`, from the office's cash or the `money` account named."""
    return _move(desk, on, account, amount, description, money, receipt, key, incoming=False)


def _move(
    desk: Desk,
    on: date,
    account: str,
    amount: int,
    description: str,
    money: str | None,
    receipt: str | None,
    key: str | None,
    *,
    incoming: bool,
) -> PostedEntry:
    if not description.strip():
        raise EmptyField("keterangan")
    with desk.write() as session:
        till = money_account(session, money)
        other = find_account(session, account)
        check_unreserved(other)
        if other.role in {"kas", "bank"}:
            raise BetweenTills(other.code, other.name)
        debit, credit = (till, other) if incoming else (other, till)
        lines = (JournalLine(debit.code, debit=amount), JournalLine(credit.code, credit=amount))
        return post(session, JournalEntry(on, "kas", lines, description, receipt=receipt, key=key))


def deposit_to_bank(
    desk: Desk,
    on: date,
    amount: int,
    *,
    bank: str | None = None,
    description: str = "",
    receipt: str | None = None,
) -> PostedEntry:
    """Cash is paid into the bank (sen)."""
    return _between(desk, on, amount, "setor-bank", bank, description or "Setor ke bank", receipt)


def withdraw_from_bank(
    desk: Desk,
    on: date,
    amount: int,
    *,
    bank: str | None = None,
    description: str = "",
    receipt: str | None = None,
) -> PostedEntry:
    """Money is drawn from the bank into cash (sen)."""
    return _between(desk, on, amount, "tarik-bank", bank, description or "Tarik dari bank", receipt)


def _between(
    desk: Desk, on: date, amount: int, kind: str, bank: str | None, description: str, receipt: str | None
) -> PostedEntry:
    with desk.write() as session:
        at_bank = (find_account(session, bank, ("bank",)) if bank else the_account(session, "bank")).code
        cash = money_account(session, None).code
        debit, credit = (at_bank, cash) if kind == "setor-bank" else (cash, at_bank)
        lines = (JournalLine(debit, debit=amount), JournalLine(credit, credit=amount))
        return post(session, JournalEntry(on, kind, lines, description, receipt=receipt))
