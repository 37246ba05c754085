"""Copies of offices whose own books are elsewhere: which there are, whose they are, and how one sits down at them."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Row, text

from upk_ledger.core.offices import BookIdentity
from upk_ledger.core.region.copies import BY_BUNDLES
from upk_ledger.store.desk import OFFICES, Desk, identity_of
from upk_ledger.store.session import ReadSession, WriteSession


class Standing(NamedTuple):
    """An office of this book: its number, its code here, and why it is a copy (None where it is not)."""

    office_id: int
    code: str
    reason: str | None


def office_of(session: ReadSession, uuid: str) -> Standing | None:
    """The office of this UUID, or None where the book has none."""
    row = session.first(
        "SELECT o.office_id, o.code, r.reason FROM office AS o LEFT JOIN replica AS r ON r.office_id = o.office_id"
        " WHERE o.uuid = :uuid",
        uuid=uuid,
    )
    return None if row is None else Standing(*row)


def writing_at(session: WriteSession, office_id: int) -> WriteSession:
    """A session that writes to another office, in the transaction of this one: also to a copy, so handle with care."""
    row = _row(session, office_id)
    desk = session.desk
    other = Desk(desk.book, office_id, row.uuid, identity_of(row), desk.actor, desk.clock, desk.entropy)
    other.elsewhere = None if row.reason is None else (row.reason, row.place)
    return WriteSession(other, session.connection)


def _row(session: ReadSession, office_id: int) -> Row[Any]:
    """What the book says of one office, however many it has."""
    query = text(OFFICES.replace(" ORDER BY", " WHERE o.office_id = :wanted ORDER BY"))
    return session.connection.execute(query, {"wanted": office_id}).one()


@contextlib.contextmanager
def in_book(desk: Desk, *, keep: bool) -> Iterator[WriteSession]:
    """One transaction at a desk whose book may be a copy or have nobody serving: for moving it, not for recording."""
    with desk.book.transaction(write=True, keep=keep) as connection:
        yield WriteSession(desk, connection)


class Home(NamedTuple):
    """How an office calls itself, who keeps it, and (reason and place) where its own book is if not here."""

    uuid: str
    identity: BookIdentity
    elsewhere: tuple[str, str] | None


def home_of(session: ReadSession, office_id: int) -> Home:
    """What an office's own book says of it, wherever that is."""
    row = _row(session, office_id)
    code = str(session.value("SELECT home_code FROM office WHERE office_id = :own", own=office_id))
    elsewhere = None if row.reason is None else (row.reason, row.place)
    return Home(row.uuid, replace(identity_of(row), code=code), elsewhere)


def begin_office(
    session: WriteSession, office_id: int, uuid: str, home_code: str, identity: BookIdentity
) -> WriteSession:
    """Put an office into the book, without any record yet; `identity.code` is what this book calls it."""
    desk = session.desk
    fresh = WriteSession(
        Desk(desk.book, office_id, uuid, identity, desk.actor, desk.clock, desk.entropy), session.connection
    )
    fresh.insert(
        "office",
        "uuid code home_code kind name board village_kind village district regency_kind regency province zone"
        " start_date",
        [
            (
                uuid, identity.code, home_code, identity.kind, identity.name, identity.board,
                identity.village_kind, identity.village, identity.district, identity.regency_kind,
                identity.regency, identity.province, identity.zone, identity.start.isoformat(),
            )
        ],
    )  # fmt: skip
    return fresh


def mark_elsewhere(session: WriteSession, reason: str, place: str) -> None:
    """Say that the office's own book is elsewhere; where that is said already, nothing is touched."""
    said = session.first("SELECT reason, place FROM replica WHERE office_id = :office")
    if said == (reason, place):
        return
    if said is not None:
        own_again(session)
    session.insert("replica", "reason place", [(reason, place)])


def go_on_by_bundles(session: WriteSession, office_id: int) -> None:
    """A book that moved away sends bundles from now on: what they leave at home is not kept from before either."""
    if session.desk.book.restricted:  # its role does none of this itself: it asks the owner's function
        session.value("SELECT upk_go_on_by_bundles(:copy)", copy=office_id)
        return
    copy = writing_at(session, office_id)
    mark_elsewhere(copy, BY_BUNDLES, "")
    _for_good(copy)
    for table in ("member_person", "loan_income"):
        copy.drop(table, "1 = 1")
    copy.change("borrower_group", "address = NULL", "address IS NOT NULL")


def mark_restored(session: WriteSession, record: int, place: str) -> None:
    """Say that the book was made from what a region received, up to this record: texts of home may lack until there."""
    session.drop("restored_book", "1 = 1")
    session.insert("restored_book", "record place", [(record, place)])


def restored_until(session: ReadSession) -> int:
    """Up to which record the book was made from what a region received; 0 for any other."""
    return int(session.value("SELECT coalesce(max(record), 0) FROM restored_book WHERE office_id = :office"))


def drop_keys(session: WriteSession) -> None:
    """Forget the office's secret keys: its book moved, and they went along."""
    _for_good(session)
    session.drop("secret_key", "1 = 1")


def _for_good(session: WriteSession) -> None:
    """Let what this connection deletes from a file be overwritten: its bytes would stay in the free pages."""
    if session.desk.book.dialect == "sqlite":
        session.connection.exec_driver_sql("PRAGMA secure_delete = ON")


def own_again(session: WriteSession) -> None:
    """Say that this is the office's own book."""
    session.drop("replica", "1 = 1")


def all_offices(session: ReadSession) -> list[Standing]:
    """Every office of the book, by code."""
    return [
        Standing(row.office_id, row.code, row.reason) for row in session.connection.execute(text(OFFICES))
    ]
