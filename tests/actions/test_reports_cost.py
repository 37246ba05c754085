"""What reports ask of the database: a number of statements that loans and history do not raise, by index."""

import contextlib
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import event

from upk_ledger.actions.cards import running_cards
from upk_ledger.actions.journal import list_entries
from upk_ledger.actions.lending import apply_for_loan
from upk_ledger.actions.loan_views import list_loans
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.reports import PAPERS, build_statement
from upk_ledger.core.dates import Month
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import LoanTerms

OF_THE_JOURNAL = (
    "neraca", "laba-rugi", "arus-kas", "perubahan-modal", "neraca-saldo", "buku-besar", "buku-kas", "buku-bank",
    "jurnal",
)  # fmt: skip


@contextlib.contextmanager
def asked(desk):
    """The statements that the book is asked meanwhile, each with its parameters."""
    found = []

    def listen(_connection, _cursor, statement, parameters, _context, _many):
        found.append((statement, parameters))

    event.listen(desk.book.engine, "before_cursor_execute", listen)
    try:
        yield found
    finally:
        event.remove(desk.book.engine, "before_cursor_execute", listen)


def counts(desk, period):
    found = {}
    for name in PAPERS:
        with asked(desk) as statements:
            build_statement(desk, name, period)
        found[name] = len(statements)
    return found


def lend(desk, build, first, last):
    for number in range(first, last):
        group = build.group(desk, f"K{number:02d}")
        loan = build.loan(desk, date(2026, 1, 5), 500_000, group)
        build.pay(desk, loan, date(2026, 2, 5), 57_500)


def test_more_loans_ask_no_more_statements(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    lend(desk, build, 1, 3)
    period = ReportPeriod.of_month(Month(2026, 2))
    few = counts(desk, period)
    lend(desk, build, 3, 9)
    assert counts(desk, period) == few
    assert max(few.values()) <= 19


def test_more_loans_and_entries_ask_no_more_statements_of_cards_and_lists(desk, build):
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    day = date(2026, 2, 28)
    terms = LoanTerms(500_000_00, 10, Fraction(3, 2), "bulan", "flat", day)
    lengths, asked_for = [], []
    for first, last in ((1, 3), (3, 9)):
        lend(desk, build, first, last)
        for number in range(first, last):
            apply_for_loan(desk, LoanApplication(f"K{number:02d}", terms))
        with asked(desk) as statements:
            cards = running_cards(desk, "pinjaman", day)
            asked_for.append(len(statements))
            entries = list_entries(desk)
            asked_for.append(len(statements))
            loans = list_loans(desk, day)
            asked_for.append(len(statements))
        lengths.append((len(cards), len(entries), len(loans)))
    assert lengths == [(2, 5, 4), (8, 17, 16)]
    assert asked_for[:3] == asked_for[3:]


@pytest.mark.parametrize("closed", [0, 2, 11])
def test_papers_of_the_journal_read_snapshots_and_the_open_days_by_index(sqlite_desk, build, closed):
    desk = sqlite_desk
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    for month in range(1, closed + 1):
        build.entry(desk, date(2026, month, 9), "51010", "11010", 1_000)
        close_month(desk, Month(2026, month))
    with asked(desk) as statements:
        for name in OF_THE_JOURNAL:
            build_statement(desk, name, ReportPeriod.of_month(Month(2026, 12)))
    plans = []
    with desk.read() as session:
        for statement, parameters in statements:
            if statement.startswith("SELECT"):
                plan = session.connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, parameters)
                plans += [(row[3], statement) for row in plan]
    walked = [
        step for step, statement in plans if step.startswith(("SCAN l", "SCAN e", "SCAN period_balance"))
    ]
    assert walked == []
    assert any("SEARCH l USING" in step for step, _ in plans)


def test_a_balance_sheet_reads_the_lines_of_open_days_only(sqlite_desk, build):
    desk = sqlite_desk
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    for month in range(1, 12):
        build.entry(desk, date(2026, month, 9), "51010", "11010", 1_000)
        close_month(desk, Month(2026, month))
    with asked(desk) as statements:
        build_statement(desk, "neraca", ReportPeriod.of_month(Month(2026, 12)))
    days = {
        value
        for statement, parameters in statements
        if "journal_line" in statement
        for value in (parameters.values() if isinstance(parameters, dict) else parameters)
        if len(str(value)) == len("2026-12-01")
    }
    assert days == {"2026-12-01", "2026-12-31"}
