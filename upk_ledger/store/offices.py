"""Rows of the office: its identity, accounts, officers, adopted rules, and who signs at a date."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import text

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.book import OfficeExists
from upk_ledger.core.offices import Account, BookIdentity, Officer, on_duty
from upk_ledger.store.naming import ACCOUNT, account_body, add_names
from upk_ledger.store.revision import APPLICATION_ID
from upk_ledger.store.session import ReadSession, WriteSession, text_digest

MAIN_FUND = ("bergulir", "Dana bergulir")


def free_office_id(session: WriteSession, code: str) -> int:
    """The next office number of this book, for this transaction alone; `OfficeExists` where the code is taken."""
    if session.connection.dialect.name == "postgresql":
        # Who begins waits for others who begin, and for nobody else; no role needs a right to the table for that.
        session.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})
    if session.value("SELECT 1 FROM office WHERE code = :code", code=code):
        raise OfficeExists(code)
    return int(session.value("SELECT coalesce(max(office_id), 0) + 1 FROM office"))


def add_office(session: WriteSession, uuid: str, identity: BookIdentity) -> None:
    """Record the office itself: the first record of its chain, and the lock before its start date."""
    facts = [
        identity.code, identity.kind, identity.name, identity.board, identity.village_kind, identity.village,
        identity.district, identity.regency_kind, identity.regency, identity.province, identity.zone,
        identity.start.isoformat(),
    ]  # fmt: skip
    session.insert(
        "office",
        "uuid code home_code kind name board village_kind village district regency_kind regency province zone"
        " start_date",
        [(uuid, identity.code, *facts)],
    )
    session.insert("fund", "code name", [MAIN_FUND])
    record = session.append("mulai", [uuid, *facts])
    eve = identity.start - timedelta(days=1)
    session.insert(
        "period_event",
        "record kind month closed_through paper",
        [(record, "mulai", str(Month.of(eve)), eve.isoformat(), "")],
    )


def offices_of_book(session: ReadSession) -> list[tuple[str, str]]:
    """Code and kind of every office of the book, by code."""
    return [(row[0], row[1]) for row in session.all("SELECT code, kind FROM office ORDER BY code")]


def office_ids(session: ReadSession) -> dict[str, tuple[int, str]]:
    """Number and kind of every office of the book by its code."""
    rows = session.all("SELECT code, office_id, kind FROM office ORDER BY code")
    return {code: (office_id, kind) for code, office_id, kind in rows}


def add_accounts(session: WriteSession, accounts: Iterable[Account]) -> None:
    """Add accounts to the chart, on the record."""
    listed = list(accounts)
    if not listed:
        return
    record = session.append(ACCOUNT, account_body(listed))
    rows = [(account.code, account.name, account.type, account.role, account.parent) for account in listed]
    session.insert("account", "code name type role parent", rows)
    add_names(session, record, ACCOUNT, [(account.code, account.name) for account in listed])
    session.forget()


def add_officer(session: WriteSession, officer: Officer) -> None:
    """Record that a person holds a role from a day on (or until a day); the name enters the chain as a digest."""
    salt = session.desk.entropy(16).hex()
    until = officer.valid_to.isoformat() if officer.valid_to else None
    since = officer.valid_from.isoformat()
    parts = [officer.code, officer.role, since, until, text_digest(salt, officer.name)]
    record = session.append("pengurus", parts)
    session.insert(
        "officer",
        "record code role name salt valid_from valid_to",
        [(record, officer.code, officer.role, officer.name, salt, since, until)],
    )


def officers_at(session: ReadSession, on: date) -> Sequence[Officer]:
    """Who holds which role on a day; see `on_duty`."""
    return on_duty(officers_of(session), on)


def officers_of(session: ReadSession) -> list[Officer]:
    """All that was recorded of officers, in that order."""
    rows = session.all(
        "SELECT code, role, name, valid_from, valid_to FROM officer WHERE office_id = :office ORDER BY record"
    )
    return [
        Officer(code, role, name, date.fromisoformat(since), date.fromisoformat(until) if until else None)
        for code, role, name, since, until in rows
    ]


class Adoption(NamedTuple):
    """A rulebook that the office adopted from a day on."""

    record: int
    code: str
    digest: str
    valid_from: date
    text: str


def adopt_rulebook(
    session: WriteSession,
    code: str,
    words: str,
    valid_from: date,
    reason: str = "",
    exceptions: Sequence[tuple[str, str, str]] = (),
) -> None:
    """Record the rulebook by which the office works from a day on; the book keeps the whole text."""
    digest = sha256(words.encode()).hexdigest()
    session.connection.execute(
        text("INSERT INTO rulebook_text (digest, text) VALUES (:digest, :words) ON CONFLICT DO NOTHING"),
        {"digest": digest, "words": words},
    )
    record = session.append("aturan", [code, digest, valid_from.isoformat()], reason, exceptions)
    session.insert(
        "rulebook_adoption", "record code digest valid_from", [(record, code, digest, valid_from.isoformat())]
    )


def adoptions(session: ReadSession) -> list[Adoption]:
    """Every rulebook that the office adopted, in order of recording."""
    rows = session.all(
        "SELECT a.record, a.code, a.digest, a.valid_from, t.text FROM rulebook_adoption AS a"
        " JOIN rulebook_text AS t ON t.digest = a.digest WHERE a.office_id = :office ORDER BY a.record"
    )
    return [Adoption(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4]) for row in rows]


def rulebook_at(session: ReadSession, on: date, before: int | None = None) -> tuple[str, str]:
    """Digest and text of the rulebook valid on a day (the first one before its own validity).

    With `before` of those adopted before that record.
    """
    row = session.first(
        "SELECT a.digest, t.text FROM rulebook_adoption AS a JOIN rulebook_text AS t ON t.digest = a.digest"
        f" WHERE a.office_id = :office{' AND a.record < :before' if before else ''}"
        " ORDER BY CASE WHEN a.valid_from <= :on_date THEN 0 ELSE 1 END,"
        " CASE WHEN a.valid_from <= :on_date THEN a.record ELSE -a.record END DESC LIMIT 1",
        on_date=on.isoformat(),
        **({"before": before} if before else {}),
    )
    if row is None:
        message = "an office without a rulebook"
        raise LookupError(message)
    return row[0], row[1]
