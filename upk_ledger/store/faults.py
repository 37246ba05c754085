"""Turns the database's own faults into refusals that a bookkeeper can read."""

import contextlib
import re
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import (
    BookBusy,
    BookDamaged,
    BookReadOnly,
    BookUnreachable,
    BookUnreadable,
    DiskFull,
    GuardRefused,
    NotABook,
)

_GUARD = re.compile(r"upk:([\w:-]+)")


def _translated(text: str, place: str) -> UpkError | None:
    """The refusal that this text of a database means; None for what is a fault of the program."""
    guard = _GUARD.search(text)
    if guard:
        return GuardRefused(guard[1])
    for words, error in (
        (("is locked", "lock timeout", "deadlock detected", "could not serialize"), BookBusy(place)),
        (("readonly", "read-only"), BookReadOnly(place)),
        (("disk is full", "No space left", "disk I/O error"), DiskFull(place)),
        (("not a database",), NotABook(place)),
        (("malformed",), BookDamaged(place)),
        (("unable to open",), BookUnreadable(place)),
        (("connection",), BookUnreachable(place, text.splitlines()[0])),
    ):
        if any(word in text for word in words):
            return error
    return None


@contextlib.contextmanager
def explain(place: str) -> Iterator[None]:
    """Raise the refusal behind a database or file fault inside this block; what is not one stays as it is."""
    try:
        yield
    except DBAPIError as error:
        translated = _translated(str(error.orig), place)
        if translated is None:
            raise
        raise translated from error
    except PermissionError as error:
        raise BookReadOnly(place) from error
    except OSError as error:
        if error.errno == 28:  # ENOSPC
            raise DiskFull(place) from error
        if error.errno == 30:  # EROFS
            raise BookReadOnly(place) from error
        raise
