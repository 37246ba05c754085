"""Keeping a copy of the book."""

from pathlib import Path

from upk_ledger.exchange.files import check_absent, check_writable, in_folder
from upk_ledger.store.backup import copy_book
from upk_ledger.store.desk import Desk


def back_up(desk: Desk, target: Path) -> Path:
    """Copy the book into `target`: a file, or a folder that gets one named by office and day.

    Raises `BackupNotForServers`, `FileExists` and what stands in the way of writing there.
    """
    path = in_folder(target, f"{desk.office.code}-{desk.today.isoformat()}-{desk.now():%H%M%S}.db")
    check_absent(path)
    check_writable(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    copy_book(desk.book, path)
    return path
