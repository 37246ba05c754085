"""What a prepared database has to have of grants and policies, held against what its catalogue says."""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, text

from upk_ledger.core.region.roles import PEMDA, UPK
from upk_ledger.store.region.roles import group_role, schema_of, statements

_POLICY = re.compile(
    r"CREATE POLICY (\w+) ON (\w+) FOR (\w+) TO ([\w, ]+?)\s+((?:USING|WITH CHECK) .*)", re.DOTALL
)
_GRANT = re.compile(r"GRANT ([A-Z, ]+?)(?: \(([\w, ]+)\))? ON (?!FUNCTION|SCHEMA)([\w, ]+) TO (.+)")
_SECURED = re.compile(r"ALTER TABLE (\w+) ENABLE ROW LEVEL SECURITY")
_FUNCTION = re.compile(r"CREATE OR REPLACE FUNCTION (\w+)\(.*? AS \$\$(.*)\$\$", re.DOTALL)
_PINNED = re.compile(r"ALTER FUNCTION (\w+)\(\) SET search_path")

_POLICIES = (
    "SELECT policyname, tablename, cmd, roles::text[], coalesce(qual, ''), coalesce(with_check, '')"
    " FROM pg_policies WHERE schemaname = current_schema() AND permissive = 'PERMISSIVE'"
)
_TABLES = "SELECT relname, relrowsecurity FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
_GRANTS = (
    "SELECT c.relname, a.privilege_type, '', coalesce(g.rolname, 'PUBLIC') FROM pg_class AS c"
    " CROSS JOIN LATERAL aclexplode(c.relacl) AS a LEFT JOIN pg_roles AS g ON g.oid = a.grantee"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.grantee <> c.relowner"
    " UNION ALL SELECT c.relname, a.privilege_type, t.attname, coalesce(g.rolname, 'PUBLIC') FROM pg_class AS c"
    " JOIN pg_attribute AS t ON t.attrelid = c.oid CROSS JOIN LATERAL aclexplode(t.attacl) AS a"
    " LEFT JOIN pg_roles AS g ON g.oid = a.grantee"
    " WHERE c.relnamespace = current_schema()::regnamespace AND a.grantee <> c.relowner"
)
_FUNCTIONS = (
    "SELECT proname, prosrc, prosecdef, EXISTS (SELECT 1 FROM unnest(proconfig) AS c WHERE c ~ '^search_path=')"
    " FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
)
_MIGHTY = (
    "SELECT DISTINCT p.rolname FROM pg_roles AS p"
    " JOIN pg_auth_members AS m ON m.member = p.oid JOIN pg_roles AS g ON g.oid = m.roleid"
    " WHERE g.rolname = ANY (:groups) AND p.rolcanlogin AND (p.rolsuper OR p.rolbypassrls OR p.rolcreaterole"
    " OR pg_has_role(p.oid, (SELECT relowner FROM pg_class WHERE oid = to_regclass('office')), 'MEMBER'))"
)

Right = tuple[str, str, str, str]
"""Table, what may be done, to which column (empty: all), by whom."""


def unprotected(connection: Connection, uuid: str) -> Iterator[str]:
    """What is missing, is otherwise or is too much, as the catalogue calls it, for the region of this UUID."""
    expected = statements(schema_of(connection), uuid)
    yield from _policies(connection, expected)
    yield from _functions(connection, expected)
    groups = [group_role(kind, uuid) for kind in (UPK, PEMDA)]
    yield from _rights(connection, expected, set(groups))
    for (role,) in connection.execute(text(_MIGHTY), {"groups": groups}):
        yield f"peran {role}"


def _policies(connection: Connection, expected: list[str]) -> Iterator[str]:
    wanted = {}
    for sql in expected:
        if match := _POLICY.match(sql):
            name, table, command, roles, rule = match.groups()
            using, _, check = rule.partition("WITH CHECK ")
            wanted[table, name] = (
                command,
                sorted(roles.split(", ")),
                _plain(using.strip().removeprefix("USING ")),
                _plain(check),
            )
    found = {
        (table, name): (command, sorted(roles), _plain(using), _plain(check))
        for name, table, command, roles, using, check in connection.exec_driver_sql(_POLICIES)
    }
    yield from (f"{table}: kebijakan {name}" for table, name in sorted(wanted.keys() | found.keys())
                if wanted.get((table, name)) != found.get((table, name)))  # fmt: skip
    secured = {row[0]: row[1] for row in connection.exec_driver_sql(_TABLES)}
    for sql in expected:
        if (match := _SECURED.match(sql)) and not secured.get(match[1]):
            yield f"{match[1]}: row level security"


def _plain(rule: str) -> str:
    """A condition without what each version of the server writes in its own way."""
    bare = re.sub(r"::\w+(\[\])?|\bAS upk_\w+|\bAS\b", " ", rule)
    return re.sub(r"[\s()]+", " ", bare).strip().casefold()


def _functions(connection: Connection, expected: list[str]) -> Iterator[str]:
    found = {name: rest for name, *rest in connection.exec_driver_sql(_FUNCTIONS)}
    for sql in expected:
        if match := _FUNCTION.search(sql):
            if found.get(match[1]) != [match[2], True, True]:
                yield f"fungsi {match[1]}"
        elif (match := _PINNED.match(sql)) and not (match[1] in found and found[match[1]][2]):
            yield f"fungsi {match[1]}"


def _rights(connection: Connection, expected: list[str], groups: set[str]) -> Iterator[str]:
    """Rights of the group roles, exactly; of others only that they read, as a backup does."""
    wanted: set[Right] = set()
    for sql in expected:
        if match := _GRANT.match(sql):
            privileges, columns, tables, roles = match.groups()
            wanted |= {
                (table, privilege, column, role)
                for table in tables.split(", ")
                for privilege in privileges.split(", ")
                for column in (columns or "").split(", ")
                for role in roles.split(", ")
            }
    found: set[Right] = {
        (table, privilege, column, role)
        for table, privilege, column, role in connection.exec_driver_sql(_GRANTS)
        if role in groups or role == "PUBLIC" or privilege != "SELECT"
    }
    for table, privilege, column, role in sorted(wanted ^ found):
        yield f"{table}: hak {privilege}{f' ({column})' if column else ''} untuk {role}"
