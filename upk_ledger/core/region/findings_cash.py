"""Cash kept in the box for long beyond what the UPK, or the region, allows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from upk_ledger.core.cash_limits import days_above
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.region.bookkeeping_parts import SettingRow, setting_on
from upk_ledger.core.region.findings import UNBANKED, Finding, finding_code
from upk_ledger.core.region.findings_rows import Book, CashMove, FindingLimits


def cash_kept(
    book: Book, moves: Sequence[CashMove], settings: Sequence[SettingRow], limits: FindingLimits
) -> Iterator[Finding]:
    """Every stretch of days that cash stood above the limit for longer than is allowed."""
    own = setting_on(settings, "batas-kas", book.until)
    limit = int(own or limits.cash) * RUPIAH
    most = int(setting_on(settings, "hari-setor", book.until)) if own else limits.cash_days
    by_account: dict[str, list[CashMove]] = defaultdict(list)
    for move in moves:
        by_account[move.account].append(move)
    for account, rows in sorted(by_account.items()):
        opening = sum(row.amount for row in rows if not row.voucher)
        daily: dict[date, int] = defaultdict(int)
        for row in rows:
            if row.voucher and row.on <= book.until:
                daily[row.on] += row.amount
        since = max(book.since, book.office.start)
        for first, last, highest in days_above(opening, sorted(daily.items()), since, book.until, limit):
            if (last - first).days + 1 > most:
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
                        "limit": limit,
                        "own_limit": bool(own),
                        "lasting": last == book.until,
                    },
                    highest - limit,
                    tuple(book.entry(row.voucher) for row in into),
                    first,
                )
