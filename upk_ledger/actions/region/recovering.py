"""A UPK that lost its book, or went back to an old backup, goes on from what the region received of it.

What is written is the chain as the region knows it, to its newest record: bundles go on from there. What never travels
is not in it; an older backup of the same book, if there is one, gives back what it held of that.
"""

from pathlib import Path
from typing import NamedTuple

from upk_ledger.actions.region.moving import begun, place_of, prove, source_desk
from upk_ledger.core.errors.book import BookExists
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_moving import (
    BackupAhead,
    BackupContradicts,
    BackupOfAnother,
    NothingToRecover,
    NoUpkToMove,
)
from upk_ledger.core.region.bundles import SIGNING, Rows
from upk_ledger.core.region.copies import BY_BUNDLES
from upk_ledger.store.book import create_book, publish
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.placing import discarding
from upk_ledger.store.region.bundle_rows import rows_between
from upk_ledger.store.region.copies import Home, home_of, in_book, mark_restored, writing_at
from upk_ledger.store.region.keys import secret_of, signing_key
from upk_ledger.store.region.moving import complete, first_difference, name_members, whole_office
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.session import ReadSession, WriteSession

RECOVERED = "pulih"


class Recovered(NamedTuple):
    """A book made from the region's copy: whose, where, to which record.

    `nameless` are the members (group and code) whose names are not in it. `held`: its key is; None where it has none.
    """

    upk: str
    name: str
    place: str
    records: int
    head: str
    nameless: tuple[tuple[str, str], ...]
    held: bool | None


def recover(
    desk: Desk, code: str, path: str, reason: str, backup: str = "", *, keep: bool = True
) -> Recovered:
    """Write a book with which a UPK goes on, from the copy that the region has of it; on record with its reason.

    Raises `EmptyField`, `UnknownUpk`, `NoUpkToMove`, `NothingToRecover`, `BookExists`, `MoveBroken`, and of the backup
    `BackupOfAnother`, `BackupAhead`, `BackupContradicts`.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    here, there = place_of(desk.book), str(Path(path).absolute())
    if Path(there).exists():
        raise BookExists(path)
    with desk.write() as session:
        upk = find_upk(session, code)
        if upk.office_id is None:
            raise NoUpkToMove(here, ())
        copy, home = writing_at(session, upk.office_id), home_of(session, upk.office_id)
        if home.elsewhere is None:
            raise NothingToRecover(upk.code, upk.name)
        prove(copy, here)
        book = create_book(there)
        with discarding(book.draft):
            outer = Desk(book, 0, home.uuid, home.identity, desk.actor, desk.clock, desk.entropy)
            with in_book(outer, keep=True) as file:
                recovered = _written(begun(file, home, 1, home.identity.code), copy, home, backup, here)
            add_facts(
                session,
                "wilayah-pindah",
                [(upk.code, home.uuid, RECOVERED, there, recovered.head)],
                reason.strip(),
            )
            if keep:
                publish(book)
            elif book.draft is not None:
                book.engine.dispose()
                book.draft.unlink()
        return recovered._replace(upk=upk.code, place=there)


def _written(file: WriteSession, copy: WriteSession, home: Home, backup: str, here: str) -> Recovered:
    """Fill the file with what the backup held, and then with what the copy knows; prove it."""
    known = copy.head()
    if backup:
        complete(file, _backed_up(copy, home, backup))
    complete(file, _received(copy, home, known.number))
    mark_restored(file, known.number, here)
    nameless = name_members(file)
    file = writing_at(file, file.office_id)
    prove(file, here)
    head, key = file.head(), signing_key(file)
    held = None if key is None else secret_of(file, key.fingerprint, SIGNING) is not None
    return Recovered("", home.identity.name, "", head.number, head.digest, nameless, held)


def _received(copy: ReadSession, home: Home, last: int) -> dict[str, Rows]:
    """What the region has of the book: of one that moved away all, else what came by bundles."""
    if home.elsewhere is None or home.elsewhere[0] != BY_BUNDLES:
        return whole_office(copy)
    found = rows_between(copy, 1, last)
    return {name: rows for name, rows in found.items() if name != "office"}


def _backed_up(copy: ReadSession, home: Home, backup: str) -> dict[str, Rows]:
    """All of an older backup of the same book."""
    source = source_desk(copy.desk, backup, "")
    if source.uuid != home.uuid:
        raise BackupOfAnother(backup, copy.desk.office.code)
    with source.read() as away:
        there, known = away.head().number, copy.head().number
        number = first_difference(away, copy, min(known, there))
        if number is not None:
            raise BackupContradicts(backup, copy.desk.office.code, number)
        if there > known:
            raise BackupAhead(backup, copy.desk.office.code, there, known)
        return whole_office(away)
