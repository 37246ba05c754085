"""The names of accounts and groups, each in the chain: which one a paper of a closed month has to show.

`account.name` and `borrower_group.name` hold the name of today; what was called what when a month was closed is
the newest naming recorded by then.
"""

from collections.abc import Iterable

from upk_ledger.core.offices import Account
from upk_ledger.store.session import ReadSession, WriteSession

ACCOUNT, GROUP = "akun", "ksm"
"""What can be named; also the kinds of the records that register them."""

_TABLES = {ACCOUNT: "account", GROUP: "borrower_group"}


def add_names(session: WriteSession, record: int, kind: str, names: Iterable[tuple[str, str]]) -> None:
    """Note under a record which codes are called what."""
    session.insert("naming", "record kind code name", [(record, kind, code, name) for code, name in names])


def rename(session: WriteSession, kind: str, code: str, name: str) -> None:
    """Give an account or a group another name, from now on."""
    record = session.append("nama", [kind, code, name])
    add_names(session, record, kind, [(code, name)])
    session.change(_TABLES[kind], "name = :name", "code = :code", name=name, code=code)
    session.forget()


def names_at(session: ReadSession, kind: str, record: int) -> dict[str, str]:
    """Code and name of all that was registered by a record, as they were called then."""
    rows = session.all(
        "SELECT code, name FROM naming WHERE office_id = :office AND kind = :kind AND record <= :record"
        " ORDER BY record",
        kind=kind,
        record=record,
    )
    return {row[0]: row[1] for row in rows}


def account_body(accounts: Iterable[Account]) -> list[object]:
    """What a registration of accounts says in the chain."""
    return [
        [account.code, account.name, account.type, account.role, account.parent]
        for account in sorted(accounts, key=lambda account: account.code)
    ]
