"""What somebody with the database's password does to partners' funds is named."""

from datetime import date
from fractions import Fraction

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan
from upk_ledger.actions.partners import open_partner_fund, receive_from_partner, repay_partner
from upk_ledger.core.lending import LoanApplication
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store.guards import expected_guards, install_guards

TAMPERED = {
    "another name of a fund": ("UPDATE fund SET name = 'X' WHERE code = 'BRI'", {"dana-tanpa-catatan"}),
    "a fund slipped in": (
        "INSERT INTO fund (office_id, code, name) VALUES (1, 'XX', 'Dana X')",
        {"dana-tanpa-catatan"},
    ),
    "a loan moved to the own fund": ("DELETE FROM loan_fund", {"baris-hilang", "baris-dana"}),
    "a loan's lines moved": (
        "UPDATE journal_line SET fund_code = 'bergulir' WHERE loan_number IS NOT NULL",
        {"isi-catatan", "baris-dana"},
    ),
    "a debt without its fund": (
        "UPDATE journal_line SET fund_code = 'bergulir' WHERE account_code = '21060' AND debit > 0",
        {"isi-catatan", "hutang-mitra", "simpanan-kurang"},
    ),
    "a debt by another entry": (
        "UPDATE journal_entry SET kind = 'umum' WHERE kind = 'mitra-terima'",
        {"isi-catatan", "hutang-mitra"},
    ),
    "more repaid than received": (
        "UPDATE journal_line SET debit = debit * 100 WHERE account_code = '21060' AND debit > 0",
        {"isi-catatan", "jurnal-tak-seimbang", "simpanan-kurang"},
    ),
    "no agreement": ("DELETE FROM partner_fund", {"baris-hilang", "hutang-mitra"}),
}


@pytest.fixture
def channelled(desk, build):
    """A partner's fund: received, partly repaid, lent to one group."""
    build.group(desk)
    open_partner_fund(desk, "BRI", "Dana BRI", "Bank BRI", "12", date(2026, 1, 2), 1_000_000_000)
    receive_from_partner(desk, "BRI", 1_000_000_000, date(2026, 1, 5), account="11021")
    terms = LoanTerms(500_000_000, 10, Fraction("1.5"), "bulan", "flat", date(2026, 1, 6))
    loan = apply_for_loan(desk, LoanApplication("K01", terms))
    decide_loan(desk, loan, "disetujui", date(2026, 1, 6))
    disburse_loan(desk, loan, date(2026, 1, 6), account="11021", fund="BRI")
    repay_partner(desk, "BRI", 100_000_000, date(2026, 2, 5), account="11021", principal=90_000_000)
    return desk


@pytest.mark.parametrize("what", TAMPERED)
def test_it_is_named(channelled, what):
    statement, wanted = TAMPERED[what]
    assert check_book(channelled).ok
    dialect = channelled.book.dialect
    with channelled.book.engine.connect() as connection:
        if dialect == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        for name, sql in expected_guards(dialect).items():
            table = sql.split(" ON ", 1)[1].split()[0]
            connection.exec_driver_sql(
                f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
            )
        connection.exec_driver_sql(statement)
        install_guards(connection)
        connection.commit()
    found = {violation.code for violation in check_book(channelled).violations}
    assert wanted <= found, found
