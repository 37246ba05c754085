"""Counts of the cash box: each as it stands, by what was recorded of it since."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.cash_counts import AGREES, BOOKED, DIFFERS, CashCount, Pieces
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession

KIND = "opname"
PIECES = "opname-pecahan"

_ROWS = (
    "SELECT f.record, f.count, f.account_code, f.on_date, f.counter, f.book, f.counted, f.status, f.entry,"
    " coalesce(t.text, ''), e.series, e.month, e.number, c.record,"
    " (SELECT o.name FROM officer AS o WHERE o.office_id = :office AND o.code = f.counter"
    " AND o.record < f.record ORDER BY o.record DESC LIMIT 1)"
    " FROM cash_count AS f"
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = f.record"
    " LEFT JOIN journal_entry AS e ON e.office_id = :office AND e.record = f.entry"
    " LEFT JOIN journal_entry AS c ON c.office_id = :office AND c.reverses = f.entry AND c.record <= :known"
    " WHERE f.office_id = :office AND f.on_date BETWEEN :since AND :until AND f.record <= :known{only}"
    " ORDER BY f.record"
)
_LAST_RECORD = 2**31 - 1


def counts_between(
    session: ReadSession,
    since: date = date.min,
    until: date = date.max,
    *,
    number: int | None = None,
    known_through: int | None = None,
) -> list[CashCount]:
    """The counts of a range of days (ends included) in order of recording, as known by the record `known_through`.

    With `number` that one alone. A difference whose entry was undone is open again.
    """
    rows = session.all(
        _ROWS.format(only="" if number is None else " AND (f.record = :number OR f.count = :number)"),
        since=since.isoformat(),
        until=until.isoformat(),
        known=_LAST_RECORD if known_through is None else known_through,
        **({} if number is None else {"number": number}),
    )
    newest = {row[1]: row for row in rows if row[1] is not None}
    counts = [row for row in rows if row[1] is None]
    pieces = _pieces(session, [row[0] for row in counts])
    names = session.accounts
    return [
        _count(row, newest.get(row[0], row), names[row[2]].name, pieces.get(row[0], ())) for row in counts
    ]


def _count(counted: Sequence[Any], newest: Sequence[Any], name: str, pieces: tuple[Pieces, ...]) -> CashCount:
    record, _, account, on, counter, book, found, *_ = counted
    status, entry, words, voucher, undone = newest[7], newest[8], newest[9], newest[10:13], newest[13]
    if newest is counted or (status == BOOKED and undone is not None):
        status, entry, words, voucher = counted[7], None, "", (None,)
    return CashCount(
        number=record,
        account=account,
        account_name=name,
        on=date.fromisoformat(on),
        counter=counter,
        counter_name=counted[14] or counter,
        book=int(book),
        counted=int(found),
        status=status,
        voucher=voucher_number(*voucher) if voucher[0] else "",
        entry=entry,
        words=words,
        reason=counted[9],
        pieces=pieces,
    )


def _pieces(session: ReadSession, numbers: Sequence[int]) -> Mapping[int, tuple[Pieces, ...]]:
    """What was found at each of some counts, in the order of counting."""
    if not numbers:
        return {}
    found: dict[int, list[Pieces]] = {}
    where = "f.count BETWEEN :first AND :last"
    for row in facts_of(session, PIECES, where, first=min(numbers), last=max(numbers)):
        found.setdefault(row[1], []).append(Pieces(row[2], int(row[3]), row[4]))
    return {number: tuple(pieces) for number, pieces in found.items()}


def add_count(
    session: WriteSession,
    account: str,
    on: date,
    counter: str,
    book: int,
    pieces: Sequence[Pieces],
    reason: str,
    exceptions: Sequence[tuple[str, str, str]],
) -> int:
    """Record a count, with what it found (sen); answers with its number."""
    counted = sum(part.amount for part in pieces)
    status = AGREES if counted == book else DIFFERS
    row = (None, account, on.isoformat(), counter, book, counted, status, None)
    number = add_facts(session, KIND, [row], reason, exceptions)
    if pieces:
        add_facts(session, PIECES, [(number, *part) for part in pieces])
    return number


def add_outcome(
    session: WriteSession, count: CashCount, status: str, words: str = "", entry: int | None = None
) -> None:
    """Record what became of a count: its difference booked or explained, or the count taken back."""
    row = (
        count.number, count.account, count.on.isoformat(), count.counter, count.book, count.counted, status, entry,
    )  # fmt: skip
    add_facts(session, KIND, [row], words)


def cash_recorders(session: ReadSession, account: str, on: date) -> tuple[str, ...]:
    """Who recorded what moved an account on a day."""
    rows = session.all(
        "SELECT DISTINCT r.actor FROM journal_line AS l"
        " JOIN record AS r ON r.office_id = :office AND r.number = l.entry"
        " WHERE l.office_id = :office AND l.account_code = :account AND l.entry_date = :on_date ORDER BY r.actor",
        account=account,
        on_date=on.isoformat(),
    )
    return tuple(row[0] for row in rows)


def last_vouchers(session: ReadSession, count: CashCount) -> Mapping[str, str]:
    """The newest voucher of money in and of money out that was recorded before a count, of its day or earlier."""
    found = {}
    for series in ("KM", "KK"):
        row = session.first(
            "SELECT series, month, number FROM journal_entry WHERE office_id = :office AND series = :series"
            " AND month <= :month AND entry_date <= :on_date AND record < :record ORDER BY month DESC, number DESC"
            " LIMIT 1",
            series=series,
            month=count.on.isoformat()[:7],
            on_date=count.on.isoformat(),
            record=count.number,
        )
        if row is not None:
            found[series] = voucher_number(row[0], row[1], row[2])
    return found
