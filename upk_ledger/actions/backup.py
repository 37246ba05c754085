"""Keeping a copy of the book."""

from pathlib import Path

from upk_ledger.store.backup import copy_book
from upk_ledger.store.desk import Desk


def back_up(desk: Desk, target: Path) -> Path:
    """Copy the book into `target`: a file, or a folder that gets one named by office and day."""
    if target.is_dir():
        target /= f"{desk.office.code}-{desk.today.isoformat()}-{desk.now():%H%M%S}.db"
    copy_book(desk.book, target)
    return target
