"""Cash kept beyond the office's limit: what the days' ends held, by the settings that were known."""

from datetime import date
from itertools import groupby

from upk_ledger.core.balances import NOTHING
from upk_ledger.core.cash_limits import OverLimit, days_above
from upk_ledger.core.dates import Month
from upk_ledger.core.money import RUPIAH
from upk_ledger.store.balances import account_sums
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at

# CROSS JOIN keeps SQLite to this order: per account one range of the covering index, not all of it.
_MOVED = (
    "SELECT l.account_code, l.entry_date, sum(l.debit - l.credit) FROM account AS a CROSS JOIN journal_line AS l"
    " WHERE a.office_id = :office AND a.role = 'kas' AND l.office_id = :office AND l.account_code = a.code"
    " AND l.entry_date BETWEEN :since AND :until GROUP BY l.account_code, l.entry_date"
    " ORDER BY l.account_code, l.entry_date"
)


def cash_over_limit(
    session: ReadSession, start: date, end: date, known_through: int | None = None
) -> tuple[OverLimit, ...]:
    """The stretches of more than `hari-setor` days, not wholly before `start`, that cash stood above `batas-kas`.

    Looked at from the first day of the month before `start` on: a stretch that is older is told from then. Settings are
    those of `end`, known by the record `known_through`.
    """
    limit = setting_at(session, "batas-kas", end, known_through)
    if not limit:
        return ()
    sen = int(limit) * RUPIAH
    most = int(setting_at(session, "hari-setor", end, known_through))
    since = max(Month.of(start).previous().first, session.desk.office.start)
    sums = account_sums(session, since, since)
    rows = session.all(_MOVED, since=since.isoformat(), until=end.isoformat())
    moved = {
        code: [(date.fromisoformat(row[1]), int(row[2])) for row in own]
        for code, own in groupby(rows, key=lambda row: row[0])
    }
    found = [
        OverLimit(code, session.accounts[code].name, first, last, highest, sen, last == end)
        for code in sorted(session.with_role("kas"))
        for first, last, highest in days_above(
            sums.get(code, NOTHING).opening, moved.get(code, ()), since, end, sen
        )
    ]
    return tuple(one for one in found if one.days > most and one.until >= start)
