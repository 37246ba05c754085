"""How the audit reads a book: every table once, in order of record, side by side; and where it notes what it finds."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from upk_ledger.bahasa.violations import detail
from upk_ledger.core.audit import Violation
from upk_ledger.core.errors.base import UpkError
from upk_ledger.store.session import ReadSession

_ROWS_AT_ONCE = 5000
_NUMBERS = itertools.count()
"""Names of cursors: several are open at once."""

UNREADABLE = (UpkError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What computing with forged values may raise."""


class Findings:
    """What the audit found, in order."""

    def __init__(self) -> None:
        self.violations: list[Violation] = []

    def add(self, code: str, where: str, **facts: object) -> None:
        """Note a violation."""
        self.violations.append(Violation(code, where, detail(code, **facts)))

    def guarded(self, session: ReadSession, where: str, work: Callable[[], None]) -> None:
        """Do one part of the audit; what cannot even be read is a finding too, and the other parts go on."""
        try:
            work()
        except (SQLAlchemyError, session.connection.dialect.loaded_dbapi.Error) as fault:
            self.add("berkas-rusak", where, words=str(fault).splitlines()[0])
        except UNREADABLE as fault:
            self.unreadable(where, fault)

    def unreadable(self, where: str, fault: Exception) -> None:
        """Note what cannot be computed with, because somebody wrote nonsense into it."""
        self.add("tak-terbaca", where, words=str(fault) or type(fault).__name__)


def driver_rows(session: ReadSession, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query as the driver gives them: the fastest way through millions, never all in memory."""
    driver: Any = session.connection.connection.driver_connection
    facts = {"office": session.office_id}
    if session.connection.dialect.name == "sqlite":
        return iter(driver.execute(query, facts))
    return _server_rows(driver, query.replace(":office", "%(office)s"), facts)


def from_record(column: str, since: int) -> str:
    """The condition that leaves out rows of records before `since` (0: of none)."""
    return f" AND {column} >= {int(since)}" if since else ""


def _server_rows(driver: Any, query: str, facts: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    with driver.cursor(name=f"audit_{next(_NUMBERS)}") as cursor:
        cursor.itersize = _ROWS_AT_ONCE
        cursor.execute(query, facts)
        yield from cursor


class Stream:
    """The rows of one table in order of their first column, a record number, taken record by record.

    Rows that nobody took belong to no record that describes them: they are findings. Those of records before `since`
    are left out.
    """

    def __init__(
        self,
        session: ReadSession,
        findings: Findings,
        table: str,
        columns: str,
        order: str = "",
        since: int = 0,
    ) -> None:
        first = columns.split(",", 1)[0]
        later = from_record(first, since)
        query = f"SELECT {columns} FROM {table} WHERE office_id = :office{later} ORDER BY {first}{order}"
        self._table = table
        self._findings = findings
        self._rows = driver_rows(session, query)
        self._next = next(self._rows, None)

    def of(self, record: int) -> list[tuple[Any, ...]]:
        """The rows of a record; to be asked in rising order."""
        row = self._next
        if row is None or row[0] > record:
            return []
        found = []
        while row is not None and row[0] <= record:
            if row[0] == record:
                found.append(row)
            else:
                self._stray(row[0])
            row = next(self._rows, None)
        self._next = row
        return found

    def finish(self) -> None:
        """Note what is left over."""
        while self._next is not None:
            self._stray(self._next[0])
            self._next = next(self._rows, None)

    def _stray(self, record: int) -> None:
        self._findings.add("tanpa-catatan", f"catatan {record}", table=self._table)
