"""Cash kept in the box for long beyond what the UPK, or the region, allows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from upk_ledger.core.cash_limits import days_above
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.region.bookkeeping_parts import SettingRow, setting_on
from upk_ledger.core.region.findings import UNBANKED, Finding, finding_code
from upk_ledger.core.region.findings_rows import Book, CashMove, FindingLimits

_LIMIT, _DAYS = "batas-kas", "hari-setor"


def cash_kept(
    book: Book, moves: Sequence[CashMove], settings: Sequence[SettingRow], limits: FindingLimits
) -> Iterator[Finding]:
    """Every stretch of days that cash stood above the limit of those days for longer than was allowed."""
    by_account: dict[str, list[CashMove]] = defaultdict(list)
    for move in moves:
        by_account[move.account].append(move)
    for account, rows in sorted(by_account.items()):
        for allowed in _allowed(book, settings, limits):
            yield from _above(book, account, rows, allowed)


class _Allowed(NamedTuple):
    """How much cash (sen) may be kept for how many days between two days; `own` where the UPK itself says so."""

    since: date
    until: date
    limit: int
    days: int
    own: bool


def _allowed(book: Book, settings: Sequence[SettingRow], limits: FindingLimits) -> Iterator[_Allowed]:
    """What held in the days looked at, one after the other: a limit judges no days before it was set."""
    since = max(book.since, book.office.start)
    changes = {row.valid_from for row in settings if row.name in {_LIMIT, _DAYS}}
    begun = sorted({since, *(day for day in changes if since < day <= book.until)})
    for first, following in zip(begun, [*begun[1:], book.until + timedelta(1)], strict=True):
        own = setting_on(settings, _LIMIT, first)
        most = int(setting_on(settings, _DAYS, first)) if own else limits.cash_days
        yield _Allowed(first, following - timedelta(1), int(own or limits.cash) * RUPIAH, most, bool(own))


def _above(book: Book, account: str, rows: Sequence[CashMove], allowed: _Allowed) -> Iterator[Finding]:
    opening = sum(row.amount for row in rows if not row.voucher or row.on < allowed.since)
    daily: dict[date, int] = defaultdict(int)
    for row in rows:
        if row.voucher and allowed.since <= row.on <= allowed.until:
            daily[row.on] += row.amount
    stretches = days_above(opening, sorted(daily.items()), allowed.since, allowed.until, allowed.limit)
    for first, last, highest in stretches:
        if (last - first).days + 1 <= allowed.days:
            continue
        into = [row for row in rows if row.voucher and row.amount > 0 and first <= row.on <= last]
        yield Finding(
            finding_code(UNBANKED, book.office.uuid, account, first),
            UNBANKED,
            (book.office.upk,),
            (),
            {
                "account": account,
                "until": last,
                "days": (last - first).days + 1,
                "highest": highest,
                "limit": allowed.limit,
                "own_limit": allowed.own,
                "lasting": last == book.until,
            },
            highest - allowed.limit,
            tuple(book.entry(row.voucher) for row in into),
            first,
        )
