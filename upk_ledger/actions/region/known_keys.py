"""The keys of UPK as the region knows them: held against the paper that the board signed, or accepted anew."""

from dataclasses import replace

from upk_ledger.core.errors.region_receiving import (
    FingerprintDiffers,
    FingerprintUnreadable,
    KeyKnownAlready,
    NoKeyYet,
)
from upk_ledger.core.region.copies import BY_OFFICER, COMPARED, UNCOMPARED, KnownKey
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.known_keys import keep_key, known_key
from upk_ledger.store.region.registers import find_upk
from upk_ledger.store.session import ReadSession

_DIGITS = 32


def compare_key(desk: Desk, code: str, typed: str) -> KnownKey:
    """Record that the key known for a UPK is the one on its board's paper.

    Raises `UnknownUpk`, `NoKeyYet`, `FingerprintUnreadable` and, where they differ, `FingerprintDiffers`. What was
    held against the paper before is answered and not recorded again.
    """
    given = _fingerprint(typed)
    with desk.write() as session:
        known = _known(session, code)
        if known.fingerprint != given:
            raise FingerprintDiffers(known.upk, known.fingerprint, given)
        if known.status != COMPARED:
            known = replace(known, status=COMPARED)
            keep_key(session, known)
    return known


def accept_key(desk: Desk, code: str, typed: str, reason: str) -> KnownKey:
    """Record that a UPK, whose key is lost, is known by another from now on; its bundle will bring the key itself.

    Raises `UnknownUpk`, `NoKeyYet`, `FingerprintUnreadable`, `KeyKnownAlready`.
    """
    given = _fingerprint(typed)
    with desk.write() as session:
        known = _known(session, code)
        if known.fingerprint == given:
            raise KeyKnownAlready(known.upk, given)
        accepted = KnownKey(known.upk, known.uuid, "", given, BY_OFFICER, UNCOMPARED)
        keep_key(session, accepted, reason)
    return accepted


def _known(session: ReadSession, code: str) -> KnownKey:
    upk = find_upk(session, code)
    known = known_key(session, upk.uuid) if upk.uuid else None
    if known is None:
        raise NoKeyYet(upk.code)
    return known


def _fingerprint(typed: str) -> str:
    """A fingerprint as it was typed: with or without blanks, in either case."""
    found = "".join(typed.split()).replace("-", "").replace(":", "").lower()
    if len(found) != _DIGITS or not set(found) <= set("0123456789abcdef"):
        raise FingerprintUnreadable(typed)
    return found
