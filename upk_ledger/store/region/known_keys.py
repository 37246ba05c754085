"""By which keys the bundles of UPK are known, as the region recorded it."""

from upk_ledger.core.region.copies import KnownKey
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession

KIND = "wilayah-kunci"


def known_key(session: ReadSession, uuid: str) -> KnownKey | None:
    """The key of the UPK whose book has this UUID; None before its first bundle."""
    found = facts_of(session, KIND, "f.uuid = :uuid", uuid=uuid)
    return KnownKey(*found[-1][1:]) if found else None


def newest_keys(session: ReadSession) -> list[KnownKey]:
    """The key by which each UPK is known now, in order of their codes."""
    newest = {row[2]: KnownKey(*row[1:]) for row in facts_of(session, KIND)}
    return sorted(newest.values(), key=lambda key: key.upk)


def was_known(session: ReadSession, uuid: str, fingerprint: str) -> bool:
    """Whether the UPK is or was known by this key."""
    return bool(
        facts_of(session, KIND, "f.uuid = :uuid AND f.fingerprint = :key", uuid=uuid, key=fingerprint)
    )


def keep_key(session: WriteSession, key: KnownKey, words: str = "") -> None:
    """Record by which key a UPK is known from now on."""
    row = (key.upk, key.uuid, key.public_key, key.fingerprint, key.basis, key.status)
    add_facts(session, KIND, [row], words)
