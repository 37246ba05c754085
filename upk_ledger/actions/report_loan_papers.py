"""How each paper of loans is made: positions, the loan account beside them, the month before."""

from datetime import date, timedelta

from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date, short_date
from upk_ledger.core import statement_builders_health as health
from upk_ledger.core import statement_builders_loans as lending
from upk_ledger.core import statement_builders_progress as lpp
from upk_ledger.core import statement_builders_write_offs as write_offs
from upk_ledger.core.balances import income_and_expense, with_roles
from upk_ledger.core.collectibility import ClassTotal, totals_by_class
from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import IndicatorInputs
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Statement
from upk_ledger.core.write_offs import AllowanceMoves
from upk_ledger.store.claims import allowance_moves, claims_at
from upk_ledger.store.listings import equity_moves, loan_rates, member_counts, paid_by_loan
from upk_ledger.store.periods import closing_of, service_received, snapshot_loans
from upk_ledger.store.positions import positions
from upk_ledger.store.rules import as_shipped

_SHORTFALL = "cadangan-awal"
_FORMED = {"cadangan", _SHORTFALL}
"""Kinds of entries by which closing a month forms and releases the allowance."""


def _frame(source: Source, framer: Framer, definition: Definition, **words: str) -> Frame:
    end, before = source.period.end, source.before
    return framer.frame(
        definition,
        at_text(end),
        now=long_date(end),
        before=long_date(before.end) if before else "",
        now_short=short_date(end),
        before_short=short_date(before.end) if before else "",
        rulebook=_rulebook(source.rules(end)),
        **words,
    )


def _rulebook(rules: Rulebook) -> str:
    """The name of the rules, and whether they say something else than those that travel with the program."""
    return rules.name if as_shipped(rules) else f"{rules.name}, isinya berbeda dari aturan bawaan program"


def _classes(source: Source, on: date) -> tuple[ClassTotal, ...]:
    return totals_by_class(source.loans(on), source.rules(on).collectibility)


def kolektibilitas(source: Source, framer: Framer) -> Statement:
    """Classes of collectibility at the last day of the period."""
    definition, end, before = definition_of("kolektibilitas"), source.period.end, source.before
    return lending.collectibility(
        definition,
        _frame(source, framer, definition),
        source.rules(end),
        source.loans(end),
        source.loan_account(end),
        _classes(source, before.end) if before else None,
        source.partner_loans(end),
    )


def cadangan(source: Source, framer: Framer) -> Statement:
    """The allowance required and booked at the last day of the period."""
    definition, end, before = definition_of("cadangan"), source.period.end, source.before
    moves = _allowance_moves(source)
    return lending.allowance(
        definition,
        _frame(source, framer, definition, since=long_date(moves.start)),
        source.rules(end),
        source.loans(end),
        source.loan_account(end),
        source.allowance(end),
        moves,
        (_classes(source, before.end), source.allowance(before.end)) if before else None,
        source.partner_loans(end),
    )


def _allowance_moves(source: Source) -> AllowanceMoves:
    """How the allowance moved in the period, by what moved it."""
    start, end = max(source.period.income_start, source.book_start), source.period.end
    chart, sums = source.chart, source.opened(start, end)
    opening = -sum(each.opening for code, each in sums.items() if chart[code].role == "cadangan")
    names = ("formed", "from_equity", "released", "hapus-buku", "penerimaan-kembali", "other")
    moved = dict.fromkeys(names, 0)
    against = -sum(amount for kind, _, amount in source.read(equity_moves, start, end) if kind == _SHORTFALL)
    for kind, rises, amount in source.read(allowance_moves, start, end):
        name = ("formed" if rises else "released") if kind in _FORMED else kind
        if kind == _SHORTFALL and against:
            moved["from_equity"] = against
            if amount == against:
                continue
            amount -= against  # noqa: PLW2901 - what is left was booked as cost
        moved[name if name in moved else "other"] += amount
    return AllowanceMoves(start, source.sealed, opening, *moved.values())


def hapus_buku(source: Source, framer: Framer) -> Statement:
    """The loans written off by the last day of the period, off the balance but claimed."""
    definition, end = definition_of("hapus-buku"), source.period.end
    return write_offs.written_off(
        definition,
        _frame(source, framer, definition),
        source.loans(end),
        source.read(claims_at, end),
        source.loan_account(end),
    )


def tunggakan(source: Source, framer: Framer) -> Statement:
    """Loans with something overdue at the last day of the period."""
    definition, end = definition_of("tunggakan"), source.period.end
    return lending.arrears(
        definition,
        _frame(source, framer, definition),
        source.loans(end),
        source.loan_account(end),
        member_counts(source.session, end),
    )


def perkembangan_pinjaman(source: Source, framer: Framer) -> Statement:
    """Progress of all loans in the month of the last day of the period."""
    definition, end, month = definition_of("perkembangan-pinjaman"), source.period.end, source.period.month
    session, sums = source.session, source.year_to(end)
    since = max(source.period.new_year, source.book_start)
    last_closing = closing_of(session, month.previous())
    kept = snapshot_loans(session, last_closing.record) if last_closing else None
    return lpp.progress(
        definition,
        _frame(source, framer, definition),
        source.loans(end),
        source.read(paid_by_loan, max(month.first, source.book_start), end),
        loan_rates(session, end),
        lpp.ProgressChecks(
            ledger=source.loan_account(end),
            service_income=-sum(
                each.earned for code, each in sums.items() if source.chart[code].role == "jasa"
            ),
            service_received=source.read(service_received, since, end),
            kept_balance=None if kept is None else sum(row.balance for row in kept),
        ),
    )


def kinerja(source: Source, framer: Framer) -> Statement:
    """The five indicators from 1 January to the last day of the period."""
    definition, end, before = definition_of("kinerja"), source.period.end, source.before
    rules, older = source.rules(end), source.older
    return health.performance(
        definition,
        _frame(source, framer, definition, older=long_date(older) if older else ""),
        rules,
        indicator_inputs(source, end),
        source.loan_account(end),
        indicator_inputs(source, before.end) if before else None,
        health.without_older(source.own_loans(end), rules, older) if older else None,
        {fund: health.portfolio_of(loans, rules) for fund, loans in source.partner_loans(end).items()},
    )


def indicator_inputs(source: Source, on: date) -> IndicatorInputs:
    """What the indicators count at a day."""
    sums = source.year_to(on)
    chart, start = source.chart, source.book_start
    income, expense = income_and_expense(chart, sums)
    shortfall = source.opening_shortfall(on) if start.year == on.year else {}
    month = Month.of(on)
    first = max(month.first, start)
    # By what is known at the day itself: what happens the day after changes no closed month.
    through = source.read(positions, on, None, due_before=on + timedelta(days=1))
    due, paid = health.due_and_paid(source.own_loans(on), source.loans(first), through)
    return IndicatorInputs(
        portfolio=health.portfolio_of(source.own_loans(on), source.rules(on)),
        income=income,
        expense=expense,
        months=1 + month.months_since(Month.of(max(date(on.year, 1, 1), start))),
        capital=with_roles(chart, sums, "modal-dana"),
        due_this_month=due,
        paid_of_due_this_month=paid,
        allowance_expense=sum(
            found.earned for code, found in sums.items() if chart[code].role == "beban-cadangan"
        ),
        opening_shortfall=income_and_expense(chart, shortfall)[1],
        rescheduled=health.portfolio_of(
            (loan for loan in source.own_loans(on) if loan.rescheduled), source.rules(on)
        ),
    )
