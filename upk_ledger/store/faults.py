"""Turns the database's own faults into refusals that a bookkeeper can read."""

import contextlib
import re
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import (
    BookBusy,
    BookConflict,
    BookDamaged,
    BookReadOnly,
    BookUnreachable,
    BookUnreadable,
    CommitUnknown,
    ConnectionLost,
    DiskFull,
    GuardRefused,
    NotABook,
    RoleNotAllowed,
)

_GUARD = re.compile(r"upk:([\w:-]+)")

_LOST = re.compile(r"08...|57P0[1-3]|25P03|57P05")
"""SQLSTATE of a connection that is no more."""

Lost = type[BookUnreachable] | type[ConnectionLost] | type[CommitUnknown]
"""What it means that the server is not there: before anything was done, in the middle of it, or while it was kept."""


def _by_state(error: BaseException, place: str, lost: Lost) -> UpkError | None:
    """The refusal that a server's SQLSTATE means, in whatever language it says the rest."""
    state = getattr(error, "sqlstate", "")
    told = (str(error) or "?").splitlines()[0]
    if state is None:  # what no server said: there was none to say it
        return lost(place, told) if type(error).__name__ == "OperationalError" else None
    if _LOST.fullmatch(state):
        return lost(place, told)
    if state in {"40001", "40P01"}:
        return BookConflict(place)
    if state == "55P03":
        return BookBusy(place)
    if state == "42501":
        return RoleNotAllowed(place, told)
    return None


def _translated(fault: BaseException, place: str, lost: Lost) -> UpkError | None:
    """The refusal that this word of a database means; None for what is a fault of the program."""
    text = str(fault)
    guard = _GUARD.search(text)
    if guard:
        return GuardRefused(guard[1])
    if told := _by_state(fault, place, lost):
        return told
    for words, error in (
        (("is locked",), BookBusy(place)),
        (("readonly", "read-only"), BookReadOnly(place)),
        (("disk is full", "No space left", "disk I/O error"), DiskFull(place)),
        (("not a database",), NotABook(place)),
        (("malformed",), BookDamaged(place)),
        (("unable to open",), BookUnreadable(place)),
        (("connection",), lost(place, text.splitlines()[0])),
    ):
        if any(word in text for word in words):
            return error
    return None


@contextlib.contextmanager
def explain(place: str, lost: Lost = BookUnreachable) -> Iterator[None]:
    """Raise the refusal behind a database or file fault inside this block; what is not one stays as it is.

    `lost` is what it means here that the server went away.
    """
    try:
        yield
    except DBAPIError as error:
        translated = _translated(error.orig or error, place, lost)
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
