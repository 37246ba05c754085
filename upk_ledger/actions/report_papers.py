"""How each paper of accounts is made: its figures, its words, its builder."""

from collections.abc import Mapping
from datetime import timedelta

from upk_ledger.actions.report_frames import Framer, at_text, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.core import statement_builders as accounts
from upk_ledger.core import statement_builders_books as books
from upk_ledger.core import statement_builders_flows as flows
from upk_ledger.core.balances import Sums
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.accounts import find_account
from upk_ledger.store.listings import cash_flows

BOOK_ROLES: Mapping[str, tuple[str, ...]] = {"buku-besar": (), "buku-kas": ("kas",), "buku-bank": ("bank",)}
"""The papers that are books of accounts, with the roles of their accounts (none: every account)."""


def neraca(source: Source, framer: Framer) -> Statement:
    """Balance sheet at the last day of the period, beside the month (or year) before."""
    definition, end, before = definition_of("neraca"), source.period.end, source.before
    words = {"now": long_date(end), "before": long_date(before.end) if before else ""}
    return accounts.balance_sheet(
        definition,
        framer.frame(definition, at_text(end), **words),
        source.chart,
        source.year_to(end),
        source.year_to(before.end) if before else None,
    )


def _range_heading(period: ReportPeriod) -> str:
    if period.kind == "tahun":
        return str(period.end.year)
    if period.kind == "bulan":
        return long_month(period.month)
    return f"s.d. {long_date(period.end)}"


def laba_rugi(source: Source, framer: Framer) -> Statement:
    """Income statement of the period, beside the one before; for a month also the year so far."""
    definition, period, before = definition_of("laba-rugi"), source.period, source.before
    if before and period.kind == "per" and before.end.year != period.end.year:
        before = None
    start = period.income_start
    words = {
        "now": _range_heading(period),
        "before": _range_heading(before) if before else "",
        "year": f"s.d. {long_month(period.month)}",
    }
    return accounts.income_statement(
        definition,
        framer.frame(definition, range_text(period, max(start, source.book_start)), **words),
        source.chart,
        start,
        source.sums(start, period.end),
        source.sums(before.income_start, before.end) if before else None,
        source.year_to(period.end) if period.kind == "bulan" else None,
    )


def neraca_saldo(source: Source, framer: Framer) -> Statement:
    """Trial balance at the last day of the period."""
    definition, end = definition_of("neraca-saldo"), source.period.end
    frame = framer.frame(definition, at_text(end))
    return accounts.trial_balance(definition, frame, source.chart, source.year_to(end))


def arus_kas(source: Source, framer: Framer) -> Statement:
    """Cash flow of the period, beside the one before."""
    definition, period, before = definition_of("arus-kas"), source.period, source.before
    if before and period.kind == "per" and before.end.year != period.end.year:
        before = None
    start = max(period.income_start, source.book_start)
    words = {"now": _range_heading(period), "before": _range_heading(before) if before else ""}
    return flows.cash_flow(
        definition,
        framer.frame(definition, range_text(period, start), **words),
        source.chart,
        start,
        _flows(source, period),
        _flows(source, before) if before else None,
    )


def _flows(source: Source, period: ReportPeriod) -> tuple[flows.Flows, Sums]:
    start = max(period.income_start, source.book_start)
    return cash_flows(source.session, start, period.end), source.opened(start, period.end)


def perubahan_modal(source: Source, framer: Framer) -> Statement:
    """Changes in equity over the period."""
    definition, period = definition_of("perubahan-modal"), source.period
    start = max(period.income_start, source.book_start)
    eve = (
        source.opening
        if start == source.book_start
        else source.sums(period.new_year, start - timedelta(days=1))
    )
    return flows.changes_in_equity(
        definition,
        framer.frame(definition, range_text(period, start)),
        source.chart,
        start,
        source.opened(start, period.end),
        eve,
        source.year_to(period.end),
    )


def jurnal(source: Source, framer: Framer) -> Statement:
    """The journal of the period's month (or year), to its last day."""
    definition, start = definition_of("jurnal"), source.listing_start
    frame = framer.frame(definition, range_text(source.period, start))
    return books.journal(definition, frame, source.chart, start, source.entries)


def buku_besar(source: Source, framer: Framer) -> Statement:
    """The ledger of every account."""
    return account_books("buku-besar", source, framer)


def buku_kas(source: Source, framer: Framer) -> Statement:
    """The cash book."""
    return account_books("buku-kas", source, framer)


def buku_bank(source: Source, framer: Framer) -> Statement:
    """The books of the bank accounts."""
    return account_books("buku-bank", source, framer)


def account_books(name: str, source: Source, framer: Framer, given: str | None = None) -> Statement:
    """The books of the accounts of one paper, or of the one that `given` (code or part of its name) means."""
    roles = BOOK_ROLES[name]
    accounts = source.accounts_of(*roles) if roles else list(source.chart.values())
    if given is not None:
        accounts = [source.chart[find_account(source.session, given, roles).code]]
    definition, start = definition_of(name), source.listing_start
    return books.account_books(
        definition,
        framer.frame(definition, range_text(source.period, start)),
        accounts,
        source.chart,
        start,
        source.sums(start, source.period.end),
        source.opening if start == source.book_start else {},
        source.entries,
    )
