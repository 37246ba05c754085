"""A safe copy of an SQLite book while it may be in use; PostgreSQL has its own tools for that."""

import sqlite3
from pathlib import Path
from typing import Any

from upk_ledger.core.errors.book import BackupNotForServers, IntegrityBroken
from upk_ledger.store.book import Book
from upk_ledger.store.faults import explain
from upk_ledger.store.placing import discarding, draft_beside, place


def copy_book(book: Book, target: Path) -> None:
    """Copy the book to `target`, checked page by page; refuses to overwrite."""
    if book.dialect != "sqlite":
        raise BackupNotForServers(book.place)
    with explain(str(target)):
        draft = draft_beside(target)
        with discarding(draft), book.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            copy = sqlite3.connect(draft)
            try:
                driver.backup(copy)
                answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
            finally:
                copy.close()
            if answer != "ok":
                raise IntegrityBroken("berkas", str(answer))
        place(draft, target)
