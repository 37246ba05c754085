"""A UPK's whole book moves: from its file into the region's book, or out of it into a new file.

Two databases keep nothing together, so the order of the steps keeps the promise that never two books of one UPK can be
written: (1) where it goes to, everything is put in and proved, marked as a copy; (2) where it came from, it is marked
as moved, in the transaction that kept everybody else from writing there since before the first step; (3) the mark is
taken off where it went to. Stopped after (1), the old place is still the book and the new one a copy; stopped after
(2), both are copies. The same command given again goes on where it stopped. The secret keys go along.
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from upk_ledger.actions.region.calling import Caller, code_for, listed_upk, note_book
from upk_ledger.core.errors.book import BookElsewhere, BookExists
from upk_ledger.core.errors.region_moving import (
    BookStandsHere,
    MoveBehind,
    MoveBroken,
    MoveContradicts,
    NoUpkToMove,
)
from upk_ledger.core.region.bundles import Rows
from upk_ledger.core.region.copies import MOVED
from upk_ledger.store.audit import audit
from upk_ledger.store.book import Book, create_book, open_book, publish
from upk_ledger.store.desk import Desk, open_desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.offices import free_office_id, offices_of_book
from upk_ledger.store.placing import discarding
from upk_ledger.store.region.copies import (
    Home,
    begin_office,
    drop_keys,
    home_of,
    in_book,
    mark_elsewhere,
    office_of,
    own_again,
    writing_at,
)
from upk_ledger.store.region.members import members_of
from upk_ledger.store.region.moving import complete, first_difference, whole_office
from upk_ledger.store.region.receiving import drop_all_waiting
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.session import Head, ReadSession, WriteSession

IN, OUT = "masuk", "keluar"


class Moved(NamedTuple):
    """A book that moved: whose, which way, where it came from or went, and its newest record, the same as before."""

    upk: str
    name: str
    direction: str
    place: str
    records: int
    head: str


def move_in(desk: Desk, path: str, code: str = "", office: str = "", *, keep: bool = True) -> Moved:
    """Move a UPK's book (`office` names it where the file has several) from its file to this region's book.

    A copy that came by bundles is completed. Raises `NoUpkToMove`, `BookElsewhere`, `BookStandsHere`,
    `MoveContradicts`, `MoveBehind`, `MoveBroken`, `OfficeExists`, `KnownAsAnother`.
    """
    source = source_desk(desk, path, office)
    here, there = place_of(desk.book), place_of(source.book)
    with desk.read() as session:
        standing = office_of(session, source.uuid)
    if source.elsewhere is None:
        if standing is not None and standing.reason is None:
            raise BookStandsHere(standing.code, there)
        with in_book(source, keep=keep) as away:
            prove(away, there)
            with desk.write() as session:
                _put_in(session, away, code, there)
            mark_elsewhere(away, MOVED, here)
            drop_keys(away)
    elif source.elsewhere != (MOVED, here) or standing is None or standing.reason != MOVED:
        raise BookElsewhere(source.office.code, source.office.name, *source.elsewhere)
    with desk.write() as session:
        return _settle(session, source.uuid, IN, there)


def _put_in(session: WriteSession, away: WriteSession, code: str, there: str) -> None:
    """Put the book into this one as a copy that nobody writes to yet, and prove it."""
    home = home_of(away, away.office_id)
    identity = home.identity
    members = members_of(session)
    caller = Caller(home.uuid, identity.code, identity.name, identity.village)
    upk = code_for(members, caller, session.desk.office.code, code)
    listed = listed_upk(members, caller, code)
    standing = office_of(session, home.uuid)
    if standing is None:
        office = free_office_id(session, upk)
        copy = begun(session, home, office, upk)
    else:
        copy = writing_at(session, standing.office_id)
    _fill(copy, away, whole_office(away), upk, there)
    mark_elsewhere(copy, MOVED, there)
    prove(writing_at(session, copy.office_id), there)
    note_book(session, listed, home.uuid)


def begun(session: WriteSession, home: Home, office: int, code: str) -> WriteSession:
    """The office put into a book, without any record yet, under the code that this book calls it by."""
    return begin_office(session, office, home.uuid, home.identity.code, replace(home.identity, code=code))


def _fill(copy: WriteSession, away: ReadSession, tables: dict[str, Rows], upk: str, place: str) -> None:
    """Complete what the place it goes to has of the book: the same past, and no more of it than there is."""
    there, known = away.head().number, copy.head().number
    number = first_difference(away, copy, min(known, there))
    if number is not None:
        raise MoveContradicts(place, upk, number)
    if known > there:
        raise MoveBehind(place, upk, there, known)
    complete(copy, tables)


def _settle(session: WriteSession, uuid: str, direction: str, place: str) -> Moved:
    """The book is here from now on: the last step of moving in, on the region's record."""
    standing = office_of(session, uuid)
    if standing is None:
        raise LookupError(uuid)
    own = writing_at(session, standing.office_id)
    own_again(own)
    drop_all_waiting(session, uuid)
    return _noted(session, standing.code, own, direction, place)


def _noted(session: WriteSession, upk: str, own: ReadSession, direction: str, place: str) -> Moved:
    head: Head = own.head()
    add_facts(session, "wilayah-pindah", [(upk, own.desk.uuid, direction, place, head.digest)])
    return Moved(upk, own.desk.office.name, direction, place, head.number, head.digest)


def move_out(desk: Desk, code: str, path: str, *, keep: bool = True) -> Moved:
    """Move a UPK's book out of this region's book into a new file, where it goes on; here a copy stays.

    Raises `UnknownUpk`, `NoUpkToMove`, `BookElsewhere`, `BookExists`, `MoveBroken`.
    """
    there, here = str(Path(path).absolute()), place_of(desk.book)
    with desk.write() as session:
        upk = find_upk(session, code)
        if upk.office_id is None:
            raise NoUpkToMove(here, ())
        own = writing_at(session, upk.office_id)
        elsewhere = own.desk.elsewhere
        if elsewhere is None:
            prove(own, here)
            if keep:
                _write_file(own, home_of(session, upk.office_id), there, here)
            elif Path(path).exists():
                raise BookExists(path)
            mark_elsewhere(own, MOVED, there)
            drop_keys(own)
            moved = _noted(session, upk.code, own, OUT, there)
        elif elsewhere == (MOVED, there) and _unfinished(own, there, here):
            head = own.head()
            moved = Moved(upk.code, upk.name, OUT, there, head.number, head.digest)
        else:
            raise BookElsewhere(upk.code, upk.name, *elsewhere)
    if keep:
        with in_book(_copy_in(desk, there, own.desk.uuid, here), keep=True) as file:
            own_again(file)
    return moved


def _write_file(own: WriteSession, home: Home, there: str, here: str) -> None:
    """Write the book's file, marked as a copy; one that an earlier try left there is completed."""
    desk = own.desk
    if Path(there).exists():
        with in_book(_copy_in(desk, there, home.uuid, here), keep=True) as file:
            _fill(file, own, whole_office(own), desk.office.code, there)
            prove(file, there)
        return
    book = create_book(there)
    with discarding(book.draft):
        outer = Desk(book, 0, home.uuid, home.identity, desk.actor, desk.clock, desk.entropy)
        with in_book(outer, keep=True) as session:
            file = begun(session, home, 1, home.identity.code)
            complete(file, whole_office(own))
            mark_elsewhere(file, MOVED, here)
            prove(writing_at(session, 1), there)
        publish(book)


def _copy_in(desk: Desk, there: str, uuid: str, here: str) -> Desk:
    """The desk at a file in which moving out put its copy; `BookExists` for any other."""
    found = open_desk(open_book(there), None, None, desk.clock, desk.entropy, "upk")
    if found.uuid != uuid or found.elsewhere != (MOVED, here):
        raise BookExists(there)
    return found


def _unfinished(own: WriteSession, there: str, here: str) -> bool:
    """Whether the file that the book moved to still waits for the last step."""
    if not Path(there).is_file():
        return False
    found = open_desk(open_book(there), None, None, own.desk.clock, own.desk.entropy, "upk")
    return found.uuid == own.desk.uuid and found.elsewhere == (MOVED, here)


def source_desk(desk: Desk, path: str, office: str) -> Desk:
    """The desk of the UPK in a file: the one named, or the only one."""
    book = open_book(path)
    finder = Desk(book, 0, "", desk.office, desk.actor, desk.clock, desk.entropy)
    with finder.read() as session:
        codes = [code for code, kind in offices_of_book(session) if kind == "upk"]
    if (office and office not in codes) or (not office and len(codes) != 1):
        raise NoUpkToMove(path, tuple(codes))
    return open_desk(book, office or codes[0], None, desk.clock, desk.entropy)


def prove(session: ReadSession, place: str) -> None:
    """Raise `MoveBroken` where the book contradicts itself."""
    found = audit(session, whole=False).violations
    if found:
        detail = f"{found[0].where}: {found[0].detail}"
        raise MoveBroken(place, session.desk.office.code, len(found), detail)


def place_of(book: Book) -> str:
    """Where a book is, the same from every folder; of a database without the password."""
    return str(Path(book.place).absolute()) if book.dialect == "sqlite" else book.place
