"""What a transaction of one office can do: ask, insert, append to the chain, post.

A record's digest is SHA-256 over the previous digest (the office's UUID before the first), number, kind,
moment, actor and body, one a line. The body is the canonical form: a JSON array that begins with a version tag and
holds the field's own codes, never database ids; free text enters as a salted digest.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.offices import Account

if TYPE_CHECKING:
    from upk_ledger.store.desk import Desk

_COPY_FROM_ROWS = 200
"""From how many rows on PostgreSQL's COPY is faster than inserts."""

_ROWS_AT_ONCE = 50
"""How many rows one insert takes.

Under guards SQLite keeps a copy of every page that a statement touches until it ends: a statement a row is twice
as dear.
"""

_PARAMETER = re.compile(r"(?<![:\w]):(\w+)")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

_HOLD = "SELECT office_id FROM office WHERE office_id = :office FOR NO KEY UPDATE"
_HOLD_AS_ROLE = "SELECT upk_hold_office(:office)"
"""One writer a chain. Locking a row takes the right to change it, which no role has: it asks the owner's function."""

_REMEMBERED = ("accounts", "codes_by_role", "_standing", "closed_through", "loan_funds")


@lru_cache(maxsize=512)
def _spelled(query: str, dialect: str) -> str:
    """The query with `:name` as the driver writes it: SQLite's own way, on PostgreSQL `%(name)s`."""
    return query if dialect == "sqlite" else _PARAMETER.sub(r"%(\1)s", query.replace("%", "%%"))


@lru_cache(maxsize=1024)
def _insert(table: str, columns: str, office: int, mark: str, count: int) -> str:
    """How `count` rows of an office are inserted by one statement; the office stands in it."""
    names = columns.split()
    row = f"({', '.join([str(office), *[mark] * len(names)])})"
    return f"INSERT INTO {table} (office_id, {', '.join(names)}) VALUES {', '.join([row] * count)}"


def canonical(parts: Sequence[object]) -> str:
    """The canonical text of a record's body."""
    return _CANONICAL.encode(parts)


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


@dataclass(frozen=True, slots=True)
class Known:
    """What a kept write knew of its office: true as long as the chain ends where it ended then.

    Accounts, names, closings and vouchers come with a record each.
    """

    digest: str
    facts: Mapping[str, Any]
    last_numbers: Mapping[tuple[str, str], int]


class ReadSession:
    """Questions to one office. `:office` is bound in every query."""

    def __init__(self, desk: "Desk", connection: Connection) -> None:
        self.desk = desk
        self.connection = connection
        self.office_id = desk.office_id
        self.dialect = connection.dialect.name
        self._driver: Any = connection.connection.driver_connection
        self._fault: Any = connection.dialect.loaded_dbapi.Error
        # A server may keep the plan of an insert; that of a question, made for an empty book, fails a full one.
        self._planned_anew: dict[str, Any] = {"prepare": False} if self.dialect == "postgresql" else {}

    def _run(self, statement: str, facts: object, **how: object) -> Any:
        """The driver's cursor after `statement`: the one way of a session's statements to the database.

        SQLAlchemy's results cost a posting as much as the database does. Who listens to the engine hears of these
        statements too, and faults are raised as its own.
        """
        connection, cursor = self.connection, self._driver.cursor()
        connection.engine.dispatch.before_cursor_execute(connection, cursor, statement, facts, None, False)
        try:
            cursor.execute(statement, facts, **how)
        except self._fault as error:
            raise self._told(statement, error) from error
        return cursor

    def _told(self, statement: str, error: Exception) -> DBAPIError:
        """The driver's error as SQLAlchemy raises it."""
        told = DBAPIError.instance(statement, None, error, self._fault, hide_parameters=True)
        return cast("DBAPIError", told)

    def _ask(self, query: str, facts: dict[str, object], **how: object) -> Any:
        facts["office"] = self.office_id
        return self._run(_spelled(query, self.dialect), facts, **how)

    def all(self, query: str, **facts: object) -> Sequence[tuple[Any, ...]]:
        """Every row of `query`."""
        found: list[tuple[Any, ...]] = self._ask(query, facts, **self._planned_anew).fetchall()
        return found

    def steady(self, query: str, **facts: object) -> Sequence[tuple[Any, ...]]:
        """Every row of a `query` whose order names the one index that answers it: a server may keep its plan."""
        found: list[tuple[Any, ...]] = self._ask(query, facts).fetchall()
        return found

    def each(self, query: str, **facts: object) -> Iterator[tuple[Any, ...]]:
        """The rows of `query` as the driver gives them, for lists of a hundred thousand: none waits for the others."""
        yield from self._ask(query, facts, **self._planned_anew)

    def first(self, query: str, **facts: object) -> tuple[Any, ...] | None:
        """The first row of `query`, or None."""
        cursor = self._ask(query, facts, **self._planned_anew)
        found: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return found

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

    @cached_property
    def codes_by_role(self) -> Mapping[str | None, frozenset[str]]:
        """Codes of the accounts of each role."""
        accounts = self.accounts.items()
        roles = {account.role for _, account in accounts}
        return {role: frozenset(code for code, one in accounts if one.role == role) for role in roles}

    def with_role(self, *roles: str) -> frozenset[str]:
        """Codes of the accounts that have one of `roles`."""
        return frozenset[str]().union(*(self.codes_by_role.get(role, ()) for role in roles))

    @cached_property
    def _standing(self) -> tuple[date, bool]:
        """What every posting asks: the last closed day, and whether any loan is lent from a partner's fund."""
        newest = self.all(
            "SELECT closed_through, EXISTS (SELECT 1 FROM loan_fund WHERE office_id = :office) FROM period_event"
            " WHERE office_id = :office ORDER BY record DESC LIMIT 1"
        )
        return date.fromisoformat(newest[0][0]), bool(newest[0][1])

    @cached_property
    def closed_through(self) -> date:
        """The last day of the newest closed month; before any close, the day before the book's start."""
        return self._standing[0]

    @cached_property
    def loan_funds(self) -> Mapping[str, str]:
        """By loan the partner's fund that it is lent from; nothing is asked where no loan is."""
        if not self._standing[1]:
            return {}
        rows = self.all(
            "SELECT loan_number, fund_code FROM loan_fund WHERE office_id = :office ORDER BY record, line"
        )
        newest: dict[str, str] = {row[0]: row[1] for row in rows}
        return {loan: fund for loan, fund in newest.items() if fund != LOAN_FUND}

    def head(self) -> Head:
        """The newest record."""
        rows = self.steady(
            "SELECT number, digest, recorded_at FROM record"
            " WHERE office_id = :office ORDER BY number DESC LIMIT 1"
        )
        return Head(*rows[0]) if rows else Head(0, self.desk.uuid, "")


class WriteSession(ReadSession):
    """Questions and additions to one office; on a server it holds the office's row: one writer a chain."""

    def __init__(self, desk: "Desk", connection: Connection, known: Known | None = None) -> None:
        super().__init__(desk, connection)
        if self.dialect == "postgresql":
            self.steady(_HOLD_AS_ROLE if desk.book.restricted else _HOLD)
        self._head = self.head()
        self.first_record = self.next_record
        """The number that the first record of this transaction gets."""
        self.last_numbers: dict[tuple[str, str], int] = {}
        """The last voucher number of each series and month that was asked for."""
        if known is not None and known.digest == self._head.digest:
            self.__dict__.update(known.facts)
            self.last_numbers.update(known.last_numbers)

    @property
    def next_record(self) -> int:
        """The number that the next record gets."""
        return self._head.number + 1

    def known(self) -> Known:
        """What the next write need not ask again if nobody wrote in between."""
        facts = {name: self.__dict__[name] for name in _REMEMBERED if name in self.__dict__}
        return Known(self._head.digest, facts, self.last_numbers)

    def forget(self) -> None:
        """Drop what was remembered of accounts, closed months and loans' funds, after they changed."""
        for name in _REMEMBERED:
            self.__dict__.pop(name, None)

    def change(self, table: str, to: str, where: str, **facts: object) -> None:
        """Change rows of a table that is no history, as its guards allow."""
        query = f"UPDATE {table} SET {to} WHERE office_id = :office AND {where}"
        self._ask(query, facts, **self._planned_anew)

    def drop(self, table: str, where: str, **facts: object) -> None:
        """Delete rows of a table that is no history, as its guards allow."""
        self._ask(f"DELETE FROM {table} WHERE office_id = :office AND {where}", facts, **self._planned_anew)

    def insert(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
        """Add `rows` to `table`; `columns` are named with spaces between, `office_id` is put before them."""
        office = self.office_id
        # COPY knows no row-level security: under a role of a hosted region rows are inserted.
        if self.dialect == "postgresql" and len(rows) >= _COPY_FROM_ROWS and not self.desk.book.restricted:
            names = ", ".join(columns.split())
            self._copy(f"COPY {table} (office_id, {names}) FROM STDIN", ((office, *row) for row in rows))
            return
        mark = "?" if self.dialect == "sqlite" else "%s"
        for place in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[place : place + _ROWS_AT_ONCE]
            values = list(chain.from_iterable(some))
            self._run(_insert(table, columns, office, mark, len(some)), values)

    def _copy(self, statement: str, values: Iterable[tuple[object, ...]]) -> None:
        """Insert many rows at once; what the server refuses is raised as SQLAlchemy raises it elsewhere."""
        try:
            with self._driver.cursor() as cursor, cursor.copy(statement) as copy:
                for value in values:
                    copy.write_row(value)
        except self._fault as error:
            raise self._told(statement, error) from error

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
        first = self.next_record
        self.insert("record", "number kind recorded_at actor body previous digest", rows)
        self.insert("record_text", "record salt text", texts)
        self.insert("exception_item", "record line rule subject detail", items)
        self._head = Head(number, digest, newest)
        self._digests = {row[0]: row[6] for row in rows}
        return list(range(first, number + 1))

    def digest_of(self, record: int) -> str:
        """The digest of a record of the newest `append_many`."""
        return str(self._digests[record])
