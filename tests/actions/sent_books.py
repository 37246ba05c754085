"""A UPK that keeps its book and sends it month by month, and what somebody with its file and key can make of that."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tests.conftest import Clock, entropy
from upk_ledger.actions.book import open_desk
from upk_ledger.actions.cash import receive_cash
from upk_ledger.actions.officers import appoint
from upk_ledger.actions.people import register_group, register_member
from upk_ledger.actions.periods import close_month, reopen_month
from upk_ledger.actions.region.sending import send_month
from upk_ledger.actions.region.start import region_identity, start_region
from upk_ledger.actions.visits import record_visit
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import Officer
from upk_ledger.core.people import Member
from upk_ledger.core.visits import Visit
from upk_ledger.exchange import seals
from upk_ledger.exchange.bundles import read_bundle, write_bundle
from upk_ledger.store.guards import expected_guards, install_guards
from upk_ledger.store.region.bundle_rows import rows_between
from upk_ledger.store.session import canonical, record_digest
from upk_ledger.store.tables import metadata

FIRST = Month(2026, 1)
MONTHS = 14
REOPENED = 4
"""After how many months the newest one is opened again, corrected and sent once more."""

LATER = datetime(2027, 4, 1, 1, 0, tzinfo=UTC)


@dataclass
class SentFile:
    """A bundle's file."""

    name: str
    content: bytes

    @property
    def letter(self):
        return read_bundle(self.content, self.name).manifest


def keep_and_send(desk, build):
    """Keep a book for 14 months and send each; answers with the files, one more than there are months."""
    register_group(desk, "K01", "Mawar Indah", "RT 03")
    register_member(desk, Member("K01", "A01", "Siti", "P", "3374015505800001"))
    register_member(desk, Member("K01", "A02", "Wati", "P"))
    receive_cash(desk, date(2026, 1, 2), "31010", 2_000_000_000, "Modal")
    loan = build.loan(
        desk, date(2026, 1, 5), 5_000_000, shares={"A01": 2_000_000, "A02": 3_000_000}, tenor=12
    )
    sent = []
    for number in range(MONTHS):
        month = FIRST.plus(number)
        if number in {2, 3, 7, 12}:
            build.pay(desk, loan, month.last, 575_000)
        if number == 6:
            register_group(desk, "K02", "Melati Putih")
            build.loan(desk, month.first, 1_000_000, group="K02", tenor=3)
            record_visit(desk, loan, Visit(month.first, "penagihan", ("pembuku",), "Bu Siti sakit"))
        if number == 9:
            appoint(desk, Officer("pembuku", "Pembuku", "Dewi Lestari", month.first))
        build.entry(desk, month.last, "51030", "11010", 25_000 + number, "Kertas")
        close_month(desk, month)
        sent.append(told(send_month(desk, month)))
        if number == REOPENED - 1:
            reopen_month(desk, month, "nota terlupa")
            build.entry(desk, month.last, "51030", "11010", 10_000, "Nota terlupa")
            close_month(desk, month)
            sent.append(told(send_month(desk, month)))
    return sent


def told(made):
    return SentFile(made.name, made.content)


def start_wilayah(location, code="WILAYAH"):
    """A region in a book of its own, or beside others."""
    identity = region_identity(
        "Dinas Perkim", "Kota", "Semarang", "Jawa Tengah", date(2026, 1, 1), code=code, zone="WIB"
    )
    return start_region(
        location, identity, {}, rulebook="pnpm-2012", clock=Clock(LATER), entropy=entropy(f"{location}{code}")
    )


def dump(desk, *left_out):
    """Every row of the book but those of some tables."""
    with desk.read() as session:
        return {
            table.name: session.connection.execute(table.select().order_by(*table.primary_key)).all()
            for table in metadata.sorted_tables
            if table.name not in left_out
        }


def at(location, office=None):
    """A desk at some office of a book, when all was sent."""
    return open_desk(location, office, None, Clock(LATER), entropy(8))


def bundle_of(desk, like, first, last, change=None, **letter):
    """A bundle of any records with a letter `like` another's, signed with the UPK's key.

    `change(tables)` may falsify what travels before.
    """
    with desk.read() as session:
        secret, public = session.all(
            "SELECT s.secret, k.public_key FROM secret_key AS s JOIN bundle_key AS k ON k.office_id = s.office_id"
            " AND k.fingerprint = s.fingerprint WHERE s.office_id = :office ORDER BY k.record DESC"
        )[0]
        digests = dict(session.all("SELECT number, digest FROM record WHERE office_id = :office"))
        tables = rows_between(session, first, last)
    if change is not None:
        change(tables)
    body = next(row[4] for row in tables["record"].rows if row[0] == last)
    month = Month(*map(int, json.loads(body)[1].split("-")))
    made = replace(
        like,
        month=month,
        first=first,
        last=last,
        previous=digests.get(first - 1, desk.uuid),
        head=next(row[6] for row in tables["record"].rows if row[0] == last),
        public_key=public,
        fingerprint=seals.fingerprint(public),
        replaces="",
        recipient="",
        **letter,
    )
    content = write_bundle(made, tables, "", lambda signed: {made.fingerprint: seals.sign(secret, signed)})
    return SentFile(f"palsu-{first}-{last}.upk", content)


def tampered(desk, *statements):
    """Run some SQL in a book without its guards, as somebody with the file can."""
    dialect = desk.book.dialect
    with desk.book.engine.connect() as connection:
        if dialect == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN")
        for name, sql in expected_guards(dialect).items():
            table = sql.split(" ON ", 1)[1].split()[0]
            on = f" ON {table}" if dialect == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        for statement in statements:
            connection.exec_driver_sql(statement) if isinstance(statement, str) else statement(connection)
        install_guards(connection)
        connection.commit()


def rewrite(number, change):
    """A change of one record's body, with every digest behind it made anew; for `tampered`."""

    def run(connection):
        rows = connection.exec_driver_sql(
            "SELECT number, kind, recorded_at, actor, body, previous FROM record WHERE office_id = 1"
            f" AND number >= {number} ORDER BY number"
        ).all()
        previous = rows[0][5]
        for found, kind, moment, actor, stood, _ in rows:
            body = stood
            if found == number:
                said = json.loads(stood)
                change(said)
                body = canonical(said)
            digest = record_digest(previous, found, kind, moment, actor, body)
            connection.exec_driver_sql(
                "UPDATE record SET body = ?, previous = ?, digest = ? WHERE office_id = 1 AND number = ?",
                (body, previous, digest, found),
            )
            previous = digest

    return run


def secret_gone(desk):
    """The UPK's secret keys are lost."""
    with desk.write() as session:
        session.drop("secret_key", "1 = 1")
