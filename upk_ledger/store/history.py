"""What the book tells of one loan's life: its records, entries and facts as events, in a fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from upk_ledger.core.dates import local_moment
from upk_ledger.core.lending import Loan
from upk_ledger.core.rescheduling import Version
from upk_ledger.core.story import (
    Dated,
    StoryEvent,
    day_of,
    is_give_back,
    until,
    version_kinds,
    with_balances,
)
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_RECORDED = (
    " JOIN record AS r ON r.office_id = f.office_id AND r.number = f.record"
    " LEFT JOIN record_text AS t ON t.office_id = f.office_id AND t.record = f.record"
)
_ENTRIES = "f.record IN (SELECT l.entry FROM journal_line AS l WHERE l.office_id = :office AND l.loan_number = :loan)"
_MOVED = (
    " LEFT JOIN loan_movement AS m ON m.office_id = f.office_id AND m.record = f.record AND m.loan_number = :loan"
    " LEFT JOIN recovery AS y ON y.office_id = f.office_id AND y.record = f.record AND y.loan_number = :loan"
)
_EXCEPTIONS = (
    "(f.subject = :loan OR substr(f.subject, 1, :length) = :members OR f.record IN"
    " (SELECT l.entry FROM journal_line AS l WHERE l.office_id = :office AND l.loan_number = :loan))"
)


_FIRST = "jadwal"
"""The schedule of a disbursement, of which the entry tells."""


class _Row(NamedTuple):
    """A row of a loan's table with what its record is: number, moment, actor, words."""

    record: int
    recorded_at: str
    actor: str
    words: str
    own: tuple[Any, ...]


class _Book:
    """What was asked of one loan, once each."""

    def __init__(self, session: ReadSession, loan: Loan) -> None:
        self.session, self.loan = session, loan
        self.zone = session.desk.office.zone
        self.chain: dict[int, Dated] = {}
        """Every record of the loan that was read, with its days."""
        self.told_under: dict[int, int] = {}
        """Records that have no event of their own, with that of the event that tells of them."""
        self.officers: dict[str, list[tuple[str, str]]] = {}
        for code, name, since in session.all(
            "SELECT code, name, valid_from FROM officer WHERE office_id = :office ORDER BY record"
        ):
            self.officers.setdefault(code, []).append((since, name))

    def rows(
        self,
        table: str,
        columns: str,
        where: str = "f.loan_number = :loan",
        *,
        joined: str = "",
        then: str = "",
    ) -> list[_Row]:
        """Rows of a table about the loan, with their records, in order of recording."""
        query = (
            f"SELECT f.record, r.recorded_at, r.actor, coalesce(t.text, ''), {columns} FROM {table} AS f{_RECORDED}"
            f"{joined} WHERE f.office_id = :office AND {where} ORDER BY f.record{then}"
        )
        own = f"{self.loan.number} "
        of_members: dict[str, object] = {"members": own, "length": len(own)} if ":members" in where else {}
        rows = self.session.all(query, loan=self.loan.number, **of_members)
        return [_Row(row[0], row[1], row[2], row[3], tuple(row[4:])) for row in rows]

    def known(self, row: _Row, on: str | None, under: int = 0) -> None:
        """Note which days a record has; `under` is the record of the event that tells of it, where it has none."""
        if under:
            self.told_under[row.record] = under
        recorded = local_moment(row.recorded_at, self.zone).date()
        self.chain[row.record] = Dated(date.fromisoformat(on) if on else None, recorded)

    def event(
        self, row: _Row, kind: str, on: date, facts: Mapping[str, Any], reason: str = "", **more: str
    ) -> StoryEvent:
        """An event told by the record of a row."""
        name = self.name(row.actor, local_moment(row.recorded_at, self.zone).date())
        voucher = more.pop("voucher", "")
        return StoryEvent(
            on, row.recorded_at, row.record, kind, voucher, row.actor, name, reason.strip(), facts, **more
        )

    def name(self, code: str, on: date) -> str:
        """An officer's name as valid on a day; the code where none is."""
        return next(
            (name for since, name in reversed(self.officers.get(code, [])) if since <= on.isoformat()), code
        )


def story_of(session: ReadSession, loan: Loan, as_of: date) -> list[StoryEvent]:
    """Everything on record about a loan with dates up to a day, in order of date, then of recording."""
    book = _Book(session, loan)
    shares = {
        record: [tuple(row[1:]) for row in rows]
        for record, rows in groupby(
            session.all(
                "SELECT record, member_code, principal FROM loan_share WHERE office_id = :office"
                " AND loan_number = :loan ORDER BY record, member_code",
                loan=loan.number,
            ),
            key=lambda row: row[0],
        )
    }
    dated = [
        *_application(book, shares),
        *_stages(book),
        *_visits(book),
        *_versions(book),
        *_entries(book),
        *_letters(book),
        *_claim_ends(book),
    ]
    undated = [*_papers(book), *_approvals(book, dated)]
    events = _with_exceptions(book, [*dated, *undated])
    return [event for event in with_balances(until(events, as_of)) if event.kind != _FIRST]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _application(book: _Book, shares: Mapping[int, Sequence[tuple[Any, ...]]]) -> Iterable[StoryEvent]:
    loan = book.loan
    for row in book.rows("loan", "f.applied_on", "f.number = :loan"):
        book.known(row, row.own[0])
        facts = {
            "principal": loan.terms.principal,
            "origin": loan.origin,
            "members": shares.get(row.record, []),
        }
        yield book.event(row, "pengajuan", _day(row.own[0]), facts, row.words)


def _stages(book: _Book) -> Iterable[StoryEvent]:
    """Examination and decisions, these with the decision on each member, whose records stand right behind."""
    decided = book.rows("decision_member", "f.member_code, f.outcome, f.principal", then=", f.line")
    stages = book.rows("loan_stage", "f.stage, f.on_date, f.principal, f.decision_number")
    for place, row in enumerate(stages):
        stage, on, principal, number = row.own
        book.known(row, on)
        last = stages[place + 1].record if place + 1 < len(stages) else None
        members = []
        for one in decided:
            if one.record > row.record and (last is None or one.record < last):
                book.known(one, on, row.record)
                members.append((*one.own, one.words))
        kind = "pemeriksaan" if stage == "diperiksa" else "putusan"
        facts = {"outcome": stage, "principal": principal, "decision": number, "members": members}
        yield book.event(row, kind, _day(on), facts, row.words)


def _visits(book: _Book) -> Iterable[StoryEvent]:
    rows = book.rows("visit", "f.on_date, f.purpose, f.visitor, f.status", then=", f.line")
    for _, lines in groupby(rows, key=lambda row: row.record):
        went = list(lines)
        row = went[0]
        on, purpose, _, status = row.own
        book.known(row, on)
        names = tuple(book.name(line.own[2], _day(on)) for line in went)
        kind = "kunjungan" if status == "ada" else "batal-kunjungan"
        yield book.event(row, kind, _day(on), {"purpose": purpose, "visitors": names}, row.words)


def _versions(book: _Book) -> Iterable[StoryEvent]:
    """Later schedule versions and what they rest on; of a loan that was running when the book began the first."""
    moved = book.rows(
        "share_transfer", "f.version, f.member_code, f.taker, f.principal, f.service", then=", f.line"
    )
    rows = book.rows(
        "loan_schedule",
        "f.version, f.basis, f.valid_from, f.start, f.kept_class, f.carried, f.decision_number, f.tenor, f.service,"
        " m.disbursed, m.principal, m.service",
        joined=" LEFT JOIN loan_movement AS m ON m.office_id = f.office_id AND m.record = f.record",
    )
    kinds = version_kinds(
        [
            Version(row.own[0], row.record, row.own[1], _day(row.own[2]), _day(row.own[3]), row.own[4])
            for row in rows
        ]
    )
    pairs: list[tuple[str, str]] = []
    owed = 0
    for kind, row in zip(kinds, rows, strict=True):
        version, basis, on, start, kept, carried, decision, tenor, service, *before = row.own
        book.known(row, on)
        facts: dict[str, Any] = {
            "basis": basis,
            "start": _day(start),
            "tenor": tenor,
            "scheduled_service": service,
        }
        facts |= {"decision": decision, "kept_class": kept, "carried": carried, "waived": owed - service}
        owed, words = service, row.words
        if kind == "alih":
            own = [one for one in moved if one.own[0] == version]
            for one in own:
                book.known(one, on, row.record)
                words = one.words
            facts["transfers"] = [one.own[1:] for one in own]
            now = [(one.own[1], one.own[2]) for one in own]
            kind = "batal-alih" if pairs and is_give_back(now, pairs) else "alih"  # noqa: PLW2901 - named finer
            pairs = now
        elif not kind:
            kind = _FIRST  # noqa: PLW2901
            if before[0] is not None:
                kind, facts["moved"] = "berjalan", (before[0], before[1], before[2], 0)  # noqa: PLW2901
        yield book.event(row, kind, _day(on), facts, words)


def _entries(book: _Book) -> Iterable[StoryEvent]:
    """The journal entries of the loan: what each moved of it, what else its lines say by the roles of the accounts."""
    sides: dict[int, dict[str, int]] = {}
    for entry, role, moved in book.session.all(
        "SELECT l.entry, a.role, sum(l.credit - l.debit) FROM journal_line AS l JOIN account AS a"
        " ON a.office_id = l.office_id AND a.code = l.account_code"
        " WHERE l.office_id = :office AND l.loan_number = :loan GROUP BY l.entry, a.role",
        loan=book.loan.number,
    ):
        sides.setdefault(entry, {})[role] = int(moved)
    off = {
        row.own[0]: row
        for row in book.rows("write_off", "f.entry, f.on_date, f.service_due, f.decision_number")
    }
    rewards = {row.own[0]: row for row in book.rows("reward", "f.entry, f.period, f.base")}
    rows = book.rows(
        "journal_entry",
        "f.entry_date, f.kind, f.series, f.month, f.number, f.reverses, f.receipt,"
        " coalesce(m.disbursed, 0), coalesce(m.principal, 0), coalesce(m.service, 0), coalesce(m.written_off, 0),"
        " coalesce(y.principal, 0), coalesce(y.service, 0)",
        _ENTRIES,
        joined=_MOVED,
    )
    vouchers = {row.record: voucher_number(*row.own[2:5]) for row in rows}
    undone = {row.own[5]: vouchers[row.record] for row in rows if row.own[5] is not None}
    kinds = {row.record: row.own[1] for row in rows}
    for row in rows:
        on, kind, _, _, _, reverses, receipt, *amounts = row.own
        book.known(row, on)
        roles = sides.get(row.record, {})
        facts: dict[str, Any] = {"roles": roles, "receipt": receipt, "moved": tuple(amounts[:4])}
        facts["recovered"] = tuple(amounts[4:])
        reason = _reason(row.words, book.loan.number)
        if row.record in off:
            fact = off[row.record]
            book.known(fact, on, row.record)
            facts |= {"service_due": fact.own[2], "decision": fact.own[3]}
            reason = fact.words
        if row.record in rewards:
            facts["period"] = rewards[row.record].own[1]
        if reverses is not None:
            of = vouchers.get(reverses, "")
            reason = row.words.removeprefix(f"Pembatalan {of}: ")
            facts["of"] = kinds.get(reverses, "")
            kind = "pembatalan"
        yield book.event(
            row,
            kind,
            _day(on),
            facts,
            reason,
            voucher=vouchers[row.record],
            undoes=vouchers.get(reverses, "") if reverses is not None else "",
            undone_by=undone.get(row.record, ""),
        )


def _reason(words: str, loan: str) -> str:
    """What somebody typed: behind the program's own words about an entry, which end with the loan's number."""
    _, found, rest = words.partition(f"({loan})")
    return rest.lstrip(",: ") if found else words


def _letters(book: _Book) -> Iterable[StoryEvent]:
    for row in book.rows("letter", "f.level, f.on_date, f.status"):
        level, on, status = row.own
        book.known(row, on)
        yield book.event(
            row, "surat" if status == "dibuat" else "batal-surat", _day(on), {"level": level}, row.words
        )


def _claim_ends(book: _Book) -> Iterable[StoryEvent]:
    for row in book.rows("claim_end", "f.on_date, f.principal, f.decision_number"):
        book.known(row, row.own[0])
        facts = {"principal": row.own[1], "decision": row.own[2]}
        yield book.event(row, "hapus-tagih", _day(row.own[0]), facts, row.words)


def _papers(book: _Book) -> Iterable[StoryEvent]:
    rows = book.rows("loan_paper", "f.paper, f.status", then=", f.line")
    for _, lines in groupby(rows, key=lambda row: row.record):
        listed = list(lines)
        row = listed[0]
        book.known(row, None)
        have, lack = ([one.own[0] for one in listed if one.own[1] == status] for status in ("ada", "tidak"))
        yield book.event(
            row, "berkas", day_of(row.record, book.chain, -1), {"have": have, "lack": lack}, row.words
        )


def _approvals(book: _Book, dated: Sequence[StoryEvent]) -> Iterable[StoryEvent]:
    """Codes used for acts on the loan, or for undoing one of its entries."""
    vouchers = {event.voucher for event in dated if event.voucher}
    rows = book.rows(
        "approval_use",
        "f.card, f.holder, f.place, f.act, f.subject",
        "(f.subject = :loan OR f.act = 'batal')",
        then=", f.line",
    )
    own = [row for row in rows if row.own[4] == book.loan.number or row.own[4] in vouchers]
    for row in own:
        book.known(row, None)
    for row in own:
        card, holder, place, act, subject = row.own
        on = day_of(row.record, book.chain, 1)
        facts = {
            "card": card,
            "holder": book.name(holder, on),
            "place": place,
            "act": act,
            "subject": subject,
        }
        yield book.event(row, "persetujuan", on, facts)


def _with_exceptions(book: _Book, events: Sequence[StoryEvent]) -> list[StoryEvent]:
    """The events with what their own records put on the exception list; other records that did are events too."""
    rows = book.rows("exception_item", "f.rule, f.subject, f.detail", _EXCEPTIONS, then=", f.line")
    listed: dict[int, list[_Row]] = {}
    for row in rows:
        listed.setdefault(book.told_under.get(row.record, row.record), []).append(row)
    told = []
    for event in events:
        noted = [row.own for row in listed.pop(event.record, [])]
        told.append(event._replace(facts={**event.facts, "exceptions": noted}) if noted else event)
    for lines in listed.values():
        row = lines[0]
        book.known(row, None)
        on = day_of(row.record, book.chain, -1)
        told.append(
            book.event(row, "pengecualian", on, {"exceptions": [line.own for line in lines]}, row.words)
        )
    return told
