"""The chart of accounts: looking at it, adding to it, naming anew."""

from upk_ledger.core.errors.ledger import AccountExists, UnknownAccount
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import ACCOUNT_TYPES, Account, roles_of
from upk_ledger.store.desk import Desk
from upk_ledger.store.naming import ACCOUNT, rename
from upk_ledger.store.offices import add_accounts


def list_accounts(desk: Desk) -> list[Account]:
    """The chart of accounts in code order."""
    with desk.read() as session:
        return list(session.accounts.values())


def open_account(desk: Desk, account: Account) -> Account:
    """Add an account to the chart. Raises `AccountExists`, `UnknownTerm`, `EmptyField`, `UnknownAccount`."""
    for field, value in (("kode", account.code), ("nama", account.name)):
        if not value.strip():
            raise EmptyField(field)
    if account.type not in ACCOUNT_TYPES:
        raise UnknownTerm("jenis", account.type, ACCOUNT_TYPES)
    check_role(account.type, account.role)
    with desk.write() as session:
        if account.code in session.accounts:
            raise AccountExists(account.code, session.accounts[account.code].name)
        if account.parent is not None and account.parent not in session.accounts:
            raise UnknownAccount(account.parent)
        add_accounts(session, [account])
    return account


def check_role(type_: str, role: str) -> None:
    """Raise `UnknownTerm` unless an account of this type can have this role."""
    if role not in roles_of(type_):
        raise UnknownTerm(f"peran akun {type_}", role, roles_of(type_))


def name_account(desk: Desk, code: str, name: str) -> Account:
    """Give an account another name; its code, type and role stay."""
    if not name.strip():
        raise EmptyField("nama")
    with desk.write() as session:
        if code not in session.accounts:
            raise UnknownAccount(code)
        rename(session, ACCOUNT, code, name)
        return session.accounts[code]
