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
from upk_ledger.core.report_choices import COMPARISONS, Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.schedules import LoanTerms

OF_THE_JOURNAL = (
    "neraca", "laba-rugi", "arus-kas", "perubahan-modal", "neraca-saldo", "buku-besar", "buku-kas", "buku-bank",
    "jurnal",
)  # fmt: skip


OF_UPK = [name for name, paper in PAPERS.items() if "upk" in paper.offices]


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
    for name in OF_UPK:
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
    several = few.pop("calk")  # made of five other papers
    assert max(few.values()) <= 24
    assert several <= 29


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
        (step, statement)
        for step, statement in plans
        if step.startswith(("SCAN l", "SCAN e", "SCAN m", "SCAN period_balance"))
        or (step.startswith(("SEARCH l ", "SEARCH e ", "SEARCH m ")) and step.endswith("(office_id=?)"))
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


OF_ACCOUNTS = ("neraca", "laba-rugi", "arus-kas", "perubahan-modal", "neraca-saldo")


def work_of(desk, act):
    """How much the database does for `act`: hundreds of steps of SQLite's own machine, the same in every run."""
    steps = 0

    def tick():
        nonlocal steps
        steps += 1
        return 0

    with desk.book.held():
        with desk.read() as session:
            raw = session.connection.connection.driver_connection
        raw.set_progress_handler(tick, 100)
        try:
            act()
        finally:
            raw.set_progress_handler(None, 0)
    return steps


def years_of(location, build, years):
    """A book with so many closed years of the same months, and an open January."""
    desk = build.start(location)
    build.entry(desk, date(2026, 1, 1), "11010", "31020", 50_000_000, "Saldo awal", kind="saldo-awal")
    for month in range(12 * years + 1):
        year, number = 2026 + month // 12, month % 12 + 1
        for day in (3, 9, 15):
            build.entry(desk, date(year, number, day), "51010", "11010", 1_000)
            build.entry(desk, date(year, number, day), "11010", "41020", 1_500)
        if month < 12 * years:
            close_month(desk, Month(year, number))
    return desk


def test_a_statement_costs_the_same_after_two_years_and_after_five(tmp_path, build):
    short, long = years_of(str(tmp_path / "2.db"), build, 2), years_of(str(tmp_path / "5.db"), build, 5)
    beside = ("bulan-lalu", "tahun-lalu")
    asked_for, worked = {}, {}
    for desk, year in ((short, 2028), (long, 2031)):
        period = ReportPeriod.of_month(Month(year, 1))
        for name in OF_ACCOUNTS:
            for columns in (None, beside) if name in COMPARISONS else (None,):
                choices = Choices(beside=columns)

                def act(desk=desk, name=name, period=period, choices=choices):
                    build_statement(desk, name, period, choices=choices)

                with asked(desk) as statements:
                    act()
                asked_for.setdefault((name, columns), []).append(len(statements))
                worked.setdefault((name, columns), []).append(work_of(desk, act))
    assert {key for key, (few, many) in asked_for.items() if few != many} == set()
    assert {key: both for key, both in worked.items() if both[1] > both[0] * 1.1 + 2} == {}
    assert min(few for few, _ in worked.values()) > 5
