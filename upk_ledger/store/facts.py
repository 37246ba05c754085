"""Facts of the office's work: added, chained and read the same way, whatever their kind.

The tables are declared in `tables/facts.py`; a record of such a kind says its rows, no more and no less.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from upk_ledger.store.session import ReadSession, WriteSession


@cache
def columns_of(kind: str) -> tuple[str, tuple[str, ...]]:
    """The table of a kind of fact, and its columns behind office, record and line."""
    from upk_ledger.store.tables.facts import TABLES  # a payment records no fact: it does without the tables

    table = TABLES[kind]
    return table.name, tuple(column.name for column in table.columns)[3:]


def add_facts(
    session: WriteSession,
    kind: str,
    rows: Sequence[Sequence[object]],
    words: str = "",
    exceptions: Sequence[tuple[str, str, str]] = (),
) -> int:
    """Record facts of one kind, values in the order of `columns_of`; answers with the record's number.

    `words` is a free text about all of them, `exceptions` what they put on the exception list.
    """
    table, columns = columns_of(kind)
    record = session.append(kind, [[list(row) for row in rows]], words, exceptions)
    lines = [(record, line, *row) for line, row in enumerate(rows, 1)]
    session.insert(table, " ".join(("record line", *columns)), lines)
    return record


def facts_of(session: ReadSession, kind: str, where: str = "", **values: object) -> list[tuple[Any, ...]]:
    """The rows of a kind, each as record and then its columns, in order of recording.

    `where` is a condition on the columns over `:name` values, table alias `f`.
    """
    table, columns = columns_of(kind)
    listed = ", ".join(f"f.{column}" for column in ("record", *columns))
    condition = f" AND {where}" if where else ""
    return [
        tuple(row)
        for row in session.all(
            f"SELECT {listed} FROM {table} AS f WHERE f.office_id = :office{condition} ORDER BY f.record, f.line",
            **values,
        )
    ]
