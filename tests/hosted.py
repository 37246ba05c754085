"""A region on a server: two UPK and the region in one database, each with a login role of its own."""

from datetime import UTC, datetime

import psycopg
from sqlalchemy import event, make_url

from upk_ledger.actions.book import open_desk, start_book
from upk_ledger.actions.region.roles import add_role, prepare_roles
from upk_ledger.core.offices import OFFICERS, BookIdentity, Officer

PASSWORD = "rahasia-uji"


class Hosted:
    """The server's database and its people; role names carry the database's, since a server has them all."""

    def __init__(self, server, build):
        self.server, self.build = server, build
        self.database = server.make()
        self.owner = server.url(self.database)
        self.region = start_book(
            self.owner,
            BookIdentity(
                "Dinas Perkim", "", "", "", "", "Kota", "Semarang", "Jawa Tengah", build.identity.start,
                code="WILAYAH", kind="wilayah",
            ),
            rulebook="pnpm-2012",
            officers=[Officer(code, role, "", build.identity.start) for code, role in OFFICERS["wilayah"].items()],
            clock=build.clock(),
            entropy=build.entropy(self.database),
            finishing=prepare_roles,
        )  # fmt: skip
        self.groups = [name for (name,) in self.ask("SELECT role FROM regional_role WHERE status = 'siap'")]
        self.roles = {}
        for code in ("MELATI", "ANGGREK"):
            build.start(self.owner, code=code, name=f"UPK {code.capitalize()}")
            self.give(code)
        self.give("WILAYAH")

    def give(self, code):
        """Make the login role of an office."""
        self.roles[code] = f"{code}_{self.database}".lower()
        self.give_role(code, self.roles[code])

    def give_role(self, code, role):
        """Let this role work for an office."""
        add_role(self.region, code, role, PASSWORD)

    def url(self, code):
        """Where the one who works for this office logs in."""
        named = make_url(self.owner).set(username=self.roles[code], password=PASSWORD)
        return named.render_as_string(hide_password=False)

    def desk(self, code, office=None):
        """The desk at which that role sits down, in April."""
        clock = self.build.clock(datetime(2026, 4, 2, 1, 0, tzinfo=UTC))
        return open_desk(self.url(code), office, None, clock, self.build.entropy(4))

    def connect(self, code=None):
        """A bare connection, of a role or of the owner."""
        return psycopg.connect(self.url(code) if code else self.owner, autocommit=True)

    def ask(self, query, code=None):
        """The rows of a bare query."""
        with self.connect(code) as connection:
            found = connection.execute(query)
            return found.fetchall() if found.description else []

    def hang_up(self):
        """The server ends every other connection to this database, and has done so when this returns."""
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with self.connect() as connection:
            connection.execute(f"SELECT pg_terminate_backend(pid) {others}")
            while connection.execute(f"SELECT count(*) {others}").fetchone() != (0,):
                pass

    def close(self):
        """Drop the database, then the roles."""
        self.server.drop(self.database)
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            for role in (*self.roles.values(), *self.groups):
                connection.execute(f'DROP ROLE IF EXISTS "{role}"')


def at_statement(engine, number, act):
    """Do `act` before the engine's statement (or commit) of this number."""
    counted = iter(range(1, number + 1))

    def count(*_facts):
        if next(counted, number + 1) == number:
            act()

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
