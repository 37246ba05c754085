"""Posting: numbers, chains and stores entries; the only way into the journal."""

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from upk_ledger.core.entries import JournalEntry, JournalLine, series
from upk_ledger.core.errors.ledger import BeforeBookStart, KeyUsed, MonthClosed, UnknownAccount
from upk_ledger.store.movements import MOVEMENT_TABLES, LoanMovement, MemberMovement, Moved, Recovery
from upk_ledger.store.promises import check_claim, check_promises
from upk_ledger.store.session import ReadSession, WriteSession, canonical

_AT_ONCE = {"sqlite": 100, "postgresql": 20_000}
"""How many entries are made rows of and inserted at a time: on SQLite few, so that they stay near the processor.

A server keeps the plans of its key checks from the first insert of a session: made for a few rows of an empty book,
they would read the whole journal for every row that follows.
"""


@dataclass(frozen=True, slots=True)
class Posting:
    """One entry to post, with what it means for loans and the (rule, subject, detail) it puts on the exception list.

    `content` digests what the caller asked for (see `request_digest`); the same idempotency key or paper number
    with the same content is the same posting. Without it the entry itself is digested: what moves money, not the
    words about it.
    """

    entry: JournalEntry
    movements: tuple[LoanMovement, ...] = ()
    exceptions: tuple[tuple[str, str, str], ...] = ()
    content: str = ""
    members: tuple[MemberMovement, ...] = ()
    recoveries: tuple[Recovery, ...] = ()

    def digest(self) -> str | None:
        """What a repetition is compared with; None where there is nothing to recognise it by."""
        entry = self.entry
        if not entry.key and not entry.receipt:
            return None
        return self.content or request_digest(
            entry.date.isoformat(), entry.kind, entry.receipt, _lines(entry)
        )


@dataclass(frozen=True, slots=True)
class PostedEntry:
    """An entry as it stands in the journal."""

    record: int
    voucher: str
    digest: str
    entry: JournalEntry
    repeated: bool = False
    """Whether it stood there before, under the same idempotency key."""


def voucher_number(series_code: str, month: str, number: int) -> str:
    """The voucher number as it is printed: KM/2026/03/0007."""
    return f"{series_code}/{month.replace('-', '/')}/{number:04d}"


def journal_body(
    voucher: str,
    on: str,
    kind: str,
    reverses: str | None,
    receipt: str | None,
    key: str | None,
    lines: Sequence[Sequence[object]],
    movements: Sequence[Any],
    members: Sequence[Any] = (),
    recoveries: Sequence[Any] = (),
) -> list[object]:
    """What an entry says in the chain: its lines as `_lines` has them, then by loan what it means for loans.

    A movement is loan, date, lent, principal, service, written off; a member's part is loan, group, member, date,
    principal, service, written off; a recovery is loan, date, principal, service. `reverses` is the voucher that the
    entry undoes.
    """
    return [
        voucher,
        on,
        kind,
        reverses,
        receipt,
        key,
        lines,
        sorted(movements),
        sorted(members),
        sorted(recoveries),
    ]


def check_open(session: ReadSession, on: date) -> None:
    """Raise `BeforeBookStart` or `MonthClosed` where nothing may be posted on this day."""
    if on < session.desk.office.start:
        raise BeforeBookStart(on, session.desk.office.start)
    if on <= session.closed_through:
        raise MonthClosed(on, session.closed_through + timedelta(days=1))


def request_digest(*parts: object) -> str:
    """What two requests under one idempotency key or paper number have to share (hex)."""
    return sha256(canonical(parts).encode()).hexdigest()


def earlier_posting(
    session: ReadSession, key: str | None, receipt: str | None, content: str
) -> PostedEntry | None:
    """The entry that this request made before, known by its key or by its (not reversed) paper number.

    Raises `KeyUsed` where that entry came of another request.
    """
    standing = (
        " AND NOT EXISTS (SELECT 1 FROM journal_entry AS c"
        " WHERE c.office_id = e.office_id AND c.reverses = e.record)"
    )
    for column, given, still in (("key", key, ""), ("receipt", receipt, standing)):
        row = given and session.first(
            "SELECT e.record, e.series, e.month, e.number, e.content FROM journal_entry AS e"
            f" WHERE e.office_id = :office AND e.{column} = :given{still} ORDER BY e.record DESC",
            given=given,
        )
        if row:
            voucher = voucher_number(row[1], row[2], row[3])
            if row[4] != content:
                raise KeyUsed(str(given), voucher)
            return replace(entry_at(session, row[0]), repeated=True)
    return None


def loan_of_request(session: ReadSession, key: str | None, receipt: str | None) -> str | None:
    """The loan of the newest entry recorded under this key or paper number, or None."""
    if not key and not receipt:
        return None
    found = session.value(
        "SELECT l.loan_number FROM journal_entry AS e"
        " JOIN journal_line AS l ON l.office_id = e.office_id AND l.entry = e.record"
        " WHERE e.office_id = :office AND (e.key = :key OR e.receipt = :receipt) AND l.loan_number IS NOT NULL"
        " ORDER BY e.record DESC LIMIT 1",
        key=key or "",
        receipt=receipt or "",
    )
    return None if found is None else str(found)


def entry_at(session: ReadSession, record: int) -> PostedEntry:
    """The entry of this record number as it stands in the journal."""
    row = session.first(
        "SELECT e.entry_date, e.kind, e.series, e.month, e.number, e.reverses, e.receipt, e.key, r.digest, t.text"
        " FROM journal_entry AS e JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
        " LEFT JOIN record_text AS t ON t.office_id = e.office_id AND t.record = e.record"
        " WHERE e.office_id = :office AND e.record = :record",
        record=record,
    )
    if row is None:
        raise LookupError(record)
    lines = session.all(
        "SELECT account_code, debit, credit, group_code, member_code, loan_number, fund_code, asset_code"
        " FROM journal_line WHERE office_id = :office AND entry = :record ORDER BY line",
        record=record,
    )
    entry = JournalEntry(
        date=date.fromisoformat(row[0]),
        kind=row[1],
        lines=tuple(JournalLine(*line) for line in lines),
        description=row[9] or "",
        reverses=row[5],
        receipt=row[6],
        key=row[7],
    )
    return PostedEntry(record, voucher_number(row[2], row[3], row[4]), row[8], entry)


def find_record(session: ReadSession, voucher: str) -> int | None:
    """The record number of a voucher, typed in either case and with or without leading zeros; None if unknown."""
    parts = voucher.strip().upper().split("/")
    if len(parts) != 4 or not all(part.isdigit() for part in parts[1:]):
        return None
    found = session.value(
        "SELECT record FROM journal_entry WHERE office_id = :office AND series = :series AND month = :month"
        " AND number = :number",
        series=parts[0],
        month=f"{parts[1]}-{int(parts[2]):02d}",
        number=int(parts[3]),
    )
    return None if found is None else int(found)


def post(
    session: WriteSession,
    entry: JournalEntry,
    movements: tuple[LoanMovement, ...] = (),
    exceptions: tuple[tuple[str, str, str], ...] = (),
    content: str = "",
) -> PostedEntry:
    """Post one entry; see `post_many`."""
    return post_many(session, [Posting(entry, movements, exceptions, content)])[0]


def post_many(session: WriteSession, postings: Sequence[Posting]) -> list[PostedEntry]:
    """Post entries in this order, all in the open transaction.

    A posting whose key or paper number was used before answers with the first voucher if the content is the
    same and raises `KeyUsed` otherwise. Raises `BeforeBookStart`, `MonthClosed` and `UnknownAccount`.
    """
    answers: list[PostedEntry | None] = []
    fresh: list[Posting] = []
    for posting in postings:
        entry = posting.entry
        earlier = posted_before(session, posting)
        answers.append(earlier)
        if earlier is None:  # a repetition is answered also after its month was closed
            _check(session, entry)
            fresh.append(posting)
    posted = iter(_keep(session, fresh))
    return [answer or next(posted) for answer in answers]


def posted_before(session: ReadSession, posting: Posting) -> PostedEntry | None:
    """The entry that the same posting made before; see `earlier_posting`."""
    content = posting.digest()
    return earlier_posting(session, posting.entry.key, posting.entry.receipt, content) if content else None


def post_fresh(session: WriteSession, postings: Sequence[Posting]) -> list[PostedEntry]:
    """Post entries of which the caller has made sure, all at once, that none was posted before; see `post_many`."""
    for posting in postings:
        _check(session, posting.entry)
    return _keep(session, postings)


def _check(session: WriteSession, entry: JournalEntry) -> None:
    check_open(session, entry.date)
    for line in entry.lines:
        if line.account not in session.accounts:
            raise UnknownAccount(line.account)


def _keep(session: WriteSession, postings: Sequence[Posting]) -> list[PostedEntry]:
    """Store, and look at what the postings did to loans and to money kept for others."""
    if session.loan_funds:
        postings = [_funded(session.loan_funds, posting) for posting in postings]
    with _counting_alone():
        posted = _store(session, postings)
    loans = [
        (m.loan, m.on)
        for posting in postings
        for m in posting.movements
        if m.principal or m.written_off or m.disbursed < 0
    ]
    check_promises(session, [posting.entry for posting in postings], loans)
    claimed = [(m.loan, m.on) for posting in postings for m in posting.movements if m.written_off]
    claimed += [(r.loan, r.on) for posting in postings for r in posting.recoveries]
    for loan, on in dict(claimed).items():
        check_claim(session, loan, on)
    return posted


def _funded(funds: Mapping[str, str], posting: Posting) -> Posting:
    """The posting with the fund of each line's loan: whoever books something about a loan need not know it."""
    entry = posting.entry
    if all(line.loan not in funds for line in entry.lines) or entry.reverses is not None:
        return posting
    lines = tuple(replace(line, fund=funds.get(line.loan or "", line.fund)) for line in entry.lines)
    # What a repetition is compared with is what was asked for, before the fund was known.
    return replace(posting, entry=replace(entry, lines=lines), content=posting.digest() or "")


@contextlib.contextmanager
def _counting_alone() -> Iterator[None]:
    """No search for cycles of objects: rows have none, and looking through a long list of them costs as much as it."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _store(session: WriteSession, postings: Sequence[Posting]) -> list[PostedEntry]:
    """Number, chain and insert, some at a time: a long list never waits in memory as rows."""
    numbers = _Numbers(session)
    some = _AT_ONCE[session.dialect]
    return [
        answer
        for place in range(0, len(postings), some)
        for answer in _store_some(session, numbers, postings[place : place + some])
    ]


def _store_some(session: WriteSession, numbers: "_Numbers", postings: Sequence[Posting]) -> list[PostedEntry]:
    """Insert records, then lines, then entries, whose guard looks at the lines."""
    records, vouchers, entries, all_lines = [], [], [], []
    movements: Moved = ([], [], [])
    first = session.next_record
    for record, posting in enumerate(postings, first):
        entry = posting.entry
        on = entry.date.isoformat()
        month = on[:7]
        # The opening entry moves nothing, whatever it says of cash (contract section 5, "Vouchers").
        code = "PB" if entry.kind == "saldo-awal" else series(entry.lines, numbers.money)
        number = numbers.next(code, month)
        voucher = voucher_number(code, month, number)
        lines = _lines(entry)
        moved = _moved(posting)
        reverses = numbers.voucher_of(entry.reverses)
        body = journal_body(voucher, on, entry.kind, reverses, entry.receipt, entry.key, lines, *moved)
        records.append(("jurnal", body, entry.description, posting.exceptions))
        vouchers.append(voucher)
        known_by = (entry.reverses, entry.receipt, entry.key, posting.digest())
        entries.append((record, on, entry.kind, code, month, number, *known_by))
        all_lines += [(record, place, on, *line) for place, line in enumerate(lines, 1)]
        for rows, parts in zip(movements, moved, strict=True):
            if parts:
                rows += [(record, *part) for part in parts]
    session.append_many(records)
    session.insert(
        "journal_line",
        "entry line entry_date account_code debit credit group_code member_code loan_number fund_code asset_code",
        all_lines,
    )
    session.insert(
        "journal_entry", "record entry_date kind series month number reverses receipt key content", entries
    )
    for (table, columns), rows in zip(MOVEMENT_TABLES, movements, strict=True):
        session.insert(table, columns, rows)
    return [
        PostedEntry(record, voucher, session.digest_of(record), posting.entry)
        for record, (voucher, posting) in enumerate(zip(vouchers, postings, strict=True), first)
    ]


def _moved(posting: Posting) -> Moved:
    """What a posting means for loans, for their members and for written-off claims, as rows behind the record."""
    return (
        [
            (m.loan, m.on.isoformat(), m.disbursed, m.principal, m.service, m.written_off)
            for m in posting.movements
        ],
        [
            (m.loan, m.group, m.member, m.on.isoformat(), m.principal, m.service, m.written_off)
            for m in posting.members
        ],
        [(m.loan, m.on.isoformat(), m.principal, m.service) for m in posting.recoveries],
    )


def _lines(entry: JournalEntry) -> list[tuple[object, ...]]:
    return [
        (line.account, line.debit, line.credit, line.group, line.member, line.loan, line.fund, line.asset)
        for line in entry.lines
    ]


class _Numbers:
    """The next voucher number of each series and month, without gaps."""

    def __init__(self, session: WriteSession) -> None:
        self._session = session
        self._last = session.last_numbers
        self.money = session.with_role("kas", "bank")

    def next(self, code: str, month: str) -> int:
        key = (code, month)
        if key not in self._last:
            self._last[key] = self._session.value(
                "SELECT coalesce(max(number), 0) FROM journal_entry"
                " WHERE office_id = :office AND series = :series AND month = :month",
                series=code,
                month=month,
            )
        self._last[key] += 1
        return self._last[key]

    def voucher_of(self, record: int | None) -> str | None:
        if record is None:
            return None
        row = self._session.first(
            "SELECT series, month, number FROM journal_entry WHERE office_id = :office AND record = :record",
            record=record,
        )
        return None if row is None else voucher_number(row[0], row[1], row[2])
