import contextlib
from datetime import date

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import DBAPIError, IntegrityError

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import GuardRefused
from upk_ledger.store.guards import expected_guards, install_guards, missing_guards
from upk_ledger.store.session import record_digest
from upk_ledger.store.tables import APPEND_ONLY, metadata

JANUARY = Month(2026, 1)


@pytest.fixture
def book(desk, build):
    """Raw SQL on a book with an entry, a group with members, a loan, a payment and a closed month."""
    build.entry(desk, date(2026, 1, 2), "11010", "31020", 10_000_000, "Modal")
    build.group(desk)
    build.running_loan(desk, date(2025, 12, 15), number="L-1")
    loan = build.loan(desk, date(2026, 1, 5), shares={"A01": 400_000, "A02": 600_000})
    build.opening(desk, k11030=1_000_000, k12010=-10_000, k31020=-990_000)
    build.pay(desk, loan, date(2026, 1, 20), 115_000)
    close_month(desk, JANUARY)
    return Raw(desk)


class Raw:
    """Statements as somebody with the database's password would run them."""

    def __init__(self, desk):
        self.desk = desk
        self.dialect = desk.book.dialect

    @contextlib.contextmanager
    def transaction(self):
        with self.desk.book.engine.connect() as connection:
            if self.dialect == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    def run(self, *statements):
        with self.transaction() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def ask(self, query):
        with self.desk.book.engine.connect() as connection:
            return connection.exec_driver_sql(query).scalar_one()

    def refused(self, guard, *statements):
        with pytest.raises(DBAPIError, match=guard):
            self.run(*statements)

    def record(self, number=None, at="2026-12-31T00:00:00.000000+00:00", previous=None):
        """An INSERT of a well-formed record at the end of the chain, or as told."""
        head = self.ask("SELECT max(number) FROM record")
        number = head + 1 if number is None else number
        previous = previous or self.ask(f"SELECT digest FROM record WHERE number = {head}")
        digest = record_digest(previous, number, "jurnal", at, "pembuku", "[]")
        return (
            "INSERT INTO record (office_id, number, kind, recorded_at, actor, body, previous, digest)"
            f" VALUES (1, {number}, 'jurnal', '{at}', 'pembuku', '[]', '{previous}', '{digest}')"
        )

    def entry(self, *lines, on="2026-02-10", month=None, number=1, series="PB", line_on=None):
        """INSERTs of an entry with these (account, debit, credit) lines, under a record of its own."""
        record = self.ask("SELECT max(number) FROM record") + 1
        rows = [
            "INSERT INTO journal_line (office_id, entry, line, entry_date, account_code, debit, credit, fund_code)"
            f" VALUES (1, {record}, {place}, '{line_on or on}', '{account}', {debit}, {credit}, 'bergulir')"
            for place, (account, debit, credit) in enumerate(lines, 1)
        ]
        head = (
            "INSERT INTO journal_entry (office_id, record, entry_date, kind, series, month, number)"
            f" VALUES (1, {record}, '{on}', 'umum', '{series}', '{month or on[:7]}', {number})"
        )
        return [self.record(), *rows, head]


BALANCED = (("51030", 500, 0), ("51040", 0, 500))


def test_a_right_entry_is_taken(book):
    book.run(*book.entry(*BALANCED))
    assert book.ask("SELECT count(*) FROM journal_entry WHERE month = '2026-02'") == 1


@pytest.mark.parametrize(
    ("guard", "lines"),
    [
        ("upk:unbalanced", (("51030", 500, 0), ("51040", 0, 499))),
        ("upk:unbalanced", (("51030", 500, 0),)),
        ("upk:unbalanced", ()),
        ("ck_journal_line_one_sided", (("51030", -500, 0), ("51040", 0, -500))),
        ("ck_journal_line_one_sided", (("51030", 500, 0), ("51040", 0, 500), ("51050", 0, 0))),
        ("ck_journal_line_one_sided", (("51030", 500, 500), ("51040", 500, 500))),
    ],
)
def test_what_is_no_double_entry_is_refused(book, guard, lines):
    before = book.ask("SELECT count(*) FROM record")
    book.refused(guard, *book.entry(*lines))
    assert book.ask("SELECT count(*) FROM record") == before


def test_no_fraction_of_a_sen_is_stored(book):
    """SQLite refuses it; PostgreSQL rounds it by the column's type, before a guard could see it."""
    if book.dialect == "sqlite":
        book.refused("cannot store REAL value", *book.entry(("51030", 500.5, 0), ("51040", 0, 500.5)))
        return
    book.run(*book.entry(("51030", 500.4, 0), ("51040", 0, 500.4)))
    assert book.ask("SELECT debit FROM journal_line ORDER BY entry DESC, line LIMIT 1") == 500


def test_lines_carry_the_date_of_their_entry(book):
    book.refused("upk:unbalanced", *book.entry(*BALANCED, line_on="2026-02-11"))


def test_an_unknown_account_is_refused(book):
    with pytest.raises(IntegrityError):
        book.run(*book.entry(("99999", 500, 0), ("51040", 0, 500)))


def test_a_closed_month_takes_no_entry(book):
    book.refused("upk:closed", *book.entry(*BALANCED, on="2026-01-31", number=9))
    book.refused("upk:closed", *book.entry(*BALANCED, on="2025-12-31"))


def test_a_reopened_month_takes_entries_again(book):
    number = 1 + book.ask("SELECT max(number) FROM journal_entry WHERE series = 'PB' AND month = '2026-01'")
    reopen_month(book.desk, JANUARY, "salah")
    book.run(*book.entry(*BALANCED, on="2026-01-31", number=number))
    assert (
        book.ask("SELECT max(number) FROM journal_entry WHERE series = 'PB' AND month = '2026-01'") == number
    )


def test_voucher_numbers_have_no_gap_and_belong_to_their_month(book):
    book.refused("upk:number", *book.entry(*BALANCED, number=2))
    book.refused("upk:number", *book.entry(*BALANCED, month="2026-03"))
    book.run(*book.entry(*BALANCED))
    with pytest.raises(IntegrityError):
        book.run(*book.entry(*BALANCED))
    book.run(*book.entry(*BALANCED, number=2))


def test_a_line_for_an_entry_that_stands_is_refused(book):
    line = (
        "INSERT INTO journal_line (office_id, entry, line, entry_date, account_code, debit, credit, fund_code)"
        " SELECT 1, record, 9, entry_date, '51030', 500, 0, 'bergulir' FROM journal_entry ORDER BY record LIMIT 1"
    )
    book.refused("upk:late-line", line)


def test_a_line_without_an_entry_does_not_last(book):
    record = book.ask("SELECT max(number) FROM record") + 1
    line = (
        "INSERT INTO journal_line (office_id, entry, line, entry_date, account_code, debit, credit, fund_code)"
        f" VALUES (1, {record}, 1, '2026-02-10', '51030', 500, 0, 'bergulir')"
    )
    with pytest.raises(IntegrityError):
        book.run(book.record(), line)


def test_an_entry_needs_its_record(book):
    with pytest.raises(IntegrityError):
        book.run(*book.entry(*BALANCED)[1:])


def test_records_follow_one_another(book):
    head = book.ask("SELECT max(number) FROM record")
    book.refused("upk:record-order", book.record(number=head + 2))
    book.refused("upk:record-order", book.record(at="2020-01-01T00:00:00.000000+00:00"))
    book.refused("upk:record-order", book.record(previous="0" * 64))
    book.refused("upk:append-only:record|pk_record", book.record(number=head))
    book.run(book.record())


def test_movements_of_a_loan_stay_out_of_closed_months(book):
    def movement(on):
        return (
            "INSERT INTO loan_movement (office_id, record, loan_number, counts_on, disbursed, principal, service)"
            f" VALUES (1, 1, 'P-2026-0001', '{on}', 0, 100, 0)"
        )

    book.refused("upk:closed", movement("2026-01-31"))
    book.refused("upk:closed", movement("2025-12-31"))
    book.run(movement("2026-02-01"))


@pytest.mark.parametrize("on", ["2025-12-30", "2025-11-30"])
def test_a_new_book_takes_opening_movements_on_the_eve_only(desk, build, on):
    build.group(desk)
    build.running_loan(desk, date(2025, 12, 15))
    Raw(desk).refused(
        "upk:closed",
        "INSERT INTO loan_movement (office_id, record, loan_number, counts_on, disbursed, principal, service)"
        f" VALUES (1, 1, 'L-1', '{on}', 100, 0, 0)",
    )


def rows_of(book, table):
    return book.ask(f"SELECT count(*) FROM {table}")


def any_row(table):
    """An INSERT of some row into a table of which this book has none."""
    taken = {
        "loan_number": "(SELECT min(loan_number) FROM loan_movement)",
        "group_code": "(SELECT group_code FROM member ORDER BY 1 LIMIT 1)",
        "member_code": "(SELECT code FROM member ORDER BY group_code LIMIT 1)",
        "record": "(SELECT min(record) FROM loan_movement)",
        "counts_on": "'2026-12-31'",
        "account_code": "(SELECT min(code) FROM account)",
        "fund_code": "(SELECT min(code) FROM fund)",
        "asset_code": "(SELECT min(code) FROM asset)",
        "entry": "(SELECT min(record) FROM journal_entry)",
        "statement": "(SELECT coalesce(min(statement), 1) FROM bank_statement_line)",
    }
    columns = metadata.tables[table].columns
    values = [taken.get(column.name, "1" if column.type.python_type is int else "'1'") for column in columns]
    names = ", ".join(column.name for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join(values)})"


def test_what_is_on_record_is_neither_changed_nor_deleted(book):
    for table in APPEND_ONLY:
        if not rows_of(book, table):
            book.run(any_row(table))
        before, refusal = rows_of(book, table), f"upk:append-only:{table}"
        column = next(iter(metadata.tables[table].primary_key.columns)).name
        book.refused(refusal, f"UPDATE {table} SET {column} = {column}")
        book.refused(refusal, f"DELETE FROM {table}")
        if book.dialect == "postgresql":
            book.refused(refusal, f"TRUNCATE {table} CASCADE")
        else:
            # REPLACE deletes the row in the way: it is stopped by what stops deleting, or before that.
            book.refused(
                f"{refusal}|upk:late-line|upk:closed", f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
            )
        assert rows_of(book, table) == before


@pytest.mark.parametrize(
    ("table", "fixed", "free"),
    [
        ("account", ("code = '99'", "type = 'modal'", "role = 'kas'"), "name = 'Kas Kecil'"),
        ("borrower_group", ("code = '99'",), "name = 'KSM Baru'"),
    ],
)
def test_registers_keep_what_the_books_rest_on(book, table, fixed, free):
    for change in fixed:
        book.refused(f"upk:append-only:{table}", f"UPDATE {table} SET {change}")
    book.refused(f"upk:append-only:{table}", f"DELETE FROM {table}")
    if book.dialect == "postgresql":
        book.refused(f"upk:append-only:{table}", f"TRUNCATE {table} CASCADE")
    else:
        book.refused(f"upk:append-only:{table}", f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    book.run(f"UPDATE {table} SET {free}")


def test_personal_data_may_be_erased(book):
    book.run("UPDATE member_person SET name = '-', nik = NULL, address = NULL, phone = NULL")
    assert book.ask("SELECT count(*) FROM member_person WHERE name <> '-' OR nik IS NOT NULL") == 0
    assert check_book(book.desk).violations == ()


def test_a_closed_month_locks_its_own_office_only(postgres_location, build):
    first = build.start(postgres_location)
    second = build.start(postgres_location, code="MAWAR")
    close_month(first, JANUARY)
    build.entry(second, date(2026, 1, 2), "11010", "31020", 1_000)
    assert Raw(first).ask("SELECT office_id FROM journal_entry") == second.office_id == 2


def test_every_guard_is_there_and_is_missed_when_gone(book):
    with book.transaction() as connection:
        assert missing_guards(connection) == ()
        for name, sql in expected_guards(book.dialect).items():
            table = sql.split(" ON ", 1)[1].split()[0]
            on = f" ON {table}" if book.dialect == "postgresql" else ""
            connection.exec_driver_sql("SAVEPOINT whole")
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
            assert missing_guards(connection) == (name,)
            connection.exec_driver_sql("ROLLBACK TO whole")
        assert missing_guards(connection) == ()


def test_guards_can_be_installed_again_on_a_filled_book(book):
    with book.transaction() as connection:
        install_guards(connection)
    book.refused("upk:append-only:record", "DELETE FROM record")


def test_the_tables_are_those_that_the_migrations_make(desk):
    with desk.book.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_every_connection_to_a_file_is_strict(sqlite_desk):
    with sqlite_desk.write() as session:
        settings = {
            name: session.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "recursive_triggers", "synchronous")
        }
    assert settings == {"foreign_keys": 1, "recursive_triggers": 1, "synchronous": 2}


def test_a_guard_reports_as_a_refusal_of_ours(book):
    with pytest.raises(GuardRefused) as refused, book.desk.write() as session:
        session.connection.exec_driver_sql("DELETE FROM record")
    assert refused.value.guard == "append-only:record"
    assert refused.value.status == 3
