"""Refusals of moving a UPK's whole book into a region's or out of it."""

from typing import ClassVar

from upk_ledger.core.errors.base import UpkError


class BookStandsHere(UpkError):
    """The UPK's own book is in the region already, and the file's is its own too: one of them is a stray copy."""

    upk: str
    place: str


class MoveContradicts(UpkError):
    """The file tells another past than the region knows, from this record on."""

    place: str
    upk: str
    number: int


class MoveBehind(UpkError):
    """The file ends before what the region knows of the UPK."""

    place: str
    upk: str
    there: int
    here: int


class MoveBroken(UpkError):
    """The book that is to be moved contradicts itself; `count` violations, of which `detail` is the first."""

    status: ClassVar[int] = 3
    place: str
    upk: str
    count: int
    detail: str


class NothingToRecover(UpkError):
    """The UPK's own book is in the region: nothing of it has to be made from a copy."""

    upk: str
    name: str


class BackupOfAnother(UpkError):
    """The backup is of another book."""

    place: str
    upk: str


class BackupContradicts(UpkError):
    """The backup tells another past than the region received, from this record on."""

    place: str
    upk: str
    number: int


class BackupAhead(UpkError):
    """The backup knows more than the region: it is the book to go on with."""

    place: str
    upk: str
    there: int
    here: int


class NoUpkToMove(UpkError):
    """The file holds no UPK of that code, or several of which none was named."""

    place: str
    offices: tuple[str, ...]
