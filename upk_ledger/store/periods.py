"""Rows of closed months: the snapshot of balances and loans, and the record that chains it.

A snapshot is in force while its closing is the newest of its month and the month is closed; balances of a month
are those of the month before plus the month's own lines, so that closing costs one month and never the history.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.offices import Officer
from upk_ledger.core.periods import BalanceRow, Closing, LastEntry, LoanRow, PeriodEvent
from upk_ledger.store.claims import recovered_between
from upk_ledger.store.offices import officers_at
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession, canonical

_BALANCE_COLUMNS = "account_code fund_code debit credit closing_debit closing_credit balance"
_LOAN_COLUMNS = "loan_number balance arrears_principal arrears_service months_overdue class"

# CROSS JOIN keeps SQLite to this order: per account one range of the covering index, not all of it.
_MOVED = (
    "SELECT l.account_code, l.fund_code, sum(l.debit), sum(l.credit)"
    " FROM account AS a CROSS JOIN journal_line AS l"
    " WHERE a.office_id = :office AND l.office_id = :office AND l.account_code = a.code"
    " AND l.entry_date BETWEEN :since AND :until GROUP BY l.account_code, l.fund_code"
)
_MOVED_BY_CLOSING = (
    "SELECT l.account_code, l.fund_code, sum(l.debit), sum(l.credit)"
    " FROM journal_entry AS e CROSS JOIN journal_line AS l"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until AND e.kind = 'penutup'"
    " AND l.office_id = :office AND l.entry = e.record GROUP BY l.account_code, l.fund_code"
)


def first_open_month(session: ReadSession) -> Month:
    """The month that is to be closed next."""
    return Month.of(session.closed_through + timedelta(days=1))


def newest_closed_month(session: ReadSession) -> Month | None:
    """The month closed last, or None before the first closing."""
    return None if session.closed_through < session.desk.office.start else Month.of(session.closed_through)


def closing_of(session: ReadSession, month: Month) -> Closing | None:
    """The closing in force of a month, or None while the month is open."""
    if month.last > session.closed_through:
        return None
    row = session.first(
        "SELECT e.record, r.digest, r.recorded_at, r.actor, r.body, e.paper FROM period_event AS e"
        " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
        " WHERE e.office_id = :office AND e.kind = 'tutup' AND e.month = :month ORDER BY e.record DESC LIMIT 1",
        month=str(month),
    )
    if row is None:
        return None
    rulebook, last_entry = closing_facts(row[4])
    paper = json.loads(row[5])
    officers = tuple(
        Officer(code, role, name, date.fromisoformat(since), date.fromisoformat(until) if until else None)
        for code, role, name, since, until in paper["officers"]
    )
    record, digest, recorded_at, actor = row[:4]
    letterhead = paper["letterhead"]
    return Closing(month, record, digest, recorded_at, actor, last_entry, rulebook, letterhead, officers)


def events_of(session: ReadSession) -> tuple[PeriodEvent, ...]:
    """Every closing and reopening of a month or a year, in order of recording; a year's by its December."""
    rows = session.all(
        "SELECT kind, month, recorded_at, actor, words FROM ("
        "SELECT DISTINCT f.record, f.status || '-tahun' AS kind, CAST(f.year AS text) || '-12' AS month,"
        " r.recorded_at, r.actor, coalesce(t.text, '') AS words FROM year_closing AS f"
        " JOIN record AS r ON r.office_id = f.office_id AND r.number = f.record"
        " LEFT JOIN record_text AS t ON t.office_id = f.office_id AND t.record = f.record"
        " WHERE f.office_id = :office UNION ALL"
        " SELECT e.record, e.kind, e.month, r.recorded_at, r.actor, coalesce(t.text, '') FROM period_event AS e"
        " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
        " LEFT JOIN record_text AS t ON t.office_id = e.office_id AND t.record = e.record"
        " WHERE e.office_id = :office AND e.kind IN ('tutup', 'buka')) AS told ORDER BY record"
    )
    return tuple(PeriodEvent(kind, Month(*map(int, month.split("-"))), *rest) for kind, month, *rest in rows)


def closing_facts(body: str) -> tuple[str, LastEntry]:
    """The rulebook digest and the last entry that the body of a closing names."""
    _, _, _, rulebook, last, *_ = json.loads(body)
    return rulebook, LastEntry(*last)


def snapshot_balances(session: ReadSession, record: int) -> list[BalanceRow]:
    """The balances that this closing stored, by account and fund."""
    rows = session.all(
        f"SELECT {', '.join(_BALANCE_COLUMNS.split())} FROM period_balance"
        " WHERE office_id = :office AND record = :record",
        record=record,
    )
    return sorted(BalanceRow(*row) for row in rows)


def snapshot_loans(session: ReadSession, record: int) -> list[LoanRow]:
    """The loans that this closing stored, by number."""
    rows = session.all(
        f"SELECT {', '.join(_LOAN_COLUMNS.split())} FROM period_loan"
        " WHERE office_id = :office AND record = :record",
        record=record,
    )
    return sorted(LoanRow(*row) for row in rows)


def snapshot_digest(balances: Iterable[BalanceRow], loans: Iterable[LoanRow]) -> str:
    """What stands for a snapshot in the body of its closing (hex)."""
    return sha256(canonical([sorted(balances), sorted(loans)]).encode()).hexdigest()


def paper_digest(paper: str) -> str:
    """What stands for letterhead and officers in the body of a closing (hex; their text carries its own salt)."""
    return sha256(paper.encode()).hexdigest() if paper else ""


def closing_body(
    month: str, closed_through: str, rulebook: str, last_entry: Sequence[object], snapshot: str, paper: str
) -> list[object]:
    """What a closing says in the chain."""
    return [month, closed_through, rulebook, list(last_entry), snapshot, paper]


def month_balances(session: ReadSession, month: Month) -> list[BalanceRow]:
    """Movements and balances of the month to be closed, all-zero rows left out."""
    before = closing_of(session, month.previous())
    balances = (
        {(row.account, row.fund): row.balance for row in snapshot_balances(session, before.record)}
        if before
        else {}
    )
    span = {"since": month.first.isoformat(), "until": month.last.isoformat()}
    moved = {(row[0], row[1]): (int(row[2]), int(row[3])) for row in session.all(_MOVED, **span)}
    closing = {(row[0], row[1]): (int(row[2]), int(row[3])) for row in session.all(_MOVED_BY_CLOSING, **span)}
    rows = []
    for account, fund in sorted(balances.keys() | moved.keys()):
        debit, credit = moved.get((account, fund), (0, 0))
        closing_debit, closing_credit = closing.get((account, fund), (0, 0))
        balance = balances.get((account, fund), 0) + debit - credit
        if debit or credit or balance:
            rows.append(BalanceRow(account, fund, debit, credit, closing_debit, closing_credit, balance))
    return rows


def newest_event(session: ReadSession) -> int:
    """The record of the newest closing or reopening (of the book's start before any)."""
    return int(session.value("SELECT max(record) FROM period_event WHERE office_id = :office"))


def last_entry(session: ReadSession, through: date) -> LastEntry:
    """The newest entry among those dated up to `through`; asks only the days since the last closing by then."""
    month = Month.of(through)
    closed = month if through == month.last else month.previous()
    newest = newest_closed_month(session)
    before = closing_of(session, min(closed, newest)) if newest else None
    since = before.month.last if before else session.desk.office.start - timedelta(days=1)
    row = session.first(
        "SELECT e.record, e.series, e.month, e.number, r.digest FROM journal_entry AS e"
        " JOIN record AS r ON r.office_id = e.office_id AND r.number = e.record"
        " WHERE e.office_id = :office AND e.record ="
        " (SELECT max(record) FROM journal_entry WHERE office_id = :office AND entry_date > :since"
        " AND entry_date <= :until)",
        since=since.isoformat(),
        until=through.isoformat(),
    )
    found = LastEntry(row[0], voucher_number(*row[1:4]), row[4]) if row else LastEntry(0, "", "")
    return max(found, before.last_entry) if before else found


def add_closing(
    session: WriteSession,
    month: Month,
    rulebook: str,
    balances: Sequence[BalanceRow],
    loans: Sequence[LoanRow],
) -> tuple[int, str, LastEntry]:
    """Record that a month is closed, with its snapshot; answers with record number, digest and last entry."""
    paper = _paper(session, month.last)
    last = last_entry(session, month.last)
    through = month.last.isoformat()
    snapshot = snapshot_digest(balances, loans)
    record = session.append(
        "tutup", closing_body(str(month), through, rulebook, last, snapshot, paper_digest(paper))
    )
    session.insert(
        "period_event",
        "record kind month closed_through paper",
        [(record, "tutup", str(month), through, paper)],
    )
    session.insert(
        "period_balance",
        f"record month {_BALANCE_COLUMNS}",
        [(record, str(month), *row) for row in balances],
    )
    session.insert("period_loan", f"record {_LOAN_COLUMNS}", [(record, *row) for row in loans])
    session.forget()
    return record, session.digest_of(record), last


def add_reopening(
    session: WriteSession,
    month: Month,
    closed_through: date,
    reason: str,
    exceptions: Sequence[tuple[str, str, str]] = (),
) -> tuple[int, str]:
    """Record that the newest closed month is open again, up to `closed_through`; answers with number and digest."""
    through = closed_through.isoformat()
    noted = [("bulan-dibuka", str(month), session.closed_through.isoformat()), *exceptions]
    record = session.append("buka", [str(month), through], reason, noted)
    session.insert(
        "period_event", "record kind month closed_through paper", [(record, "buka", str(month), through, "")]
    )
    session.forget()
    return record, session.digest_of(record)


def _paper(session: WriteSession, on: date) -> str:
    """Letterhead and officers as valid on a day: what the month's papers show for ever."""
    office = {name: str(value) for name, value in asdict(session.desk.office).items()}
    officers = [
        [officer.code, officer.role, officer.name, officer.valid_from.isoformat(),
         officer.valid_to.isoformat() if officer.valid_to else None]
        for officer in officers_at(session, on)
    ]  # fmt: skip
    facts = {"salt": session.desk.entropy(16).hex(), "letterhead": office, "officers": officers}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def allowance_booked_for_start(session: ReadSession) -> int:
    """The allowance at the start (sen, credit): the opening balance and what was booked for its shortfall since."""
    return int(
        session.value(
            "SELECT coalesce(sum(l.credit - l.debit), 0) FROM journal_entry AS e CROSS JOIN journal_line AS l"
            " WHERE e.office_id = :office AND e.entry_date = :start AND e.kind IN ('saldo-awal', 'cadangan-awal')"
            " AND l.office_id = :office AND l.entry = e.record AND l.account_code IN"
            " (SELECT code FROM account WHERE office_id = :office AND role = 'cadangan')"
            " AND NOT EXISTS (SELECT 1 FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = e.record)",
            start=session.desk.office.start.isoformat(),
        )
    )


def shortfall_voucher(session: ReadSession, type_: str) -> str | None:
    """The voucher that stands for the allowance missing at the start, where it was booked to accounts of a type."""
    row = session.first(
        "SELECT e.series, e.month, e.number FROM journal_entry AS e WHERE e.office_id = :office"
        " AND e.entry_date = :start AND e.kind = 'cadangan-awal' AND NOT EXISTS (SELECT 1 FROM journal_entry AS c"
        " WHERE c.office_id = :office AND c.reverses = e.record) AND EXISTS (SELECT 1 FROM journal_line AS l"
        " JOIN account AS a ON a.office_id = l.office_id AND a.code = l.account_code"
        " WHERE l.office_id = :office AND l.entry = e.record AND a.type = :type)",
        start=session.desk.office.start.isoformat(),
        type=type_,
    )
    return None if row is None else voucher_number(row[0], row[1], row[2])


def written_off_since(session: ReadSession, day: date) -> dict[str, int]:
    """What was written off after a day (sen), less what was taken back, by loan."""
    rows = session.all(
        "SELECT loan_number, sum(written_off) FROM loan_movement WHERE office_id = :office AND counts_on > :day"
        " AND written_off <> 0 GROUP BY loan_number",
        day=day.isoformat(),
    )
    return {row[0]: int(row[1]) for row in rows}


class LoanSums(NamedTuple):
    """What moved on all loans over a range (sen); service is that of claims on written-off loans too."""

    lent: int
    principal: int
    service: int
    written_off: int

    @property
    def outstanding(self) -> int:
        """By how much all that is outstanding rose."""
        return self.lent - self.principal - self.written_off


def loan_movement_sums(session: ReadSession, since: date, until: date) -> LoanSums:
    """What moved on all loans from `since` to `until`, both included."""
    row = session.first(
        "SELECT coalesce(sum(m.disbursed), 0), coalesce(sum(m.principal), 0), coalesce(sum(m.service), 0),"
        " coalesce(sum(m.written_off), 0)"
        " FROM loan AS l CROSS JOIN loan_movement AS m WHERE l.office_id = :office AND m.office_id = :office"
        " AND m.loan_number = l.number AND m.counts_on BETWEEN :since AND :until",
        since=since.isoformat(),
        until=until.isoformat(),
    )
    lent, principal, service, written_off = map(int, row or (0, 0, 0, 0))
    return LoanSums(lent, principal, service + recovered_between(session, since, until)[1], written_off)


def service_received(session: ReadSession, since: date, until: date) -> int:
    """Service that came in on all loans and claims from `since` to `until`, both included (sen)."""
    return loan_movement_sums(session, since, until).service
