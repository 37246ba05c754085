"""What is open of cash: counts not made or not settled, money not banked, advances not accounted for."""

from datetime import date

from upk_ledger.actions.advances import overdue_advances
from upk_ledger.core.advances import Advance
from upk_ledger.core.cash_counts import DIFFERS, EXPLAINED, TAKEN_BACK, CashCount
from upk_ledger.core.cash_limits import OverLimit
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import Account
from upk_ledger.store.cash_counts import counts_between
from upk_ledger.store.cash_limits import cash_over_limit
from upk_ledger.store.session import ReadSession


def uncounted_cash(session: ReadSession, month: Month) -> tuple[Account, ...]:
    """The accounts of cash that nobody counted in a month."""
    counted = {
        one.account for one in counts_between(session, month.first, month.last) if one.status != TAKEN_BACK
    }
    return tuple(session.accounts[code] for code in sorted(session.with_role("kas") - counted))


def counts_open(session: ReadSession, until: date) -> tuple[CashCount, ...]:
    """The counts by the end of a day whose difference is neither booked nor explained.

    What was explained and is found again, the same to the sen, is explained still.
    """
    found, explained = [], dict[str, int]()
    counts = [one for one in counts_between(session, until=until) if one.status != TAKEN_BACK]
    for one in sorted(counts, key=lambda count: (count.on, count.number)):
        if one.status == EXPLAINED:
            explained[one.account] = one.difference
        elif one.status != DIFFERS:
            explained.pop(one.account, None)
        elif explained.get(one.account) != one.difference:
            found.append(one)
    return tuple(found)


def cash_not_banked(session: ReadSession, month: Month) -> tuple[OverLimit, ...]:
    """The stretches of days of a month on which cash stood above its limit for longer than the office allows."""
    return cash_over_limit(session, month.first, month.last)


def advances_overdue(session: ReadSession, month: Month) -> list[Advance]:
    """The advances that were due by a month's end and are not wholly accounted for then."""
    return overdue_advances(session, month.last)
