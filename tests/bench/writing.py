"""Measures of writing: one cold repayment, postings in a running process, bulk on both engines, eight writers."""

import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

from generator import START, entries_of, lend, lend_many, office, receipts
from measure import ENVIRONMENT, ROOT, Measure, in_turn, program, rates, seconds, times

from upk_ledger.store.posting import post_many

CORE_SCRIPT = Path(__file__).with_name("core_post.py")
LINE = ["office_id", "entry", "line", "entry_date", "account_code", "debit", "credit", "group_code", "member_code", "loan_number", "fund_code", "asset_code"]  # fmt: skip
ENTRY = [
    "office_id",
    "record",
    "entry_date",
    "kind",
    "series",
    "month",
    "number",
    "reverses",
    "receipt",
    "key",
    "content",
]
RECORD = ["office_id", "number", "kind", "recorded_at", "actor", "body", "previous", "digest"]


def unguarded(path):
    """The book at `path` without triggers and keys to other tables' rows being checked: what raw inserts cost."""
    raw = sqlite3.connect(path, isolation_level=None)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("PRAGMA synchronous = FULL")
    return raw


def rows_of(postings, first):
    """The rows of entries, lines and records as a raw program would insert them."""
    records, entries, lines = [], [], []
    for number, posting in enumerate(postings, first):
        entry, on = posting.entry, posting.entry.date.isoformat()
        records.append((1, number, "jurnal", "2026-01-01", "pembuku", "x" * 300, "0" * 64, "0" * 64))
        entries.append((1, number, on, entry.kind, "KM", on[:7], number, None, None, None, None))
        lines += [
            (
                1,
                number,
                place,
                on,
                line.account,
                line.debit,
                line.credit,
                line.group,
                None,
                line.loan,
                line.fund,
                None,
            )
            for place, line in enumerate(entry.lines, 1)
        ]
    return records, entries, lines


def insert(table, columns):
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def cold_repayment(folder):
    """`upk angsuran catat` against a bare SQLAlchemy Core script that inserts the same rows."""
    path = folder / "dingin.db"
    desk = office(path)
    loan = lend(desk, START)
    bare = folder / "dingin-core.db"
    shutil.copy(path, bare)
    unguarded(bare).close()
    words = ("angsuran", "catat", loan, "1000", "--tanggal", "2026-02-15", "--ya")
    ours, core = in_turn(
        [program("-m", "upk_ledger", "--buku", str(path), *words), program(str(CORE_SCRIPT), str(bare))], 15
    )
    yield times("post one repayment, cold", ours, core, 1.25, rest=" bare Core")
    yield _syncs(path, words)


def _syncs(path, words):
    command = [
        "strace",
        "-f",
        "-e",
        "trace=fsync,fdatasync",
        sys.executable,
        "-m",
        "upk_ledger",
        "--buku",
        str(path),
    ]
    done = subprocess.run([*command, *words], capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT)
    found = len(re.findall(r"f(?:data)?sync\(", done.stderr))
    return Measure("syncs of one cold command (WAL: 5)", str(found), "5", found / 5, 1)


def in_process(folder):
    """One entry a transaction in a running process, against raw sqlite3 in the same mode.

    Both keep one connection throughout. The payments are spread over a hundred loans, as a week's lists are: the
    promise that no day pays back more than was lent is looked at over a loan's whole history, and a loan has ten to
    sixty movements, not thousands.
    """
    desk = office(folder / "satu-satu.db")
    loans = lend_many(desk, 100)
    shutil.copy(folder / "satu-satu.db", folder / "satu-satu-mentah.db")
    raw = unguarded(folder / "satu-satu-mentah.db")
    count, begun = 300, [100_000]
    postings = receipts(loans, count, date(2026, 2, 1))

    def ours():
        for posting in postings:
            with desk.write() as session:
                post_many(session, [posting])

    def theirs():
        records, entries, lines = rows_of(postings, begun[0])
        begun[0] += count
        for place, (record, entry) in enumerate(zip(records, entries, strict=True)):
            raw.execute("BEGIN IMMEDIATE")
            raw.execute(insert("record", RECORD), record)
            raw.executemany(insert("journal_line", LINE), lines[place * 3 : place * 3 + 3])
            raw.execute(insert("journal_entry", ENTRY), entry)
            raw.execute("COMMIT")

    with desk.book.held():
        took, bare = in_turn([ours, theirs], 15)
    yield rates("post in a running process", count, took, bare, 0.35, " raw WAL+FULL")


def bulk_sqlite(folder):
    """A long list in one transaction, against raw executemany of its entries and lines; both keep their connection.

    Of ten thousand entries four thousand are payments, spread over four hundred loans.
    """
    desk = office(folder / "borongan.db")
    loans = lend_many(desk, 400)
    shutil.copy(folder / "borongan.db", folder / "borongan-mentah.db")
    raw = unguarded(folder / "borongan-mentah.db")
    count, begun = 10_000, [100_000]
    postings = entries_of(loans, count, date(2026, 2, 1), 27)

    def ours():
        with desk.write() as session:
            post_many(session, postings)

    def theirs():
        _, entries, lines = rows_of(postings, begun[0])
        begun[0] += count
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(insert("journal_line", LINE), lines)
        raw.executemany(insert("journal_entry", ENTRY), entries)
        raw.execute("COMMIT")

    with desk.book.held():
        took, bare = in_turn([ours, theirs], 5)
    yield rates("bulk post, SQLite", count, took, bare, 0.4, " raw executemany")


def bulk_postgres(_folder, server):
    """A long list in one transaction, against COPY of its records, lines and entries without our triggers.

    What else a posting stores (texts, movements of loans) has no counterpart in the yardstick.
    """
    import psycopg

    with_guards, without = server.make(), server.make()
    desk, plain = office(server.url(with_guards)), office(server.url(without))
    loans = lend_many(desk, 400)
    raw = psycopg.connect(server.url(without), autocommit=True)
    for name, table in raw.execute(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    ).fetchall():
        raw.execute(f"DROP TRIGGER {name} ON {table}")
    count, begun = 10_000, [100_000]
    postings = entries_of(loans, count, date(2026, 2, 1), 27)
    if loans != lend_many(plain, 400):
        raise AssertionError(loans)

    def ours():
        with desk.write() as session:
            post_many(session, postings)

    def theirs():
        rows = zip(
            ("record", "journal_entry", "journal_line"),
            (RECORD, ENTRY, LINE),
            rows_of(postings, begun[0]),
            strict=True,
        )
        begun[0] += count
        with raw.transaction(), raw.cursor() as cursor:
            for table, columns, found in rows:
                with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in found:
                        copy.write_row(row)

    took, bare = in_turn([ours, theirs], 3)
    yield rates("bulk post, PostgreSQL", count, took, bare, 0.8, " COPY")


WRITER = """
import sys
from datetime import UTC, date, datetime
sys.path.insert(0, sys.argv[4])
from generator import receipts
from upk_ledger.actions.book import open_desk
from upk_ledger.store.posting import post_many
import os
desk = open_desk(sys.argv[1], sys.argv[2], None, lambda: datetime.now(UTC), os.urandom)
postings = receipts([sys.argv[3]], 150, date(2026, 2, 1))
print("ready", flush=True); sys.stdin.readline()
with desk.book.held():
    for posting in postings:
        with desk.write() as session:
            post_many(session, [posting])
"""
PLAIN = """
import sys
from datetime import date
sys.path.insert(0, sys.argv[4])
import psycopg
from generator import receipts
from writing import ENTRY, LINE, RECORD, rows_of
office, postings = int(sys.argv[2]), receipts([sys.argv[3]], 150, date(2026, 2, 1))
records, entries, lines = rows_of(postings, 100000)
place = lambda rows: [(office, *row[1:]) for row in rows]
text = lambda table, columns: f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
print("ready", flush=True); sys.stdin.readline()
raw = psycopg.connect(sys.argv[1])
for number, (record, entry) in enumerate(zip(place(records), place(entries))):
    with raw.transaction(), raw.cursor() as cursor:
        cursor.execute(text("record", RECORD), record)
        cursor.executemany(text("journal_line", LINE), place(lines[number * 3 : number * 3 + 3]))
        cursor.execute(text("journal_entry", ENTRY), entry)
"""


def bookkeepers(folder, server):
    """1, 8 and 32 processes, each in its own office, against as many clients that insert the rows unchecked.

    All keep their connection, as a process that records many things does.
    """
    alone = None
    for count in (1, 8, 32):
        ours, theirs = _writers(folder, server, count)
        alone = alone or ours
        yield rates(
            f"{count} bookkeepers at once, PostgreSQL", count * 150, ours, theirs, 1.0, " plain clients"
        )
        if count > 1:
            yield rates(
                f"{count} bookkeepers / one, entries a second", count * 150, ours, alone * count, 1.0, " one"
            )


def _writers(folder, server, count):
    """The time that `count` processes take for 150 entries each in their own offices, and that of plain clients."""
    import psycopg

    name, plain = server.make(), server.make()
    loans = []
    for database in (name, plain):
        loans = [lend(office(server.url(database), f"U{number}"), START) for number in range(1, count + 1)]
    with psycopg.connect(server.url(plain), autocommit=True) as raw:
        for trigger, owner in raw.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {trigger} ON {owner}")
    for script, text in (("penulis.py", WRITER), ("polos.py", PLAIN)):
        (folder / script).write_text(text, encoding="utf-8")
    here = str(Path(__file__).parent)
    ours = _together(
        [
            [str(folder / "penulis.py"), server.url(name), f"U{n}", loan, here]
            for n, loan in enumerate(loans, 1)
        ]
    )
    theirs = _together(
        [[str(folder / "polos.py"), server.url(plain), str(n), loan, here] for n, loan in enumerate(loans, 1)]
    )
    return ours, theirs


def _together(commands):
    running = [
        subprocess.Popen(
            [sys.executable, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT
        )
        for words in commands
    ]
    for one in running:
        one.stdout.readline()

    def go():
        for one in running:
            one.stdin.write(b"go\n")
            one.stdin.flush()
        ended = [one.wait() for one in running]
        if any(ended):
            raise RuntimeError(commands[0])

    return seconds(go)
