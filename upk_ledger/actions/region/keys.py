"""The keys of bundles: the UPK's that signs, the local government's for which NIK are sealed."""

from typing import NamedTuple

from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_sending import (
    KeyGone,
    KeyNotMade,
    KeyOfSigning,
    KeyRegistered,
    RegionKeyNotMade,
)
from upk_ledger.core.region.bundles import SEALING, SIGNING
from upk_ledger.exchange import seals
from upk_ledger.exchange.key_files import HandedKey, key_text
from upk_ledger.store.desk import Desk
from upk_ledger.store.region import keys
from upk_ledger.store.region.keys import PublicKey
from upk_ledger.store.session import WriteSession


class SigningPair(NamedTuple):
    """The key that signs the UPK's bundles, with its secret (hex)."""

    public_key: str
    fingerprint: str
    secret: str


class KnownKeys(NamedTuple):
    """The keys of a UPK: its own (`held`: whether this book has the secret), and for whom it seals NIK."""

    own: PublicKey | None
    held: bool
    recipient: PublicKey | None


class ChangedKey(NamedTuple):
    """A key that took another's place; `both`: the first bundle by it is signed by the old one too."""

    fingerprint: str
    replaces: str
    both: bool


class RegionKey(NamedTuple):
    """The key for which the UPK of a region seal NIK, and the text that hands it out.

    `new` was made just now; `replaces` is the fingerprint of the key before it, or empty.
    """

    fingerprint: str
    public_key: str
    text: str
    new: bool
    replaces: str


def secret_to_sign(session: WriteSession) -> tuple[SigningPair, bool]:
    """The key that signs, and whether this first use made it; `KeyGone` where its secret is not here."""
    known = keys.signing_key(session)
    if known is None:
        return _new_key(session, ""), True
    secret = keys.secret_of(session, known.fingerprint)
    if secret is None:
        raise KeyGone(known.fingerprint)
    return SigningPair(known.public_key, known.fingerprint, secret), False


def _new_key(session: WriteSession, reason: str) -> SigningPair:
    secret, public = seals.new_signing_key(session.desk.entropy)
    fingerprint = seals.fingerprint(public)
    keys.add_signing_key(session, public, fingerprint, reason)
    keys.keep_secret(session, SIGNING, fingerprint, secret)
    return SigningPair(public, fingerprint, secret)


def change_key(desk: Desk, reason: str) -> ChangedKey:
    """Make a new key that signs from now on, on the record with its reason; `EmptyField`, `KeyNotMade`."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        before = keys.signing_key(session)
        if before is None:
            raise KeyNotMade
        both = keys.secret_of(session, before.fingerprint) is not None
        return ChangedKey(_new_key(session, reason.strip()).fingerprint, before.fingerprint, both)


def register_recipient(desk: Desk, handed: HandedKey) -> PublicKey | None:
    """Record the key for which NIK are sealed from now on; answers with the one before it.

    Raises `KeyRegistered` for the key in use, `KeyOfSigning` for the UPK's own.
    """
    with desk.write() as session:
        before, own = keys.recipient_key(session), keys.signing_key(session)
        if before and before.fingerprint == handed.fingerprint:
            raise KeyRegistered(handed.fingerprint)
        if own and own.public_key == handed.public_key:
            raise KeyOfSigning(own.fingerprint)
        keys.add_recipient_key(session, handed.office, handed.public_key, handed.fingerprint)
        return before


def known_keys(desk: Desk) -> KnownKeys:
    """The keys in use."""
    with desk.read() as session:
        own = keys.signing_key(session)
        held = own is not None and keys.secret_of(session, own.fingerprint) is not None
        return KnownKeys(own, held, keys.recipient_key(session))


def region_key(desk: Desk) -> RegionKey:
    """The region's own key for which the UPK seal; made at its first use, on the record."""
    with desk.read() as session:
        known = keys.recipient_keys(session)
    if known:
        return _own(desk, known, new=False)
    with desk.write() as session:
        return _own(desk, _new_box(session, ""), new=True)


def change_region_key(desk: Desk, reason: str) -> RegionKey:
    """Make a new key for which the UPK are to seal from now on, on the record with its reason.

    The secret of the old one stays: what was sealed for it is opened as before. `EmptyField`, `RegionKeyNotMade`.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        if not keys.recipient_keys(session):
            raise RegionKeyNotMade
        return _own(desk, _new_box(session, reason.strip()), new=True)


def _new_box(session: WriteSession, reason: str) -> list[PublicKey]:
    """Make a key that opens what is sealed; answers with all of them."""
    secret, public = seals.new_box_key(session.desk.entropy)
    fingerprint = seals.fingerprint(public)
    keys.add_recipient_key(session, session.desk.office.name, public, fingerprint, reason)
    keys.keep_secret(session, SEALING, fingerprint, secret)
    return keys.recipient_keys(session)


def _own(desk: Desk, known: list[PublicKey], *, new: bool) -> RegionKey:
    *before, newest = known
    replaces = before[-1].fingerprint if before else ""
    text = key_text(desk.office.name, newest.public_key, replaces)
    return RegionKey(newest.fingerprint, newest.public_key, text, new, replaces)
