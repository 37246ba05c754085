"""Opening a book: an SQLite file or a PostgreSQL database, checked before use.

SQLite runs in WAL with synchronous=FULL: one sync a posting in a running process; closing the last connection
folds the log back, so that between commands the book is one file. Where WAL is not to be had (a network
share), SQLite keeps its rollback journal, as safe and a little slower.
"""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from upk_ledger.core.errors.book import (
    BookFolderReadOnly,
    BookNotFound,
    BookReadOnly,
    BookTooNew,
    BookTooOld,
    BookUnreadable,
    CommitUnknown,
    ConnectionLost,
    DriverMissing,
    NotABook,
    RoleNotAllowed,
    RoleWithoutOffice,
)
from upk_ledger.store.faults import explain
from upk_ledger.store.placing import discarding, draft_beside, place
from upk_ledger.store.revision import APPLICATION_ID, SCHEMA

BUSY_MILLISECONDS = 5000
"""How long a command waits for another that holds the book."""

_READ_COMMITTED, _REPEATABLE_READ = 2, 3
"""psycopg's `IsolationLevel`."""

_ROW_SECURITY = (
    "SELECT relrowsecurity, row_security_active(oid), has_column_privilege('borrower_group', 'address', 'SELECT')"
    " FROM pg_class WHERE oid = to_regclass('office')"
)

_POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Book:
    """One open book; `place` is the path, or host and name without the password; `draft` a file not yet in place."""

    def __init__(self, engine: Engine, place: str, draft: Path | None = None) -> None:
        self.engine = engine
        self.place = place
        self.draft = draft
        self.hosted = False
        """Whether a server's rows are shown by role, so that its owner is not who works here every day."""
        self.restricted = False
        """Whether the role of this connection is shown, and may add, only some rows."""
        self.personal = True
        """Whether this connection is shown what of an office stays at home: addresses, and words about borrowers."""
        self.kept = 0
        """How many transactions were kept."""
        self._held: Connection | None = None

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextlib.contextmanager
    def transaction(self, *, write: bool, keep: bool = True) -> Iterator[Connection]:
        """One transaction; what is written stays if `keep` and nothing is raised. Database faults come out as ours."""
        with explain(self.place), self._connection() as connection:
            if self.dialect == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
            else:  # the driver begins with the first statement, and says then what kind of transaction it is
                driver: Any = connection.connection.driver_connection
                driver.isolation_level = _READ_COMMITTED if write else _REPEATABLE_READ
                driver.read_only = not write
                connection.begin()
            with self._leaving(connection), explain(self.place, ConnectionLost):
                yield connection
            if not (keep and write):
                connection.rollback()
                return
            with self._leaving(connection), explain(self.place, CommitUnknown):
                connection.commit()
            self.kept += 1

    @contextlib.contextmanager
    def _leaving(self, connection: Connection) -> Iterator[None]:
        """A connection that is lost inside is given up: there is nothing left to take back through it."""
        try:
            yield
        except (ConnectionLost, CommitUnknown):
            connection.invalidate()
            raise

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep one connection for the transactions inside, as a process does that records many things one by one."""
        with explain(self.place), self.engine.connect() as connection:
            self._held = connection
            try:
                yield
            finally:
                self._held = None

    @contextlib.contextmanager
    def _connection(self) -> Iterator[Connection]:
        """The connection that is kept, unless a transaction has it; else one of its own."""
        connection, self._held = self._held, None
        if connection is None:
            with self.engine.connect() as fresh:
                yield fresh
            return
        try:
            yield connection
        finally:
            connection.rollback()
            self._held = connection


def is_database_url(location: str) -> bool:
    """Whether `location` names a PostgreSQL database rather than a file."""
    return location.startswith(_POSTGRES)


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    # What a statement would need to be undone by itself: else a file is made and removed for every long insert.
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.close()


def _configure_postgres(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {BUSY_MILLISECONDS}")
    connection.autocommit = False


def _sqlite_engine(path: Path, how: str) -> Engine:
    uri = f"{path.absolute().as_uri()}?{how}&uri=true"
    engine = create_engine("sqlite+pysqlite:///" + uri, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def _postgres_engine(location: str) -> Engine:
    url = "postgresql+psycopg://" + location.split("://", 1)[1]
    try:
        engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise DriverMissing(location.rpartition("@")[2]) from error
    event.listen(engine, "connect", _configure_postgres)
    return engine


def _place(location: str) -> str:
    return (
        location.split("://", 1)[1].rpartition("@")[2].split("?")[0]
        if is_database_url(location)
        else location
    )


def open_book(location: str) -> Book:
    """Open the book at `location`; raises what stands in the way (absent, no book, newer, busy, unreachable)."""
    if is_database_url(location):
        book = Book(_postgres_engine(location), _place(location))
    else:
        path = Path(location)
        if not path.is_file():
            raise BookNotFound(location)
        book = Book(_sqlite_engine(path, "mode=rw"), location)
    try:
        found = _checked(book)
    except (BookReadOnly, BookUnreadable):
        # A book that keeps its log beside it can be read from a medium that takes no log, if none is left there.
        log = Path(f"{location}-wal")
        if is_database_url(location) or (log.exists() and log.stat().st_size):
            raise
        book = Book(_sqlite_engine(Path(location), "mode=ro&immutable=1"), location)
        found = _checked(book)
    if found is None:
        raise NotABook(book.place)
    if found > SCHEMA:
        raise BookTooNew(book.place)
    if found < SCHEMA:
        raise BookTooOld(book.place)
    return book


def _checked(book: Book) -> int | None:
    try:
        with explain(book.place), book.engine.connect() as connection:
            found = _revision(connection)
            if found is not None and book.dialect == "postgresql":
                book.hosted, book.restricted, book.personal = connection.exec_driver_sql(_ROW_SECURITY).one()
            return found
    except RoleNotAllowed as error:  # a role that may not even ask for the book's version
        raise RoleWithoutOffice(book.place) from error


def _revision(connection: Connection) -> int | None:
    """The schema revision, or None where there is no book."""
    if connection.dialect.name == "sqlite":
        try:
            mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            return (
                int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
                if mark == APPLICATION_ID
                else None
            )
        except DatabaseError as error:
            if isinstance(error.orig, sqlite3.DatabaseError) and "not a database" in str(error.orig):
                return None
            raise
    if connection.exec_driver_sql(
        "SELECT to_regclass('office') IS NULL OR to_regclass('alembic_version') IS NULL"
    ).scalar_one():
        return None
    return int(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def create_book(location: str) -> Book:
    """Make the tables of a new book at `location`; a database that holds a book already is opened as it is.

    A file is built beside its place and moved there whole by `publish`, so that an interrupted start leaves nothing.
    """
    from upk_ledger.store.schema import upgrade

    if is_database_url(location):
        book = Book(_postgres_engine(location), _place(location))
        with explain(book.place), book.engine.connect() as connection:
            if _revision(connection) is None:
                upgrade(connection)
                connection.commit()
        return open_book(location)
    with explain(location):
        draft = _draft(Path(location))
        book = Book(_sqlite_engine(draft, "mode=rw"), location, draft)
        with discarding(draft), book.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection)
            connection.commit()
    return book


def _draft(path: Path) -> Path:
    try:
        return draft_beside(path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise BookFolderReadOnly(str(path.absolute().parent)) from error


def publish(book: Book) -> Book:
    """Move a file made by `create_book` to its place, now that it holds its office; a database is there already."""
    if book.draft is None:
        return book
    with explain(book.place), discarding(book.draft):
        with book.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        place(book.draft, Path(book.place))
    return open_book(book.place)
