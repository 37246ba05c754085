import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.repayment import cancel_repayment
from upk_ledger.bahasa.violations import DETAILS
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.offices import Officer
from upk_ledger.store import audit
from upk_ledger.store.guards import expected_guards, install_guards
from upk_ledger.store.posting import post
from upk_ledger.store.session import WriteSession, record_digest

JANUARY = Month(2026, 1)


def fill(desk, build):
    """Two months closed (one of them twice), loans of every kind, a payment taken back, an opening loan."""
    build.group(desk)
    build.running_loan(desk, date(2025, 9, 15), paid=(200_000, 30_000))
    build.opening(desk, k11010=9_000_000, k11030=800_000, k31020=-9_792_000, k12010=-8_000)
    p1 = build.loan(desk, date(2026, 1, 5), shares={"A01": 400_000, "A02": 600_000})
    build.loan(
        desk, date(2026, 1, 6), rupiah=500_000, mode="kelompok", method="menurun",
        shares={"A01": 200_000, "A02": 300_000},
    )  # fmt: skip
    build.loan(
        desk, date(2026, 1, 7), rupiah=700_000, method="anuitas", frequency="mingguan", rounding="500-atas"
    )
    wrong = build.pay(desk, p1, date(2026, 1, 20), 115_000).voucher
    cancel_repayment(desk, wrong, "salah catat")
    build.pay(desk, p1, date(2026, 1, 21), 115_000)
    close_month(desk, JANUARY, opening_shortfall_to="modal")
    reopen_month(desk, JANUARY, "satu setoran terlupa")
    build.pay(desk, "L-1", date(2026, 1, 25), 15_000)
    close_month(desk, JANUARY)
    appoint(desk, Officer("pembuku", "Pembuku", "Dewi Lestari", date(2026, 2, 1)))
    build.pay(desk, p1, date(2026, 2, 10), 50_000)
    build.entry(desk, date(2026, 2, 11), "51030", "11010", 25_000, "Kertas")
    close_month(desk, JANUARY.next())
    build.pay(desk, p1, date(2026, 3, 10), 50_000)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    """A filled book; as `copy()`, a place where an equal one stands."""
    build = request.getfixturevalue("build_once")
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("audit") / "penuh.upk"
        fill(build.start(str(path)), build)
        number = iter(range(1000))

        def copy():
            return str(shutil.copy(path, path.with_name(f"salinan-{next(number)}.upk")))

        yield copy
        return
    server = request.getfixturevalue("postgres_server")
    name = server.make()
    fill(build.start(server.url(name)), build)
    copies = []

    def copy():
        copies.append(server.make(copy_of=name))
        return server.url(copies[-1])

    yield copy
    for database in [*copies, name]:
        server.drop(database)


@pytest.fixture
def tamper(filled, build):
    """A copy in which somebody with the database's password ran some SQL, the guards back in place afterwards."""

    def run(*statements):
        location = filled()
        desk = build.open(location)
        dialect = desk.book.dialect
        with desk.book.engine.connect() as connection:
            if dialect == "sqlite":
                connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN") if dialect == "sqlite" else None
            for name, sql in expected_guards(dialect).items():
                table = sql.split(" ON ", 1)[1].split()[0]
                connection.exec_driver_sql(
                    f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
                )
            for statement in statements:
                statement(connection, desk) if callable(statement) else connection.exec_driver_sql(statement)
            install_guards(connection)
            connection.commit()
        return check_book(build.open(location))

    return run


def codes(result):
    assert result.ok is not bool(result.violations)
    return {violation.code for violation in result.violations}


ENTRY = "(SELECT record FROM journal_entry WHERE kind = 'umum')"
PAYMENT = "(SELECT max(record) FROM journal_entry WHERE kind = 'angsuran')"
FIRST_LOAN = "loan_number = 'P-2026-0001'"
NEWEST_CLOSE = "(SELECT max(record) FROM period_event WHERE kind = 'tutup')"

TAMPERED = {
    "an account's role": (["UPDATE account SET role = 'modal-dana' WHERE code = '31090'"], {"isi-catatan"}),
    "an account's type": (["UPDATE account SET type = 'aset' WHERE code = '51070'"], {"isi-catatan"}),
    "an account's name": (["UPDATE account SET name = 'Bank' WHERE code = '11010'"], {"nama-berubah"}),
    "a group's name": (["UPDATE borrower_group SET name = 'KSM Lain'"], {"nama-berubah"}),
    "a naming": (["UPDATE naming SET name = 'Bank' WHERE code = '11010'"], {"isi-catatan", "nama-berubah"}),
    "a naming taken away": (["DELETE FROM naming WHERE kind = 'ksm'"], {"baris-hilang", "tanpa-catatan"}),
    "an account put in": (
        [
            "INSERT INTO account (office_id, code, name, type, role) VALUES (1, '51979', 'Siluman', 'biaya', 'lain')"
        ],
        {"tanpa-catatan"},
    ),
    "a group put in": (
        ["INSERT INTO borrower_group (office_id, code, name) VALUES (1, 'K99', 'KSM Siluman')"],
        {"tanpa-catatan"},
    ),
    "a member put in": (
        [
            "INSERT INTO member (office_id, group_code, code, record) SELECT 1, code, 'X9', 1 FROM borrower_group"
        ],
        {"tanpa-catatan"},
    ),
    "since when somebody is a member": (
        ["UPDATE membership SET valid_from = '2025-01-01' WHERE code = 'A01'"],
        {"isi-catatan"},
    ),
    "a line's amount": (
        [f"UPDATE journal_line SET debit = debit + 100 WHERE entry = {ENTRY} AND debit > 0"],
        {"jurnal-tak-seimbang", "isi-catatan", "snapshot-saldo"},
    ),
    "both sides of an entry of the open month": (
        [f"UPDATE journal_line SET debit = debit * 2, credit = credit * 2 WHERE entry = {PAYMENT}"],
        {"isi-catatan", "mutasi-pinjaman", "kendali-pinjaman"},
    ),
    "an account": (
        [f"UPDATE journal_line SET account_code = '51040' WHERE entry = {ENTRY} AND debit > 0"],
        {"isi-catatan", "snapshot-saldo"},
    ),
    "an entry's date": (
        [f"UPDATE journal_entry SET entry_date = '2026-02-12' WHERE record = {ENTRY}"],
        {"isi-catatan", "tanggal-baris"},
    ),
    "an entry's kind": (
        [f"UPDATE journal_entry SET kind = 'penutup' WHERE record = {ENTRY}"],
        {"isi-catatan", "snapshot-saldo", "bukti-tanpa-catatan"},
    ),
    "a deleted line": (
        [f"DELETE FROM journal_line WHERE entry = {ENTRY} AND line = 2"],
        {"jurnal-kurang-baris", "jurnal-tak-seimbang", "isi-catatan", "seri-bukti", "snapshot-saldo"},
    ),
    "a deleted entry": (
        [
            f"DELETE FROM journal_line WHERE entry = {ENTRY}",
            f"DELETE FROM journal_entry WHERE record = {ENTRY}",
        ],
        {"baris-hilang", "snapshot-saldo"},
    ),
    "an inserted entry under a record of another kind": (
        [
            (
                "INSERT INTO journal_line (office_id, entry, line, entry_date, account_code, debit, credit, fund_code)"
                " SELECT office_id, 2, line, '2026-03-10', account_code, debit, credit, fund_code FROM journal_line"
                f" WHERE entry = {ENTRY}"
            ),
            (
                "INSERT INTO journal_entry (office_id, record, entry_date, kind, series, month, number)"
                " VALUES (1, 2, '2026-03-10', 'umum', 'KK', '2026-03', 1)"
            ),
        ],
        {"tanpa-catatan"},
    ),
    "a reversal": (
        [
            (
                "UPDATE journal_line SET debit = debit * 2, credit = credit * 2"
                " WHERE entry = (SELECT record FROM journal_entry WHERE reverses IS NOT NULL)"
            )
        ],
        {
            "isi-catatan",
            "pembatalan-tak-cocok",
            "mutasi-pinjaman",
            "kendali-pinjaman",
            "snapshot-saldo",
        },
    ),
    "a deleted record": (
        [
            f"DELETE FROM {table} WHERE {column} = (SELECT max(number) - 1 FROM record)"
            for table, column in (
                ("loan_movement", "record"),
                ("journal_entry", "record"),
                ("journal_line", "entry"),
                ("record_text", "record"),
                ("period_balance", "record"),
                ("period_loan", "record"),
                ("period_event", "record"),
                ("record", "number"),
            )
        ],
        {"nomor-catatan", "rantai-putus", "angka-bulan-lebih"},
    ),
    "a voucher number": (
        [f"UPDATE journal_entry SET number = 9 WHERE record = {ENTRY}"],
        {"nomor-bukti", "isi-catatan"},
    ),
    "a description": (
        [f"UPDATE record_text SET text = 'Bensin' WHERE record = {ENTRY}"],
        {"isi-catatan"},
    ),
    "an exception struck from the list": (
        ["DELETE FROM exception_item WHERE record = (SELECT min(record) FROM exception_item)"],
        {"isi-catatan"},
    ),
    "an actor": ([f"UPDATE record SET actor = 'manajer' WHERE number = {ENTRY}"], {"sidik-catatan"}),
    "a body": (
        [f"UPDATE record SET body = replace(body, '51030', '51040') WHERE number = {ENTRY}"],
        {"sidik-catatan", "isi-catatan"},
    ),
    "a body turned to nonsense": (
        [f"UPDATE record SET body = 'rusak' WHERE number IN ({ENTRY}, {NEWEST_CLOSE})"],
        {"sidik-catatan", "tak-terbaca", "tanpa-catatan", "angka-bulan-lebih"},
    ),
    "a date turned to nonsense": (
        [f"UPDATE period_event SET month = 'kapan' WHERE record = {NEWEST_CLOSE}"],
        {"isi-catatan", "urutan-periode", "angka-bulan"},
    ),
    "a digest": (
        [f"UPDATE record SET digest = previous WHERE number = {ENTRY}"],
        {"sidik-catatan", "rantai-putus"},
    ),
    "a moment put back": (
        [f"UPDATE record SET recorded_at = '2020-01-01T00:00:00' WHERE number = {ENTRY}"],
        {"sidik-catatan", "waktu-mundur"},
    ),
    "an officer's name": (
        ["UPDATE officer SET name = 'Orang Lain' WHERE code = 'manajer'"],
        {"isi-catatan"},
    ),
    "the office's name": (["UPDATE office SET name = 'UPK Mawar'"], {"isi-catatan"}),
    "the rules' text": (
        ["UPDATE rulebook_text SET text = replace(text, 'persen = 15', 'persen = 10')"],
        {"sidik-aturan"},
    ),
    "a loan's principal": (
        ["UPDATE loan SET principal = principal + 100 WHERE number = 'P-2026-0001'"],
        {"bagian-anggota", "isi-catatan"},
    ),
    "a member's share": (
        [f"UPDATE loan_share SET principal = principal + 100 WHERE {FIRST_LOAN} AND member_code = 'A01'"],
        {"bagian-anggota", "isi-catatan"},
    ),
    "a decision": (
        [f"UPDATE loan_stage SET stage = 'ditolak' WHERE {FIRST_LOAN}"],
        {"isi-catatan"},
    ),
    "a schedule's rate": (
        [f"UPDATE loan_schedule SET rate_percent = '1' WHERE {FIRST_LOAN}"],
        {"jadwal-tak-sesuai", "isi-catatan"},
    ),
    "a schedule's summary": (
        [f"UPDATE loan_schedule SET service = service + 100 WHERE {FIRST_LOAN}"],
        {"ringkasan-jadwal"},
    ),
    "a due date": (
        [f"UPDATE installment SET due_date = '2026-04-30' WHERE {FIRST_LOAN} AND number = 2"],
        {"isi-catatan"},
    ),
    "a cumulative due": (
        [f"UPDATE installment SET cum_principal = cum_principal + 100 WHERE {FIRST_LOAN} AND number = 2"],
        {"kumulatif-angsuran"},
    ),
    "a member's installment": (
        [f"UPDATE installment_share SET principal = principal + 100 WHERE {FIRST_LOAN} AND number = 3"],
        {"isi-catatan"},
    ),
    "a payment put on another loan": (
        [
            f"DELETE FROM member_movement WHERE record = {PAYMENT}",
            f"UPDATE loan_movement SET loan_number = 'P-2026-0002' WHERE record = {PAYMENT}",
        ],
        {"isi-catatan", "mutasi-anggota"},
    ),
    "a payment of which no member paid a part": (
        [f"DELETE FROM member_movement WHERE record = {PAYMENT}"],
        {"isi-catatan", "mutasi-anggota"},
    ),
    "a member's part of a payment": (
        [f"UPDATE member_movement SET principal = principal + 100 WHERE record = {PAYMENT}"],
        {"isi-catatan", "mutasi-anggota"},
    ),
    "an opening loan's paid principal": (
        [
            "UPDATE loan_movement SET principal = principal + 10000 WHERE loan_number = 'L-1' AND disbursed > 0"
        ],
        {"isi-catatan", "kendali-pinjaman", "snapshot-pinjaman", "cadangan", "angka-bulan"},
    ),
    "a movement without a record": (
        [
            (
                "INSERT INTO loan_movement (office_id, record, loan_number, counts_on, disbursed, principal, service)"
                " VALUES (1, 2, 'P-2026-0001', '2026-03-11', 0, 10000, 0)"
            )
        ],
        {"tanpa-catatan", "kendali-pinjaman"},
    ),
    "a snapshot's balance": (
        [
            (
                f"UPDATE period_balance SET balance = balance + 100 WHERE record = {NEWEST_CLOSE}"
                " AND account_code = '11010'"
            )
        ],
        {"isi-catatan", "snapshot-saldo"},
    ),
    "a snapshot's loan": (
        [f"UPDATE period_loan SET class = 1 WHERE record = {NEWEST_CLOSE} AND loan_number = 'L-1'"],
        {"isi-catatan", "snapshot-pinjaman"},
    ),
    "a snapshot's letterhead": (
        [f"UPDATE period_event SET paper = replace(paper, 'Melati', 'Mawar') WHERE record = {NEWEST_CLOSE}"],
        {"isi-catatan"},
    ),
    "a month shut longer": (
        [f"UPDATE period_event SET closed_through = '2026-03-31' WHERE record = {NEWEST_CLOSE}"],
        {"isi-catatan", "urutan-periode"},
    ),
    "a deleted closing": (
        [
            f"DELETE FROM period_balance WHERE record = {NEWEST_CLOSE}",
            f"DELETE FROM period_loan WHERE record = {NEWEST_CLOSE}",
            f"DELETE FROM period_event WHERE record = {NEWEST_CLOSE}",
        ],
        {"baris-hilang", "snapshot-hilang", "angka-bulan-lebih"},
    ),
    "what a month counts in a review": (
        ["UPDATE office_month SET income = income + 100"],
        {"angka-bulan"},
    ),
    "what a month counts in a review, taken away": (["DELETE FROM office_month"], {"angka-bulan-hilang"}),
    "a kind that the program does not know": (
        ["UPDATE record SET kind = 'hadiah' WHERE kind = 'buka'"],
        {"sidik-catatan", "jenis-catatan", "bulan-tertutup", "urutan-periode", "tanpa-catatan"},
    ),
}


def test_a_whole_book_has_no_violation(filled, build):
    result = check_book(build.open(filled()))
    assert result.violations == ()
    assert (result.records, result.entries) == (49, 14)


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_is_named(tamper, what):
    statements, expected = TAMPERED[what]
    assert codes(tamper(*statements)) == expected


def test_a_violation_says_where_and_what(tamper):
    found = tamper(f"UPDATE journal_line SET debit = debit + 100 WHERE entry = {ENTRY} AND debit > 0")
    assert [(violation.where, violation.detail) for violation in found.violations] == [
        ("KK/2026/02/0001", "Debit Rp25.001 tidak sama dengan kredit Rp25.000."),
        (
            "KK/2026/02/0001 (catatan 46)",
            'Bagian "baris" di buku tidak sama dengan yang tercatat dalam rantai.',
        ),
        ("2026-02", "Akun 51030 (bergulir) dalam simpanan tidak sama dengan jurnal: debit, saldo."),
    ]


def test_an_entry_slipped_into_a_closed_month_is_named(tamper, build):
    def slip_in(connection, desk):
        session = WriteSession(desk, connection)
        session.__dict__["_standing"] = (date(2025, 12, 31), False)
        lines = (JournalLine("51030", debit=100), JournalLine("11010", credit=100))
        post(session, JournalEntry(date(2026, 2, 15), "umum", lines, "Menyusul"))

    assert codes(tamper(slip_in)) == {"bulan-tertutup", "snapshot-saldo"}


def rewrite_chain(connection, _desk):
    """Double an entry of a closed month and forge every body and digest after it."""
    connection.exec_driver_sql(
        f"UPDATE journal_line SET debit = debit * 2, credit = credit * 2 WHERE entry = {ENTRY}"
    )
    connection.exec_driver_sql(
        f"UPDATE record SET body = replace(body, '2500000', '5000000') WHERE number = {ENTRY}"
    )
    previous = connection.exec_driver_sql("SELECT uuid FROM office").scalar_one()
    for number, kind, at, actor, body in connection.exec_driver_sql(
        "SELECT number, kind, recorded_at, actor, body FROM record ORDER BY number"
    ).all():
        digest = record_digest(previous, number, kind, at, actor, body)
        connection.exec_driver_sql(
            f"UPDATE record SET previous = '{previous}', digest = '{digest}' WHERE number = {number}"
        )
        previous = digest


def test_a_forged_chain_is_betrayed_by_the_closed_month(tamper):
    assert codes(tamper(rewrite_chain)) == {"snapshot-saldo", "isi-catatan"}


def test_a_missing_guard_is_named(filled, build):
    location = filled()
    engine = build.open(location).book.engine
    name = "guard_journal_line_insert"
    with engine.connect() as connection:
        on = " ON journal_line" if engine.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        connection.commit()
    result = check_book(build.open(location))
    assert [(violation.code, violation.where) for violation in result.violations] == [
        ("penjaga-hilang", name)
    ]


@pytest.mark.parametrize("filled", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE journal_line DISABLE TRIGGER guard_journal_line_insert",
        (
            "CREATE OR REPLACE FUNCTION guard_journal_line() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        ),
    ],
)
def test_a_guard_made_powerless_is_named(filled, build, statement):
    location = filled()
    with build.open(location).book.engine.connect() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()
    found = check_book(build.open(location)).violations
    assert [(one.code, one.where) for one in found] == [("penjaga-hilang", "guard_journal_line_insert")]


@pytest.mark.parametrize("filled", ["sqlite"], indirect=True)
def test_a_reference_to_nothing_is_named(tamper):
    found = tamper(f"DELETE FROM loan_share WHERE {FIRST_LOAN}", "DELETE FROM member WHERE code = 'A01'")
    assert {"rujukan-putus", "isi-catatan"} <= codes(found)


@pytest.mark.parametrize("filled", ["sqlite"], indirect=True)
def test_a_damaged_file_is_named_and_does_not_stop_the_audit(filled, build):
    location = filled()
    desk = build.open(location)
    with desk.read() as session:
        page = session.value("SELECT rootpage FROM sqlite_master WHERE name = 'ix_journal_line_account'")
        size = session.value("SELECT page_size FROM pragma_page_size")
    with Path(location).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x00" * size)
    assert "berkas-rusak" in codes(check_book(build.open(location)))


def test_every_violation_has_its_sentence():
    used = set()
    store = Path(audit.__file__).parent
    for path in (*store.glob("audit*.py"), store / "desk.py"):
        used |= set(re.findall(r'(?:add|_lost)\(\s*"([a-z-]+)"', path.read_text()))
    assert used == set(DETAILS)


def test_an_older_paper_tells_a_book_that_was_written_anew(filled, build):
    desk = build.open(filled())
    whole = check_book(desk)
    assert check_book(desk, (whole.records, whole.head[:16].upper())).ok
    for printed in ((whole.records, "0" * 16), (whole.records + 1, whole.head), (3, "")):
        assert codes(check_book(desk, printed)) == {"beda-dengan-kertas"}
