"""The standard charts of accounts: what an office starts with, and what is opened for it when it is first needed.

An account that few offices need is no line of an empty chart, and its code stays free for an account of their own.
"""

import tomllib
from dataclasses import replace

from upk_ledger import resources
from upk_ledger.core.offices import Account
from upk_ledger.store.offices import add_accounts
from upk_ledger.store.session import WriteSession


def standard_chart(kind: str = "upk", *, at_start: bool = False) -> list[Account]:
    """The standard chart of a kind of office (domain reference 4.2); with `at_start` what a new book has."""
    data = tomllib.loads((resources.folder("charts") / f"{kind}.toml").read_text(encoding="utf-8"))
    return [
        Account(row["kode"], row["nama"], row["jenis"], row["peran"])
        for row in data["akun"]
        if not (at_start and row.get("bila_perlu", False))
    ]


def open_standard_account(session: WriteSession, wanted: str) -> Account | None:
    """Open the standard account of this role, code or name, on the record; None where there is none.

    Its code is the standard's, or the next free one behind it.
    """
    said = wanted.strip().casefold()
    for account in standard_chart(session.desk.office.kind):
        if said in {account.role, account.code, account.name.casefold()} and account.role != "lain":
            break
    else:
        return None
    code = int(account.code)
    while str(code) in session.accounts:
        code += 1
    opened = replace(account, code=str(code))
    add_accounts(session, [opened])
    return opened
