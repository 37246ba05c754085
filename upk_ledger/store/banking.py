"""What is on record of the bank's statements: what was read, matched and reconciled."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from upk_ledger.core.bank import LOOK_BACK, BankLine, BankView, BookMove, LineKey, StatementAt
from upk_ledger.store.balances import account_sums
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession, canonical

HERE, CANCELLED = "ada", "batal"
MATCHED, RELEASED = "cocok", "lepas"

_LINES = (
    "SELECT l.statement, l.place, l.on_date, l.amount, l.record, l.line FROM bank_statement AS s"
    " JOIN bank_statement_line AS l ON l.office_id = s.office_id AND l.statement = s.record"
    " WHERE s.office_id = :office AND s.account_code = :account AND l.record <= :known"
    " ORDER BY l.on_date, l.statement, l.place"
)
_WORDS = (
    "SELECT t.record, t.text FROM record_text AS t WHERE t.office_id = :office AND t.record IN"
    " (SELECT l.record FROM bank_statement_line AS l JOIN bank_statement AS s"
    " ON s.office_id = l.office_id AND s.record = l.statement"
    " WHERE l.office_id = :office AND s.account_code = :account)"
)
_MOVES = (
    "SELECT e.record, e.series, e.month, e.number, e.entry_date, m.moved, coalesce(t.text, ''), e.reverses FROM"
    " (SELECT l.entry, sum(l.debit - l.credit) AS moved FROM journal_line AS l WHERE l.office_id = :office"
    " AND l.account_code = :account AND l.entry_date BETWEEN :since AND :until GROUP BY l.entry) AS m"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = m.entry"
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = e.record"
    " WHERE m.moved <> 0 AND e.kind <> 'saldo-awal' AND e.record <= :known ORDER BY e.entry_date, e.record"
)
_NEWEST = (
    "SELECT coalesce(max(newest), 0) FROM ("
    "SELECT max(record) AS newest FROM bank_statement WHERE office_id = :office AND account_code = :account"
    " UNION ALL SELECT max(record) FROM bank_match WHERE office_id = :office AND account_code = :account"
    " UNION ALL SELECT max(entry) FROM journal_line WHERE office_id = :office AND account_code = :account) AS known"
)
_MOVED_AFTER = (
    "SELECT statement, sum(amount) FROM bank_statement_line WHERE office_id = :office AND on_date > :on_date"
    " GROUP BY statement"
)
_LAST = (
    "SELECT e.record, e.series, e.month, e.number, r.digest FROM journal_entry AS e"
    " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
    " WHERE e.office_id = :office AND e.entry_date <= :on_date AND e.record <= :known ORDER BY e.record DESC LIMIT 1"
)
_ANY = 2**62
"""No record number is as high as this."""


class RecordedReconciliation(NamedTuple):
    """A balance of the bank that was explained: the record that says so, the day, both balances (sen)."""

    record: int
    account: str
    on: date
    bank: int
    book: int


def mapping_of(session: ReadSession, account: str) -> dict[str, str] | None:
    """The columns of the account's statements as remembered, or None."""
    found = facts_of(session, "peta-bank", "f.account_code = :account", account=account)
    return dict(json.loads(found[-1][2])) if found else None


def remember_mapping(session: WriteSession, account: str, mapping: Mapping[str, str]) -> None:
    """Keep the columns of the account's statements for the next time."""
    add_facts(session, "peta-bank", [(account, canonical([dict(sorted(mapping.items()))])[1:-1])])


def statements_of(session: ReadSession, known: int | None = None) -> list[StatementAt]:
    """Every statement of the office in order of reading, cancelled ones too."""
    rows = facts_of(session, "rekening-koran", "f.record <= :known", known=_ANY if known is None else known)
    ended = {(row[1], row[6]): row[0] for row in rows if row[7] == CANCELLED}
    standing = (row for row in rows if row[7] == HERE)
    return [
        StatementAt(
            number,
            row[0],
            row[1],
            date.fromisoformat(row[2]),
            date.fromisoformat(row[3]),
            row[4],
            row[5],
            row[6],
            end if (end := ended.get((row[1], row[6]), 0)) > row[0] else 0,
        )
        for number, row in enumerate(standing, 1)
    ]


def add_statement(
    session: WriteSession,
    account: str,
    span: tuple[date, date],
    balances: tuple[int, int],
    digest: str,
    lines: Sequence[tuple[int, date, int, str]],
) -> int:
    """Keep a statement: balances before and after its lines, each as place, day, sen, words; answers its record."""
    since, until = (day.isoformat() for day in span)
    record = add_facts(session, "rekening-koran", [(account, since, until, *balances, digest, HERE)])
    rows = [(record, place, on.isoformat(), amount) for place, on, amount, _ in lines]
    words = "\n".join(line[3] for line in lines)
    add_facts(session, "baris-rekening-koran", rows, words)
    return record


def cancel_statement(session: WriteSession, found: StatementAt, reason: str) -> int:
    """Take a statement out: its lines count no more; answers with the record that says so."""
    row = (found.account, found.since.isoformat(), found.until.isoformat(), found.opening, found.closing)
    return add_facts(session, "rekening-koran", [(*row, found.digest, CANCELLED)], reason)


def lines_of(
    session: ReadSession, account: str, statements: Sequence[StatementAt], known: int | None = None
) -> list[BankLine]:
    """The lines of the account's statements that stand, by day."""
    numbers = {one.record: one.number for one in statements if not one.cancelled and one.account == account}
    if not numbers:
        return []
    rows = session.all(_LINES, account=account, known=_ANY if known is None else known)
    words = {record: text.split("\n") for record, text in session.all(_WORDS, account=account)}
    return [
        BankLine(
            LineKey(statement, place), numbers[statement], date.fromisoformat(on), amount,
            "".join(words.get(record, ())[line - 1 : line]),
        )
        for statement, place, on, amount, record, line in rows
        if statement in numbers
    ]  # fmt: skip


def links_of(session: ReadSession, account: str, known: int | None = None) -> dict[LineKey, frozenset[int]]:
    """The entries that each line was matched with and not released from."""
    rows = facts_of(
        session,
        "cocok-bank",
        "f.account_code = :account AND f.record <= :known",
        account=account,
        known=_ANY if known is None else known,
    )
    newest = {(LineKey(row[2], row[3]), row[4]): row[5] for row in rows}
    found: dict[LineKey, set[int]] = {}
    for (key, entry), status in newest.items():
        if status == MATCHED:
            found.setdefault(key, set()).add(entry)
    return {key: frozenset(entries) for key, entries in found.items()}


def add_links(session: WriteSession, account: str, pairs: Sequence[tuple[LineKey, int]], status: str) -> None:
    """Match lines with entries, or release them."""
    if pairs:
        add_facts(session, "cocok-bank", [(account, *key, entry, status) for key, entry in pairs])


def moves_of(
    session: ReadSession, account: str, since: date, until: date, known: int | None = None
) -> list[BookMove]:
    """What entries of these days moved on an account, by day; the opening entry is no movement."""
    rows = session.all(
        _MOVES,
        account=account,
        since=since.isoformat(),
        until=until.isoformat(),
        known=_ANY if known is None else known,
    )
    return [
        BookMove(row[0], voucher_number(*row[1:4]), date.fromisoformat(row[4]), int(row[5]), row[6], row[7])
        for row in rows
    ]


def bank_view(session: ReadSession, account: str, statements: Sequence[StatementAt]) -> BankView:
    """Everything on record of an account, to the end of time."""
    book = account_sums(session, date.max, date.max)
    balance = book[account].balance if account in book else 0
    return _view(session, account, date.max, balance, statements, None)


def view_known(session: ReadSession, found: RecordedReconciliation) -> BankView:
    """An account as it was known when it was reconciled."""
    statements = statements_of(session, found.record)
    return _view(session, found.account, found.on, found.book, statements, found.record)


def _view(
    session: ReadSession,
    account: str,
    on: date,
    book: int,
    statements: Sequence[StatementAt],
    known: int | None,
) -> BankView:
    standing = [one for one in statements if one.account == account and not one.cancelled]
    lines = lines_of(session, account, standing, known)
    if not standing:
        return BankView(account, on, None, 0, book)
    last = max(standing, key=lambda one: (one.until, one.record))
    begin = max(min(one.since for one in standing), session.desk.office.start)
    kept = tuple(line for line in lines if line.on >= begin)
    return BankView(
        account,
        on,
        begin if begin <= on else None,
        last.closing - sum(line.amount for line in kept),
        book,
        kept,
        tuple(moves_of(session, account, begin - timedelta(LOOK_BACK), on, known)),
        links_of(session, account, known),
    )


def add_reconciliation(session: WriteSession, account: str, on: date, bank: int, book: int) -> int:
    """Record that both balances of a day were explained; answers with the record's number."""
    return add_facts(session, "rekonsiliasi", [(account, on.isoformat(), bank, book, HERE)])


def reconciliations(
    session: ReadSession, until: date = date.max, known: int | None = None
) -> list[RecordedReconciliation]:
    """Every reconciliation up to a day, in order of recording."""
    rows = facts_of(
        session,
        "rekonsiliasi",
        "f.on_date <= :until AND f.record <= :known",
        until=until.isoformat(),
        known=_ANY if known is None else known,
    )
    return [
        RecordedReconciliation(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4]) for row in rows
    ]


def newest_record_about(session: ReadSession, account: str) -> int:
    """The newest record that could change what explains an account's balances."""
    return int(session.value(_NEWEST, account=account))


def bank_balances(session: ReadSession, statements: Sequence[StatementAt], on: date) -> dict[str, int]:
    """What the statements that stand say of each account at the end of a day (sen)."""
    last: dict[str, StatementAt] = {}
    for one in sorted(statements, key=lambda one: (one.until, one.record)):
        if not one.cancelled and one.since <= on:
            last[one.account] = one
    found = {account: one.closing for account, one in last.items()}
    numbers = {one.record: one for one in statements if not one.cancelled}
    for statement, moved in session.all(_MOVED_AFTER, on_date=on.isoformat()):
        if statement in numbers and numbers[statement].since <= on:
            found[numbers[statement].account] -= int(moved)
    return found


def last_entry_known(session: ReadSession, on: date, known: int) -> tuple[int, str, str] | None:
    """Record, voucher and digest of the last entry up to a day among those that were recorded by `known`."""
    row = session.first(_LAST, on_date=on.isoformat(), known=known)
    return None if row is None else (row[0], voucher_number(row[1], row[2], row[3]), row[4])
