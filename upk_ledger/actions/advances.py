"""Money given to somebody to spend (uang muka): given, accounted for, listed until nothing of it is left."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core import checks
from upk_ledger.core.advances import OPENING, Advance, Settlement
from upk_ledger.core.balances import with_roles
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.advances import (
    AdvanceDueBeforeGiven,
    AdvanceNotPositive,
    AdvanceSettled,
    NotForAdvances,
    NothingAccounted,
    ReturnedTooMuch,
    UnknownAdvance,
    UnknownHolder,
)
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import Officer
from upk_ledger.core.statement_frames import refuse
from upk_ledger.store import advances
from upk_ledger.store.accounts import check_unreserved, find_account, money_account, the_account
from upk_ledger.store.balances import account_sums
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.offices import officers_at
from upk_ledger.store.posting import PostedEntry, earlier_posting, entry_at, post, request_digest
from upk_ledger.store.session import ReadSession, WriteSession

GIVEN, ACCOUNTED = advances.KINDS


class AdvanceAct(NamedTuple):
    """An advance after something was recorded of it, with the entry and, where it was accounted for, with what."""

    advance: Advance
    posted: PostedEntry
    settlement: Settlement | None = None


class AdvanceList(NamedTuple):
    """The advances at the end of a day, and what the accounts of advances hold (sen)."""

    as_of: date
    advances: tuple[Advance, ...]
    ledger: int


def give_advance(
    desk: Desk,
    holder: str,
    amount: int,
    on: date,
    due: date,
    purpose: str,
    *,
    money: str | None = None,
    receipt: str | None = None,
    key: str | None = None,
) -> AdvanceAct:
    """Give an officer money (sen) to spend for a purpose, to be accounted for by a day.

    `holder` is an officer's code or a unique part of the name. Raises `UnknownHolder`, `AdvanceNotPositive`,
    `AdvanceDueBeforeGiven`, and `EmptyField` without a purpose.
    """
    if not purpose.strip():
        raise EmptyField("untuk")
    if amount <= 0:
        raise AdvanceNotPositive(amount)
    if due < on:
        raise AdvanceDueBeforeGiven(due, on)
    with desk.write() as session:
        officer = find_holder(session, holder, on)
        till = money_account(session, money).code
        content = request_digest(GIVEN, officer.code, on.isoformat(), due.isoformat(), amount, till, receipt)
        earlier = earlier_posting(session, key, receipt, content)
        if earlier is not None:
            return _act(session, earlier)
        code = advances.next_code(session, on.year)
        given = JournalLine(the_account(session, advances.ROLE).code, debit=amount)
        lines = (given, JournalLine(till, credit=amount))
        words = f"Uang muka {code} {officer.name or officer.code}: {purpose.strip()}"
        posted = post(
            session, JournalEntry(on, GIVEN, lines, words, receipt=receipt, key=key), content=content
        )
        row = (code, officer.code, on.isoformat(), due.isoformat(), amount, posted.record)
        add_facts(session, GIVEN, [row], purpose.strip())
        return _act(session, posted)


def find_holder(session: ReadSession, given: str, on: date) -> Officer:
    """The officer who serves on a day under this code or name; `UnknownHolder` names who does."""
    serving = officers_at(session, on)
    wanted = given.strip().casefold()
    exact = [one for one in serving if wanted in {one.code.casefold(), one.name.casefold()}]
    found = exact or [one for one in serving if wanted in one.name.casefold()]
    if not wanted or len(found) != 1:
        raise UnknownHolder(given, tuple(f"{one.code} {one.name}".rstrip() for one in found or serving))
    return found[0]


def account_for(
    desk: Desk,
    code: str,
    on: date,
    costs: Sequence[tuple[str, int]],
    returned: int = 0,
    *,
    money: str | None = None,
    receipt: str | None = None,
    key: str | None = None,
) -> AdvanceAct:
    """Account for an advance: what was spent (account and sen) and what came back; the rest stays to be told.

    Where more was spent than is left of it, the office pays the holder the difference. Raises `UnknownAdvance`,
    `AdvanceSettled`, `NothingAccounted`, `AdvanceNotPositive`, `ReturnedTooMuch`, `NotForAdvances`,
    `AdvanceOverdrawn` for a day before it was given, and the refusals of `find_account`.
    """
    with desk.write() as session:
        name = code.strip().upper()
        till = money_account(session, money).code
        spent_on = [(_cost_account(session, given), amount) for given, amount in costs]
        content = request_digest(ACCOUNTED, name, on.isoformat(), spent_on, returned, till, receipt)
        earlier = earlier_posting(session, key, receipt, content)
        if earlier is not None:
            return _act(session, earlier)
        advance = _find_open(session, name)
        settlement = settle(advance, [amount for _, amount in spent_on], returned)
        paid = [JournalLine(account, debit=amount) for account, amount in spent_on]
        if returned:
            paid.append(JournalLine(till, debit=returned))
        paid += _credits(session, advance, settlement.covered + returned)
        if settlement.beyond:
            paid.append(JournalLine(till, credit=settlement.beyond))
        words = f"Pertanggungjawaban uang muka {advance.code} {advance.holder_name}".rstrip()
        entry = JournalEntry(on, ACCOUNTED, tuple(paid), words, receipt=receipt, key=key)
        posted = post(session, entry, content=content)
        row = (advance.code, on.isoformat(), settlement.spent, returned - settlement.beyond, posted.record)
        add_facts(session, ACCOUNTED, [row])
        advances.check_advance(session, advance.code)
        return _act(session, posted)._replace(settlement=settlement)


def settle(advance: Advance, spent: Sequence[int], returned: int) -> Settlement:
    """How what was spent and what came back (sen) settle an advance; see `account_for` for the refusals."""
    wrong = [amount for amount in (*spent, returned) if amount < 0] + [
        amount for amount in spent if not amount
    ]
    if wrong:
        raise AdvanceNotPositive(wrong[0])
    total, left = sum(spent), advance.outstanding
    if not total and not returned:
        raise NothingAccounted(advance.code, left)
    rest = max(0, left - total)
    if returned > rest:
        raise ReturnedTooMuch(advance.code, rest, returned)
    return Settlement(advance.code, total, returned, min(total, left), max(0, total - left), rest - returned)


def _cost_account(session: ReadSession, given: str) -> str:
    account = find_account(session, given)
    check_unreserved(account)
    if account.role in {"kas", "bank"}:
        raise NotForAdvances(account.code, account.name)
    return account.code


def _find_open(session: ReadSession, code: str) -> Advance:
    """The advance of this code with something left of it."""
    found = [one for one in advances.advances_at(session, date.max, code=code) if one.amount]
    if not found:
        left = [one for one in advances.advances_at(session, date.max) if one.outstanding > 0]
        raise UnknownAdvance(code, tuple(f"{one.code} {one.holder_name}".rstrip() for one in left))
    if found[0].outstanding <= 0:
        raise AdvanceSettled(code)
    return found[0]


def _credits(session: ReadSession, advance: Advance, amount: int) -> list[JournalLine]:
    """What leaves the accounts of advances: where this one was booked; the opening balance account by account."""
    if advance.code != OPENING:
        given = entry_at(session, advance.entry).entry
        return [JournalLine(given.lines[0].account, credit=amount)]
    lines = []
    for part in advances.opening_left(session):
        taken = min(part.amount, amount)
        if taken > 0:
            lines.append(JournalLine(part.account, credit=taken))
            amount -= taken
    return lines


def _act(session: WriteSession, posted: PostedEntry) -> AdvanceAct:
    """What an entry recorded of its advance, which is shown as it stands now."""
    code = advances.advance_of_entry(session, posted.record)
    (advance,) = advances.advances_at(session, date.max, code=code or "")
    return AdvanceAct(advance, posted)


def check_undone(session: ReadSession, record: int) -> None:
    """Raise `AdvanceOverdrawn` where an entry of an advance that was undone leaves more accounted for than given."""
    code = advances.advance_of_entry(session, record)
    if code is not None:
        advances.check_advance(session, code)


def list_advances(desk: Desk, on: date, *, every: bool = False) -> AdvanceList:
    """The advances with something left of them at the end of a day (`every`: also those without).

    `FiguresDisagree` where they are not what the accounts hold.
    """
    with desk.read() as session:
        found = [one for one in advances.advances_at(session, on) if one.amount]
        ledger = with_roles(session.accounts, account_sums(session, on, on), advances.ROLE)
        total = sum(one.outstanding for one in found)
        refuse(checks.agree("uang-muka", {"uang-muka": total, "neraca": ledger}))
        return AdvanceList(on, tuple(one for one in found if every or one.outstanding), ledger)


def overdue_advances(session: ReadSession, on: date) -> list[Advance]:
    """The advances that were due before a day and not wholly accounted for at its end, the longest first."""
    found = [one for one in advances.advances_at(session, on) if one.days_overdue(on)]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.code))
