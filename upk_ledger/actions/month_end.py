"""What is still open before a month is closed, gathered from every book of the office; it changes nothing."""

from collections.abc import Iterable
from datetime import timedelta

from upk_ledger.actions.assets import COST
from upk_ledger.actions.bank import unreconciled
from upk_ledger.actions.cash_control import advances_overdue, cash_not_banked, counts_open, uncounted_cash
from upk_ledger.actions.periods import closes_early, compared_figures, money_below_zero, pending_shortfall
from upk_ledger.actions.vouchers import unsupported
from upk_ledger.core import month_end as core
from upk_ledger.core.assets import standing
from upk_ledger.core.balances import NOTHING
from upk_ledger.core.dates import Month
from upk_ledger.core.month_end import MonthReview, OpenPoint
from upk_ledger.store.assets import assets_of
from upk_ledger.store.balances import account_sums
from upk_ledger.store.desk import Desk
from upk_ledger.store.month_checks import deposits_by_loan
from upk_ledger.store.partners import standings
from upk_ledger.store.periods import first_open_month
from upk_ledger.store.positions import positions
from upk_ledger.store.restricted_funds import fund_states
from upk_ledger.store.session import ReadSession
from upk_ledger.store.year_closings import closed_years


def open_points(desk: Desk, month: Month) -> tuple[OpenPoint, ...]:
    """What a person should look at before closing the month that is next; nothing of any other month.

    A number of statements that grows neither with loans nor with history.
    """
    with desk.read() as session:
        if month != first_open_month(session):
            return ()
        found = [*_start(desk, month), *_cash(desk, session, month), *_books(session, month)]
        found += _owed(session, month)
        if month.month == 12 and month.year not in closed_years(session):
            found.append(OpenPoint(core.YEAR, str(month.year)))
        if closes_early(desk, month):
            found.append(OpenPoint(core.EARLY, str(month), on=month.last))
        return tuple(sorted(found, key=lambda point: core.KINDS.index(point.kind)))


def review_month(desk: Desk, month: Month) -> MonthReview:
    """What is open and how all figures compare, without closing; see `compared_figures` for what it refuses."""
    compared = compared_figures(desk, month)
    with desk.read() as session:
        closed = month < first_open_month(session)
        return MonthReview(month, closed, open_points(desk, month), compared)


def _start(desk: Desk, month: Month) -> Iterable[OpenPoint]:
    missing = pending_shortfall(desk, month)
    if missing:
        yield OpenPoint(core.SHORTFALL, str(month), on=desk.office.start, amount=missing)


def _cash(desk: Desk, session: ReadSession, month: Month) -> Iterable[OpenPoint]:
    """Cash that was not counted, counted otherwise, kept too long, or less than nothing; advances."""
    sums = account_sums(session, month.first, month.last)
    for account in uncounted_cash(session, month):
        own = sums.get(account.code, NOTHING)
        if own.balance or own.debit or own.credit:
            yield OpenPoint(core.UNCOUNTED, account.code, account.name, amount=own.balance)
    for count in counts_open(session, month.last):
        yield OpenPoint(core.COUNTS, str(count.number), count.counter_name, count.on, count.difference)
    for over in cash_not_banked(session, month):
        kind = core.CASH if over.lasting else core.LOWERED
        yield OpenPoint(kind, over.account, over.name, over.since, over.highest, over.days)
    for short in money_below_zero(desk, month):
        yield OpenPoint(core.TILLS, short.account, short.name, short.on, short.balance)
    for advance in advances_overdue(session, month):
        yield OpenPoint(core.ADVANCES, advance.code, advance.holder_name, advance.due_on, advance.outstanding)


def _books(session: ReadSession, month: Month) -> Iterable[OpenPoint]:
    """Bank accounts without a reconciliation, vouchers without papers, assets that no register knows."""
    for bank in unreconciled(session, month):
        yield OpenPoint(core.BANK, bank.account, bank.name, month.last, bank.book)
    bare = unsupported(session, month.first, month.last)
    if bare:
        yield OpenPoint(core.PAPERS, str(month), amount=sum(one.amount for one in bare), how_many=len(bare))
    sums = account_sums(session, month.last, month.last)
    held = {code: sums[code].balance for code in session.with_role(COST) if code in sums}
    if any(held.values()):
        for asset in standing(assets_of(session), month.last).values():
            if asset.disposal(month.last) is None:
                held[asset.account] = held.get(asset.account, 0) - asset.cost
    for code, left in sorted(held.items()):
        if left:
            yield OpenPoint(core.ASSETS, code, session.accounts[code].name, amount=left)


def _owed(session: ReadSession, month: Month) -> Iterable[OpenPoint]:
    """Titipan that could pay arrears, what partners wait for, money whose purpose is over."""
    end = month.last
    if session.desk.office.kind != "upk":
        for fund in fund_states(session, end).values():
            terms = fund.terms
            if terms.until and terms.until < end and fund.end is None:
                yield OpenPoint(core.FUNDS, terms.code, terms.name, terms.until, fund.rest)
        return
    kept = deposits_by_loan(session, end)
    for loan in positions(session, end, None, due_before=end + timedelta(days=1)) if kept else ():
        behind = loan.position.arrears_principal + loan.position.arrears_service
        usable = min(kept.get(loan.number, 0), behind)
        if usable > 0:
            yield OpenPoint(core.DEPOSITS, loan.number, loan.group_name, amount=usable)
    for partner in standings(session, end):
        amount, due = sum(partner.due_until(end)), partner.next_due
        if amount and due and partner.fund.open:
            yield OpenPoint(core.PARTNERS, partner.fund.code, partner.fund.partner, due[0], amount)
