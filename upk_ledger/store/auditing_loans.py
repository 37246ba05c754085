"""The audit of loans: applications, stages, schedules against their terms, shares against the whole."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import Any

from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.lending import PAID_OFF
from upk_ledger.core.schedules import GroupSchedule, group_schedule
from upk_ledger.store.auditing_journal import check_members
from upk_ledger.store.auditing_reschedules import ended_early, rescheduled_as_agreed, restored
from upk_ledger.store.auditing_streams import Findings, Stream, driver_rows
from upk_ledger.store.auditing_transfers import TransferAudit
from upk_ledger.store.due_rules import holiday_lists
from upk_ledger.store.lending import application_body, stage_body, terms_of
from upk_ledger.store.positions import class_on_eve
from upk_ledger.store.schedules import schedule_body
from upk_ledger.store.session import ReadSession, canonical

_TERMS = (
    "principal, tenor, rate_percent, rate_per, method, frequency, grace, rounding, schedule_mode, due_rule"
)


def _digest(rows: Iterable[Sequence[Any]]) -> bytes:
    """What stands for the rows of one schedule until its record comes by."""
    return sha256(canonical([list(row) for row in rows]).encode()).digest()


def _or_body(found: Sequence[Any], said: Any) -> Any:
    """`said` where it holds the same rows in any order, else what was found."""
    rows = [list(row) for row in found]
    return said if isinstance(said, list) and sorted(said) == sorted(rows) else rows


_BY_DAY = (
    "SELECT loan_number, counts_on, sum(disbursed - principal - written_off) FROM loan_movement"
    " WHERE office_id = :office{moved} GROUP BY loan_number, counts_on ORDER BY loan_number, counts_on"
)
_OF_MOVED = (
    " AND loan_number IN (SELECT loan_number FROM loan_movement WHERE office_id = :office"
    " AND record >= {since})"
)
_OF_SCHEDULES = (
    " AND (loan_number, version) IN (SELECT loan_number, version FROM loan_schedule WHERE office_id = :office"
    " AND record >= {since})"
)
_STOOD = (
    "SELECT s.loan_number, s.basis, EXISTS (SELECT 1 FROM installment_share AS h WHERE h.office_id = s.office_id"
    " AND h.loan_number = s.loan_number AND h.version = s.version) FROM loan_schedule AS s"
    " WHERE s.office_id = :office AND s.version = (SELECT max(v.version) FROM loan_schedule AS v"
    " WHERE v.office_id = s.office_id AND v.loan_number = s.loan_number AND v.record < {since})"
)
"""The newest schedule of each loan before a record: what it rests on, and whether members share in it."""


class LoanAudit:
    """Looks at what the records of loans describe, in order of recording."""

    def __init__(self, session: ReadSession, findings: Findings, shared: set[str], since: int = 0) -> None:
        """Keeps in `shared` which loans are divided among members, as the records come by."""
        self._shared = shared
        self._ended: set[str] = set()
        self._transfers = TransferAudit(session, findings, since)
        self._session = session
        self._findings = findings
        self._since = since
        for loan, basis, members in driver_rows(session, _STOOD.format(since=since)) if since else ():
            if members:
                shared.add(loan)
            if basis == PAID_OFF:
                self._ended.add(loan)

        def stream(table: str, columns: str, order: str = "") -> Stream:
            return Stream(session, findings, table, columns, order, since)

        self._loans = stream(
            "loan",
            f"record, number, group_code, origin, applied_on, rulebook_digest, product, {_TERMS}",
            ", number",
        )
        self._shares = stream("loan_share", "record, member_code, principal, loan_number, group_code")
        self._stages = stream("loan_stage", "record, loan_number, stage, on_date, principal, decision_number")
        self._schedules = stream(
            "loan_schedule",
            "record, loan_number, version, valid_from, start, allocation_order, service, first_principal, last_due,"
            f" group_code, basis, carried, kept_class, decision_number, {_TERMS}",
            ", version",
        )
        self._groups = dict(
            driver_rows(session, "SELECT number, group_code FROM loan WHERE office_id = :office")
        )
        self._installments = self._read_installments()
        self._member_rows = self._read_member_rows()

    def _read_installments(self) -> dict[tuple[str, int], bytes]:
        """By loan and version, the digest of the installments; their cumulative columns are added up again."""
        rows = driver_rows(
            self._session,
            "SELECT loan_number, version, number, due_date, principal, service, cum_principal, cum_service"
            f" FROM installment WHERE office_id = :office{self._later()} ORDER BY loan_number, version, number",
        )
        digests = {}
        for key, group in groupby(rows, key=lambda row: (row[0], row[1])):
            principal = service = 0
            own = []
            for _, _, number, due, part, serving, cum_principal, cum_service in group:
                principal += part
                service += serving
                if (principal, service) != (cum_principal, cum_service):
                    self._findings.add("kumulatif-angsuran", key[0], number=number)
                    principal, service = cum_principal, cum_service
                own.append((number, due, part, serving))
            digests[key] = _digest(own)
        return digests

    def _later(self) -> str:
        """The condition that leaves out the rows of schedules that earlier records made."""
        return _OF_SCHEDULES.format(since=self._since) if self._since else ""

    def _read_member_rows(self) -> dict[tuple[str, int], bytes]:
        rows = driver_rows(
            self._session,
            "SELECT loan_number, version, number, member_code, principal, service FROM installment_share"
            f" WHERE office_id = :office{self._later()} ORDER BY loan_number, version",
        )
        return {
            key: _digest(sorted(row[2:] for row in group))
            for key, group in groupby(rows, key=lambda row: (row[0], row[1]))
        }

    def application(self, record: int, said: Sequence[Any]) -> list[object] | None:
        """What the body of an application has to say; None where its row is gone."""
        rows, shares = self._loans.of(record), self._shares.of(record)
        if not rows:
            self._findings.add("baris-hilang", f"catatan {record}", table="loan")
            return None
        _, number, group, origin, applied, rulebook, product, *terms = rows[0]
        self._check_shares(number, group, terms[0], shares)
        parts = _or_body([share[1:3] for share in shares], said[6])
        return application_body(number, group, origin, terms, applied, rulebook, parts, product)

    def stage(self, record: int, said: Sequence[Any]) -> list[object] | None:
        """What the body of an examination or decision has to say; None where its row is gone."""
        rows, shares = self._stages.of(record), self._shares.of(record)
        if not rows:
            self._findings.add("baris-hilang", f"catatan {record}", table="loan_stage")
            return None
        _, number, stage, on, principal, decision = rows[0]
        self._check_shares(number, None, principal, shares)
        parts = _or_body([share[1:3] for share in shares], said[5])
        return stage_body(number, stage, on, principal, decision, parts)

    def schedule(
        self,
        record: int,
        said: Sequence[Any],
        movements: Sequence[tuple[Any, ...]],
        before: Sequence[tuple[Any, ...]],
    ) -> list[object] | None:
        """What the body of a granted schedule has to say; None where its row is gone."""
        rows, shares = self._schedules.of(record), self._shares.of(record)
        if not rows:
            self._findings.add("baris-hilang", f"catatan {record}", table="loan_schedule")
            return None
        _, number, version, since, start, order, service, first, last_due, group, *rest = rows[0]
        basis, terms = rest[:4], rest[4:]
        if group != self._groups.get(number):
            self._findings.add("isi-catatan", number, part='"KSM"')
        said_shares, said_rows, said_members = said[6:9]
        self._check_shares(number, None, terms[0], shares)
        key = (number, version)
        installments = said_rows if self._installments.pop(key, b"") == _digest(said_rows) else "installment"
        members = sorted([row[0], row[1], row[2], row[3]] for row in said_members)
        whole = self._member_rows.pop(key, _digest([])) == _digest(members)
        self._check_rows(number, said_rows, said_members, (terms[0], service, first, last_due))
        (self._shared.add if members else self._shared.discard)(number)
        check_members(self._findings, number, movements, before, self._shared)
        self._transfers.version(key, basis[0], said_rows, said_members)
        if basis[0] != "alih":
            due = (record, key, since, start, basis)
            self._check_terms(due, terms, said_shares, said_rows, members)
        (self._ended.add if basis[0] == PAID_OFF else self._ended.discard)(number)
        return schedule_body(
            number,
            version,
            since,
            start,
            terms,
            order,
            _or_body([share[1:3] for share in shares], said_shares),
            installments,
            said_members if whole else "installment_share",
            [movement[2:] for movement in movements],
            basis,
            [member[2:] for member in before],
        )

    def _check_shares(
        self, loan: str, group: str | None, principal: int, shares: Sequence[tuple[Any, ...]]
    ) -> None:
        total = sum(share[2] for share in shares)
        foreign = any(share[3] != loan or group not in {None, share[4]} for share in shares)
        if shares and (total != principal or foreign):
            self._findings.add("bagian-anggota", loan, total=total, principal=principal)

    def _check_rows(
        self, loan: str, rows: Sequence[Any], members: Sequence[Any], summary: tuple[int, int, int, str]
    ) -> None:
        """Members' rows add up to the loan's; the schedule's summary is that of its rows."""
        found = (
            sum(row[2] for row in rows),
            sum(row[3] for row in rows),
            next((row[2] for row in rows if row[0] and row[2]), 0),
            rows[-1][1] if rows else "",
        )
        names = ("pokok", "jasa", "pokok pertama", "jatuh tempo terakhir")
        for name, stored, computed in zip(names, summary, found, strict=True):
            if stored != computed:
                self._findings.add("ringkasan-jadwal", loan, part=name)
        if not members:
            return
        sums: dict[int, list[int]] = {}
        for number, _, principal, service in members:
            pair = sums.setdefault(number, [0, 0])
            pair[0] += principal
            pair[1] += service
        for number, _, principal, service in rows:
            # A row of nothing (grace without service) has no members' parts once a share was taken over.
            if sums.pop(number, [0, 0]) != [principal, service]:
                self._findings.add("angsuran-anggota", loan, number=number)
        for number in sums:
            self._findings.add("angsuran-anggota", loan, number=number)

    def _check_terms(
        self,
        version: tuple[int, tuple[str, int], str, str, Sequence[Any]],
        terms: Sequence[Any],
        shares: Sequence[Any],
        rows: Sequence[Any],
        members: Sequence[Any],
    ) -> None:
        """The terms make this very schedule, with the holidays that were known when it was recorded."""
        loan = version[1][0]
        try:
            made = self._made(version, terms, [(member, share) for member, share in shares])
        except (UpkError, ValueError):
            made = None
        if made is None:
            self._findings.add("jadwal-tak-sesuai", loan)
            return
        due = [[row.number, row.due.isoformat(), row.principal, row.service] for row in made.rows]
        own = sorted(
            [row.number, member, row.principal, row.service] for member, part in made.members for row in part
        )
        if due != rows or own != members:
            self._findings.add("jadwal-tak-sesuai", loan)

    def _made(
        self,
        version: tuple[int, tuple[str, int], str, str, Sequence[Any]],
        terms: Sequence[Any],
        shares: Sequence[tuple[str, int]],
    ) -> GroupSchedule | None:
        """The schedule that a version has to have: a disbursement's, a rescheduling's, or that of one before."""
        record, key, since, start, basis = version
        agreed, mode = terms_of(terms, start), terms[8]
        if basis[0] == PAID_OFF:
            return ended_early(self._session, record, key, date.fromisoformat(since), basis[3])
        if key[0] in self._ended or (key[1] > 1 and start != since):
            return restored(self._session, key, agreed.start, basis[0])
        holidays = self._holidays_before(record) if agreed.due_rule else ()
        if basis[0] == "pencairan":
            return group_schedule(agreed, shares, mode, holidays)
        kept = class_on_eve(self._session, key[0], agreed.start, record)
        if kept != basis[2]:
            self._findings.add("golongan-bertahan", key[0], found=basis[2] or "-", expected=kept or "-")
        return rescheduled_as_agreed(self._session, record, key, agreed, mode, shares, basis, holidays)

    @cached_property
    def _holiday_lists(self) -> dict[int, frozenset[date]]:
        return holiday_lists(self._session)

    def _holidays_before(self, record: int) -> frozenset[date]:
        """The days of the newest list that was adopted before a record."""
        adopted = [days for at, days in self._holiday_lists.items() if at < record]
        return adopted[-1] if adopted else frozenset()

    def finish(self) -> None:
        """Note what no record covers."""
        self._transfers.finish()
        for stream in (self._loans, self._shares, self._stages, self._schedules):
            stream.finish()
        for table, left in (("installment", self._installments), ("installment_share", self._member_rows)):
            for number, version in left:
                self._findings.add("tanpa-catatan", f"{number} versi {version}", table=table)
        moved = _OF_MOVED.format(since=self._since) if self._since else ""
        by_day = driver_rows(self._session, _BY_DAY.format(moved=moved))
        for loan, moves in groupby(by_day, key=lambda row: row[0]):
            owed = 0
            for _, day, moved in moves:
                owed += int(moved)
                if owed < 0:
                    self._findings.add("pokok-kurang", loan, on=day, missing=-owed)
                    break
