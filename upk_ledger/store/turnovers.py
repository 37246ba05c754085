"""What of the turns of accounts is no turn: acts undone within the range, sums that an entry moves to and fro."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.store.session import ReadSession

# CROSS JOIN keeps SQLite to this order: per account one range of the covering index, not all of it.
_LINES = (
    "SELECT e.record, coalesce(o.record, 0), l.account_code, sum(l.debit), sum(l.credit)"
    " FROM account AS a CROSS JOIN journal_line AS l"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = l.entry"
    " LEFT JOIN journal_entry AS o ON o.office_id = :office AND o.record = e.reverses AND o.entry_date >= :since"
    " LEFT JOIN journal_entry AS c ON c.office_id = :office AND c.reverses = e.record AND c.entry_date <= :until"
    " WHERE a.office_id = :office AND a.type IN ({types}) AND l.office_id = :office AND l.account_code = a.code"
    " AND l.entry_date BETWEEN :since AND :until AND e.kind NOT IN ('saldo-awal', 'penutup')"
    " GROUP BY e.record, o.record, c.record, l.account_code"
    " HAVING o.record IS NOT NULL OR c.record IS NOT NULL OR (sum(l.debit) > 0 AND sum(l.credit) > 0)"
    " ORDER BY e.record, l.account_code"
)


class TurnedBack(NamedTuple):
    """What an entry moved on an account (sen) and does not count as a turn: all, or what came and went in it alike."""

    account: str
    record: int
    debit: int
    credit: int
    undone: bool
    """Whether the entry and its counter-entry are both within the range: then nothing of either counts."""


def turned_back(session: ReadSession, start: date, end: date, types: Sequence[str]) -> list[TurnedBack]:
    """Per entry and account of some types what is no turn from `start` to `end`, both included.

    Opening and closing entries are left out: no paper counts them as turns. A counter-entry that was undone itself
    leaves what it undid the first time undone, and the newest entry stands for the act.
    """
    types_named = {f"type{place}": type_ for place, type_ in enumerate(types)}
    rows = session.all(
        _LINES.format(types=", ".join(f":{name}" for name in types_named)),
        since=start.isoformat(),
        until=end.isoformat(),
        **types_named,
    )
    there = {row[0] for row in rows}
    paired: set[int] = set()
    for record, undoes, *_ in rows:
        if undoes in there and undoes not in paired:
            paired |= {record, undoes}
    return [
        TurnedBack(account, record, int(debit), int(credit), record in paired)
        for record, _, account, debit, credit in rows
        if record in paired or (debit and credit)
    ]
