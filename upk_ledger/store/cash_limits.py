"""Cash kept beyond the office's limit: what the days' ends held, by the settings that were known."""

from datetime import date

from upk_ledger.core.balances import NOTHING
from upk_ledger.core.cash_limits import OverLimit, days_above
from upk_ledger.core.dates import Month
from upk_ledger.core.money import RUPIAH
from upk_ledger.store.balances import account_sums
from upk_ledger.store.month_checks import cash_by_day
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at


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
    moved = cash_by_day(session, since, end)
    found = [
        OverLimit(code, session.accounts[code].name, first, last, highest, sen, last == end)
        for code in sorted(session.with_role("kas"))
        for first, last, highest in days_above(
            sums.get(code, NOTHING).opening, moved.get(code, ()), since, end, sen
        )
    ]
    return tuple(one for one in found if one.days > most and one.until >= start)
