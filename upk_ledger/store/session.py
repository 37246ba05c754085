"""What a transaction of one office can do: ask, insert, append to the chain, post.

A record's digest is SHA-256 over the previous digest (the office's UUID before the first), number, kind,
moment, actor and body, one a line. The body is the canonical form: a JSON array that begins with a version tag and
holds the field's own codes, never database ids; free text enters as a salted digest.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, TextClause, text

from upk_ledger.core.offices import Account

if TYPE_CHECKING:
    from upk_ledger.store.desk import Desk

_COPY_FROM_ROWS = 200
"""From how many rows on PostgreSQL's COPY is faster than inserts."""


@lru_cache(maxsize=512)
def _prepared(query: str) -> TextClause:
    """The query with its parameters found, once for a running process."""
    return text(query)


def canonical(parts: Sequence[object]) -> str:
    """The canonical text of a record's body."""
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def record_digest(previous: str, number: int, kind: str, recorded_at: str, actor: str, body: str) -> str:
    """The digest that chains a record to the one before (hex)."""
    return sha256(f"{previous}\n{number}\n{kind}\n{recorded_at}\n{actor}\n{body}".encode()).hexdigest()


def text_digest(salt: str, words: str) -> str:
    """What stands for a free text in a record's body (hex; empty for no text)."""
    return sha256(f"{salt}{words}".encode()).hexdigest() if words else ""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest record of the office's chain (number 0 and the office's UUID before the first)."""

    number: int
    digest: str
    recorded_at: str


class ReadSession:
    """Questions to one office. `:office` is bound in every query."""

    def __init__(self, desk: "Desk", connection: Connection) -> None:
        self.desk = desk
        self.connection = connection
        self.office_id = desk.office_id

    def all(self, query: str, **facts: object) -> Sequence[tuple[Any, ...]]:
        """Every row of `query`."""
        return self.connection.execute(_prepared(query), {"office": self.office_id, **facts}).all()

    def each(self, query: str, **facts: object) -> Iterator[tuple[Any, ...]]:
        """The rows of `query` as the driver gives them, for lists of a hundred thousand: none waits for the others."""
        found = self.connection.execute(_prepared(query), {"office": self.office_id, **facts})
        rows: Any = found.cursor
        yield from rows

    def first(self, query: str, **facts: object) -> tuple[Any, ...] | None:
        """The first row of `query`, or None."""
        return self.connection.execute(_prepared(query), {"office": self.office_id, **facts}).first()

    def value(self, query: str, **facts: object) -> Any:
        """The first column of the first row of `query`, or None."""
        row = self.first(query, **facts)
        return None if row is None else row[0]

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """The chart of accounts by code, in code order."""
        rows = self.all(
            "SELECT code, name, type, role, parent FROM account WHERE office_id = :office ORDER BY code"
        )
        return {row[0]: Account(*row) for row in rows}

    def with_role(self, *roles: str) -> frozenset[str]:
        """Codes of the accounts that have one of `roles`."""
        return frozenset(code for code, account in self.accounts.items() if account.role in roles)

    @cached_property
    def closed_through(self) -> date:
        """The last day of the newest closed month; before any close, the day before the book's start."""
        newest = (
            "SELECT closed_through FROM period_event WHERE office_id = :office ORDER BY record DESC LIMIT 1"
        )
        return date.fromisoformat(self.value(newest))

    def head(self) -> Head:
        """The newest record."""
        row = self.first(
            "SELECT number, digest, recorded_at FROM record"
            " WHERE office_id = :office ORDER BY number DESC LIMIT 1"
        )
        return Head(0, self.desk.uuid, "") if row is None else Head(*row)


class WriteSession(ReadSession):
    """Questions and additions to one office; on a server it holds the office's row: one writer a chain."""

    def __init__(self, desk: "Desk", connection: Connection) -> None:
        super().__init__(desk, connection)
        if connection.dialect.name == "postgresql":
            self.value("SELECT office_id FROM office WHERE office_id = :office FOR NO KEY UPDATE")
        self._head = self.head()

    def forget(self) -> None:
        """Drop what was remembered of accounts and closed months, after they changed."""
        for name in ("accounts", "closed_through"):
            self.__dict__.pop(name, None)

    def change(self, table: str, to: str, where: str, **facts: object) -> None:
        """Change rows of a table that is no history, as its guards allow."""
        query = f"UPDATE {table} SET {to} WHERE office_id = :office AND {where}"
        self.connection.execute(text(query), {"office": self.office_id, **facts})

    def insert(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
        """Add `rows` to `table`; `columns` are named with spaces between, `office_id` is put before them."""
        if not rows:
            return
        names = ["office_id", *columns.split()]
        values = [(self.office_id, *row) for row in rows]
        listed = ", ".join(names)
        if self.connection.dialect.name == "sqlite":
            marks = ", ".join("?" * len(names))
        elif len(rows) < _COPY_FROM_ROWS:
            marks = ", ".join(["%s"] * len(names))
        else:
            self._copy(f"COPY {table} ({listed}) FROM STDIN", values)
            return
        self.connection.exec_driver_sql(f"INSERT INTO {table} ({listed}) VALUES ({marks})", values)

    def _copy(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        driver: Any = self.connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for value in values:
                copy.write_row(value)

    def append(
        self,
        kind: str,
        parts: Sequence[object],
        words: str = "",
        exceptions: Sequence[tuple[str, str, str]] = (),
    ) -> int:
        """Chain one record and answer with its number.

        `parts` is the body behind its version tag; `words` a free text, kept beside it and digested into it;
        `exceptions` are (rule, subject, detail) for the exception list.
        """
        return self.append_many([(kind, parts, words, exceptions)])[0]

    def append_many(
        self, records: Sequence[tuple[str, Sequence[object], str, Sequence[tuple[str, str, str]]]]
    ) -> list[int]:
        """Chain several records at once, in this order."""
        number, digest, newest = self._head.number, self._head.digest, self._head.recorded_at
        actor = self.desk.actor
        rows, texts, items = [], [], []
        for kind, parts, words, exceptions in records:
            now = self.desk.now().isoformat(timespec="microseconds")
            number += 1
            found = list(exceptions)
            if now < newest:  # a clock set back never reorders the past: the record says so instead
                found.append(("jam-mundur", str(number), now))
                now = newest
            newest = now
            salt = self.desk.entropy(16).hex() if words else ""
            body = canonical([f"{kind}/1", *parts, text_digest(salt, words), found])
            previous, digest = digest, record_digest(digest, number, kind, now, actor, body)
            rows.append((number, kind, now, actor, body, previous, digest))
            if words:
                texts.append((number, salt, words))
            items += [(number, line, *item) for line, item in enumerate(found, 1)]
        first = self._head.number + 1
        self.insert("record", "number kind recorded_at actor body previous digest", rows)
        self.insert("record_text", "record salt text", texts)
        self.insert("exception_item", "record line rule subject detail", items)
        self._head = Head(number, digest, newest)
        self._digests = {row[0]: row[6] for row in rows}
        return list(range(first, number + 1))

    def digest_of(self, record: int) -> str:
        """The digest of a record of the newest `append_many`."""
        return str(self._digests[record])
