"""What was allocated of the years' surplus, what of it was paid, and what is still owed."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import groupby

from upk_ledger.core.surplus import OPENING, AllocatedShare, Allocation, AllocationPayment, Share, Unpaid
from upk_ledger.store.balances import account_sums
from upk_ledger.store.facts import facts_of
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

SHARES, ALLOCATION, PAYMENT = "bagian-laba", "alokasi-laba", "bayar-alokasi"
"""The kinds of facts; the entries of the last two are of the same kinds."""

_STANDS = (
    " JOIN journal_entry AS e ON e.office_id = f.office_id AND e.record = f.entry"
    " WHERE f.office_id = :office AND e.entry_date <= :as_of AND NOT EXISTS (SELECT 1 FROM journal_entry AS c"
    " WHERE c.office_id = :office AND c.reverses = e.record AND c.entry_date <= :as_of)"
    " ORDER BY f.record, f.line"
)
_ALLOCATIONS = (
    "SELECT e.record, e.series, e.month, e.number, f.year, f.on_date, f.decision_number, f.purpose, f.account_code,"
    " f.percent, f.amount FROM allocation AS f" + _STANDS
)
_PAYMENTS = (
    "SELECT f.year, f.purpose, f.on_date, f.amount, e.series, e.month, e.number FROM allocation_payment AS f"
    + _STANDS
)


def shares_of(session: ReadSession) -> list[Share]:
    """The office's table of shares; empty before it was set."""
    rows = facts_of(session, SHARES)
    newest = [row for row in rows if row[0] == rows[-1][0]]
    return [Share(purpose, account, Fraction(percent)) for _, purpose, account, percent in newest]


def allocations(session: ReadSession, as_of: date = date.max) -> list[Allocation]:
    """The allocations that stand on a day, in order of recording."""
    rows = session.all(_ALLOCATIONS, as_of=as_of.isoformat())
    found = []
    for _, own in groupby(rows, key=lambda row: row[0]):
        parts = list(own)
        _, series, month, number, year, on, decision, *_ = parts[0]
        shares = tuple(AllocatedShare(Share(row[7], row[8], Fraction(row[9])), row[10]) for row in parts)
        voucher = voucher_number(series, month, number)
        found.append(Allocation(year, date.fromisoformat(on), decision, voucher, shares))
    return found


def allocation_of(session: ReadSession, year: int) -> Allocation | None:
    """The allocation of a year's surplus that stands, or None."""
    return next((one for one in allocations(session) if one.year == year), None)


def payments(session: ReadSession, as_of: date = date.max) -> list[AllocationPayment]:
    """What was paid of allocations and stands on a day, in order of recording."""
    return [
        AllocationPayment(year, purpose, date.fromisoformat(on), amount, voucher_number(*voucher))
        for year, purpose, on, amount, *voucher in session.all(_PAYMENTS, as_of=as_of.isoformat())
    ]


def unpaid(session: ReadSession, as_of: date = date.max) -> list[Unpaid]:
    """What is owed by year and purpose on a day, paid or not; together the balance of the accounts for it.

    What no allocation made (the opening balance, other entries) stands by account under year 0.
    """
    accounts = sorted(session.with_role("dana-alokasi"))
    paid: dict[tuple[int, str], int] = {}
    for payment in payments(session, as_of):
        key = (payment.year, payment.purpose)
        paid[key] = paid.get(key, 0) + payment.amount
    owed = [
        Unpaid(one.year, share.purpose, share.account, amount, paid.get((one.year, share.purpose), 0))
        for one in allocations(session, as_of)
        for share, amount in one.shares
        if share.account in accounts and amount
    ]
    sums = account_sums(session, as_of, as_of)
    others = []
    for code in accounts:
        purpose = f"{OPENING} {code}"
        ledger = -sums[code].balance if code in sums else 0
        already = paid.get((0, purpose), 0)
        rest = ledger - left_of(owed, code) + already
        if rest or already:
            others.append(Unpaid(0, purpose, code, rest, already))
    return sorted([*others, *owed], key=lambda one: one.year)


def left_of(owed: Iterable[Unpaid], account: str) -> int:
    """What is left to pay on one account (sen)."""
    return sum(one.left for one in owed if one.account == account)
