"""A bank's account beside its statements: all that is known of it, or what is new since a reconciliation that holds.

A recorded reconciliation explained everything up to its day but what it names as open. So long as nothing has been
recorded that reaches back behind it, going on from there gives the same as the whole history does, at a cost that
does not grow with the years.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from upk_ledger.core.bank import LOOK_BACK, BankLine, BankView, BookMove, Reconciled, StatementAt
from upk_ledger.store.balances import account_sums
from upk_ledger.store.banking import (
    RecordedReconciliation,
    lines_of,
    links_of,
    reconciliations,
    statements_of,
    twins_of,
)
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_MOVES = (
    "SELECT e.record, e.series, e.month, e.number, e.entry_date, m.moved, coalesce(t.text, ''), e.reverses FROM"
    " (SELECT l.entry, sum(l.debit - l.credit) AS moved FROM journal_line AS l WHERE l.office_id = :office"
    " AND l.account_code = :account AND l.entry_date >= :since GROUP BY l.entry) AS m"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = m.entry"
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = e.record"
    " WHERE m.moved <> 0 AND e.kind <> 'saldo-awal' ORDER BY e.entry_date, e.record"
)
_OPEN_MOVES = (
    "SELECT e.record, e.series, e.month, e.number, e.entry_date,"
    " (SELECT sum(l.debit - l.credit) FROM journal_line AS l WHERE l.office_id = :office AND l.entry = e.record"
    " AND l.account_code = :account), coalesce(t.text, ''), e.reverses FROM bank_open_item AS i"
    " JOIN journal_entry AS e ON e.office_id = i.office_id AND e.record = i.entry"
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = e.record"
    " WHERE i.office_id = :office AND i.reconciliation = :reconciliation ORDER BY e.entry_date, e.record"
)
_OPEN_LINES = (
    "SELECT i.statement, i.place FROM bank_open_item AS i WHERE i.office_id = :office"
    " AND i.reconciliation = :reconciliation AND i.statement IS NOT NULL"
)
# What was recorded since is little, what is dated before is the whole history: the date and the account are kept from
# choosing the index.
_LATE_MOVE = (
    "SELECT e.record FROM journal_entry AS e JOIN journal_line AS l ON l.office_id = e.office_id AND l.entry = e.record"
    " WHERE e.office_id = :office AND e.record > :record AND coalesce(e.entry_date, '') <= :on_date"
    " AND coalesce(l.account_code, '') = :account LIMIT 1"
)
_LATE_LINE = (
    "SELECT l.place FROM bank_statement_line AS l WHERE l.office_id = :office AND l.statement = :statement"
    " AND l.on_date <= :on_date LIMIT 1"
)
_LATE_LINKS = (
    "SELECT m.statement, m.place, l.on_date, m.entry, e.entry_date FROM bank_match AS m"
    " JOIN bank_statement_line AS l ON l.office_id = m.office_id AND l.statement = m.statement AND l.place = m.place"
    " JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.entry"
    " WHERE m.office_id = :office AND m.account_code = :account AND m.record > :record"
)
_LATE_TWINS = (
    "SELECT l.statement, l.place, l.on_date FROM bank_correction AS c"
    " JOIN bank_statement_line AS l ON l.office_id = c.office_id AND ("
    "(l.statement = c.statement AND l.place = c.place)"
    " OR (l.statement = c.other_statement AND l.place = c.other_place))"
    " WHERE c.office_id = :office AND c.account_code = :account AND c.record > :record"
)


def bank_view(
    session: ReadSession, account: str, statements: Sequence[StatementAt], before: date = date.max
) -> BankView:
    """All that matters of an account from a day on, to the end of time: `before` is that day, or an earlier one.

    It goes on from the newest reconciliation before that day behind which nothing has changed; without one it is the
    whole history.
    """
    own = [one for one in statements if one.account == account]
    standing = [one for one in own if not one.cancelled]
    sums = account_sums(session, date.max, date.max)
    book = sums[account].balance if account in sums else 0
    if not standing:
        return BankView(account, date.max, None, 0, book)
    newest = {
        one.on: one for one in reconciliations(session, before) if one.account == account and one.on < before
    }
    for on in sorted(newest, reverse=True):
        found = newest[on]
        view = _carried(session, found, own, book) if _holds(session, found, own) else None
        if view is not None:
            return view
    return _whole(session, account, standing, book)


def _whole(session: ReadSession, account: str, standing: Sequence[StatementAt], book: int) -> BankView:
    last = max(standing, key=lambda one: (one.until, one.record))
    begin = max(min(one.since for one in standing), session.desk.office.start)
    kept = tuple(line for line in lines_of(session, account, standing) if line.on >= begin)
    moves = session.all(_MOVES, account=account, since=(begin - timedelta(LOOK_BACK)).isoformat())
    base = last.closing - sum(line.amount for line in kept)
    return _view(session, BankView(account, date.max, begin, base, book, kept, _moves(moves)))


def _view(session: ReadSession, bare: BankView, since: date = date.min, reconciliation: int = 0) -> BankView:
    """A view with what its lines were matched with."""
    keys = {line.key for line in bare.lines}
    links = links_of(session, bare.account, since, reconciliation)
    twins = twins_of(session, bare.account, since, reconciliation)
    return BankView(
        bare.account,
        bare.on,
        bare.begin,
        bare.base,
        bare.book,
        bare.lines,
        bare.moves,
        {key: entries for key, entries in links.items() if key in keys},
        {key: other for key, other in twins.items() if key in keys and other in keys},
        bare.carried,
    )


def _moves(rows: Sequence[Sequence[Any]]) -> tuple[BookMove, ...]:
    return tuple(
        BookMove(row[0], voucher_number(*row[1:4]), date.fromisoformat(row[4]), int(row[5]), row[6], row[7])
        for row in rows
    )


def _holds(session: ReadSession, found: RecordedReconciliation, own: Sequence[StatementAt]) -> bool:
    """Whether the statements up to its day are those that it counted, and its book has no new entry."""
    then = [one for one in own if one.record < found.record and not 0 < one.ended < found.record]
    starts = [
        min((one.since for one in some), default=None)
        for some in (then, [one for one in own if not one.cancelled])
    ]
    if starts[0] is None or starts[0] != starts[1] or max(starts[0], session.desk.office.start) > found.on:
        return False
    if any(one.cancelled and one.since <= found.on for one in then):
        return False
    facts = {"on_date": found.on.isoformat()}
    fresh = [one for one in own if one.record > found.record and not one.cancelled and one.since <= found.on]
    if any(session.first(_LATE_LINE, statement=one.record, **facts) for one in fresh):
        return False
    return session.first(_LATE_MOVE, account=found.account, record=found.record, **facts) is None


def _carried(
    session: ReadSession, found: RecordedReconciliation, own: Sequence[StatementAt], book: int
) -> BankView | None:
    """What is new since a reconciliation, with what that left open; None where something reaches back behind it."""
    since = found.on + timedelta(days=1)
    open_moves, open_keys = _left_open(session, found)
    lines = lines_of(session, found.account, own, since, found.record)
    kept = tuple(line for line in lines if line.on >= since or line.key in open_keys)
    left = [line for line in kept if line.on < since]
    moves = (*open_moves, *_moves(session.all(_MOVES, account=found.account, since=since.isoformat())))
    records = {move.record for move in moves}
    if len(left) < len(open_keys) or any(
        move.reverses not in {None, *records} for move in moves[len(open_moves) :]
    ):
        return None
    late = {"account": found.account, "record": found.record}
    day, waiting = found.on.isoformat(), {move.record for move in open_moves}
    for statement, place, on, entry, entered in session.all(_LATE_LINKS, **late):
        if (on <= day and (statement, place) not in open_keys) or (entered <= day and entry not in waiting):
            return None
    if any(
        on <= day and (statement, place) not in open_keys
        for statement, place, on in session.all(_LATE_TWINS, **late)
    ):
        return None
    base = found.bank - sum(line.amount for line in left)
    bare = BankView(found.account, date.max, since, base, book, kept, moves, carried=True)
    return _view(session, bare, since, found.record)


def _left_open(
    session: ReadSession, found: RecordedReconciliation
) -> tuple[tuple[BookMove, ...], set[tuple[int, int]]]:
    moves = session.all(_OPEN_MOVES, account=found.account, reconciliation=found.record)
    return _moves(moves), {(row[0], row[1]) for row in session.all(_OPEN_LINES, reconciliation=found.record)}


def as_reconciled(session: ReadSession, found: RecordedReconciliation) -> Reconciled:
    """What explained both balances when they were reconciled; whatever is recorded later does not change it."""
    moves, keys = _left_open(session, found)
    # A statement that was cancelled later stood when its lines were counted.
    statements = statements_of(session, found.record)
    lines: list[BankLine] = []
    if keys:
        lines = lines_of(session, found.account, statements, date.max, found.record)
    kept = tuple(line for line in lines if line.key in keys)
    return Reconciled(found.account, found.on, found.bank, found.book, moves, kept)
