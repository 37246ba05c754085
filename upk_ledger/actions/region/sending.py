"""Sending: the bundle of a month, as one file that the region can hold against everything received before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from upk_ledger.actions.region.keys import secret_to_sign
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.errors.region_sending import MonthOpen, OtherBundleThere, RecordNotSent, SentWithin
from upk_ledger.core.offices import USUAL_CODE
from upk_ledger.core.region.bundles import FORMAT, SUFFIX, Manifest
from upk_ledger.exchange import seals
from upk_ledger.exchange.bundles import FILE_LIMIT, read_bundle, write_bundle
from upk_ledger.store.audit import audit_since
from upk_ledger.store.desk import Desk
from upk_ledger.store.periods import closing_of, newest_closed_month
from upk_ledger.store.region import keys, sending
from upk_ledger.store.region.bundle_rows import identities, rows_between
from upk_ledger.store.region.sending import Sent
from upk_ledger.store.session import ReadSession, WriteSession, canonical


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundle that was made: its file's name and content, and what to tell about it.

    `repeated`: the same records were sent before, nothing was recorded. `new_key`: its key was made for it.
    `sealed`: how many NIK are inside.
    """

    name: str
    content: bytes
    manifest: Manifest
    repeated: bool
    new_key: bool
    sealed: int


def send_month(desk: Desk, month: Month) -> Bundled:
    """The bundle of a closed month: what was recorded behind the last bundle, up to the month's newest closing.

    A month that was sent already gives the same records again. Raises `MonthOpen`, `SentWithin`, `KeyGone`, and
    `IntegrityBroken` where the records were changed.
    """
    with desk.write() as session:
        closing = closing_of(session, month)
        if closing is None:
            raise MonthOpen(month, newest_closed_month(session))
        sent = sending.bundles_sent(session)
        last = sent[-1].last if sent else 0
        if closing.record > last:
            return _new(session, month, (last + 1, closing.record), sent)
        again = [one for one in sent if one.month == month]
        if not again:
            raise SentWithin(month, next(one.month for one in sent if closing.record <= one.last))
        return _made(session, again[-1], sent, repeated=True)


def send_again(desk: Desk, record: int) -> Bundled:
    """The bundle that holds this record, made again; `RecordNotSent`, and what `send_month` raises."""
    with desk.write() as session:
        sent = sending.bundles_sent(session)
        held = next((one for one in sent if one.first <= record <= one.last), None)
        if held is None:
            raise RecordNotSent(record, sent[-1].last if sent else 0)
        return _made(session, held, sent, repeated=True)


def check_place(path: Path, made: Bundled) -> None:
    """Raise `OtherBundleThere` where the file is the bundle of another office, or of other records.

    The same records may be written over: also signed by a newer key, or where the file is damaged.
    """
    if not path.is_file() or path.stat().st_size > FILE_LIMIT:
        return
    try:
        there = read_bundle(path.read_bytes(), path.name).manifest
    except (UpkError, OSError):
        return  # no bundle that anybody could still use
    own = made.manifest
    if (there.uuid, there.first, there.last, there.head) != (own.uuid, own.first, own.last, own.head):
        further = path.with_stem(f"{path.stem}-{_slug(own.village)}")
        raise OtherBundleThere(str(path), there.name, there.village, str(further))


def _new(session: WriteSession, month: Month, records: tuple[int, int], sent: list[Sent]) -> Bundled:
    """The next bundle, on the record."""
    key, new = secret_to_sign(session)
    head, _ = sending.digest_at(session, records[1])
    recipient = keys.recipient_key(session)
    sealed_for = recipient.fingerprint if recipient else ""
    record = sending.add_sent(session, month, records, head, key.fingerprint, sealed_for)
    made = Sent(record, month, *records, head, key.fingerprint)
    return _made(session, made, [*sent, made], repeated=False, new_key=new)


def _made(
    session: WriteSession, one: Sent, sent: list[Sent], *, repeated: bool, new_key: bool = False
) -> Bundled:
    """The file of a bundle whose record stands."""
    _check_chain(session, one)
    key, _ = secret_to_sign(session)
    office = sending.own_identity(session)
    previous, _ = sending.digest_at(session, one.first - 1)
    _, made_at = sending.digest_at(session, one.record)
    replaces = _replaced(session, one, sent, key.fingerprint)
    sealed, inside, recipient = _sealed(session)
    manifest = Manifest(
        format=FORMAT,
        **office._asdict(),
        month=one.month,
        first=one.first,
        last=one.last,
        previous=previous,
        head=one.head,
        made_at=made_at,
        public_key=key.public_key,
        fingerprint=key.fingerprint,
        replaces=replaces,
        recipient=recipient,
    )
    signers = {key.fingerprint: key.secret}
    old = keys.secret_of(session, replaces) if replaces else None
    if old is not None:
        signers[replaces] = old

    def sign(letter: bytes) -> Mapping[str, str]:
        return {fingerprint: seals.sign(secret, letter) for fingerprint, secret in signers.items()}

    content = write_bundle(manifest, rows_between(session, one.first, one.last), sealed, sign)
    return Bundled(_file_name(office, one, sent), content, manifest, repeated, new_key, inside)


def _replaced(session: ReadSession, one: Sent, sent: list[Sent], fingerprint: str) -> str:
    """The key by which the region knows this UPK, where no bundle before this one was signed by the present key.

    It is that of the bundle before. Where its secret is lost, the region was told of a newer one by paper, if of any:
    the one that signed this bundle when it was made first.
    """
    before = [other.fingerprint for other in sent if other.last < one.first]
    if fingerprint in before:
        return ""
    others = [key for key in (*before[-1:], one.fingerprint) if key != fingerprint]
    return next((key for key in others if keys.secret_of(session, key) is not None), (others or [""])[0])


def _sealed(session: ReadSession) -> tuple[str, int, str]:
    """The NIK, sealed for the key that is registered, how many they are, and whose key; nothing without one.

    The office's UUID is sealed with them: nobody can send another's box as its own.
    """
    recipient = keys.recipient_key(session)
    if recipient is None:
        return "", 0, ""
    found = identities(session)
    return (
        seals.seal(recipient.public_key, canonical([session.desk.uuid, found]).encode()),
        len(found),
        recipient.fingerprint,
    )


def _check_chain(session: ReadSession, one: Sent) -> None:
    """Raise `IntegrityBroken` where records from this bundle on were changed: the region would refuse it."""
    for violation in audit_since(session, max(one.first - 1, 1)):
        raise IntegrityBroken(violation.code, f"{violation.where}: {violation.detail}")


def _file_name(office: sending.Office, one: Sent, sent: list[Sent]) -> str:
    """melati-2026-10.upk; of the further bundles of a month melati-2026-10-2.upk."""
    of_month = [other.record for other in sent if other.month == one.month]
    place = of_month.index(one.record) + 1
    called = (
        office.code
        if office.code.upper() != USUAL_CODE
        else office.name.upper().removeprefix(f"{USUAL_CODE} ")
    )
    further = f"-{place}" if place > 1 else ""
    return f"{_slug(called)}-{one.month}{further}{SUFFIX}"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or USUAL_CODE.lower()
