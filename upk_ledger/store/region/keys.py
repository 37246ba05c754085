"""Keys of an office: what the chain says of them, and the secrets that no chain may hold."""

from typing import NamedTuple

from upk_ledger.core.region.bundles import SIGNING
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession

IN_USE, REVOKED = "pakai", "cabut"


class PublicKey(NamedTuple):
    """A public key (hex) of which a record tells."""

    record: int
    name: str
    public_key: str
    fingerprint: str


def signing_key(session: ReadSession) -> PublicKey | None:
    """The key that signs the office's bundles, or None before the first."""
    known = facts_of(session, "kunci-kirim")
    newest = known[-1] if known else None
    return None if newest is None or newest[4] != IN_USE else PublicKey(newest[0], "", newest[1], newest[2])


class KeyTold(NamedTuple):
    """What the chain tells of the key that signs: when it began, which one it replaced (or empty), and why."""

    fingerprint: str
    recorded_at: str
    replaces: str
    reason: str


def signing_key_told(session: ReadSession) -> KeyTold | None:
    """What is on record of the key that signs, or None before the first."""
    row = session.first(
        "SELECT f.fingerprint, r.recorded_at, f.replaces, coalesce(t.text, '') FROM bundle_key AS f"
        " JOIN record AS r ON r.office_id = f.office_id AND r.number = f.record"
        " LEFT JOIN record_text AS t ON t.office_id = f.office_id AND t.record = f.record"
        " WHERE f.office_id = :office AND f.status = :status ORDER BY f.record DESC, f.line DESC LIMIT 1",
        status=IN_USE,
    )
    return KeyTold(*row) if row else None


def recipient_key(session: ReadSession) -> PublicKey | None:
    """The key for which NIK are sealed, or None where nobody's is registered."""
    known = recipient_keys(session)
    return known[-1] if known else None


def recipient_keys(session: ReadSession) -> list[PublicKey]:
    """Every key for which NIK were to be sealed, the one in use last: a UPK has the region's, the region its own."""
    return [PublicKey(*row[:4]) for row in facts_of(session, "kunci-penerima")]


def add_signing_key(session: WriteSession, public_key: str, fingerprint: str, reason: str = "") -> None:
    """Record that the office signs by this key from now on, in place of the one before it."""
    before = signing_key(session)
    rows = [(public_key, fingerprint, before.fingerprint if before else "", IN_USE)]
    if before:
        rows.insert(0, (before.public_key, before.fingerprint, "", REVOKED))
    add_facts(session, "kunci-kirim", rows, reason)


def add_recipient_key(
    session: WriteSession, name: str, public_key: str, fingerprint: str, reason: str = ""
) -> None:
    """Record for whom NIK are sealed from now on."""
    add_facts(session, "kunci-penerima", [(name, public_key, fingerprint, IN_USE)], reason)


def secret_of(session: ReadSession, fingerprint: str, purpose: str = SIGNING) -> str | None:
    """The secret of a key (hex), or None where this book does not hold it."""
    found: str | None = session.value(
        "SELECT secret FROM secret_key WHERE office_id = :office AND purpose = :purpose"
        " AND fingerprint = :fingerprint",
        purpose=purpose,
        fingerprint=fingerprint,
    )
    return found


def secrets_for(session: ReadSession, purpose: str) -> dict[str, str]:
    """The secrets that the office holds for a purpose, by fingerprint."""
    rows = session.all(
        "SELECT fingerprint, secret FROM secret_key WHERE office_id = :office AND purpose = :purpose"
        " ORDER BY fingerprint",
        purpose=purpose,
    )
    return {row[0]: row[1] for row in rows}


def keep_secret(session: WriteSession, purpose: str, fingerprint: str, secret: str) -> None:
    """Keep the secret of a key beside the records."""
    session.insert("secret_key", "purpose fingerprint secret", [(purpose, fingerprint, secret)])
