"""The audit of journal entries: double entry, voucher numbers, open months, reversals."""

from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from typing import Any

from upk_ledger.store.auditing_streams import Findings, Stream, driver_rows, from_record
from upk_ledger.store.posting import journal_body, voucher_number
from upk_ledger.store.session import ReadSession

_REVERSALS = (
    "SELECT e.record, e.entry_date, o.record, o.series, o.month, o.number, o.entry_date FROM journal_entry AS e"
    " LEFT JOIN journal_entry AS o ON o.office_id = e.office_id AND o.record = e.reverses"
    " WHERE e.office_id = :office AND e.reverses IS NOT NULL{since} ORDER BY e.record"
)
_LINES_OF = (
    "SELECT e.record, l.account_code, l.debit, l.credit, l.group_code, l.member_code, l.loan_number, l.fund_code,"
    " l.asset_code FROM journal_entry AS e JOIN journal_line AS l ON l.office_id = e.office_id AND l.entry = {entry}"
    " WHERE e.office_id = :office AND e.reverses IS NOT NULL{since} ORDER BY e.record, l.line"
)
_MOVEMENTS_OF = (
    "SELECT e.record, m.loan_number, m.disbursed, m.principal, m.service, m.written_off FROM journal_entry AS e"
    " JOIN loan_movement AS m ON m.office_id = e.office_id AND m.record = {entry}"
    " WHERE e.office_id = :office AND e.reverses IS NOT NULL{since} ORDER BY e.record, m.loan_number"
)
_MEMBERS_OF = (
    "SELECT e.record, m.loan_number || ' ' || m.member_code, m.principal, m.service, m.written_off"
    " FROM journal_entry AS e JOIN member_movement AS m ON m.office_id = e.office_id AND m.record = {entry}"
    " WHERE e.office_id = :office AND e.reverses IS NOT NULL{since} ORDER BY e.record, m.loan_number, m.member_code"
)
_RECOVERIES_OF = (
    "SELECT e.record, m.loan_number, m.principal, m.service FROM journal_entry AS e"
    " JOIN recovery AS m ON m.office_id = e.office_id AND m.record = {entry}"
    " WHERE e.office_id = :office AND e.reverses IS NOT NULL{since} ORDER BY e.record, m.loan_number"
)
_MOVED = (_MOVEMENTS_OF, _MEMBERS_OF, _RECOVERIES_OF)
_KEPT = (
    "SELECT account_code, owner, entry_date, sum(moved) FROM (SELECT l.account_code, l.entry_date,"
    " coalesce(CASE a.role WHEN 'tabungan' THEN l.group_code || coalesce(' ' || l.member_code, '')"
    " WHEN 'hutang-mitra' THEN l.fund_code WHEN 'dana-terikat' THEN l.fund_code ELSE l.loan_number END, '-') AS owner,"
    " l.credit - l.debit AS moved FROM account AS a"
    " JOIN journal_line AS l ON l.office_id = a.office_id AND l.account_code = a.code"
    " WHERE a.office_id = :office"
    " AND a.role IN ('titipan', 'tabungan', 'hutang-reward', 'hutang-mitra', 'dana-terikat')) AS kept"
    " GROUP BY account_code, owner, entry_date ORDER BY account_code, owner, entry_date"
)
_LAST_NUMBER = (
    "SELECT coalesce(max(number), 0) FROM journal_entry WHERE office_id = :office AND series = :series"
    " AND month = :month AND record < :since"
)
_TAKEN = (
    "SELECT 1 FROM journal_line AS l JOIN account AS a ON a.office_id = l.office_id AND a.code = l.account_code"
    " WHERE l.office_id = :office AND l.entry >= :since AND l.debit > 0"
    " AND a.role IN ('titipan', 'tabungan', 'hutang-reward', 'hutang-mitra', 'dana-terikat') LIMIT 1"
)
"""Whether any entry since takes from what is kept: only such a one can take too much."""

Parts = dict[int, list[tuple[Any, ...]]]
"""Lines or movements by record."""


class JournalAudit:
    """Looks at one entry after the other, in order of recording."""

    def __init__(self, session: ReadSession, findings: Findings, since: int = 0) -> None:
        self._session = session
        self._findings = findings
        self._since = since
        self._entries = Stream(
            session,
            findings,
            "journal_entry",
            "record, entry_date, kind, series, month, number, reverses, receipt, key",
            since=since,
        )
        self._lines = Stream(
            session,
            findings,
            "journal_line",
            "entry, line, entry_date, account_code, debit, credit, group_code, member_code, loan_number, fund_code,"
            " asset_code",
            ", line",
            since,
        )
        self._money = session.with_role("kas", "bank")
        self._loans = session.with_role("pinjaman")
        self._start = session.desk.office.start.isoformat()
        self._numbers: dict[tuple[str, str], int] = {}
        self._reversed: dict[int, str] = {}
        self._origins = {row[0]: row for row in driver_rows(session, self._of_reversals(_REVERSALS))}
        self.shared: set[str] = set()
        """Loans whose newest schedule so far is divided among members."""
        self.count = 0
        self.kinds: set[str] = set()
        """The kinds of the entries looked at."""
        self.undoes = bool(self._origins)
        """Whether any of them undoes another."""
        self.newest: dict[str, tuple[int, str]] = {}
        """Record and voucher of the newest entry of each month."""
        self.closing: dict[tuple[str, str, str], list[int]] = {}
        """Debit and credit of closing entries (kind `penutup`) by account, fund and month."""

    def _of_reversals(self, query: str, **named: str) -> str:
        return query.format(since=from_record("e.record", self._since), **named)

    def entry(
        self, record: int, moved: Sequence[Sequence[tuple[Any, ...]]], closed_through: str
    ) -> list[object] | None:
        """Check the entry of a record; answers with what its body has to say, or None where it is gone.

        `moved` are its rows of loan movements, of members' parts and of recoveries.
        """
        movements, members, _recoveries = moved
        rows, lines = self._entries.of(record), self._lines.of(record)
        if not rows:
            self._findings.add("baris-hilang", f"catatan {record}", table="journal_entry")
            return None
        _, on, kind, series, month, number, reverses, receipt, key = rows[0]
        voucher = voucher_number(series, month, number)
        self.count += 1
        self.kinds.add(kind)
        self.newest[on[:7]] = (record, voucher)
        self._check_number(voucher, on, series, month, number)
        if on < self._start:
            self._findings.add("sebelum-awal", voucher, on=on, start=self._start)
        if on <= closed_through:
            self._findings.add("bulan-tertutup", voucher, on=on, closed=closed_through)
        self._check_lines(voucher, on, lines)
        self._check_series(voucher, kind, series, lines)
        if movements or kind != "saldo-awal":
            self._check_movements(voucher, lines, movements)
        if movements or members:
            check_members(self._findings, voucher, movements, members, self.shared)
        if kind == "penutup":
            for line in lines:
                sums = self.closing.setdefault((line[3], line[9], on[:7]), [0, 0])
                sums[0] += line[4]
                sums[1] += line[5]
        original = self._check_reversal(record, voucher, on) if reverses is not None else None
        return journal_body(
            voucher,
            on,
            kind,
            original,
            receipt,
            key,
            [line[3:] for line in lines],
            *([list(row[1:]) for row in rows] for rows in moved),
        )

    def _check_number(self, voucher: str, on: str, series: str, month: str, number: int) -> None:
        if self._since and (series, month) not in self._numbers:
            self._numbers[series, month] = self._session.value(
                _LAST_NUMBER, series=series, month=month, since=self._since
            )
        expected = self._numbers.get((series, month), 0) + 1
        if number != expected:
            right = voucher_number(series, month, expected)
            self._findings.add("nomor-bukti", voucher, expected=right, found=voucher)
        self._numbers[series, month] = number
        if month != on[:7]:
            self._findings.add("bulan-bukti", voucher, expected=on[:7], found=month)

    def _check_lines(self, voucher: str, on: str, lines: Sequence[tuple[Any, ...]]) -> None:
        add = self._findings.add
        left = right = 0
        for place, (_, number, line_on, _, debit, credit, *_) in enumerate(lines, 1):
            left += debit
            right += credit
            if number != place:
                add("nomor-baris", voucher, expected=place, found=number)
            if line_on != on:
                add("tanggal-baris", voucher, line=number, found=line_on, expected=on)
            if debit < 0 or credit < 0 or (debit > 0) == (credit > 0):
                add("baris-dua-sisi", voucher, line=number, debit=debit, credit=credit)
        if len(lines) < 2:
            add("jurnal-kurang-baris", voucher, count=len(lines))
        if left != right:
            add("jurnal-tak-seimbang", voucher, debit=left, credit=right)

    def _check_series(self, voucher: str, kind: str, series: str, lines: Sequence[tuple[Any, ...]]) -> None:
        change = sum(line[4] - line[5] for line in lines if line[3] in self._money)
        fitting = "KM" if change > 0 else "KK" if change < 0 else "PB"
        if kind == "saldo-awal":  # shown as opening balance, not as money received
            fitting = "PB"
        if series != fitting:
            self._findings.add("seri-bukti", voucher, expected=fitting, found=series)

    def _check_movements(
        self, voucher: str, lines: Sequence[tuple[Any, ...]], movements: Sequence[tuple[Any, ...]]
    ) -> None:
        """What lines on the loan accounts say has to be what the loans' movements say."""
        ledger = sum(line[4] - line[5] for line in lines if line[3] in self._loans)
        loans = sum(movement[3] - movement[4] - movement[6] for movement in movements)
        if ledger != loans:
            self._findings.add("mutasi-pinjaman", voucher, ledger=ledger, loans=loans)

    def _check_reversal(self, record: int, voucher: str, on: str) -> str | None:
        """The voucher that this entry undoes; once, and not before it."""
        _, _, origin, series, month, number, origin_on = self._origins[record]
        if origin is None:
            return None
        original = voucher_number(series, month, number)
        if origin in self._reversed:
            self._findings.add("pembatalan-ganda", voucher, original=original)
        self._reversed[origin] = voucher
        if on < origin_on:
            self._findings.add("pembatalan-mendahului", voucher, on=on, original=original)
        return original

    def finish(self) -> None:
        """Compare every reversal with its original; note what no record covers."""
        self._entries.finish()
        self._lines.finish()
        if not self._since or self._session.value(_TAKEN, since=self._since) is not None:
            self._kept_money()
        if not self._origins:
            return
        mirrored = self._parts(_LINES_OF, "e.reverses", _other_side)
        found = self._parts(_LINES_OF, "e.record", _as_is)
        undone = [self._parts(query, "e.reverses", _taken_back) for query in _MOVED]
        moved = [self._parts(query, "e.record", _as_is) for query in _MOVED]
        for record, (_, on, _, series, month, number, _) in self._origins.items():
            same = all(back.get(record) == now.get(record) for back, now in zip(undone, moved, strict=True))
            if mirrored.get(record) != found.get(record) or not same:
                original = voucher_number(series, month, number) if series else "?"
                self._findings.add("pembatalan-tak-cocok", f"catatan {record} ({on})", original=original)

    def _kept_money(self) -> None:
        """What is kept for a loan, a group (savings), a partner or a purpose never falls below nothing."""
        for (account, owner), moves in groupby(
            driver_rows(self._session, _KEPT), key=lambda row: (row[0], row[1])
        ):
            kept = 0
            for _, _, day, moved in moves:
                kept += int(moved)
                if kept < 0:
                    self._findings.add(
                        "simpanan-kurang", account, account=account, owner=owner, on=day, missing=-kept
                    )
                    break

    def _parts(self, query: str, entry: str, mirror: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Parts:
        found: Parts = {}
        for record, *part in driver_rows(self._session, self._of_reversals(query, entry=entry)):
            found.setdefault(record, []).append(mirror(tuple(part)))
        return found


def check_members(
    findings: Findings,
    where: str,
    movements: Sequence[tuple[Any, ...]],
    members: Sequence[tuple[Any, ...]],
    shared: Collection[str],
) -> None:
    """The members' parts of each loan's movement add up to it; they are there if the loan is `shared`."""
    whole = {movement[1]: movement[4:7] for movement in movements}
    sums: dict[str, tuple[int, ...]] = {}
    for member in members:
        before = sums.get(member[1], (0, 0, 0))
        sums[member[1]] = tuple(one + other for one, other in zip(before, member[5:8], strict=True))
    for loan in {*sums, *(loan for loan in whole if loan in shared)}:
        if sums.get(loan, (0, 0, 0)) != whole.get(loan):
            findings.add("mutasi-anggota", where, loan=loan)


def _as_is(part: tuple[Any, ...]) -> tuple[Any, ...]:
    return part


def _other_side(line: tuple[Any, ...]) -> tuple[Any, ...]:
    account, debit, credit, *about = line
    return (account, credit, debit, *about)


def _taken_back(movement: tuple[Any, ...]) -> tuple[Any, ...]:
    loan, *amounts = movement
    return (loan, *(-amount for amount in amounts))
