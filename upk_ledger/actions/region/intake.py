"""One bundle that came: whether it is the UPK's, whether it goes on from what is known, and whether it is true."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from upk_ledger.actions.region.calling import Caller, code_for, listed_upk, note_book
from upk_ledger.actions.region.month_figures import keep_figures
from upk_ledger.bahasa.region_receiving import stranger_words
from upk_ledger.bahasa.sentences import sentence
from upk_ledger.core.dates import ZONES, Month
from upk_ledger.core.errors.region_bundles import BundleIncomplete, BundleMalformed
from upk_ledger.core.errors.region_receiving import (
    BookIsHere,
    ChainBroken,
    FiguresDiffer,
    HistoryRewritten,
    KeyNotKnown,
    KeyReplaced,
    RowsRefused,
    WrongMonth,
)
from upk_ledger.core.offices import BookIdentity
from upk_ledger.core.region.bundles import Bundle, Rows
from upk_ledger.core.region.copies import (
    ACCEPTED,
    AT_FIRST,
    BY_BUNDLES,
    BY_CHAIN,
    KNOWN,
    MOVED,
    REFUSED,
    UNCOMPARED,
    WAITING,
    KnownKey,
    Received,
)
from upk_ledger.core.region.refusals import Refusal
from upk_ledger.exchange.bundles import read_bundle
from upk_ledger.exchange.seals import verify
from upk_ledger.store.audit import audit_from
from upk_ledger.store.facts import add_facts
from upk_ledger.store.offices import free_office_id
from upk_ledger.store.region.bundle_rows import TRAVELS
from upk_ledger.store.region.copies import (
    begin_office,
    go_on_by_bundles,
    mark_elsewhere,
    office_of,
    writing_at,
)
from upk_ledger.store.region.keys import recipient_keys
from upk_ledger.store.region.known_keys import keep_key, known_key, was_known
from upk_ledger.store.region.members import members_of
from upk_ledger.store.region.receiving import (
    Waiting,
    attempt,
    columns,
    keep_sealed,
    load_rows,
    newest_record,
    only_new,
    receipt_known,
    records_between,
    strangers,
    wait_for_others,
)
from upk_ledger.store.session import WriteSession, record_digest

_TOLD = 3
"""How many differences a refusal names."""

_RECORD = ("number", "kind", "recorded_at", "actor", "body", "previous", "digest")


class _Record(NamedTuple):
    """A record as a bundle has it."""

    number: int
    kind: str
    recorded_at: str
    actor: str
    body: str
    previous: str
    digest: str


def read(name: str, content: bytes) -> Bundle:
    """The bundle in a file; its tables are those that travel, and it has records."""
    bundle = read_bundle(content, name)
    for table, rows in bundle.tables.items():
        if table not in TRAVELS or rows.columns != TRAVELS[table].columns:
            raise BundleMalformed(name, table)
    for table in ("record", "office"):
        if table not in bundle.tables:
            raise BundleIncomplete(name, table)
    return bundle


class Intake:
    """A bundle in the open transaction of the region's desk."""

    def __init__(
        self, session: WriteSession, bundle: Bundle, name: str, content: bytes, code: str = ""
    ) -> None:
        """`code` is how a UPK that is new here is to be called; `KnownAsAnother` where it is not new."""
        self.session = session
        self.bundle = bundle
        self.letter = bundle.manifest
        self.name = name
        self.content = content
        self.standing = office_of(session, self.letter.uuid)
        self.head = 0 if self.standing is None else newest_record(session, self.standing.office_id)
        members, letter = members_of(session), self.letter
        caller = Caller(letter.uuid, letter.code, letter.name, letter.village)
        self.listed = listed_upk(members, caller, code)
        self.upk = code_for(members, caller, session.desk.office.code, code)

    def take(self) -> Received:
        """Judge it, and load it, keep it waiting or put its refusal on record."""
        letter = self.letter
        told = Received(self.name, KNOWN, self.upk, letter.name, letter.month, letter.first, letter.last)
        try:
            return self._judged(told)
        except Refusal as error:
            refused = replace(told, status=REFUSED, error=error)
            if not receipt_known(self.session, self.bundle.file, REFUSED, error.code):
                self._note(REFUSED, error)
            return refused

    def _judged(self, told: Received) -> Received:
        records = self._records()
        rewritten = self._rewritten(records)
        if rewritten is None and self.letter.last <= self.head:
            return told
        if rewritten is not None and was_known(self.session, self.letter.uuid, self.letter.fingerprint):
            raise rewritten  # also by a key that was replaced since: a book restored from before that
        early = rewritten is None and self.letter.first > self.head + 1
        key = self._key_of_waiting() if early else self._key()
        if rewritten is not None:
            raise rewritten
        if self.standing is not None and self.standing.reason is None:
            raise BookIsHere(self.upk, self.name)
        if early:
            letter = self.letter
            waiting = Waiting(letter.uuid, letter.first, letter.fingerprint, self.name, self.content)
            wait_for_others(self.session, waiting)
            return replace(told, status=WAITING, awaited=self.head + 1)
        self._load(records[0])
        if key is not None:
            keep_key(self.session, key)
        self._note(ACCEPTED, None)
        return replace(
            told,
            status=ACCEPTED,
            loaded=self.letter.last - max(self.head, self.letter.first - 1),
            pinned=key,
            ahead=self._ahead(records),
            sealed_away=self._sealed_away(),
        )

    def _sealed_away(self) -> bool:
        """Whether the NIK of the bundle are sealed for a key that the region never had."""
        own = {key.fingerprint for key in recipient_keys(self.session)}
        return bool(self.bundle.sealed) and self.letter.recipient not in own

    def _ahead(self, records: list[_Record]) -> tuple[int, str] | None:
        """The first new record of a day that is yet to come. Its chain is sound, so that it is told and not refused:

        a UPK whose clock went wrong once could send nothing for as long as that.
        """
        until = (self.session.desk.now() + timedelta(days=1)).isoformat(timespec="microseconds")
        new = (one for one in records if one.number > self.head and one.recorded_at > until)
        return next(((one.number, one.recorded_at) for one in new), None)

    # Whose it is

    def _key(self) -> KnownKey | None:
        """The key that is to be recorded with this bundle, if it is not the known one.

        A new key is taken on the word of the one before, which signed the same letter; the record by which the UPK
        changed it may stand behind the last one of this bundle. `KeyNotKnown`; a key that was replaced is of no use any
        more, not even for a file made before: who signs by it may have found the UPK's old computer (`KeyReplaced`).
        """
        letter, known = self.letter, known_key(self.session, self.letter.uuid)
        own = KnownKey(self.upk, letter.uuid, letter.public_key, letter.fingerprint, AT_FIRST, UNCOMPARED)
        if known is None:
            return own
        if known.fingerprint == letter.fingerprint:
            return None if known.public_key else replace(known, public_key=letter.public_key)
        handed_on = letter.replaces == known.fingerprint and verify(
            known.public_key, self.bundle.signed, self.bundle.signatures.get(known.fingerprint, "")
        )
        if not handed_on:
            refused = (self.upk, self.name, known.fingerprint, letter.fingerprint)
            if was_known(self.session, letter.uuid, letter.fingerprint):
                raise KeyReplaced(*refused, letter.month)
            raise KeyNotKnown(*refused)
        return replace(own, basis=BY_CHAIN)

    def _key_of_waiting(self) -> KnownKey | None:
        """The same of one that came too early: the bundle that hands its key on may be among those before it.

        Its key is judged when its turn comes; one that was replaced does not become good by waiting.
        """
        try:
            return self._key()
        except KeyNotKnown:
            return None

    # Whether it goes on from what is known

    def _records(self) -> list[_Record]:
        """The records, each chained to the one before, as the manifest tells them, up to the closing of its month."""
        letter = self.letter
        records = [_Record(*row) for row in columns(self.bundle.tables["record"], *_RECORD)]
        if len(records) != letter.last - letter.first + 1:
            raise ChainBroken(self.upk, self.name, letter.first)
        digest = letter.previous
        for number, one in enumerate(records, letter.first):
            made = record_digest(digest, number, one.kind, one.recorded_at, one.actor, one.body)
            chained = (one.number, one.previous, one.digest) == (number, digest, made)
            if not chained or not _is_moment(one.recorded_at):
                raise ChainBroken(self.upk, self.name, number)
            digest = made
        if digest != letter.head:
            raise ChainBroken(self.upk, self.name, letter.last)
        if records[-1].kind != "tutup" or _part(records[-1].body, 1) != str(letter.month):
            raise WrongMonth(self.upk, self.name, str(letter.month))
        return records

    def _rewritten(self, records: list[_Record]) -> HistoryRewritten | None:
        """The first record that is another one than the one received before."""
        if self.standing is None:
            return None
        letter, zone = self.letter, self.session.desk.office.zone
        first = max(letter.first - 1, 1)
        known = records_between(self.session, self.standing.office_id, first, letter.last)
        before = known.get(letter.first - 1)
        if before is not None and before[3] != letter.previous:
            return HistoryRewritten(self.upk, self.name, letter.first - 1, *before[:3], "", "", "", zone)
        for one in records:
            stood = known.get(one.number)
            if stood is not None and stood[3] != one.digest:
                now = (one.kind, one.recorded_at, one.body)
                return HistoryRewritten(self.upk, self.name, one.number, *stood[:3], *now, zone)
        return None

    # Whether it is true

    def _load(self, first: _Record) -> None:
        """Load what is new and prove it; nothing of it stays where that fails."""
        session, bundle = self.session, self.bundle
        with attempt(session, lambda words: RowsRefused(self.upk, self.name, words)):
            if self.standing is not None and self.standing.reason == MOVED:
                go_on_by_bundles(session, self.standing.office_id)
            copy = (
                self._begun(first) if self.standing is None else writing_at(session, self.standing.office_id)
            )
            fresh = only_new(copy, bundle.tables, self.head)
            load_rows(copy, fresh)
            self._count_missing(writing_at(session, copy.office_id), fresh)
            found = audit_from(writing_at(session, copy.office_id), self.head + 1)
            wrong = [f"{one.where}: {one.detail}" for one in found]
            wrong += [stranger_words(*one) for one in strangers(copy, self.head)]
            if wrong:
                raise FiguresDiffer(self.upk, self.name, len(wrong), tuple(wrong[:_TOLD]))
            if bundle.sealed:
                keep_sealed(copy, self.letter.last, bundle.sealed)
        note_book(session, self.listed, self.letter.uuid)

    def _count_missing(self, copy: WriteSession, fresh: dict[str, Rows]) -> None:
        """Count what a closed month tells the reviews, where home had counted it anew since: it was closed again."""
        told = {record for (record,) in columns(fresh.get("office_month"), "record")}
        standing: dict[str, int] = {}
        for record, kind, month in sorted(columns(fresh.get("period_event"), "record", "kind", "month")):
            standing.pop(month, None)
            if kind == "tutup":
                standing[month] = record
        for month, record in standing.items():
            if record not in told:
                keep_figures(copy, Month(*map(int, month.split("-"))), record)

    def _begun(self, first: _Record) -> WriteSession:
        """A new office, as the first record of its chain describes it."""
        _, uuid, home_code, kind, *names, zone, start = json.loads(first.body)[:-2]
        letter = self.letter
        told = (
            letter.code, letter.name, letter.board, letter.village_kind, letter.village, letter.district,
            letter.regency_kind, letter.regency, letter.province,
        )  # fmt: skip
        if (uuid, kind, *told) != (letter.uuid, "upk", home_code, *names) or zone not in ZONES:
            raise RowsRefused(self.upk, self.name, "mulai")
        name, board, village_kind, village, district, regency_kind, regency, province = names
        identity = BookIdentity(
            name, board, village_kind, village, district, regency_kind, regency, province,
            date.fromisoformat(start), self.upk, kind, zone,
        )  # fmt: skip
        office = free_office_id(self.session, self.upk)
        fresh = begin_office(self.session, office, uuid, home_code, identity)
        # A role of a server may add rows to a copy, and to no other book.
        mark_elsewhere(fresh, BY_BUNDLES, "")
        return fresh

    def _note(self, status: str, error: Refusal | None) -> None:
        """Put on the region's record what became of the bundle."""
        letter = self.letter
        row = (
            self.upk, letter.uuid, str(letter.month), letter.first, letter.last, letter.head, letter.fingerprint,
            self.bundle.file, letter.made_at, status, error.code if error else "",
            error.differing if error else None,
        )  # fmt: skip
        add_facts(self.session, "wilayah-terima", [row], sentence(error) if error else "")


def _is_moment(said: str) -> bool:
    """Whether this is a moment as records tell it."""
    try:
        return datetime.fromisoformat(said).astimezone(UTC).isoformat(timespec="microseconds") == said
    except (ValueError, TypeError, OverflowError):
        return False


def _part(body: str, place: int) -> Any:
    """A part of a record's body, None of one that is none."""
    try:
        return json.loads(body)[place]
    except (ValueError, LookupError, TypeError):
        return None
