"""Closing a month: allowance, checks, snapshot, lock; reopening the newest; where the periods stand."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.assets import post_depreciation
from upk_ledger.actions.month_checks import MonthFigures, compare
from upk_ledger.actions.region.month_figures import keep_figures
from upk_ledger.actions.tills import MONEY, overdrawn
from upk_ledger.actions.year_closing import close_with_december
from upk_ledger.bahasa.dates import long_month
from upk_ledger.core.balances import Overdraft
from upk_ledger.core.checks import Comparison
from upk_ledger.core.collectibility import ClassTotal, class_totals
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.errors.loans import UnknownTerm
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.periods import (
    EarlierMonthOpen,
    MonthBeforeStart,
    MonthNotClosed,
    NotNewestClosed,
    OpeningShortfall,
    ReportsDisagree,
)
from upk_ledger.core.errors.year_end import YearAllocated
from upk_ledger.core.lending import LoanAt
from upk_ledger.core.periods import (
    BalanceRow,
    ClosedMonth,
    Closing,
    LoanRow,
    MonthStatus,
    PeriodStatus,
    PostedSum,
    ReopenedMonth,
)
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.store import periods
from upk_ledger.store.accounts import the_account
from upk_ledger.store.audit import audit_since
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import rulebook_at
from upk_ledger.store.positions import positions
from upk_ledger.store.posting import post
from upk_ledger.store.prior_years import correction_account
from upk_ledger.store.region.months import drop_month
from upk_ledger.store.rules import rules_at, rules_named
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.surplus import allocation_of

SHORTFALL_CHOICES = ("modal", "biaya")
"""Against what an allowance missing at the start is formed: retained result (correction of last year), or cost."""


def close_month(
    desk: Desk, month: Month, *, opening_shortfall_to: str | None = None, close_year: bool = False
) -> ClosedMonth:
    """Bring the allowance to what the month's end requires, check, keep the snapshot, lock the month.

    Closing a closed month again changes nothing. `opening_shortfall_to` is `modal` or `biaya`, needed once where
    the first month opens with too little allowance; with a December `close_year` closes its year. Raises
    `EarlierMonthOpen`, `MonthBeforeStart`, `OpeningShortfall`, `ReportsDisagree`, and what `post_closing` raises.
    """
    if opening_shortfall_to is not None and opening_shortfall_to not in SHORTFALL_CHOICES:
        raise UnknownTerm("kekurangan-awal", opening_shortfall_to, SHORTFALL_CHOICES)
    with desk.write() as session:
        start = desk.office.start
        if month < Month.of(start):
            raise MonthBeforeStart(month, start)
        closing = periods.closing_of(session, month)
        if closing is not None:
            return _closed_before(session, closing)
        first = periods.first_open_month(session)
        if month != first:
            raise EarlierMonthOpen(month, first)
        done = _worked_out(session, month, opening_shortfall_to, close_year=close_year)
        compared, figures = done.comparisons, done.figures
        broken = tuple(found for one in compared if one.grave for found in one.differing)
        if broken:
            raise ReportsDisagree(month, broken)
        short = money_below_zero(desk, month)
        rulebook, _ = rulebook_at(session, month.last)
        loans = _loan_rows(_outstanding(figures.loans))
        record, digest, last = periods.add_closing(session, month, rulebook, figures.balances, loans)
        if desk.office.kind == "upk":
            keep_figures(session, month, record)
        return ClosedMonth(
            month,
            record,
            digest,
            last,
            tuple(figures.classes),
            done.required,
            done.held,
            done.posted,
            (*agreeing(compared), *(() if short else ("kas-bank",))),
            tuple(found for one in compared if not one.grave for found in one.differing),
            closes_early(desk, month),
            overdrawn=short,
            comparisons=compared,
            year_vouchers=done.year_vouchers,
        )


class _WorkedOut(NamedTuple):
    """What closing a month posts before it is checked: the allowance held before and required (sen), the entries."""

    figures: MonthFigures
    held: int
    required: int
    posted: tuple[PostedSum, ...]
    year_vouchers: tuple[str, ...]
    comparisons: tuple[Comparison, ...]


def _worked_out(
    session: WriteSession, month: Month, opening_shortfall_to: str | None, *, close_year: bool
) -> _WorkedOut:
    """Post what a month's end asks for, and compare all figures."""
    _check_whole(session)
    rules = rules_at(session, month.last)
    loans = positions(session, month.last, rules.collectibility)
    classes = _classes(_outstanding(loans), rules)
    depreciated = post_depreciation(session, month)
    held = _allowance(session, periods.month_balances(session, month))
    posted = _book_opening_shortfall(session, month, opening_shortfall_to)
    required = sum(total.allowance for total in classes)
    posted += _book_allowance(session, month, required - held - sum(entry.amount for entry in posted))
    year_vouchers = close_with_december(session, month, wanted=close_year)
    figures = MonthFigures(month, periods.month_balances(session, month), loans, classes)
    compared = compare(session, figures)
    return _WorkedOut(figures, held, required, depreciated + posted, year_vouchers, compared)


def agreeing(compared: Sequence[Comparison]) -> tuple[str, ...]:
    """The checks of which every comparison agrees, by name."""
    names = dict.fromkeys(one.check for one in compared)
    return tuple(name for name in names if all(one.agrees for one in compared if one.check == name))


def compared_figures(desk: Desk, month: Month) -> tuple[Comparison, ...]:
    """The figures of a month as closing it now would leave them; those of a closed month as they stand.

    Raises `EarlierMonthOpen`, `MonthBeforeStart`, and what working them out raises; nothing is recorded.
    """
    with desk.trial() as session:
        start, first = desk.office.start, periods.first_open_month(session)
        if month < Month.of(start):
            raise MonthBeforeStart(month, start)
        if month > first:
            raise EarlierMonthOpen(month, first)
        if month == first:
            return _worked_out(session, month, SHORTFALL_CHOICES[1], close_year=False).comparisons
        rules = rules_at(session, month.last)
        loans = positions(session, month.last, rules.collectibility)
        classes = _classes(_outstanding(loans), rules)
        return compare(session, MonthFigures(month, periods.month_balances(session, month), loans, classes))


def _loan_rows(loans: Sequence[LoanAt]) -> list[LoanRow]:
    return [
        LoanRow(loan.number, at.outstanding, at.arrears_principal, at.arrears_service, at.months_overdue,
                at.class_ or 0)
        for loan in loans
        for at in (loan.position,)
    ]  # fmt: skip


def reopen_month(desk: Desk, month: Month, reason: str, codes: Sequence[str] = ()) -> ReopenedMonth:
    """Open the newest closed month again, with a reason on the record; its allowance entry stays as posted.

    Raises `MonthNotClosed`, `NotNewestClosed`, `YearAllocated`, `EmptyField` without a reason, and what `approve`
    raises.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        check_newest(desk, month)
        first_open = max(month.first, desk.office.start)
        alone = approve(session, "buka-bulan", str(month), codes, desk.today)
        record, digest = periods.add_reopening(session, month, first_open - timedelta(days=1), reason, alone)
        drop_month(session, month)
        return ReopenedMonth(month, record, digest, first_open)


def check_newest(desk: Desk, month: Month) -> None:
    """Raise `MonthNotClosed` or `NotNewestClosed` for any month but the newest closed one.

    And `YearAllocated` while its year's surplus stands allocated: the decision rests on the result as it is.
    """
    with desk.read() as session:
        newest = periods.newest_closed_month(session)
        if newest is None or month > newest or month < Month.of(desk.office.start):
            raise MonthNotClosed(month)
        if month != newest:
            raise NotNewestClosed(month, newest)
        allocated = allocation_of(session, month.year)
        if allocated:
            raise YearAllocated(month.year, allocated.voucher)


def period_status(desk: Desk) -> PeriodStatus:
    """Every month from the book's start to the newest of today and what is closed, with its closing."""
    with desk.read() as session:
        start = desk.office.start
        newest = periods.newest_closed_month(session)
        month, last = Month.of(start), max(Month.of(desk.today), newest or Month.of(start))
        months = []
        while month <= last:
            closing = periods.closing_of(session, month)
            months.append(MonthStatus(month, closing, not closes_early(desk, month)))
            month = month.next()
        return PeriodStatus(
            start,
            session.closed_through if newest else None,
            periods.first_open_month(session),
            tuple(months),
            0 if newest else opening_shortfall(session),
            periods.events_of(session),
        )


def first_open_day(desk: Desk) -> date:
    """The day after the newest closed month; before the first close the book's start."""
    with desk.read() as session:
        return session.closed_through + timedelta(days=1)


def money_below_zero(desk: Desk, month: Month) -> tuple[Overdraft, ...]:
    """What closing `month` now would find of cash and bank below zero; nothing for a month that is not next."""
    with desk.read() as session:
        if month != periods.first_open_month(session):
            return ()
        return overdrawn(session, sorted(session.with_role(*MONEY)), month.first, month.last)


def closes_early(desk: Desk, month: Month) -> bool:
    """Whether the month has not ended by today."""
    return desk.today <= month.last


def opening_shortfall(session: ReadSession) -> int:
    """The allowance (sen) that the loans running at the start require beyond what was held or booked for it."""
    required, held = opening_allowance(session)
    return max(0, required - held)


def opening_allowance(session: ReadSession) -> tuple[int, int]:
    """The allowance (sen) that the loans running at the start require, and what was held or booked for it."""
    eve = session.desk.office.start - timedelta(days=1)
    rules = rules_at(session, eve)
    running = [loan for loan in positions(session, eve, rules.collectibility) if loan.origin == "awal"]
    required = sum(total.allowance for total in _classes(_outstanding(running), rules))
    return required, periods.allowance_booked_for_start(session)


def pending_shortfall(desk: Desk, month: Month) -> int:
    """The opening shortfall (sen) that closing `month` would have to book; 0 for any month but the first."""
    with desk.read() as session:
        if month != Month.of(desk.office.start) or month != periods.first_open_month(session):
            return 0
        return opening_shortfall(session)


def shortfall_booked_otherwise(desk: Desk, month: Month, choice: str) -> str | None:
    """The voucher by which the opening shortfall stays booked by the other choice when `month` is closed, if any."""
    with desk.read() as session:
        if month != Month.of(desk.office.start) or month != periods.first_open_month(session):
            return None
        return periods.shortfall_voucher(session, "biaya" if choice == "modal" else "modal")


def _check_whole(session: ReadSession) -> None:
    """Raise `IntegrityBroken` where guards are missing or the records since the last closing were changed.

    Such a book is not sealed. What lies before was proved when it was closed; `audit periksa` proves it all again.
    """
    for violation in audit_since(session, periods.newest_event(session)):
        raise IntegrityBroken(violation.code, f"{violation.where}: {violation.detail}")


def _outstanding(loans: Sequence[LoanAt]) -> list[LoanAt]:
    return [loan for loan in loans if loan.position.class_ is not None]


def _classes(loans: Sequence[LoanAt], rules: Rulebook) -> tuple[ClassTotal, ...]:
    """Class totals of loans with principal outstanding."""
    pairs = ((loan.position.class_ or 0, loan.position.outstanding) for loan in loans)
    return class_totals(pairs, rules.collectibility)


def _closed_before(session: ReadSession, closing: Closing) -> ClosedMonth:
    rules = rules_named(session, closing.rulebook)
    loans = periods.snapshot_loans(session, closing.record)
    classes = class_totals(((row.class_, row.balance) for row in loans), rules.collectibility)
    required = sum(total.allowance for total in classes)
    held = _allowance(session, periods.snapshot_balances(session, closing.record))
    return ClosedMonth(
        closing.month,
        closing.record,
        closing.digest,
        closing.last_entry,
        classes,
        required,
        held,
        repeated=True,
    )


def _allowance(session: ReadSession, balances: Sequence[BalanceRow]) -> int:
    """The allowance held (sen): the credit balance of the accounts with its role."""
    codes = session.with_role("cadangan")
    return -sum(row.balance for row in balances if row.account in codes)


def _book_opening_shortfall(session: WriteSession, month: Month, choice: str | None) -> tuple[PostedSum, ...]:
    """Form the allowance missing at the start by the office's choice; only the first month may still do so."""
    start = session.desk.office.start
    if month != Month.of(start):
        return ()
    required, held = opening_allowance(session)
    if required <= held:
        return ()
    if choice is None:
        raise OpeningShortfall(month, required, held)
    against = (
        correction_account(session) if choice == "modal" else the_account(session, "beban-cadangan").code
    )
    return _book(session, "cadangan-awal", start, required - held, against, "Kekurangan cadangan saldo awal")


def _book_allowance(session: WriteSession, month: Month, difference: int) -> tuple[PostedSum, ...]:
    if not difference:  # an office without loans has no accounts for it
        return ()
    cost = the_account(session, "beban-cadangan").code
    return _book(
        session,
        "cadangan",
        month.last,
        difference,
        cost,
        f"Penyesuaian cadangan risiko pinjaman {long_month(month)}",
    )


def _book(
    session: WriteSession, kind: str, on: date, amount: int, against: str, words: str
) -> tuple[PostedSum, ...]:
    """Let the allowance rise by `amount` against an account, or fall where it is negative."""
    if not amount:
        return ()
    allowance = the_account(session, "cadangan").code
    debit, credit = (against, allowance) if amount > 0 else (allowance, against)
    lines = (JournalLine(debit, debit=abs(amount)), JournalLine(credit, credit=abs(amount)))
    posted = post(session, JournalEntry(on, kind, lines, words))
    return (PostedSum(kind, posted.voucher, on, debit, credit, amount),)
