"""Reading the bank's statements into the book: each continues those before it, nothing is taken twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from upk_ledger.core.bank import BankLine, StatementAt
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.offices import Account
from upk_ledger.exchange.bank_amounts import Form
from upk_ledger.exchange.bank_statement import ReadStatement, StatementRow, Told, read_statement
from upk_ledger.store import banking
from upk_ledger.store.accounts import find_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.session import WriteSession

__all__ = ["ReadStatement", "StatementTaken", "Told", "drop_statement", "take_statement", "understand"]

_FORM = "desimal"


@dataclass(frozen=True, slots=True)
class StatementTaken:
    """What became of a file: the statement's number, how many lines it added, how many were known already.

    `opening` and `closing` are the file's balances; `unproven` where only the statements before say the first.
    """

    account: Account
    number: int
    read: ReadStatement
    added: int
    known: int
    opening: int
    closing: int
    repeated: bool = False
    unproven: bool = False


def understand(desk: Desk, path: Path, given: str, told: Told) -> tuple[ReadStatement, Account, bool]:
    """What a file says, by the columns told or remembered; also the account, and whether the columns are a guess.

    Raises what `find_account` and `read_statement` raise.
    """
    with desk.read() as session:
        account = find_account(session, given, ("bank",))
        kept = dict(banking.mapping_of(session, account.code) or {})
    remembered = kept.pop(_FORM, "")
    form: Form = told.form or ("koma" if remembered == "koma" else "titik" if remembered else "")
    columns = told.columns or kept or None
    read = read_statement(path, told._replace(columns=columns, form=form))
    return read, account, columns is None


def take_statement(desk: Desk, account: Account, read: ReadStatement, told: Told) -> StatementTaken:
    """Keep what a statement adds to those read before, and how its columns are called.

    Raises `StatementOfOtherAccount`, `StatementDiffers`, `StatementNotContinuing`, `OpeningUnknown`.
    """
    with desk.write() as session:
        _remember(session, account.code, read, told)
        statements = banking.statements_of(session)
        standing = [one for one in statements if one.account == account.code and not one.cancelled]
        for one in statements:
            if one.digest == read.digest and one.account != account.code and not one.cancelled:
                raise errors.StatementOfOtherAccount(one.number, one.account)
        same = next((one for one in standing if one.digest == read.digest), None)
        lines = banking.lines_of(session, account.code, standing, read.since)
        fresh, unread = ([], 0) if same else _fresh(read, standing, lines)
        opening = same.closing - read.moved if same else _opening(account.code, read, standing, lines, fresh)
        closing = opening + read.moved
        known = len(read.rows) - len(fresh)
        if not fresh:
            found = same or max(standing, key=lambda one: (one.since <= read.until <= one.until, one.record))
            return StatementTaken(account, found.number, read, 0, known, opening, closing, repeated=True)
        added, end = sum(row.amount for _, row in fresh), closing + unread
        # A period that is printed beforehand says nothing of days to come, unless a person does.
        until = min(read.until, max(told.until or desk.today, *(row.on for row in read.rows)))
        banking.add_statement(
            session,
            account.code,
            (read.since, until),
            (end - added, end),
            read.digest,
            [(place, row.on, row.amount, row.words) for place, row in fresh],
        )
        return StatementTaken(
            account,
            len(statements) + 1,
            read,
            len(fresh),
            known,
            opening,
            closing,
            unproven=read.opening is None,
        )


def _remember(session: WriteSession, account: str, read: ReadStatement, told: Told) -> None:
    kept = banking.mapping_of(session, account)
    form = told.form or (kept or {}).get(_FORM, "")
    columns: Mapping[str, str] = {**read.columns, **({_FORM: form} if form else {})}
    if columns != kept:
        banking.remember_mapping(session, account, columns)


def _fresh(
    read: ReadStatement, standing: Sequence[StatementAt], lines: Sequence[BankLine]
) -> tuple[list[tuple[int, StatementRow]], int]:
    """The rows that no statement brought yet, with their places; a day that was read before has to say the same.

    Only the last day of a statement may grow: it was read before the day was over. The second answer is what is known
    of the file's own last day beyond the file (sen).
    """
    first, last = min(row.on for row in read.rows), max(row.on for row in read.rows)
    known: dict[date, Counter[int]] = {}
    for line in lines:
        if first <= line.on <= last:
            known.setdefault(line.on, Counter())[line.amount] += 1
    numbers = {line.on: line.number for line in lines}
    fresh = []
    left = {on: Counter(amounts) for on, amounts in known.items()}
    for place, row in enumerate(read.rows, 1):
        if left.get(row.on, Counter())[row.amount] > 0:
            left[row.on][row.amount] -= 1
            continue
        inside = next((one for one in standing if one.since <= row.on < one.until), None)
        if inside:
            raise errors.StatementDiffers(row.on, inside.number)
        fresh.append((place, row))
    added = {row.on for _, row in fresh}
    for on, amounts in left.items():
        if amounts.total() and (on < last or on in added):
            raise errors.StatementDiffers(on, numbers[on])
    return fresh, sum(amount * number for amount, number in left.get(last, Counter()).items())


def _opening(
    account: str,
    read: ReadStatement,
    standing: Sequence[StatementAt],
    lines: Sequence[BankLine],
    fresh: Sequence[tuple[int, StatementRow]],
) -> int:
    """The balance before the file's first line, which has to fit to the statements on both sides of it.

    `lines` are those of statements read before that reach into the file's time or lie behind it.
    """
    if not standing:
        if read.opening is None:
            raise errors.OpeningUnknown
        return read.opening
    first = min(one.since for one in standing)
    last = max(standing, key=lambda one: (one.until, one.record))
    later = sum(line.amount for line in lines if line.on >= read.since)
    expected = last.closing - later - sum(row.amount for _, row in fresh if row.on < first)
    opening = expected if read.opening is None else read.opening
    if opening != expected:
        raise errors.StatementNotContinuing(account, read.since, expected, opening)
    between = sum(row.amount for _, row in fresh if first <= row.on < last.until)
    if between:
        end = opening + read.moved
        raise errors.StatementNotContinuing(account, read.until, end - between, end)
    return opening


def drop_statement(desk: Desk, number: int, reason: str, *, release: bool = False) -> tuple[StatementAt, int]:
    """Cancel a statement that was read wrongly; answers with it and how many lines were released from their entries.

    Raises `UnknownStatement`, `StatementCancelled`, `StatementNeeded`, `StatementMatched` (unless `release`),
    `EmptyField` without a reason.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        statements = banking.statements_of(session)
        found = next((one for one in statements if one.number == number), None)
        if found is None:
            raise errors.UnknownStatement(number)
        if found.cancelled:
            raise errors.StatementCancelled(number)
        _check_at_end(
            found, [one for one in statements if one.account == found.account and not one.cancelled]
        )
        links = banking.links_of(session, found.account, found.since)
        own = {key: entries for key, entries in links.items() if key.statement == found.record}
        twins = banking.twins_of(session, found.account, found.since)
        paired = {key for key in twins if key.statement == found.record}
        if (own or paired) and not release:
            raise errors.StatementMatched(number, len({*own, *paired}))
        pairs = [(key, entry) for key, entries in sorted(own.items()) for entry in sorted(entries)]
        banking.add_links(session, found.account, pairs, banking.RELEASED)
        if paired:
            lines = {line.key: line for line in banking.lines_of(session, found.account, statements)}
            cancelling = sorted({tuple(sorted((key, twins[key]))) for key in paired})
            both = [(lines[one], lines[other]) for one, other in cancelling]
            banking.add_twins(session, found.account, both, banking.RELEASED)
        ended = banking.cancel_statement(session, found, reason.strip())
        return found._replace(ended=ended), len({*own, *paired})


def _check_at_end(found: StatementAt, standing: Sequence[StatementAt]) -> None:
    """A statement can go where no other goes on from it, or was read against it."""
    others = [one for one in standing if one.record != found.record]
    for one in others:
        if one.record > found.record and one.since <= found.until and one.until >= found.since:
            raise errors.StatementNeeded(found.number, one.number)
    later = [one for one in others if (one.until, one.record) > (found.until, found.record)]
    if later and len(later) < len(others):
        raise errors.StatementNeeded(found.number, max(later, key=lambda one: one.until).number)
