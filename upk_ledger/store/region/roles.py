"""Roles of a database server for a hosted region: made, given an office, taken away again.

Two group roles carry the rights (`migrations/roles_postgresql.sql`): one for UPK, one for the region. They are
called after the region's UUID, because roles belong to the whole server and a dump keeps their names. A login role is
a member of one of them and sees the offices that `office_role` names for it. The owner of the tables is not bound by
the policies: it starts offices, moves books in and out and upgrades.
"""

import contextlib
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from upk_ledger import resources
from upk_ledger.core.errors.region_roles import (
    RoleNameWrong,
    RoleOfBoth,
    RolesNotMakable,
    RolesNotPrepared,
    RoleTooMighty,
)
from upk_ledger.core.region.roles import PEMDA, UPK, RoleGrant
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession

KIND = "wilayah-peran"
NEVER_ADDED = ("office", "replica", "restored_book", "waiting_bundle", "sealed_identities")
"""Tables to which a UPK's own role adds nothing."""

PRIVATE = ("member_person", "loan_income", "secret_key")
"""Tables of which the region reads nothing."""

BLANKED = ("borrower_group",)
"""Tables with a column that the region does not read: addresses."""

CHOSEN = ("record_text",)
"""Tables of which the region reads the rows that travel."""

_NAME = re.compile(r"[a-z_][a-z0-9_-]{0,62}")
POLICY = re.compile(r"CREATE POLICY (\w+) ON (\w+) ")
_MIGHT = (
    "SELECT rolsuper OR rolbypassrls OR rolcreaterole"
    " OR pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = 'office'::regclass), 'MEMBER')"
    " FROM pg_roles WHERE rolname = :role"
)


def group_role(kind: str, uuid: str) -> str:
    """The group role of a region (its UUID) for roles that work for a UPK or for the region itself."""
    return f"upk_{'pemda' if kind == PEMDA else 'kantor'}_{uuid[:8]}"


def statements(schema: str, uuid: str) -> list[str]:
    """Every statement that prepares the database, with its tables, schema and group roles in it."""
    from upk_ledger.store.region.bundle_rows import TOLD  # only who prepares or audits needs them
    from upk_ledger.store.tables import metadata

    offices = [table.name for table in metadata.sorted_tables if "office_id" in table.columns]
    lists = {
        "{table}": offices,
        "{added}": [name for name in offices if name not in NEVER_ADDED],
        "{open}": [name for name in offices if name not in BLANKED],
        "{shared}": [name for name in offices if name not in (*PRIVATE, *CHOSEN)],
        "{private}": PRIVATE,
    }
    source = (resources.folder("migrations") / "roles_postgresql.sql").read_text(encoding="utf-8")
    for mark, name in (
        ("kantor", group_role(UPK, uuid)),
        ("pemda", group_role(PEMDA, uuid)),
        ("schema", schema),
        ("told", f"'{{{','.join(sorted(TOLD))}}}'"),
    ):
        source = source.replace(f"{{{mark}}}", name)
    found = []
    for part in source.split("\n\n", 1)[1].split("--;"):
        statement = re.sub(r"^--.*\n", "", part.strip(), flags=re.MULTILINE)
        mark = next((mark for mark in lists if mark in statement), "")
        found += [statement.replace(mark, name) for name in lists[mark]] if mark else [statement]
    return found


def schema_of(connection: Connection) -> str:
    """The schema of the book's tables, as SQL writes it."""
    return str(connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one())


def install(connection: Connection, uuid: str) -> None:
    """Make the group roles where they are not, and give tables their grants and policies anew."""
    for kind in (UPK, PEMDA):
        _make_group(connection, group_role(kind, uuid))
    for sql in statements(schema_of(connection), uuid):
        if match := POLICY.match(sql):
            connection.exec_driver_sql(f"DROP POLICY IF EXISTS {match[1]} ON {match[2]}")
        connection.exec_driver_sql(sql.replace("%", "%%"))


def _make_group(connection: Connection, group: str) -> None:
    if _value(connection, "SELECT 1 FROM pg_roles WHERE rolname = :role", role=group):
        return
    owner, may = connection.exec_driver_sql(
        "SELECT rolname, rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).one()
    if not may:
        raise RolesNotMakable(owner)
    with contextlib.suppress(DBAPIError), connection.begin_nested():  # another made it at this moment
        connection.exec_driver_sql(f"CREATE ROLE {group} NOLOGIN")


def prepared_for(connection: Connection) -> str | None:
    """The UUID of the region for which this database was prepared (of it what a UPK's role can know), or None."""
    found = _value(
        connection,
        "SELECT coalesce((SELECT o.uuid FROM regional_role AS r JOIN office AS o ON o.office_id = r.office_id"
        " WHERE r.status = 'siap' LIMIT 1), (SELECT substr(max(rolname), 12) FROM pg_roles"
        " WHERE rolname ~ '^upk_kantor_' AND row_security_active('office') AND pg_has_role(oid, 'MEMBER')))",
    )
    return None if found is None else str(found)


def reinstall(connection: Connection) -> None:
    """Give the tables of a prepared database their grants and policies anew, after a migration."""
    if uuid := prepared_for(connection):
        install(connection, uuid)


def prepare(session: WriteSession, rulebooks: Iterable[tuple[str, str]]) -> bool:
    """Prepare the database for the region of this session; False where that was done before and is done anew.

    `rulebooks` (digest, text) are kept beforehand: of two offices that adopt the same new text at the same moment the
    second would wait for the first.
    """
    connection, uuid = session.connection, session.desk.uuid
    first = prepared_for(connection) is None
    install(connection, uuid)
    for digest, words in rulebooks:
        connection.execute(
            text("INSERT INTO rulebook_text (digest, text) VALUES (:digest, :words) ON CONFLICT DO NOTHING"),
            {"digest": digest, "words": words},
        )
    if first:
        add_facts(session, KIND, [("", group_role(kind, uuid), "siap") for kind in (UPK, PEMDA)])
    return first


def grant(session: WriteSession, role: str, office: tuple[int, str, str], password: str | None) -> bool:
    """Let a login role work for an office (id, code, kind), made where the server has it not; True where it was made.

    Raises `RolesNotPrepared`, `RoleNameWrong`, `RoleTooMighty` for a role that no policy binds, and `RoleOfBoth`: what
    the region does not read the role would read by its rights as a UPK.
    """
    given = [one for one in grants(session) if one.role == role]
    if not _NAME.fullmatch(role) or role.startswith(("pg_", "upk_kantor_", "upk_pemda_")):
        raise RoleNameWrong(role)
    connection, (office_id, code, kind) = session.connection, office
    name = connection.dialect.identifier_preparer.quote_identifier(role)
    duty = PEMDA if kind == "wilayah" else UPK
    if other := next((one for one in given if one.kind != duty), None):
        raise RoleOfBoth(role, other.office)
    mighty = _value(connection, _MIGHT, role=role)
    if mighty:
        raise RoleTooMighty(role)
    if mighty is None:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
    if password:
        connection.exec_driver_sql(f"ALTER ROLE {name} PASSWORD '{_sealed(connection, role, password)}'")
    connection.exec_driver_sql(f"GRANT {group_role(duty, session.desk.uuid)} TO {name}")
    if office_id not in {one.office_id for one in given}:
        session.connection.execute(
            text("INSERT INTO office_role (role, office) VALUES (:role, :office)"),
            {"role": role, "office": office_id},
        )
        add_facts(session, KIND, [(code, role, "beri")])
    return mighty is None


def _sealed(connection: Connection, role: str, password: str) -> str:
    """The password as the server keeps it: what it is itself stands in no statement and no log."""
    driver: Any = connection.connection.driver_connection
    sealed: bytes = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return sealed.decode()


def withdraw(session: WriteSession, given: RoleGrant) -> None:
    """Let a login role work for this office no more; without any other it loses its group role too."""
    connection = session.connection
    connection.execute(
        text("DELETE FROM office_role WHERE role = :role AND office = :office"),
        {"role": given.role, "office": given.office_id},
    )
    add_facts(session, KIND, [(given.office, given.role, "cabut")])
    rest = {other.kind for other in grants(session) if other.role == given.role}
    if given.kind not in rest and _value(
        connection, "SELECT 1 FROM pg_roles WHERE rolname = :role", role=given.role
    ):
        name = connection.dialect.identifier_preparer.quote_identifier(given.role)
        connection.exec_driver_sql(f"REVOKE {group_role(given.kind, session.desk.uuid)} FROM {name}")


def grants(session: ReadSession) -> list[RoleGrant]:
    """Every role and the office it works for, by role and office."""
    _check_prepared(session)
    rows = session.all(
        "SELECT r.role, o.code, o.name, o.kind, o.office_id, p.rolname IS NOT NULL AND p.rolcanlogin"
        " FROM office_role AS r JOIN office AS o ON o.office_id = r.office"
        " LEFT JOIN pg_roles AS p ON p.rolname = r.role ORDER BY r.role, o.code"
    )
    return [
        RoleGrant(role, code, name, PEMDA if kind == "wilayah" else UPK, office_id, bool(present))
        for role, code, name, kind, office_id, present in rows
    ]


def unrecorded(session: ReadSession) -> list[tuple[str, str]]:
    """Role and office of what the table of roles says otherwise than the region's chain."""
    standing: dict[tuple[str, str], str] = {}
    for _record, upk, role, status in facts_of(session, KIND):
        standing[role, upk] = status
    recorded = {pair for pair, status in standing.items() if status == "beri"}
    return sorted(recorded ^ {(given.role, given.office) for given in grants(session)})


def _check_prepared(session: ReadSession) -> None:
    if prepared_for(session.connection) is None:
        raise RolesNotPrepared(session.desk.book.place)


def _value(connection: Connection, query: str, **facts: object) -> Any:
    return connection.execute(text(query), facts).scalar()
