"""What must hold of every loan and of all money kept for others on every day, looked at after each posting.

The journal balances by itself; these are the promises that a balanced entry can still break: more principal paid
back than was lent by that day, more titipan used or savings returned than were there. Backdated and undone entries
are why every day counts and not the total alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.entries import JournalEntry
from upk_ledger.core.errors.loans import PrincipalNotOwed
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.store.session import ReadSession

_OWNER = {"titipan": "loan_number", "tabungan": "group_code"}
"""For whom the money of a role is kept, as a column of the lines."""


def check_promises(
    session: ReadSession, entries: Iterable[JournalEntry], loans: Iterable[tuple[str, date]]
) -> None:
    """Raise `PrincipalNotOwed` for one of `loans` (with the day to name), `KeptMoneySpent` for an entry's lines."""
    for loan, on in dict(loans).items():
        _check_principal(session, loan, on)
    roles = {code: account.role for code, account in session.accounts.items() if account.role in _OWNER}
    touched = {
        (line.account, line.loan if roles[line.account] == "titipan" else line.group)
        for entry in entries
        for line in entry.lines
        if line.account in roles
    }
    for account, owner in sorted(touched, key=str):
        _check_kept(session, account, _OWNER[roles[account]], owner)


def _check_principal(session: ReadSession, loan: str, on: date) -> None:
    owed, short = 0, False
    since: date | None = None
    for day, moved in session.all(
        "SELECT counts_on, sum(disbursed - principal) FROM loan_movement"
        " WHERE office_id = :office AND loan_number = :loan GROUP BY counts_on ORDER BY counts_on",
        loan=loan,
    ):
        owed += moved
        if owed < 0:
            short, since = True, None
        elif short and since is None:
            since = date.fromisoformat(day)
    if short:
        raise PrincipalNotOwed(loan, on, since)


def _check_kept(session: ReadSession, account: str, column: str, owner: str | None) -> None:
    whose = f"{column} = :owner" if owner else f"{column} IS NULL"
    rows: Sequence[tuple[Any, ...]] = session.all(
        "SELECT entry_date, sum(credit - debit) FROM journal_line WHERE office_id = :office"
        f" AND account_code = :account AND {whose} GROUP BY entry_date ORDER BY entry_date",
        account=account,
        **({"owner": owner} if owner else {}),
    )
    kept = 0
    for day, moved in rows:
        kept += int(moved)
        if kept < 0:
            raise KeptMoneySpent(session.accounts[account].name, owner or "-", date.fromisoformat(day), -kept)
