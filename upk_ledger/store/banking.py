"""What is on record of the bank's statements: what was read, matched and reconciled."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core.bank import BankLine, LineKey, Reconciled, StatementAt
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession, canonical

HERE, CANCELLED = "ada", "batal"
MATCHED, RELEASED = "cocok", "lepas"

_SCOPE = (
    "(SELECT s.record FROM bank_statement AS s WHERE s.office_id = :office AND s.account_code = :account"
    " AND s.until >= :since UNION SELECT i.statement FROM bank_open_item AS i WHERE i.office_id = :office"
    " AND i.reconciliation = :reconciliation AND i.statement IS NOT NULL)"
)
"""The statements that have lines since a day, or lines that a reconciliation left open."""
_LINES = (
    "SELECT l.statement, l.place, l.on_date, l.amount, l.record, l.line FROM bank_statement_line AS l"
    f" WHERE l.office_id = :office AND l.statement IN {_SCOPE} ORDER BY l.on_date, l.statement, l.place"
)
_WORDS = (
    "SELECT t.record, t.text FROM record_text AS t WHERE t.office_id = :office AND t.record IN"
    " (SELECT l.record FROM bank_statement_line AS l WHERE l.office_id = :office AND l.line = 1"
    f" AND l.statement IN {_SCOPE})"
)
_LINKS = (
    "SELECT m.statement, m.place, m.entry, m.status FROM bank_match AS m"
    f" WHERE m.office_id = :office AND m.account_code = :account AND m.statement IN {_SCOPE} ORDER BY m.record, m.line"
)
_TWINS = (
    "SELECT c.statement, c.place, c.other_statement, c.other_place, c.status FROM bank_correction AS c"
    f" WHERE c.office_id = :office AND c.account_code = :account AND c.statement IN {_SCOPE} ORDER BY c.record, c.line"
)
_DAY = (
    "SELECT l.on_date FROM bank_statement_line AS l WHERE l.office_id = :office AND l.statement = :statement"
    " AND l.place = :place"
)
_COUNTS = (
    "SELECT l.statement, count(*) FROM bank_statement_line AS l WHERE l.office_id = :office AND l.on_date >= :since"
    " GROUP BY l.statement"
)
_NEWEST = (
    "SELECT coalesce(max(newest), 0) FROM ("
    "SELECT max(record) AS newest FROM bank_statement WHERE office_id = :office AND account_code = :account"
    " UNION ALL SELECT max(record) FROM bank_match WHERE office_id = :office AND account_code = :account"
    " UNION ALL SELECT max(record) FROM bank_correction WHERE office_id = :office AND account_code = :account"
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
    session: ReadSession,
    account: str,
    statements: Sequence[StatementAt],
    since: date = date.min,
    reconciliation: int = 0,
) -> list[BankLine]:
    """The lines since a day of the account's statements that stand, by day.

    With them all other lines of statements that hold one which this reconciliation left open.
    """
    numbers = {one.record: one.number for one in statements if not one.cancelled and one.account == account}
    if not numbers:
        return []
    scope = {"account": account, "since": since.isoformat(), "reconciliation": reconciliation}
    words = {record: text.split("\n") for record, text in session.all(_WORDS, **scope)}
    return [
        BankLine(
            LineKey(statement, place), numbers[statement], date.fromisoformat(on), amount,
            "".join(words.get(record, ())[line - 1 : line]),
        )
        for statement, place, on, amount, record, line in session.all(_LINES, **scope)
        if statement in numbers
    ]  # fmt: skip


def line_day(session: ReadSession, key: LineKey) -> date | None:
    """The day of a line; None if there is no such line."""
    found = session.value(_DAY, statement=key.statement, place=key.place)
    return None if found is None else date.fromisoformat(found)


def line_counts(session: ReadSession) -> dict[int, int]:
    """How many lines each statement brought, those from before the book's start left out."""
    return dict(session.all(_COUNTS, since=session.desk.office.start.isoformat()))


def links_of(
    session: ReadSession, account: str, since: date = date.min, reconciliation: int = 0
) -> dict[LineKey, frozenset[int]]:
    """The entries that each line of the same statements was matched with and not released from."""
    scope = {"account": account, "since": since.isoformat(), "reconciliation": reconciliation}
    newest = {(LineKey(row[0], row[1]), row[2]): row[3] for row in session.all(_LINKS, **scope)}
    found: dict[LineKey, set[int]] = {}
    for (key, entry), status in newest.items():
        if status == MATCHED:
            found.setdefault(key, set()).add(entry)
    return {key: frozenset(entries) for key, entries in found.items()}


def twins_of(
    session: ReadSession, account: str, since: date = date.min, reconciliation: int = 0
) -> dict[LineKey, LineKey]:
    """The lines of the same statements that cancel each other, both ways."""
    scope = {"account": account, "since": since.isoformat(), "reconciliation": reconciliation}
    newest = {(LineKey(*row[0:2]), LineKey(*row[2:4])): row[4] for row in session.all(_TWINS, **scope)}
    standing = [pair for pair, status in newest.items() if status == MATCHED]
    return {key: other for pair in standing for key, other in (pair, pair[::-1])}


def add_twins(
    session: WriteSession, account: str, pairs: Sequence[tuple[BankLine, BankLine]], status: str
) -> None:
    """Say of pairs of lines that they cancel each other, or that they do not."""
    rows = []
    for pair in pairs:
        earlier, later = sorted(pair, key=lambda line: (line.on, line.key))
        rows.append((account, *later.key, *earlier.key, status))
    if rows:
        add_facts(session, "koreksi-bank", rows)


def add_links(session: WriteSession, account: str, pairs: Sequence[tuple[LineKey, int]], status: str) -> None:
    """Match lines with entries, or release them."""
    if pairs:
        add_facts(session, "cocok-bank", [(account, *key, entry, status) for key, entry in pairs])


def add_reconciliation(session: WriteSession, account: str, on: date, found: Reconciled) -> int:
    """Record that both balances of a day were explained, and by what; answers with the record's number."""
    record = add_facts(session, "rekonsiliasi", [(account, on.isoformat(), found.bank, found.book, HERE)])
    lines = [(record, *line.key, None) for line in found.at_bank_only]
    moves = [(record, None, None, move.record) for move in found.in_book_only]
    if lines or moves:
        add_facts(session, "sisa-rekonsiliasi", [*lines, *moves])
    return record


def cancel_reconciliation(session: WriteSession, found: RecordedReconciliation, reason: str) -> int:
    """Take a day's reconciliation back; answers with the record that says so."""
    row = (found.account, found.on.isoformat(), found.bank, found.book, CANCELLED)
    return add_facts(session, "rekonsiliasi", [row], reason)


def reconciliations(
    session: ReadSession, until: date = date.max, known: int | None = None
) -> list[RecordedReconciliation]:
    """Every reconciliation up to a day that stands, in order of recording; of a day taken back only what came after."""
    rows = facts_of(
        session,
        "rekonsiliasi",
        "f.on_date <= :until AND f.record <= :known",
        until=until.isoformat(),
        known=_ANY if known is None else known,
    )
    gone = {(row[1], row[2]): row[0] for row in rows if row[5] == CANCELLED}
    return [
        RecordedReconciliation(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4])
        for row in rows
        if row[0] > gone.get((row[1], row[2]), 0)
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
