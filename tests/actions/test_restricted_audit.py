"""What somebody with the database's password does to restricted funds is named."""

from datetime import date
from decimal import Decimal

import pytest

from upk_ledger.actions import restricted_funds as funds
from upk_ledger.actions.audit import check_book
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.restricted_funds import FundTerms
from upk_ledger.store.guards import expected_guards, install_guards
from upk_ledger.store.posting import post

TAMPERED = {
    "a place in the plan taken away": ("DELETE FROM fund_movement", {"baris-hilang", "dana-mutasi"}),
    "money of one fund paid for another": (
        "UPDATE journal_line SET fund_code = 'CSR' WHERE fund_code = 'APBD' AND debit > 0 AND account_code = '21070'",
        {"isi-catatan", "dana-terikat", "dana-tutup-bersisa"},
    ),
    "another source": ("UPDATE fund_terms SET source = 'Warga' WHERE fund_code = 'CSR'", {"isi-catatan"}),
    "a larger agreement": ("UPDATE fund_terms SET amount = amount * 2", {"isi-catatan"}),
    "another name": ("UPDATE fund SET name = 'Jalan lain' WHERE code = 'APBD'", {"dana-tanpa-catatan"}),
    "a cost that is none": (
        "UPDATE account SET type = 'aset' WHERE code = '52010'",
        {"isi-catatan", "dana-terikat"},
    ),
}


def agreed(code, amount):
    return FundTerms(
        code, f"Kegiatan {code}", "", "hibah", "Pemberi", "1/2026", date(2026, 1, 5), None, amount * 100,
        Decimal(1), "unit", "Satu kegiatan",
    )  # fmt: skip


@pytest.fixture
def two_funds(engine_location, build):
    """A fund spent to the end and closed, and one with a rest."""
    desk = build.start(engine_location, kind="sekretariat", code="SEK", name="Sekretariat BKM Melati")
    for code in ("APBD", "CSR"):
        funds.open_fund(desk, agreed(code, 1_000_000))
        funds.receive(desk, code, 100_000_000, date(2026, 1, 10))
    funds.spend(desk, "APBD", "52010", 40_000_000, date(2026, 1, 15), "Semen")
    funds.give_back(desk, "APBD", 60_000_000, date(2026, 1, 20))
    funds.close_fund(desk, "APBD", date(2026, 1, 31), reason="Dihentikan")
    return desk


@pytest.mark.parametrize("what", TAMPERED)
def test_it_is_named(two_funds, what):
    statement, wanted = TAMPERED[what]
    assert check_book(two_funds).ok
    dialect = two_funds.book.dialect
    with two_funds.book.engine.connect() as connection:
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
    found = {violation.code for violation in check_book(two_funds).violations}
    assert wanted <= found, found


def lines(*amounts):
    return tuple(
        JournalLine(account, debit=max(rupiah, 0) * 100, credit=max(-rupiah, 0) * 100, fund=fund)
        for account, rupiah, fund in amounts
    )


@pytest.mark.parametrize(
    ("kind", "booked"),
    [
        ("umum", (("11010", 5_000, "CSR"), ("21070", -5_000, "CSR"))),
        ("umum", (("11010", 5_000, "bergulir"), ("21070", -5_000, "bergulir"))),
        ("umum", (("11010", 5_000, "bergulir"), ("41030", -5_000, "bergulir"))),
        (
            "dana-belanja",
            (
                ("52010", 5_000, "CSR"),
                ("11010", -5_000, "CSR"),
                ("21070", 4_000, "CSR"),
                ("41030", -4_000, "CSR"),
            ),
        ),
        ("dana-terima", (("11010", 5_000, "CSR"), ("21070", -5_000, "CSR"))),
    ],
)
def test_an_entry_that_did_not_come_of_its_command_is_named(two_funds, kind, booked):
    with two_funds.write() as session:
        posted = post(session, JournalEntry(date(2026, 2, 2), kind, lines(*booked), "Di luar perintahnya"))
    found = {(violation.code, violation.where) for violation in check_book(two_funds).violations}
    wanted = "dana-mutasi" if kind == "dana-terima" else "dana-terikat"
    assert (wanted, posted.voucher) in found


def test_money_on_a_closed_fund_is_named(two_funds):
    with two_funds.write() as session:
        booked = lines(("11010", 5_000, "APBD"), ("21070", -5_000, "APBD"))
        post(session, JournalEntry(date(2026, 2, 2), "dana-terima", booked, "Sesudah ditutup"))
    assert "dana-tutup-bersisa" in {violation.code for violation in check_book(two_funds).violations}
