"""Starting a book and sitting down at it.

Every command sits down; only a start needs the rules and the chart, and imports what reads them.
"""

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from upk_ledger import resources
from upk_ledger.core.errors.book import BookExists, BookNotFound, NotABook, OfficeExists, UnknownRulebook
from upk_ledger.core.offices import BookIdentity, Officer
from upk_ledger.store import desk as desks
from upk_ledger.store.book import Book, create_book, is_database_url, open_book, publish
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import add_accounts, add_office, add_officer, adopt_rulebook, free_office_id
from upk_ledger.store.placing import discarding
from upk_ledger.store.session import WriteSession


def rulebook_text(code: str) -> str:
    """The text of a rulebook that travels with the program; `UnknownRulebook` names those there are."""
    path = resources.folder("rulebooks") / f"{code}.toml"
    if not path.is_file():
        raise UnknownRulebook(code, tuple(sorted(found.stem for found in path.parent.glob("*.toml"))))
    return path.read_text(encoding="utf-8")


def start_book(
    location: str,
    identity: BookIdentity,
    *,
    rulebook: str,
    officers: Sequence[Officer],
    clock: Callable[[], datetime],
    entropy: Callable[[int], bytes],
    join: bool = False,
    finishing: Callable[[WriteSession], object] | None = None,
) -> Desk:
    """Make a book (or, in a database that has others, one more office) and sit down as its first officer.

    With `join` a file that is a book already gets one more office too; `finishing` is done in the start's own
    transaction. Raises `BookExists`, `OfficeExists`,
    `UnknownRulebook`.
    """
    from upk_ledger.core.rulebooks import parse_rulebook

    parse_rulebook(rulebook_text(rulebook))
    if join and Path(location).is_file():
        book = open_book(location)
        return start_office(
            book, identity, rulebook=rulebook, officers=officers, clock=clock, entropy=entropy
        )
    book = create_book(location)
    with discarding(book.draft):
        desk = start_office(
            book,
            identity,
            rulebook=rulebook,
            officers=officers,
            clock=clock,
            entropy=entropy,
            finishing=finishing,
        )
        desk.book = publish(book)
    return desk


def try_book(
    location: str,
    identity: BookIdentity,
    *,
    rulebook: str,
    officers: Sequence[Officer],
    clock: Callable[[], datetime],
    entropy: Callable[[int], bytes],
    join: bool = False,
) -> Desk:
    """Do what `start_book` would do, with its refusals, and keep nothing of it."""
    import tempfile

    found = None
    if is_database_url(location):
        with contextlib.suppress(NotABook):  # a database that is still empty
            found = open_book(location)
    elif join and Path(location).is_file():
        found = open_book(location)
    elif Path(location).exists():
        raise BookExists(location)
    if found is not None:
        return start_office(
            found, identity, rulebook=rulebook, officers=officers, clock=clock, entropy=entropy, keep=False
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        trial = str(Path(folder) / "coba.db")
        return start_book(trial, identity, rulebook=rulebook, officers=officers, clock=clock, entropy=entropy)


def start_office(
    book: Book,
    identity: BookIdentity,
    *,
    rulebook: str,
    officers: Sequence[Officer],
    clock: Callable[[], datetime],
    entropy: Callable[[int], bytes],
    keep: bool = True,
    finishing: Callable[[WriteSession], object] | None = None,
) -> Desk:
    """Begin one more office in a book that is open, and sit down as its first officer; `OfficeExists`."""
    words = rulebook_text(rulebook)
    uuid = str(UUID(bytes=entropy(16), version=4))
    from upk_ledger.store.charts import standard_chart  # only a start reads the chart
    from upk_ledger.store.region.members import code_is_of_another

    desk = Desk(book, 0, uuid, identity, officers[0].code, clock, entropy)
    with desk.write(keep=keep) as session:
        desk.office_id = session.office_id = free_office_id(session, identity.code)
        if code_is_of_another(session, identity.code):
            raise OfficeExists(identity.code)
        add_office(session, uuid, identity)
        for officer in officers:
            add_officer(session, officer)
        add_accounts(session, standard_chart(identity.kind, at_start=True))
        adopt_rulebook(session, rulebook, words, identity.start)
        if finishing is not None:
            finishing(session)
    return desk


def open_desk(
    location: str,
    office: str | None,
    actor: str | None,
    clock: Callable[[], datetime],
    entropy: Callable[[int], bytes],
    kind: str | None = None,
) -> Desk:
    """Open the book at `location` for one office (or the only one of a kind) and one officer.

    See `store.desk.open_desk` for the refusals.
    """
    try:
        book = open_book(location)
    except BookNotFound:
        raise BookNotFound(location, kind or "") from None
    return desks.open_desk(book, office, actor, clock, entropy, kind)
