"""Rows of an office put into a book as they are, in the order that its guards demand.

Records come first, each chained to the one before; then what they registered. Entries and movements of loans need an
open month: they come in stretches between the closings and reopenings of months, which stand where they stood at
home. Facts, which name entries, come last. A table is one insert a stretch, however many records there are.
"""

import contextlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.region.bundles import Rows
from upk_ledger.store.session import ReadSession, WriteSession
from upk_ledger.store.tables import metadata

Tables = Mapping[str, Rows]

_POSTED = {"journal_line": "entry", "journal_entry": "record", "loan_movement": "record"}
"""Tables that take rows of open months only, lines before their entries, with the column of the record."""

_EVENTS = "period_event"
_APART = {"office", "record", "rulebook_text"}
_SHARED = ("account", "borrower_group", "fund", "asset")
"""Registers whose rows come again with a new name, or with another fact about them."""

_BY_OTHERS = ("membership", "installment", "installment_share")
"""Tables whose rows came with a row of another table: which of them are there already is asked only at an overlap."""

_NAMED = ("account", "borrower_group")

_GUARD = "upk:"
"""How the guards begin what they say."""


@cache
def _late() -> tuple[str, ...]:
    """Tables that refer to entries, movements or closings, also through others, in the order of their references."""
    found: dict[str, None] = {}
    for table in metadata.sorted_tables:
        targets = {key.referred_table.name for key in table.foreign_key_constraints}
        if table.name not in _POSTED and table.name != _EVENTS and targets & {*_POSTED, _EVENTS, *found}:
            found[table.name] = None
    return tuple(found)


@cache
def _early() -> tuple[str, ...]:
    """Tables of an office that refer to none of those."""
    left_out = {*_POSTED, _EVENTS, *_late(), *_APART}
    return tuple(
        table.name
        for table in metadata.sorted_tables
        if table.name not in left_out and "office_id" in table.columns
    )


@contextlib.contextmanager
def attempt(session: WriteSession, refused: Callable[[str], UpkError]) -> Iterator[None]:
    """Try to take what came: whatever is raised, the book is as before, and the transaction can go on.

    What the database or its guards say of the rows themselves is raised as `refused` makes it.
    """
    try:
        with session.connection.begin_nested():
            yield
    except DBAPIError as error:
        if isinstance(error, (IntegrityError, DataError)) or _GUARD in str(error.orig):
            raise refused(str(error.orig).splitlines()[0]) from error
        raise
    except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
        raise refused(str(error)) from error


def load_rows(session: WriteSession, tables: Tables) -> None:
    """Insert rows of the session's office; those of records have to begin behind its newest one.

    A reopened month loses the figures that were kept of it. What the database refuses comes out as its own error.
    """
    _adopt(session, tables)
    _insert(session, tables, "record")
    _drop_reopened(session, tables)
    for name in _early():
        _insert(session, tables, name)
    _post(session, tables)
    for name in _late():
        _insert(session, tables, name)
    session.forget()


def _insert(session: WriteSession, tables: Tables, name: str) -> None:
    if found := tables.get(name):
        rows = _parents_first(found) if name == "account" else found.rows
        session.insert(name, " ".join(found.columns), rows)


def _adopt(session: WriteSession, tables: Tables) -> None:
    """Texts of rulebooks belong to the whole book: another office may have brought the same.

    Each is known by its digest: one that is not that text would stand in the way of those who bring it. `ValueError`.
    """
    if found := tables.get("rulebook_text"):
        for digest, words in columns(found, "digest", "text"):
            if sha256(str(words).encode()).hexdigest() != digest:
                raise ValueError(f"rulebook_text {digest}")
        query = text(
            "INSERT INTO rulebook_text (digest, text) VALUES (:digest, :text) ON CONFLICT DO NOTHING"
        )
        session.connection.execute(query, [dict(zip(found.columns, row, strict=True)) for row in found.rows])


def _parents_first(found: Rows) -> list[list[Any]]:
    """Accounts below the one that they are part of."""
    code, parent = found.columns.index("code"), found.columns.index("parent")
    waiting, placed, ordered = list(found.rows), set[object](), list[list[Any]]()
    coming = {row[code] for row in waiting}
    while waiting:
        ready = [row for row in waiting if row[parent] not in coming or row[parent] in placed] or waiting
        ordered += ready
        placed.update(row[code] for row in ready)
        waiting = [row for row in waiting if row[code] not in placed]
    return ordered


def _drop_reopened(session: WriteSession, tables: Tables) -> None:
    for kind, month in columns(tables.get(_EVENTS), "kind", "month"):
        if kind == "buka":
            session.drop("office_month", "month = :month", month=month)


def _post(session: WriteSession, tables: Tables) -> None:
    """Entries and movements between closings, each closing behind what was recorded before it."""
    stretches = {name: _Stretches(tables.get(name), key) for name, key in _POSTED.items()}
    events = _Stretches(tables.get(_EVENTS), "record")
    for until in [*events.records, None]:
        for name, found in stretches.items():
            session.insert(name, found.columns, found.through(until))
        session.insert(_EVENTS, events.columns, events.through(until))


class _Stretches:
    """The rows of a table in order of their records, taken some at a time."""

    def __init__(self, found: Rows | None, key: str) -> None:
        self.columns = " ".join(found.columns) if found else ""
        place = found.columns.index(key) if found else 0
        self._rows = sorted(found.rows, key=lambda row: row[place]) if found else []
        self.records = [row[place] for row in self._rows]
        self._taken = 0

    def through(self, record: int | None) -> list[list[Any]]:
        """The rows not yet taken of records up to this one (None: all)."""
        until = len(self._rows) if record is None else bisect_right(self.records, record)
        rows = self._rows[self._taken : until]
        self._taken = max(self._taken, until)
        return rows


def columns(found: Rows | None, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of the rows, none of a table that did not come."""
    if found is None:
        return []
    places = [found.columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in found.rows]


def only_new(session: WriteSession, tables: Tables, head: int) -> dict[str, Rows]:
    """The rows that the office has not: those of records behind `head`; accounts and groups get their newest names."""
    fresh: dict[str, Rows] = {}
    for name, found in tables.items():
        if name in {"office", "rulebook_text"}:
            rows = found.rows
        elif name in _SHARED:
            rows = _unknown(session, name, found)
        elif name in _BY_OTHERS:
            overlap = bool(tables["record"].rows) and _first(tables["record"]) <= head
            rows = _unknown(session, name, found) if overlap else found.rows
        else:
            key = {"record": "number", "journal_line": "entry"}.get(name, "record")
            place = found.columns.index(key)
            rows = [row for row in found.rows if row[place] > head]
        if rows:
            fresh[name] = Rows(found.columns, rows)
    return fresh


def _first(found: Rows) -> int:
    place = found.columns.index("number")
    return min(int(row[place]) for row in found.rows)


def _unknown(session: WriteSession, name: str, found: Rows) -> list[list[Any]]:
    """The rows whose keys the office lacks; a known account or group that is called otherwise now is renamed."""
    keys = [column.name for column in metadata.tables[name].primary_key if column.name != "office_id"]
    places = [found.columns.index(key) for key in keys]
    named = name in _NAMED
    listed = ", ".join([*keys, "name"] if named else keys)
    known = {
        tuple(row[: len(keys)]): row[-1]
        for row in session.all(f"SELECT {listed} FROM {name} WHERE office_id = :office")
    }
    fresh = []
    for row in found.rows:
        key = tuple(row[place] for place in places)
        if key not in known:
            fresh.append(row)
        elif named and known[key] != row[found.columns.index("name")]:
            called = row[found.columns.index("name")]
            session.change(name, "name = :name", "code = :code", name=called, code=key[0])
    return fresh


def newest_record(session: ReadSession, office: int) -> int:
    """The number of an office's newest record."""
    return int(
        session.value("SELECT coalesce(max(number), 0) FROM record WHERE office_id = :copy", copy=office)
    )


def records_between(
    session: ReadSession, office: int, first: int, last: int
) -> dict[int, tuple[str, str, str, str]]:
    """Kind, moment, body and digest of an office's records of a range, by number."""
    rows = session.all(
        "SELECT number, kind, recorded_at, body, digest FROM record WHERE office_id = :copy"
        " AND number BETWEEN :first AND :last ORDER BY number",
        copy=office,
        first=first,
        last=last,
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def strangers(session: ReadSession, head: int) -> list[tuple[int, str]]:
    """Records behind `head` by somebody who is no officer of the office: the number, and who."""
    rows = session.all(
        "SELECT min(r.number), r.actor FROM record AS r WHERE r.office_id = :office AND r.number > :head"
        " AND NOT EXISTS (SELECT 1 FROM officer AS o WHERE o.office_id = r.office_id AND o.code = r.actor)"
        " GROUP BY r.actor ORDER BY 1",
        head=head,
    )
    return [(row[0], row[1]) for row in rows]


def receipt_known(session: ReadSession, file: str, status: str, reason: str) -> bool:
    """Whether the region has on record that this very file had this end."""
    return (
        session.value(
            "SELECT 1 FROM bundle_receipt WHERE office_id = :office AND file = :file AND status = :status"
            " AND reason = :reason LIMIT 1",
            file=file,
            status=status,
            reason=reason,
        )
        is not None
    )


def keep_sealed(session: WriteSession, record: int, sealed: str) -> None:
    """Keep the sealed NIK of an office as its newest bundle sent them."""
    session.drop("sealed_identities", "1 = 1")
    session.insert("sealed_identities", "record sealed", [(record, sealed)])


def every_row(session: ReadSession, names: Iterable[str]) -> dict[str, Rows]:
    """All that some tables hold of an office, by their keys: records in order."""
    found = {}
    for name in names:
        own = tuple(column.name for column in metadata.tables[name].columns if column.name != "office_id")
        order = ", ".join(column.name for column in metadata.tables[name].primary_key)
        rows = session.all(f"SELECT {', '.join(own)} FROM {name} WHERE office_id = :office ORDER BY {order}")
        if rows:
            found[name] = Rows(own, [list(row) for row in rows])
    return found


class Waiting(NamedTuple):
    """A bundle that waits: its office, first record and key, and the file."""

    uuid: str
    first: int
    fingerprint: str
    name: str
    content: bytes


def wait_for_others(session: WriteSession, waiting: Waiting) -> None:
    """Keep a bundle until the records before it came; a newer one by its key that begins alike takes its place."""
    drop_waiting(session, waiting)
    session.insert("waiting_bundle", "uuid first_record fingerprint name content", [waiting])


def drop_waiting(session: WriteSession, waiting: Waiting) -> None:
    """Take a waiting bundle away."""
    own = "uuid = :uuid AND first_record = :first AND fingerprint = :fingerprint"
    session.drop(
        "waiting_bundle", own, uuid=waiting.uuid, first=waiting.first, fingerprint=waiting.fingerprint
    )


def drop_all_waiting(session: WriteSession, uuid: str) -> None:
    """Take all waiting bundles of an office away: its own book is here."""
    session.drop("waiting_bundle", "uuid = :uuid", uuid=uuid)


def waiting_of(session: ReadSession, uuid: str = "", until: int | None = None) -> Sequence[Waiting]:
    """The bundles that wait, in order of records.

    Of one office where `uuid` names it; with `until` the first alone, if it begins by that record.
    """
    only = " AND uuid = :uuid" if uuid else ""
    early = " AND first_record <= :until" if until is not None else ""
    rows = session.all(
        "SELECT uuid, first_record, fingerprint, name, content FROM waiting_bundle WHERE office_id = :office"
        f"{only}{early} ORDER BY uuid, first_record, fingerprint{' LIMIT 1' if early else ''}",
        **({"uuid": uuid} if uuid else {}),
        **({"until": until} if early else {}),
    )
    return [Waiting(row[0], row[1], row[2], row[3], bytes(row[4])) for row in rows]


class ReceiptRow(NamedTuple):
    """What became of a bundle: the record that says so, when (UTC), of whom, and why where it was refused."""

    record: int
    recorded_at: str
    upk: str
    month: str
    first: int
    last: int
    status: str
    reason: str
    differing: int | None
    fingerprint: str
    words: str


def receipts_of(session: ReadSession, upk: str = "") -> list[ReceiptRow]:
    """Every bundle that was taken or refused (of one UPK), in order of recording."""
    only = " AND f.upk = :upk" if upk else ""
    rows = session.all(
        "SELECT f.record, r.recorded_at, f.upk, f.month, f.first_record, f.last_record, f.status, f.reason,"
        " f.differing, f.fingerprint, coalesce(t.text, '') FROM bundle_receipt AS f"
        " JOIN record AS r ON r.office_id = f.office_id AND r.number = f.record"
        " LEFT JOIN record_text AS t ON t.office_id = f.office_id AND t.record = f.record"
        f" WHERE f.office_id = :office{only} ORDER BY f.record, f.line",
        **({"upk": upk} if upk else {}),
    )
    return [ReceiptRow(*row) for row in rows]
