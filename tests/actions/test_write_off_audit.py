"""What somebody with the database's password does to write-offs, claims and recoveries is named."""

from datetime import date

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.write_offs import end_claim, write_off
from upk_ledger.store.guards import expected_guards, install_guards

TAMPERED = {
    "a decision taken away": (
        "DELETE FROM write_off",
        {"baris-hilang", "hapus-buku-tanpa-putusan", "tagihan-terlampaui"},
    ),
    "another decision": ("UPDATE write_off SET decision_number = '08/BKM'", {"isi-catatan"}),
    "a decision of another entry": (
        "UPDATE write_off SET entry = 1",
        {"isi-catatan", "hapus-buku-tanpa-putusan", "putusan-tanpa-hapus-buku"},
    ),
    "more recovered than claimed": (
        "UPDATE recovery SET principal = principal + 90000000",
        {"isi-catatan", "tagihan-terlampaui"},
    ),
    "recovered although the claim was given up": (
        "UPDATE claim_end SET record = 1",
        {"baris-hilang", "tanpa-catatan", "sesudah-hapus-tagih"},
    ),
    "a smaller write-off": (
        "UPDATE loan_movement SET written_off = written_off - 100 WHERE written_off > 0",
        {"isi-catatan", "mutasi-pinjaman", "kendali-pinjaman"},
    ),
}


@pytest.fixture
def given_up(desk, build):
    """A loan written off; of the claim 901.000 came in (a thousand of service), the rest was given up."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000)
    build.group(desk)
    loan = build.loan(desk, date(2026, 1, 5))
    build.pay(desk, loan, date(2026, 2, 5), 115_000)
    write_off(desk, loan, date(2026, 3, 20), decision="07/BKM", reason="KSM bubar")
    build.pay(desk, loan, date(2026, 3, 25), 901_000)
    end_claim(desk, loan, date(2026, 3, 28), decision="02/RW", reason="Tidak mampu")
    return desk


@pytest.mark.parametrize("what", TAMPERED)
def test_it_is_named(given_up, what):
    statement, wanted = TAMPERED[what]
    assert check_book(given_up).ok
    dialect = given_up.book.dialect
    with given_up.book.engine.connect() as connection:
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
    found = {violation.code for violation in check_book(given_up).violations}
    assert wanted <= found, found
