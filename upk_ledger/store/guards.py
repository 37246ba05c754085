"""The guards: triggers that keep the past as it is, installed anew after every migration.

Their SQL lies in `migrations/guards_<dialect>.sql`; `audit periksa` compares what a book has with it.
"""

import re

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
    """Names of the guards that this book lacks or has in another form."""
    dialect = connection.dialect.name
    expected = expected_guards(dialect)
    if dialect == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        present = {row[0]: row[1] for row in connection.execute(text(query))}
        return tuple(name for name, sql in expected.items() if present.get(name) != sql)
    query = (
        "SELECT t.tgname, p.proname, p.prosrc FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
    )
    bodies = {match[1]: match[2] for sql in _statements(dialect) if (match := _FUNCTION.match(sql))}
    found = {name: (function, source) for name, function, source in connection.execute(text(query))}
    missing = []
    for name, sql in expected.items():
        function = sql.rpartition(" ")[2].removesuffix("()")
        if found.get(name) != (function, bodies[function]):
            missing.append(name)
    return tuple(missing)
