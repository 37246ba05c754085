"""Refusals of the book as a whole: its file, its version, its officers, its integrity."""

from typing import ClassVar

from upk_ledger.core.errors.base import UpkError


class BookExists(UpkError):
    """There is a book (or another file) at this place already."""

    place: str


class BookNotFound(UpkError):
    """There is no book at this place; `kind` is that of the office that was looked for, where it matters."""

    place: str
    kind: str = ""


class NotABook(UpkError):
    """The file or database is no book of this program."""

    place: str


class BookTooNew(UpkError):
    """The book was written by a newer version of the program."""

    place: str


class BookTooOld(UpkError):
    """The book has to be upgraded first."""

    place: str


class BookBusy(UpkError):
    """Another program holds the book."""

    status: ClassVar[int] = 4
    place: str


class BookReadOnly(UpkError):
    """The book or its folder cannot be written."""

    place: str


class BookFolderReadOnly(UpkError):
    """A new book cannot be made in this folder."""

    folder: str


class BookUnreadable(UpkError):
    """The system does not let the book's file be opened."""

    place: str


class BookDamaged(UpkError):
    """The book's file is damaged, so that it cannot be read."""

    status: ClassVar[int] = 3
    place: str


class DiskFull(UpkError):
    """The disk of the book is full, or fails."""

    place: str


class BookUnreachable(UpkError):
    """The database server does not answer."""

    place: str
    reason: str


class RoleNotAllowed(UpkError):
    """The database refused what the role of this connection may not do; `what` is the server's word."""

    place: str
    what: str


class RoleWithoutOffice(UpkError):
    """The role of this connection works for no office of the book."""

    place: str


class BookConflict(UpkError):
    """What was written ran into what others wrote at the same moment, again and again."""

    status: ClassVar[int] = 4
    place: str


class ConnectionLost(UpkError):
    """The server went away in the middle: nothing of the act was kept."""

    place: str
    reason: str


class CommitUnknown(UpkError):
    """The server went away while the act was being kept: whether it was, nobody knows yet."""

    place: str
    reason: str


class DriverMissing(UpkError):
    """The database needs a driver that is not installed."""

    place: str


class UnknownOffice(UpkError):
    """The book holds no office of this code."""

    given: str
    offices: tuple[str, ...]


class OfficeNotNamed(UpkError):
    """The book holds several offices and none was named."""

    offices: tuple[str, ...]


class BookElsewhere(UpkError):
    """The office's own book is elsewhere: it comes here by bundles (`reason` kiriman), or moved to `place` (pindah)."""

    office: str
    name: str
    reason: str
    place: str


class OfficeExists(UpkError):
    """The database holds an office of this code already."""

    given: str


class SecretariatExists(UpkError):
    """The board has a Sekretariat in this book already; `office` is its code."""

    office: str
    name: str


class NotOfThisOffice(UpkError):
    """An office of this kind has no use for a command; `others` are the offices that have."""

    name: str
    kind: str
    wanted: str
    command: str
    others: tuple[str, ...] = ()


class UnknownOfficer(UpkError):
    """No officer has this code (on the day of the act)."""

    given: str
    near: tuple[str, ...] = ()


class IntegrityBroken(UpkError):
    """What the book says contradicts itself; `what` names the check."""

    status: ClassVar[int] = 3
    what: str
    detail: str


class GuardRefused(UpkError):
    """A guard of the database refused a write; `guard` is its name."""

    status: ClassVar[int] = 3
    guard: str


class UnknownRulebook(UpkError):
    """No rulebook of this code travels with the program."""

    given: str
    known: tuple[str, ...]


class BackupNotForServers(UpkError):
    """A database on a server is backed up with the server's own tools."""

    place: str
