"""What must hold of every loan and of all money kept for others on every day, looked at after each posting.

The journal balances by itself; these are the promises that a balanced entry can still break: more principal paid
back than was lent by that day, more titipan used, savings returned, rewards paid or partners repaid than was there,
more recovered of a written-off loan than is claimed. Backdated and undone entries are why every day counts and not
the total alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, islice
from typing import NamedTuple

from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.loans import PrincipalNotOwed
from upk_ledger.core.errors.savings import KeptMoneySpent
from upk_ledger.core.errors.write_offs import ClaimNotThere
from upk_ledger.store.session import ReadSession

_OWNER = {
    "titipan": "loan_number",
    "tabungan": "group_code",
    "hutang-reward": "loan_number",
    "hutang-mitra": "fund_code",
    "dana-terikat": "fund_code",
}
"""For whom the money of a role is kept, as a column of the lines."""

_OWED = (
    "SELECT loan_number, counts_on, sum(disbursed - principal - written_off) FROM loan_movement"
    " WHERE office_id = :office AND {whose} GROUP BY loan_number, counts_on ORDER BY loan_number, counts_on"
)
_KEPT = (
    "SELECT {column}, entry_date, sum(credit - debit), member_code FROM journal_line WHERE office_id = :office"
    " AND account_code = :account AND {whose} GROUP BY {column}, member_code, entry_date"
    " ORDER BY {column}, entry_date"
)
_AT_ONCE = 500
"""How many loans or owners one statement asks for."""

_Days = list[tuple[str, int, str | None]]
"""A day, what moved on it, and of savings the member whose they are."""


def check_promises(
    session: ReadSession, entries: Iterable[JournalEntry], loans: Iterable[tuple[str, date]]
) -> None:
    """Raise `PrincipalNotOwed` for one of `loans` (with the day to name), `KeptMoneySpent` for an entry's lines."""
    asked = dict(loans)
    owed = _by_day(session, _OWED, "loan_number", list(asked))
    for loan, on in asked.items():
        _check_principal(loan, on, owed.get(loan, []))
    kept = session.with_role(*_OWNER)
    touched = {
        (line.account, _owner(_OWNER[session.accounts[line.account].role], line))
        for entry in entries
        for line in entry.lines
        if line.account in kept
    }
    for account, pairs in groupby(sorted(touched, key=str), key=lambda pair: pair[0]):
        _check_kept(session, account, [owner for _, owner in pairs])


def _owner(column: str, line: JournalLine) -> str | None:
    """For whom the money of a line is kept."""
    owners = {"group_code": line.group, "fund_code": line.fund}
    return owners.get(column, line.loan)


def _by_day(
    session: ReadSession, query: str, column: str, owners: Sequence[str | None], **facts: object
) -> dict[str | None, _Days]:
    """What `query` adds up by day for each of `owners`, in a statement for very many of them."""
    found: dict[str | None, _Days] = {}
    named = (owner for owner in owners if owner is not None)
    parts: list[tuple[str, dict[str, str]]] = [(f"{column} IS NULL", {})] if None in owners else []
    while some := {f"of{place}": owner for place, owner in enumerate(islice(named, _AT_ONCE))}:
        parts.append((f"{column} IN ({', '.join(f':{name}' for name in some)})", some))
    ask = session.steady if query is _OWED else session.all
    for whose, names in parts:
        for owner, day, moved, *member in ask(query.format(column=column, whose=whose), **facts, **names):
            found.setdefault(owner, []).append((day, int(moved), member[0] if member else None))
    return found


def _check_principal(loan: str, on: date, days: _Days) -> None:
    owed, short = 0, False
    since: date | None = None
    for day, moved, _ in days:
        owed += moved
        if owed < 0:
            short, since = True, None
        elif short and since is None:
            since = date.fromisoformat(day)
    if short:
        raise PrincipalNotOwed(loan, on, since)


def _check_kept(session: ReadSession, account: str, owners: Sequence[str | None]) -> None:
    """Savings hold for each member and for the group's own part: the members never have more than the group."""
    by_owner = _by_day(session, _KEPT, _OWNER[session.accounts[account].role], owners, account=account)
    for owner in owners:
        kept: dict[str | None, int] = {}
        for day, moved, member in by_owner.get(owner, []):
            kept[member] = kept.get(member, 0) + moved
            if kept[member] < 0:
                whose = " ".join(filter(None, (owner or "-", member)))
                name = session.accounts[account].name
                raise KeptMoneySpent(name, whose, date.fromisoformat(day), -kept[member])


class Excess(NamedTuple):
    """More came in than was claimed by `missing` (sen), first on the day `on`; from `since` on it fits, if ever."""

    loan: str
    on: date
    missing: int
    since: date | None


_DAYS = (
    "SELECT counts_on, sum(written_off), sum(service) FROM loan_movement WHERE office_id = :office"
    " AND loan_number = :loan GROUP BY counts_on"
)
_RECOVERY_DAYS = (
    "SELECT counts_on, sum(principal), sum(service) FROM recovery WHERE office_id = :office AND loan_number = :loan"
    " GROUP BY counts_on"
)
_SERVICE_DUE = (
    "SELECT w.on_date, w.service_due, c.entry_date FROM write_off AS w"
    " LEFT JOIN journal_entry AS c ON c.office_id = :office AND c.reverses = w.entry"
    " WHERE w.office_id = :office AND w.loan_number = :loan ORDER BY w.record"
)
"""By write-off the service that had fallen due, and the day from which it is undone."""


def excess_of(session: ReadSession, loan: str) -> Excess | None:
    """Where on some day more had come in on a loan than was claimed by then; None where it never had."""
    moved = {row[0]: (int(row[1]), int(row[2])) for row in session.all(_DAYS, loan=loan)}
    came = {row[0]: (int(row[1]), int(row[2])) for row in session.all(_RECOVERY_DAYS, loan=loan)}
    due = [tuple(row) for row in session.all(_SERVICE_DUE, loan=loan)]
    written = served = principal = service = 0
    first: Excess | None = None
    for day in sorted({*moved, *came}):
        gone, paid = moved.get(day, (0, 0))
        more_principal, more_service = came.get(day, (0, 0))
        written, served = written + gone, served + paid
        principal, service = principal + more_principal, service + more_service
        # As `claims.claims_at` has it: that of the newest write-off that stands on this day.
        standing = [sen for on, sen, undone in due if on <= day and (undone is None or day < undone)]
        fallen_due = standing[-1] if standing else 0
        missing = max(0, principal - written) + max(0, service - max(0, fallen_due - served))
        if missing:
            first = (first or Excess(loan, date.fromisoformat(day), missing, None))._replace(since=None)
        elif first and first.since is None:
            first = first._replace(since=date.fromisoformat(day))
    return first


def check_claim(session: ReadSession, loan: str, on: date) -> None:
    """Raise `ClaimNotThere`, naming the day `on`, where on any day more came in on a loan than was claimed."""
    found = excess_of(session, loan)
    if found is not None:
        raise ClaimNotThere(loan, on, found.since)
