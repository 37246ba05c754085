"""Matching the bank's statements with the book: which line is which entry, and booking what only the bank knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from upk_ledger.bahasa.bank import CHARGE_NAMES, CHARGE_ROLES, charge_of
from upk_ledger.core.bank import (
    BankLine,
    BankView,
    BookMove,
    Found,
    LineKey,
    OpenSides,
    joined,
    match,
    open_sides,
    undone,
)
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.offices import Account
from upk_ledger.store import banking
from upk_ledger.store.accounts import find_account, the_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, Posting, post_many
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.settings import setting_at
from upk_ledger.store.vouchers import find_entry

KIND = "bank"
"""The kind of entries that book what the bank charged or paid."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A line that only the bank knows: what it is, and the day on which it is booked (later than the line's own

    where its month is closed).
    """

    line: BankLine
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Matching:
    """What was matched, what is open on either side on the day, and what of it can be booked at once."""

    account: Account
    on: date
    found: tuple[Found, ...]
    sides: OpenSides
    charges: tuple[Charge, ...]


def match_bank(desk: Desk, given: str, on: date | None = None) -> Matching:
    """Match the open lines of an account with its open entries up to a day (usually today, or the newest line).

    Raises what `find_account` raises.
    """
    with desk.write() as session:
        account = find_account(session, given, ("bank",))
        statements = banking.statements_of(session)
        view = banking.bank_view(session, account.code, statements)
        day = on or max([desk.today, *(line.on for line in view.lines)])
        sides = open_sides(view)
        until = OpenSides(
            tuple(move for move in sides.moves if move.on <= day),
            tuple(line for line in sides.lines if line.on <= day),
        )
        found = match(until, int(setting_at(session, "hari-cocok", day)))
        view = _linked(session, view, [(one.line.key, one.moves) for one in found])
        left = open_sides(view.at(day))
        charges = [(line, charge_of(line.words, line.amount)) for line in _free_lines(view, left.lines)]
        proposed = tuple(_charge(session, line, kind) for line, kind in charges if kind)
        return Matching(account, day, tuple(found), left, proposed)


def _free_lines(view: BankView, lines: Sequence[BankLine]) -> list[BankLine]:
    """Those of the lines that no entry, be it a later one, was matched with."""
    taken = joined(view)
    return [line for line in lines if line.key not in taken]


def _linked(
    session: WriteSession, view: BankView, found: Sequence[tuple[LineKey, Sequence[BookMove]]]
) -> BankView:
    """Keep matches, and let go what is left of earlier ones that were broken; answers with the view after them."""
    gone = undone(view.moves)
    stale = [(key, entry) for key, _ in found for entry in sorted(view.links.get(key, frozenset()) - gone)]
    fresh = [(key, move.record) for key, moves in found for move in moves]
    banking.add_links(session, view.account, [pair for pair in stale if pair not in fresh], banking.RELEASED)
    banking.add_links(session, view.account, fresh, banking.MATCHED)
    links: dict[LineKey, frozenset[int]] = dict(view.links)
    for key, moves in found:
        links[key] = frozenset(move.record for move in moves) | (links.get(key, frozenset()) & gone)
    return replace(view, links=links)


def _charge(session: ReadSession, line: BankLine, kind: str) -> Charge:
    return Charge(line, kind, max(line.on, session.closed_through + timedelta(days=1)))


def find_line(session: ReadSession, given: str, bank: str | None = None) -> tuple[str, BankLine, BankView]:
    """The account, the line and everything about its account, of a line named as 3.12, of this `bank` if told.

    Raises `UnknownBankLine`, `BeforeStatements` for one from before the book's start, what `find_account` raises.
    """
    wanted_account = find_account(session, bank, ("bank",)).code if bank else None
    number, _, place = given.strip().partition(".")
    statements = banking.statements_of(session)
    wanted = [one for one in statements if str(one.number) == number.lstrip("0") and not one.cancelled]
    if not wanted or not place.isdecimal() or wanted_account not in {None, wanted[0].account}:
        raise errors.UnknownBankLine(given)
    account, key = wanted[0].account, LineKey(wanted[0].record, int(place))
    view = banking.bank_view(session, account, statements)
    line = next((line for line in view.lines if line.key == key), None)
    if line is None:
        before = banking.lines_of(session, account, statements)
        if any(line.key == key for line in before):
            raise errors.BeforeStatements(given, session.desk.office.start)
        raise errors.UnknownBankLine(given)
    return account, line, view


def match_by_hand(desk: Desk, given: str, vouchers: Sequence[str], bank: str | None = None) -> Found:
    """Match a line with the entries of these vouchers, which together have its amount, whatever their days.

    Raises what `find_line` and `find_entry` raise, and `BankLineMatched`, `EntryNotAtBank`, `EntryMatched`,
    `MatchAmountDiffers`.
    """
    with desk.write() as session:
        account, line, view = find_line(session, given, bank)
        by_record = {move.record: move for move in view.moves}
        taken = joined(view)
        _check_free(line, taken, by_record)
        gone = undone(view.moves)
        names = {one.key: one.name for one in view.lines}
        owner = {record: names[key] for key, records in taken.items() for record in records}
        chosen: dict[int, BookMove] = {}
        for voucher in vouchers:
            posted = find_entry(session, voucher)
            if posted.record not in by_record or posted.record in gone:
                raise errors.EntryNotAtBank(posted.voucher, account)
            if posted.record in owner:
                raise errors.EntryMatched(posted.voucher, owner[posted.record])
            chosen[posted.record] = by_record[posted.record]
        total = sum(move.amount for move in chosen.values())
        if total != line.amount:
            raise errors.MatchAmountDiffers(line.name, line.amount, total)
        found = Found(line, tuple(chosen.values()))
        _linked(session, view, [(line.key, found.moves)])
        return found


def _check_free(
    line: BankLine, taken: Mapping[LineKey, frozenset[int]], moves: Mapping[int, BookMove]
) -> None:
    if line.key in taken:
        vouchers = tuple(moves[record].voucher for record in sorted(taken[line.key]))
        raise errors.BankLineMatched(line.name, vouchers)


def release_line(desk: Desk, given: str) -> Found:
    """Take the match of a line back. Raises what `find_line` raises, and `BankLineFree`."""
    with desk.write() as session:
        account, line, view = find_line(session, given)
        records = view.links.get(line.key, frozenset())
        if not records:
            raise errors.BankLineFree(line.name)
        pairs = [(line.key, record) for record in sorted(records)]
        banking.add_links(session, account, pairs, banking.RELEASED)
        return Found(line, tuple(move for move in view.moves if move.record in records))


def charge_line(desk: Desk, given: str, kind: str, bank: str | None = None) -> tuple[str, Charge]:
    """One line as a charge of this kind, and its account. Raises what `find_line` raises, and `BankLineMatched`."""
    with desk.read() as session:
        account, line, view = find_line(session, given, bank)
        _check_free(line, joined(view), {move.record: move for move in view.moves})
        return account, _charge(session, line, kind)


def book_charges(desk: Desk, account: str, charges: Sequence[Charge]) -> list[PostedEntry]:
    """Book interest, tax and fees, each as an entry of its own that is matched with its line.

    Raises `NoAccountOfRole` and what posting raises.
    """
    with desk.write() as session:
        view = banking.bank_view(session, account, banking.statements_of(session))
        by_record, taken = {move.record: move for move in view.moves}, joined(view)
        for charge in charges:
            _check_free(charge.line, taken, by_record)
        posted = post_many(session, [Posting(_entry(session, account, charge)) for charge in charges])
        pairs = [(charge.line.key, entry.record) for charge, entry in zip(charges, posted, strict=True)]
        banking.add_links(session, account, pairs, banking.MATCHED)
        return posted


def _entry(session: WriteSession, account: str, charge: Charge) -> JournalEntry:
    counter = the_account(session, CHARGE_ROLES[charge.kind]).code
    amount, name = charge.line.amount, CHARGE_NAMES[charge.kind]
    debit, credit = (account, counter) if amount > 0 else (counter, account)
    lines = (JournalLine(debit, debit=abs(amount)), JournalLine(credit, credit=abs(amount)))
    return JournalEntry(charge.on, KIND, lines, f"{name}: {charge.line.words}".removesuffix(": "))
