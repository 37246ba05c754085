"""The audit of closed years: whoever changes closings, allocations or payments behind the program is found out."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions import surplus
from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.prior_years import correct_prior_year
from upk_ledger.actions.year_end import close_year
from upk_ledger.core.dates import Month
from upk_ledger.core.surplus import Share
from upk_ledger.store.guards import expected_guards, install_guards

SHARES = (Share("Sosial", "21030", Fraction(40)), Share("Modal", "31050", Fraction(60)))

TWICE = (
    "INSERT INTO allocation SELECT office_id, record, line + 9, year, on_date, purpose, account_code, percent, amount,"
    " decision_number, (SELECT entry FROM allocation_payment) FROM allocation"
)


@pytest.fixture
def book(engine_location, build):
    """A year closed, its surplus allocated and partly paid, an earlier year put right."""
    desk = build.start(engine_location)
    build.entry(desk, date(2026, 3, 3), "11010", "41010", 900_000)
    surplus.set_shares(desk, SHARES)
    for month in range(1, 12):
        close_month(desk, Month(2026, month))
    close_year(desk, 2026)
    surplus.allocate_surplus(desk, 2026, date(2027, 1, 20), "3")
    surplus.pay_allocation(desk, "Sosial", 5_000_000, date(2027, 1, 21), "Santunan")
    correct_prior_year(desk, 2026, date(2027, 1, 22), "11010", "Selisih kas", debit=7_000)
    assert check_book(desk).ok
    return engine_location


def tampered(location, build, *statements):
    desk = build.open(location)
    dialect = desk.book.dialect
    with desk.book.engine.connect() as connection:
        if dialect == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        for name, sql in expected_guards(dialect).items():
            table = sql.split(" ON ", 1)[1].split()[0]
            connection.exec_driver_sql(
                f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
            )
        for statement in statements:
            connection.exec_driver_sql(statement)
        install_guards(connection)
        connection.commit()
    return {violation.code for violation in check_book(build.open(location)).violations}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM year_closing", "bukti-tanpa-catatan"),
        ("DELETE FROM allocation_payment", "bukti-tanpa-catatan"),
        ("DELETE FROM prior_year_entry", "bukti-tanpa-catatan"),
        ("UPDATE journal_entry SET kind = 'umum' WHERE kind = 'alokasi-laba'", "catatan-tanpa-bukti"),
        ("UPDATE allocation SET amount = amount + 1 WHERE purpose = 'Sosial'", "alokasi-beda"),
        ("UPDATE allocation_payment SET amount = amount + 1", "alokasi-beda"),
        ("UPDATE allocation SET amount = 4999999 WHERE purpose = 'Sosial'", "alokasi-kurang"),
        (TWICE, "laba-dibagi-ganda"),
    ],
)
def test_a_change_behind_the_program_is_named(book, build, statement, code):
    assert code in tampered(book, build, statement)
