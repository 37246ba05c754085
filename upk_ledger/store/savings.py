"""Savings by group and member: what was saved when, what running loans ask to be kept, from whom a part is taken."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from upk_ledger.core.entries import JournalLine
from upk_ledger.core.lending import RUNNING
from upk_ledger.core.savings import GroupSavings, SavingsMove, SavingsPart, SavingsTurn, held_back, taken
from upk_ledger.store.accounts import the_account
from upk_ledger.store.claims import claims_at
from upk_ledger.store.lending import granted_to
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.products import products_of_loans
from upk_ledger.store.session import ReadSession

_SAVED = (
    " FROM account AS a JOIN journal_line AS l ON l.office_id = a.office_id AND l.account_code = a.code"
    " WHERE a.office_id = :office AND a.role = 'tabungan'"
)


def spendable(session: ReadSession, group: str, since: date) -> dict[str | None, int]:
    """What of a group's savings can be taken out on a day without a lack on it or later (sen), by member."""
    rows = session.all(
        "SELECT l.member_code, l.entry_date, sum(l.credit - l.debit)"
        + _SAVED
        + " AND l.account_code = :account AND l.group_code = :group_code"
        " GROUP BY l.member_code, l.entry_date ORDER BY l.entry_date",
        account=the_account(session, "tabungan").code,
        group_code=group,
    )
    balance: dict[str | None, int] = {}
    least: dict[str | None, int] = {}
    for member, day, moved in rows:
        before = balance.get(member, 0)
        balance[member] = before + int(moved)
        if date.fromisoformat(day) <= since:
            least[member] = balance[member]
        else:
            least[member] = min(least.get(member, before), balance[member])
    return {member: max(0, sen) for member, sen in least.items()}


def savings_lines(
    session: ReadSession,
    source: JournalLine,
    on: date,
    first: Iterable[tuple[str | None, int]] = (),
) -> list[JournalLine]:
    """The debit `source` of a group's savings as lines of those who bear it; see `core.savings.taken`."""
    kept = spendable(session, source.group or "", on)
    return member_lines(source, taken(kept, source.debit, first))


def member_lines(line: JournalLine, parts: Iterable[SavingsPart]) -> list[JournalLine]:
    """A line as one of each member's part."""
    if line.debit:
        return [replace(line, member=member, debit=sen) for member, sen in parts]
    return [replace(line, member=member, credit=sen) for member, sen in parts]


def held_for(session: ReadSession, as_of: date, loan: str | None = None) -> dict[str, list[SavingsPart]]:
    """What was held back for each loan (or the one named) by a day and neither used nor returned, by member."""
    only = " AND l.loan_number = :loan" if loan else " AND l.loan_number IS NOT NULL"
    rows = session.all(
        "SELECT l.loan_number, l.member_code, sum(l.credit - l.debit)"
        + _SAVED
        + only
        + " AND l.entry_date <= :as_of GROUP BY l.loan_number, l.member_code ORDER BY l.loan_number, l.member_code",
        as_of=as_of.isoformat(),
        **({"loan": loan} if loan else {}),
    )
    found: dict[str, list[SavingsPart]] = {}
    for number, member, sen in rows:
        found.setdefault(number, []).append(SavingsPart(member, int(sen)))
    return found


def required_at(session: ReadSession, as_of: date, group: str | None = None) -> dict[str, dict[str, int]]:
    """What loans that are not paid off at the end of a day ask to be kept (sen), by group and loan.

    What was held back for the loan, or its product's percentage of what was lent, whichever is more.
    """
    loans = (
        positions(session, as_of, None)
        if group is None
        else [at for number in granted_to(session, group) for at in positions(session, as_of, None, number)]
    )
    claimed = {number for number, claim in claims_at(session, as_of).items() if claim.left}
    owing = [at for at in loans if at.status in RUNNING or at.number in claimed]
    if not owing:
        return {}
    held = held_for(session, as_of)
    versions = session.all(
        "SELECT number, product FROM loan WHERE office_id = :office AND product IS NOT NULL"
    )
    products = products_of_loans(session, {row[0]: row[1] for row in versions})
    found: dict[str, dict[str, int]] = {}
    for at in owing:
        percent = products[at.number].savings_percent if at.number in products else None
        wanted = held_back(at.principal, percent) if percent else 0
        kept = max(wanted, sum(part.amount for part in held.get(at.number, ())))
        if kept > 0:
            found.setdefault(at.group, {})[at.number] = kept
    return found


def group_savings(session: ReadSession, group: str, name: str, on: date) -> GroupSavings:
    """What can be taken out of a group's savings on a day, and what its loans ask to be kept then or still."""
    then, now = (required_at(session, day, group).get(group, {}) for day in (on, date.max))
    required = {loan: max(then.get(loan, 0), now.get(loan, 0)) for loan in sorted({*then, *now})}
    parts = (SavingsPart(*part) for part in spendable(session, group, on).items())
    return GroupSavings(group, name, tuple(parts), tuple(required.items()))


def savings_turns(session: ReadSession, start: date, end: date) -> list[SavingsTurn]:
    """What each group and member saved over a range, by code; the opening entry is part of the opening balance.

    A counter-entry takes back what it undoes.
    """
    rows = session.all(
        "SELECT l.group_code, l.member_code,"
        " sum(CASE WHEN l.entry_date < :since OR e.kind = 'saldo-awal' THEN l.credit - l.debit ELSE 0 END),"
        " sum(CASE WHEN l.entry_date < :since OR e.kind = 'saldo-awal' THEN 0"
        " WHEN e.reverses IS NULL THEN l.credit ELSE -l.debit END),"
        " sum(CASE WHEN l.entry_date < :since OR e.kind = 'saldo-awal' THEN 0"
        " WHEN e.reverses IS NULL THEN l.debit ELSE -l.credit END)"
        + _SAVED.replace(
            " WHERE", " JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry WHERE"
        )
        + " AND l.entry_date <= :until GROUP BY l.group_code, l.member_code",
        since=start.isoformat(),
        until=end.isoformat(),
    )
    turns = [SavingsTurn(row[0], row[1], *map(int, row[2:])) for row in rows]
    return sorted(turns, key=lambda turn: (turn.group is None, turn.group or "", turn.member or ""))


def free_by_group(session: ReadSession, on: date) -> dict[str, int]:
    """What each group may take out of its savings (sen) at the end of a day: all that no loan of it asks to be kept."""
    saved: dict[str, int] = {}
    for turn in savings_turns(session, on, on):
        if turn.group is not None:
            saved[turn.group] = saved.get(turn.group, 0) + turn.closing
    required = required_at(session, on)
    return {group: sen - sum(required.get(group, {}).values()) for group, sen in saved.items()}


def savings_moves(
    session: ReadSession, group: str, as_of: date, member: str | None = None
) -> tuple[SavingsMove, ...]:
    """Every movement of a group's (or one member's) savings by the end of a day, in order of date."""
    only = " AND l.member_code = :member" if member else ""
    rows = session.all(
        "SELECT l.entry_date, e.series, e.month, e.number, t.text, l.member_code, l.credit, l.debit"
        + _SAVED.replace(
            " WHERE",
            " JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
            " LEFT JOIN record_text AS t ON t.office_id = l.office_id AND t.record = l.entry WHERE",
        )
        + f" AND l.group_code = :group_code AND l.entry_date <= :as_of{only}"
        " ORDER BY l.entry_date, l.entry, l.line",
        group_code=group,
        as_of=as_of.isoformat(),
        **({"member": member} if member else {}),
    )
    balance, found = 0, []
    for on, series, month, number, words, code, came, went in rows:
        balance += came - went
        voucher = voucher_number(series, month, number)
        found.append(SavingsMove(date.fromisoformat(on), voucher, words or "", code, came, went, balance))
    return tuple(found)
