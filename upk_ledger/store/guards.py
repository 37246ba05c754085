"""The guards: triggers that keep the past as it is, installed anew after every migration.

Their SQL lies in `migrations/guards_<dialect>.sql`; `audit periksa` compares what a book has with it.
"""

import re
from collections.abc import Mapping

from sqlalchemy import Connection, text

from upk_ledger import resources
from upk_ledger.store.tables import APPEND_ONLY

_NAME = re.compile(r"CREATE TRIGGER (\w+) .*? ON (\w+)", re.DOTALL)

_FUNCTION = re.compile(r"(?:--.*\n)*CREATE OR REPLACE FUNCTION (\w+)\(\) .*? AS \$\$(.*)\$\$", re.DOTALL)


def _statements(dialect: str) -> list[str]:
    """Every statement of the dialect's file, the `{table}` ones once for each append-only table."""
    source = (resources.folder("migrations") / f"guards_{dialect}.sql").read_text(encoding="utf-8")
    body = source.split("\n\n", 1)[1]
    found = []
    for statement in (part.strip() for part in body.split("--;")):
        tables = APPEND_ONLY if "{table}" in statement else ("",)
        found += [statement.replace("{table}", table) for table in tables]
    return found


def expected_guards(dialect: str) -> dict[str, str]:
    """Name of every trigger that a book has to have, with its SQL."""
    return {match[1]: sql for sql in _statements(dialect) if (match := _NAME.match(sql))}


def install_guards(connection: Connection) -> None:
    """Drop and create every guard on this connection's book, in the open transaction."""
    dialect = connection.dialect.name
    for sql in _statements(dialect):
        if match := _NAME.match(sql):
            on = f" ON {match[2]}" if dialect == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {match[1]}{on}")
        connection.exec_driver_sql(sql.replace("%", "%%") if dialect == "postgresql" else sql)


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """Names of the guards that this book lacks or has in another form, and of triggers that are none of ours."""
    dialect = connection.dialect.name
    expected = expected_guards(dialect)
    if dialect == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        present: dict[str, object] = {row[0]: row[1] for row in connection.execute(text(query))}
        wanted: dict[str, object] = dict(expected)
    else:
        present = {row[0]: tuple(row[1:]) for row in connection.execute(text(_PRESENT_ON_SERVER))}
        bodies = {match[1]: match[2] for sql in _statements(dialect) if (match := _FUNCTION.match(sql))}
        wanted = {name: _as_catalogued(sql, bodies) for name, sql in expected.items()}
    lacking = [name for name, sql in wanted.items() if present.get(name) != sql]
    return (*lacking, *sorted(present.keys() - wanted.keys()))


_PRESENT_ON_SERVER = """
SELECT t.tgname, c.relname, t.tgtype::int, t.tgenabled::text, t.tgqual IS NULL,
       coalesce(array_length(t.tgattr::int2[], 1), 0),
       p.proname, p.prosrc
  FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS p ON p.oid = t.tgfoid
 WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
_TYPE_BITS = {"FOR EACH ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def _as_catalogued(sql: str, bodies: Mapping[str, str]) -> tuple[object, ...]:
    """What PostgreSQL's catalogue says of a trigger made by this statement."""
    head, _, tail = sql.partition(" ON ")
    table, function = tail.split()[0], sql.rpartition(" ")[2].removesuffix("()")
    events = head.split(" ", 3)[3].split(" OF ")[0]
    kind = sum(bit for word, bit in _TYPE_BITS.items() if word in f"{events} {tail}")
    columns = len(head.split(" OF ")[1].split(",")) if " OF " in head else 0
    return (table, kind, "O", True, columns, function, bodies[function])
