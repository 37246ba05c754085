"""The desk: one office of one open book, and the person who acts there.

`write()` is one transaction; an action called inside another's write joins it. Time and randomness come with
the desk, so that nothing below the shell reads a clock and a sample book can be made again to the byte.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import text

from upk_ledger.core.dates import ZONES
from upk_ledger.core.errors.book import (
    BookElsewhere,
    IntegrityBroken,
    OfficeNotNamed,
    RoleWithoutOffice,
    UnknownOffice,
    UnknownOfficer,
)
from upk_ledger.core.offices import BookIdentity
from upk_ledger.store.book import Book
from upk_ledger.store.session import Known, ReadSession, WriteSession

OFFICES = (
    "SELECT o.office_id, o.uuid, o.name, o.board, o.village_kind, o.village, o.district, o.regency_kind, o.regency,"
    " o.province, o.start_date, o.code, o.kind, o.zone, r.reason, r.place FROM office AS o"
    " LEFT JOIN replica AS r ON r.office_id = o.office_id ORDER BY o.code"
)
"""Every office of a book by code, with why it is a copy where it is one."""


class Desk:
    """One office, one actor. `clock` gives the present moment (UTC, aware), `entropy(n)` n random bytes."""

    def __init__(
        self,
        book: Book,
        office_id: int,
        uuid: str,
        office: BookIdentity,
        actor: str,
        clock: Callable[[], datetime],
        entropy: Callable[[int], bytes],
        successors: tuple[str, ...] = (),
    ) -> None:
        self.book = book
        self.office_id = office_id
        self.uuid = uuid
        self.office = office
        self.actor = actor
        self.clock = clock
        self.entropy = entropy
        self.successors = successors
        """Who may act instead, where the actor's term is over."""
        self.finishing: Callable[[WriteSession], None] | None = None
        """What every transaction does at its end, before it is kept."""
        self.elsewhere: tuple[str, str] | None = None
        """Why this is only a copy (kiriman or pindah) and where the office's own book is."""
        self._open: WriteSession | None = None
        self._known: Known | None = None

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self.clock().astimezone(UTC)

    @cached_property
    def today(self) -> date:
        """The calendar date in the office's zone."""
        return (self.now() + timedelta(hours=ZONES[self.office.zone])).date()

    def next_day(self) -> None:
        """Ask the clock for the day anew: a desk that is kept for longer, as a sample's for years."""
        self.__dict__.pop("today", None)

    @contextlib.contextmanager
    def read(self) -> Iterator[ReadSession]:
        """A consistent view of the book (inside a write: that write's own view)."""
        if self._open is not None:
            yield self._open
            return
        with self.book.transaction(write=False) as connection:
            yield ReadSession(self, connection)

    @contextlib.contextmanager
    def write(self, *, keep: bool = True) -> Iterator[WriteSession]:
        """One transaction of the office: everything inside is kept together or not at all.

        Raises `UnknownOfficer` for an actor whose term is over, `BookElsewhere` for the copy of an office's book.
        """
        if self.elsewhere is not None:
            raise BookElsewhere(self.office.code, self.office.name, *self.elsewhere)
        if self.successors:
            raise UnknownOfficer(self.actor, self.successors)
        if self._open is not None:
            yield self._open
            return
        with self.book.transaction(write=True, keep=keep) as connection:
            session = self._open = WriteSession(self, connection, self._known)
            try:
                yield session
                if self.finishing is not None:
                    self.finishing(session)
            finally:
                self._open = None
        if keep:
            self._known = session.known()

    def trial(self) -> contextlib.AbstractContextManager[WriteSession]:
        """A write that is rolled back when it ends (`--coba`)."""
        return self.write(keep=False)


def open_desk(
    book: Book,
    office_code: str | None,
    actor: str | None,
    clock: Callable[[], datetime],
    entropy: Callable[[int], bytes],
    kind: str | None = None,
) -> Desk:
    """The desk of the office named (or the only one, or the only one of `kind`) and the officer named (or the first).

    Raises `OfficeNotNamed`, `UnknownOffice`, `UnknownOfficer`, and `IntegrityBroken` where the office or its officers
    were taken out of the book.
    """
    with book.transaction(write=False) as connection:
        rows = connection.execute(text(OFFICES)).all()
        if not rows and book.restricted:
            raise RoleWithoutOffice(book.place)
        if not rows:
            raise _lost("kantor-hilang")
        codes = tuple(str(row.code) for row in rows)
        if office_code is None and len(rows) != 1:
            rows = [row for row in rows if row.kind == kind]
            if len(rows) != 1:
                raise OfficeNotNamed(codes)
        row = next((row for row in rows if office_code in {None, row.code}), None)
        if row is None:
            raise UnknownOffice(str(office_code), codes)
        officers = connection.execute(
            text("SELECT code, valid_to FROM officer WHERE office_id = :office ORDER BY record"),
            {"office": row.office_id},
        )
        terms: dict[str, str | None] = {officer.code: officer.valid_to for officer in officers}
    if not terms:
        raise _lost("petugas-hilang", office=row.code)
    acting = actor or next(iter(terms))
    if acting not in terms:
        raise UnknownOfficer(acting, tuple(terms))
    desk = Desk(book, row.office_id, row.uuid, identity_of(row), acting, clock, entropy)
    desk.elsewhere = None if row.reason is None else (row.reason, row.place)
    serving = tuple(code for code, until in terms.items() if until is None or until >= desk.today.isoformat())
    if acting not in serving:
        desk.successors = serving  # where nobody serves any more, the last ones may still appoint the next
    return desk


def identity_of(row: Any) -> BookIdentity:
    """Who keeps the office of a row of `OFFICES`."""
    return BookIdentity(
        name=row.name,
        board=row.board,
        village_kind=row.village_kind,
        village=row.village,
        district=row.district,
        regency_kind=row.regency_kind,
        regency=row.regency,
        province=row.province,
        start=date.fromisoformat(row.start_date),
        code=row.code,
        kind=row.kind,
        zone=row.zone,
    )


def _lost(code: str, **facts: object) -> IntegrityBroken:
    from upk_ledger.bahasa.violations import detail  # a sound book does without

    return IntegrityBroken(code, detail(code, **facts))
