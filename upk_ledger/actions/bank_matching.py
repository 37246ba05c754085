"""Matching the bank's statements with the book: which line is which entry, and booking what only the bank knows."""

import re
from collections.abc import Iterable, Sequence
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
    corrections,
    given_up,
    joined,
    match,
    open_sides,
    taken_lines,
    undone,
)
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.offices import Account
from upk_ledger.core.vouchers import BY_BANK
from upk_ledger.store import banking
from upk_ledger.store.accounts import find_account, the_account
from upk_ledger.store.bank_views import bank_view
from upk_ledger.store.desk import Desk
from upk_ledger.store.posting import PostedEntry, Posting, post_many
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.settings import setting_at
from upk_ledger.store.vouchers import find_entry

_PLACE = re.compile(r"[0-9]{1,6}")


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
    read: bool = True
    """Whether any statement of the account was read."""


def match_bank(desk: Desk, given: str, on: date | None = None) -> Matching:
    """Match the open lines of an account with its open entries up to a day (usually today, or the newest line).

    Then lines with one another where the bank corrected its own error. Raises what `find_account` raises.
    """
    with desk.write() as session:
        account = find_account(session, given, ("bank",))
        statements = banking.statements_of(session)
        view = bank_view(session, account.code, statements, on or desk.today)
        day = on or max([desk.today, *(line.on for line in view.lines)])
        window = int(setting_at(session, "hari-cocok", day))
        view = _untwinned(session, view, given_up(view, window))
        sides = open_sides(view)
        until = OpenSides(
            tuple(move for move in sides.moves if move.on <= day),
            tuple(line for line in sides.lines if line.on <= day),
        )
        found = match(until, window)
        view = _linked(session, view, [(one.line.key, one.moves) for one in found])
        cancelled = _corrections(view, day, window)
        view = _twinned(session, view, [(one.line, one.other) for one in cancelled if one.other])
        left = open_sides(view.at(day))
        charges = [(line, charge_of(line.words, line.amount)) for line in _free_lines(view, left.lines)]
        proposed = tuple(_charge(session, line, kind) for line, kind in charges if kind)
        read = any(one.account == account.code and not one.cancelled for one in statements)
        return Matching(account, day, (*found, *cancelled), left, proposed, read)


def _free_lines(view: BankView, lines: Sequence[BankLine]) -> list[BankLine]:
    """Those of the lines that no entry, be it a later one, was matched with."""
    taken = taken_lines(view)
    return [line for line in lines if line.key not in taken]


def _corrections(view: BankView, day: date, window: int) -> list[Found]:
    """Errors of the bank that it corrected by the day; of interest and a fee neither corrects the other."""
    free = _free_lines(view, open_sides(view.at(day)).lines)
    return [
        one
        for one in corrections(OpenSides(open_sides(view).moves, tuple(free)), window)
        if one.other and not all(charge_of(line.words, line.amount) for line in (one.line, one.other))
    ]


def _twinned(session: WriteSession, view: BankView, pairs: Sequence[tuple[BankLine, BankLine]]) -> BankView:
    """Keep that lines cancel each other; answers with the view after that."""
    banking.add_twins(session, view.account, pairs, banking.MATCHED)
    both = {one.key: other.key for pair in pairs for one, other in (pair, pair[::-1])}
    return replace(view, twins={**view.twins, **both})


def _untwinned(session: WriteSession, view: BankView, keys: Sequence[LineKey]) -> BankView:
    """Say that these lines and those that cancel them do not; answers with the view after that."""
    lines = {line.key: line for line in view.lines}
    pairs = [(lines[key], lines[view.twins[key]]) for key in keys]
    banking.add_twins(session, view.account, pairs, banking.RELEASED)
    gone = {line.key for pair in pairs for line in pair}
    return replace(view, twins={key: other for key, other in view.twins.items() if key not in gone})


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


def find_line(
    session: ReadSession, given: str, bank: str | None = None, days: Iterable[date] = ()
) -> tuple[str, BankLine, BankView]:
    """The account, the line and everything about it, of a line named as 3.12, of this `bank` if told.

    What is shown of the account reaches back to the line's day, and to these `days`. Raises `UnknownBankLine`,
    `BeforeStatements` for one from before the book's start, what `find_account` raises.
    """
    wanted_account = find_account(session, bank, ("bank",)).code if bank else None
    number, _, place = given.strip().partition(".")
    statements = banking.statements_of(session)
    wanted = [one for one in statements if str(one.number) == number.lstrip("0") and not one.cancelled]
    if not wanted or not _PLACE.fullmatch(place) or wanted_account not in {None, wanted[0].account}:
        raise errors.UnknownBankLine(given)
    account, key = wanted[0].account, LineKey(wanted[0].record, int(place))
    day = banking.line_day(session, key)
    if day is None:
        raise errors.UnknownBankLine(given)
    if day < session.desk.office.start:
        raise errors.BeforeStatements(given, session.desk.office.start)
    view = bank_view(session, account, statements, min([day, *days]))
    return account, next(line for line in view.lines if line.key == key), view


def match_by_hand(desk: Desk, given: str, vouchers: Sequence[str], bank: str | None = None) -> Found:
    """Match a line with the entries of these vouchers, which together have its amount, whatever their days.

    Raises what `find_line` and `find_entry` raise, and `BankLineMatched`, `EntryNotAtBank`, `EntryMatched`,
    `MatchAmountDiffers`.
    """
    with desk.write() as session:
        named = [find_entry(session, voucher) for voucher in vouchers]
        account, line, view = find_line(session, given, bank, [one.entry.date for one in named])
        by_record = {move.record: move for move in view.moves}
        taken = joined(view)
        _check_free(line, view)
        gone = undone(view.moves)
        names = {one.key: one.name for one in view.lines}
        owner = {record: names[key] for key, records in taken.items() for record in records}
        chosen: dict[int, BookMove] = {}
        for posted in named:
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


def _check_free(line: BankLine, view: BankView) -> None:
    names = {one.key: one.name for one in view.lines}
    if line.key in view.twins:
        raise errors.BankLineCancelled(line.name, names[view.twins[line.key]])
    records = joined(view).get(line.key)
    if records:
        moves = {move.record: move.voucher for move in view.moves}
        raise errors.BankLineMatched(line.name, tuple(moves[record] for record in sorted(records)))


def cancel_lines(desk: Desk, given: str, against: str, bank: str | None = None) -> Found:
    """Say that two lines cancel each other: the bank's own error and its correction, whatever their days.

    Raises what `find_line` raises, and `BankLineMatched`, `BankLineCancelled`, `LinesDoNotCancel`.
    """
    with desk.write() as session:
        account, other, _ = find_line(session, against, bank)
        own, line, view = find_line(session, given, bank, [other.on])
        if own != account:
            raise errors.UnknownBankLine(against)
        _check_free(line, view)
        _check_free(other, view)
        if line.amount + other.amount:
            raise errors.LinesDoNotCancel(line.name, other.name, line.amount, other.amount)
        _twinned(session, view, [(line, other)])
        return Found(line, (), other=other)


def release_line(desk: Desk, given: str) -> Found:
    """Take the match of a line back. Raises what `find_line` raises, and `BankLineFree`."""
    with desk.write() as session:
        account, line, view = find_line(session, given)
        other = view.twins.get(line.key)
        records = view.links.get(line.key, frozenset())
        if not records and other is None:
            raise errors.BankLineFree(line.name)
        pairs = [(line.key, record) for record in sorted(records)]
        banking.add_links(session, account, pairs, banking.RELEASED)
        moves = tuple(move for move in view.moves if move.record in records)
        if other is None:
            return Found(line, moves)
        _untwinned(session, view, [line.key])
        return Found(line, moves, other=next(one for one in view.lines if one.key == other))


def charge_line(desk: Desk, given: str, kind: str, bank: str | None = None) -> tuple[str, Charge]:
    """One line as a charge of this kind, and its account. Raises what `find_line` raises, and `BankLineMatched`."""
    with desk.read() as session:
        account, line, view = find_line(session, given, bank)
        _check_free(line, view)
        return account, _charge(session, line, kind)


def book_charges(desk: Desk, account: str, charges: Sequence[Charge]) -> list[PostedEntry]:
    """Book interest, tax and fees, each as an entry of its own that is matched with its line.

    Raises `NoAccountOfRole` and what posting raises.
    """
    with desk.write() as session:
        since = min((charge.line.on for charge in charges), default=date.max)
        view = bank_view(session, account, banking.statements_of(session), since)
        for charge in charges:
            _check_free(charge.line, view)
        posted = post_many(session, [Posting(_entry(session, account, charge)) for charge in charges])
        pairs = [(charge.line.key, entry.record) for charge, entry in zip(charges, posted, strict=True)]
        banking.add_links(session, account, pairs, banking.MATCHED)
        return posted


def _entry(session: WriteSession, account: str, charge: Charge) -> JournalEntry:
    counter = the_account(session, CHARGE_ROLES[charge.kind]).code
    amount, name = charge.line.amount, CHARGE_NAMES[charge.kind]
    debit, credit = (account, counter) if amount > 0 else (counter, account)
    lines = (JournalLine(debit, debit=abs(amount)), JournalLine(credit, credit=abs(amount)))
    return JournalEntry(charge.on, BY_BANK, lines, f"{name}: {charge.line.words}".removesuffix(": "))
