"""Closing a month: allowance, checks, snapshot, lock; reopening the newest; where the periods stand."""

from collections.abc import Sequence
from datetime import date, timedelta

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.assets import post_depreciation
from upk_ledger.actions.tills import MONEY, overdrawn
from upk_ledger.actions.year_closing import close_with_december
from upk_ledger.bahasa.dates import long_month
from upk_ledger.core import checks
from upk_ledger.core.balances import Overdraft
from upk_ledger.core.checks import Disagreement
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
from upk_ledger.store.restricted_funds import fund_states, unassigned
from upk_ledger.store.rules import rules_at, rules_named
from upk_ledger.store.session import ReadSession, WriteSession

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
        _check_whole(session)
        rulebook, _ = rulebook_at(session, month.last)
        rules = rules_at(session, month.last)
        loans = _outstanding(positions(session, month.last, rules.collectibility))
        classes = _classes(loans, rules)
        depreciated = post_depreciation(session, month)
        held = _allowance(session, periods.month_balances(session, month))
        posted = _book_opening_shortfall(session, month, opening_shortfall_to)
        required = sum(total.allowance for total in classes)
        posted += _book_allowance(session, month, required - held - sum(entry.amount for entry in posted))
        year_vouchers = close_with_december(session, month, wanted=close_year)
        balances = periods.month_balances(session, month)
        names, broken, notes = _check(session, month, balances, loans, classes)
        if broken:
            raise ReportsDisagree(month, broken)
        short = money_below_zero(desk, month)
        differing = {note.check for note in notes}
        names = tuple(name for name in (*names, *(() if short else ("kas-bank",))) if name not in differing)
        record, digest, last = periods.add_closing(session, month, rulebook, balances, _loan_rows(loans))
        return ClosedMonth(
            month,
            record,
            digest,
            last,
            classes,
            required,
            held,
            depreciated + posted,
            names,
            notes,
            closes_early(desk, month),
            overdrawn=short,
            year_vouchers=year_vouchers,
        )


def _loan_rows(loans: Sequence[LoanAt]) -> list[LoanRow]:
    return [
        LoanRow(loan.number, at.outstanding, at.arrears_principal, at.arrears_service, at.months_overdue,
                at.class_ or 0)
        for loan in loans
        for at in (loan.position,)
    ]  # fmt: skip


def reopen_month(desk: Desk, month: Month, reason: str, codes: Sequence[str] = ()) -> ReopenedMonth:
    """Open the newest closed month again, with a reason on the record; its allowance entry stays as posted.

    Raises `MonthNotClosed`, `NotNewestClosed`, `EmptyField` without a reason, and what `approve` raises.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        check_newest(desk, month)
        first_open = max(month.first, desk.office.start)
        alone = approve(session, "buka-bulan", str(month), codes, desk.today)
        record, digest = periods.add_reopening(session, month, first_open - timedelta(days=1), reason, alone)
        return ReopenedMonth(month, record, digest, first_open)


def check_newest(desk: Desk, month: Month) -> None:
    """Raise `MonthNotClosed` or `NotNewestClosed` for any month but the newest closed one."""
    with desk.read() as session:
        newest = periods.newest_closed_month(session)
        if newest is None or month > newest or month < Month.of(desk.office.start):
            raise MonthNotClosed(month)
        if month != newest:
            raise NotNewestClosed(month, newest)


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


def _check(
    session: ReadSession,
    month: Month,
    balances: Sequence[BalanceRow],
    loans: Sequence[LoanAt],
    classes: Sequence[ClassTotal],
) -> tuple[tuple[str, ...], tuple[Disagreement, ...], tuple[Disagreement, ...]]:
    """The checks of domain section 5: their names, what breaks the book, and what a person should look at."""
    chart = session.accounts
    of_role = {role: session.with_role(role) for role in ("pinjaman", "jasa")}
    of_type = dict.fromkeys(("aset", "kewajiban", "modal", "pendapatan", "biaya"), 0)
    for row in balances:
        of_type[chart[row.account].type] += row.balance
    ledger = sum(row.balance for row in balances if row.account in of_role["pinjaman"])
    since = max(month.first, session.desk.office.start)
    eve = since - timedelta(days=1)
    before = periods.loan_movement_sums(session, date.min, eve).outstanding
    moved = periods.loan_movement_sums(session, since, month.last)
    earlier = periods.closing_of(session, month.previous())
    reported = (
        sum(row.balance for row in periods.snapshot_loans(session, earlier.record)) if earlier else None
    )
    total = sum(loan.position.outstanding for loan in loans)
    earned = sum(
        row.credit - row.debit - row.closing_credit + row.closing_debit
        for row in balances
        if row.account in of_role["jasa"]
    )
    broken = (
        *checks.balance_sheet(
            of_type["aset"],
            -of_type["kewajiban"],
            -(of_type["modal"] + of_type["pendapatan"] + of_type["biaya"]),
        ),
        *checks.loan_balances(ledger, before + moved.outstanding, total, [item.balance for item in classes]),
        *checks.progress("saldo", before, moved.outstanding, total, reported),
        *checks.agree(
            "cadangan",
            {
                "neraca": _allowance(session, balances),
                "kolektibilitas": sum(item.allowance for item in classes),
            },
        ),
    )
    if session.desk.office.kind != "upk":
        funds = fund_states(session, month.last).values()
        owed = sum(fund.rest for fund in funds) + unassigned(session, month.last)
        held = -sum(row.balance for row in balances if row.account in session.with_role("dana-terikat"))
        return ("neraca", "dana-terikat"), broken + checks.agree("dana-terikat", {"neraca": held, "dana": owed}), ()
    names = ("neraca", "saldo-pinjaman", "perkembangan-saldo", "cadangan", "jasa-diterima")
    return names, broken, checks.service_income(earned, moved.service)
