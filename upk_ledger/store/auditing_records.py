"""The audit of the chain: every record against the one before and against the rows that it describes."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from upk_ledger.bahasa.violations import field_name
from upk_ledger.core.region.copies import BY_BUNDLES
from upk_ledger.store.auditing_approvals import audit_approvals
from upk_ledger.store.auditing_assets import audit_assets
from upk_ledger.store.auditing_cash import audit_advances, audit_counts
from upk_ledger.store.auditing_claims import audit_claims
from upk_ledger.store.auditing_facts import FactAudit
from upk_ledger.store.auditing_funds import audit_funds
from upk_ledger.store.auditing_journal import JournalAudit
from upk_ledger.store.auditing_loans import LoanAudit
from upk_ledger.store.auditing_periods import PeriodAudit
from upk_ledger.store.auditing_registers import RegisterAudit
from upk_ledger.store.auditing_restricted import audit_restricted
from upk_ledger.store.auditing_rewards import audit_rewards
from upk_ledger.store.auditing_streams import UNREADABLE, Findings, Stream, driver_rows, from_record
from upk_ledger.store.auditing_surplus import audit_surplus
from upk_ledger.store.region.bundle_rows import TOLD
from upk_ledger.store.region.copies import restored_until
from upk_ledger.store.session import Head, ReadSession, record_digest, text_digest

_RECORDS = (
    "SELECT number, kind, recorded_at, actor, body, previous, digest FROM record"
    " WHERE office_id = :office{since} ORDER BY number"
)
_OFFICE = (
    "SELECT uuid, home_code, kind, name, board, village_kind, village, district, regency_kind, regency, province, zone,"
    " start_date FROM office WHERE office_id = :office"
)
_PARTS: dict[str, tuple[Callable[[ReadSession, Findings], None], frozenset[str]]] = {
    "hapus-buku": (audit_claims, frozenset({"hapus-buku", "hapus-tagih", "penerimaan-kembali"})),
    "reward": (audit_rewards, frozenset({"reward"})),
    "dana": (audit_funds, frozenset()),
    "dana terikat": (audit_restricted, frozenset()),
    "aset": (audit_assets, frozenset({"aset", "pelepasan-aset", "penyusutan"})),
    "uang-muka": (audit_advances, frozenset()),
    "opname": (audit_counts, frozenset({"opname", "opname-pecahan"})),
    "laba": (
        audit_surplus,
        frozenset({"penutup", "tutup-tahun", "alokasi-laba", "bayar-alokasi", "tahun-lalu"}),
    ),
    "persetujuan": (audit_approvals, frozenset({"persetujuan", "kartu-kode", "kartu-cabut"})),
}
"""The parts at the end, each with the kinds of records and entries without which it finds nothing new.

Those without such kinds ask little, along an index.
"""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Said = Callable[[int, Sequence[Any]], list[object] | None]
"""From a record's number and what its body says: what it has to say by the tables (None: found wanting)."""


class RecordAudit:
    """Walks the chain once, and beside it every table whose rows the records describe."""

    def __init__(self, session: ReadSession, findings: Findings, since: int = 0) -> None:
        """With `since` only what its record and those behind it say: what came before was proved when it came.

        Then a part of the end is looked at alone where those records can have changed it; it costs what came, not
        the years before.
        """
        self._session = session
        self._findings = findings
        self._since = since

        def stream(table: str, columns: str, order: str = "") -> Stream:
            return Stream(session, findings, table, columns, order, since)

        self._texts = stream("record_text", "record, salt, text")
        self._exceptions = stream("exception_item", "record, line, rule, subject, detail", ", line")
        self._officers = stream("officer", "record, code, role, valid_from, valid_to, salt, name")
        self._adoptions = stream("rulebook_adoption", "record, code, digest, valid_from")
        self._movements = stream(
            "loan_movement",
            "record, loan_number, counts_on, disbursed, principal, service, written_off",
            ", loan_number",
        )
        self._members = stream(
            "member_movement",
            "record, loan_number, group_code, member_code, counts_on, principal, service, written_off",
            ", loan_number, member_code",
        )
        self._recoveries = stream(
            "recovery", "record, loan_number, counts_on, principal, service", ", loan_number"
        )
        self._facts = FactAudit(session, findings, since)
        self.journal = JournalAudit(session, findings, since)
        self._loans = LoanAudit(session, findings, self.journal.shared, since)
        self._registers = RegisterAudit(session, findings, since)
        self._periods = PeriodAudit(session, findings, since)
        desk = session.desk
        by_bundles = desk.elsewhere is not None and desk.elsewhere[0] == BY_BUNDLES
        self._words_at_home = by_bundles or (desk.office.kind != "wilayah" and not desk.book.personal)
        self._restored_until = restored_until(session)
        self._seen: set[str] = set()
        self._kinds: dict[str, Said] = {
            "mulai": self._started,
            "pengurus": self._officer,
            "aturan": self._rulebook,
            "akun": self._registers.accounts,
            "ksm": self._registers.group,
            "nama": self._registers.renamed,
            "anggota": self._registers.member,
            "pengecualian": lambda _number, said: list(said),
            "ubah-anggota": lambda _number, said: list(said),
            "pengajuan": self._loans.application,
            "putusan": self._loans.stage,
            "pinjaman": lambda number, said: self._loans.schedule(
                number, said, self._movements.of(number), self._members.of(number)
            ),
            "tutup": lambda number, said: self._periods.closed(number, said, self.journal.newest),
            "buka": self._periods.reopened,
            **self._facts.kinds,
        }
        self.head = self._head_before(since)

    def _head_before(self, since: int) -> Head:
        row = self._session.first(
            "SELECT number, digest, recorded_at FROM record WHERE office_id = :office AND number < :since"
            " ORDER BY number DESC LIMIT 1",
            since=since,
        )
        return Head(*row) if row else Head(0, self._session.desk.uuid, "")

    def walk(self) -> None:
        """Look at every record; then at what is left over in the tables, and at the closed months."""
        number, digest, moment = self.head.number, self.head.digest, self.head.recorded_at
        add = self._findings.add
        records = _RECORDS.format(since=from_record("number", self._since))
        for found, kind, recorded_at, actor, body, previous, stored in driver_rows(self._session, records):
            if found != number + 1:
                add("nomor-catatan", f"catatan {found}", expected=number + 1, found=found)
            if recorded_at < moment:
                add("waktu-mundur", f"catatan {found}", found=recorded_at, previous=moment)
            if previous != digest:
                add("rantai-putus", f"catatan {found}")
            if record_digest(previous, found, kind, recorded_at, actor, body) != stored:
                add("sidik-catatan", f"catatan {found}")
            number, digest, moment = found, stored, recorded_at
            self._seen.add(kind)
            self._content(found, kind, body)
        self.head = Head(number, digest, moment)
        for stream in (
            self._texts, self._exceptions, self._officers, self._adoptions, self._movements, self._members,
            self._recoveries,
        ):  # fmt: skip
            stream.finish()
        self._facts.finish()

    def finish(self) -> None:
        """What can be said only after the whole chain: reversals, leftovers, closed months."""
        guarded = self._findings.guarded
        guarded(self._session, "jurnal", self.journal.finish)
        guarded(self._session, "daftar", self._registers.finish)
        guarded(self._session, "pinjaman", self._loans.finish)
        for where, (look, kinds) in _PARTS.items():
            if not self._since or not kinds or self._changed(kinds):
                guarded(self._session, where, partial(look, self._session, self._findings))
        guarded(self._session, "periode", lambda: self._periods.finish(self.journal.closing))

    def _changed(self, kinds: frozenset[str]) -> bool:
        """Whether any record looked at, or an entry among them, is of one of these kinds, or undoes another."""
        return self.journal.undoes or not kinds.isdisjoint(self._seen | self.journal.kinds)

    def _content(self, number: int, kind: str, body: str) -> None:
        """The body says what the rows of the tables say, no more and no less."""
        texts, items = self._texts.of(number), self._exceptions.of(number)
        words = text_digest(texts[0][1], texts[0][2]) if texts else ""
        if not texts and kind not in TOLD and (self._words_at_home or number <= self._restored_until):
            words = json.loads(body)[-2]
        tail: list[object] = [words, [item[2:] for item in items]]
        if kind == "jurnal":
            try:
                self._entry_content(number, body, tail)
            except UNREADABLE as fault:  # not by `guarded`: a million closures would be felt
                self._findings.unreadable(f"catatan {number}", fault)
            return
        self._findings.guarded(
            self._session, f"catatan {number}", lambda: self._other_content(number, kind, body, tail)
        )

    def _entry_content(self, number: int, body: str, tail: list[object]) -> None:
        """By far the most records: compared as text, taken apart only where it differs."""
        moved = (self._movements.of(number), self._members.of(number), self._recoveries.of(number))
        parts = self.journal.entry(number, moved, self._periods.closed_through)
        if parts is not None:
            expected = _encode(["jurnal/1", *parts, *tail])
            if expected != body:
                self._name_difference(number, "jurnal", json.loads(body), json.loads(expected))

    def _other_content(self, number: int, kind: str, body: str, tail: list[object]) -> None:
        describe = self._kinds.get(kind)
        if describe is None:
            self._findings.add("jenis-catatan", f"catatan {number}", kind=kind)
            return
        said = json.loads(body)
        parts = describe(number, said[1:-2])
        if parts is not None:
            expected = _encode([f"{kind}/1", *parts, *tail])
            if expected != _encode(said):
                self._name_difference(number, kind, said, json.loads(expected))

    def _name_difference(self, number: int, kind: str, said: Sequence[Any], expected: Sequence[Any]) -> None:
        where = f"catatan {number}"
        if kind in {"jurnal", "pinjaman", "pengajuan", "putusan", "tutup", "buka"} and len(said) > 1:
            where = f"{said[1]} ({where})"
        if len(said) != len(expected) or said[0] != expected[0]:
            self._findings.add("isi-catatan", where, part="susunan")
            return
        for index, (one, other) in enumerate(zip(said[1:], expected[1:], strict=True)):
            if one != other:
                name = field_name(kind, index, len(said) - 3)
                self._findings.add("isi-catatan", where, part=f'"{name}"')

    def _started(self, number: int, _said: Sequence[Any]) -> list[object] | None:
        self._periods.started(number)
        facts = self._session.first(_OFFICE)
        return None if facts is None else list(facts)

    def _officer(self, number: int, _said: Sequence[Any]) -> list[object] | None:
        rows = self._officers.of(number)
        if not rows:
            self._findings.add("baris-hilang", f"catatan {number}", table="officer")
            return None
        _, code, role, since, until, salt, name = rows[0]
        return [code, role, since, until, text_digest(salt, name)]

    def _rulebook(self, number: int, _said: Sequence[Any]) -> list[object] | None:
        rows = self._adoptions.of(number)
        if not rows:
            self._findings.add("baris-hilang", f"catatan {number}", table="rulebook_adoption")
            return None
        _, code, digest, valid_from = rows[0]
        words = self._session.value("SELECT text FROM rulebook_text WHERE digest = :digest", digest=digest)
        if words is None or sha256(words.encode()).hexdigest() != digest:
            self._findings.add("sidik-aturan", f"catatan {number}", rulebook=code)
        return [code, digest, valid_from]
