"""What listings list: entries with their lines, and facts of all loans at once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from upk_ledger.core.listings import CashFlow, ListedEntry, ListedLine, LoanPaid
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_ENTRIES = (
    "SELECT e.record, e.entry_date, e.kind, e.series, e.month, e.number, coalesce(t.text, ''),"
    " l.account_code, l.debit, l.credit, l.group_code, l.loan_number, l.member_code, l.fund_code"
    " FROM journal_entry AS e"
    " CROSS JOIN journal_line AS l"
    " LEFT JOIN record_text AS t ON t.office_id = :office AND t.record = e.record"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until"
    " AND l.office_id = :office AND l.entry = e.record"
    " ORDER BY e.entry_date, e.record, l.line"
)

_CASH_FLOWS = (
    "SELECT l.account_code,"
    " sum(CASE WHEN e.reverses IS NULL THEN l.credit ELSE -l.debit END),"
    " sum(CASE WHEN e.reverses IS NULL THEN l.debit ELSE -l.credit END)"
    " FROM journal_entry AS e CROSS JOIN journal_line AS l"
    " JOIN account AS a ON a.office_id = :office AND a.code = l.account_code"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until AND e.kind <> 'saldo-awal'"
    " AND l.office_id = :office AND l.entry = e.record AND a.role NOT IN ('kas', 'bank')"
    " AND EXISTS (SELECT 1 FROM journal_line AS m"
    " JOIN account AS b ON b.office_id = :office AND b.code = m.account_code"
    " WHERE m.office_id = :office AND m.entry = e.record AND b.role IN ('kas', 'bank'))"
    " GROUP BY l.account_code"
)

_LET_GO = (
    "SELECT e.record, e.reverses, l.account_code, a.role, l.debit, l.credit"
    " FROM journal_entry AS e CROSS JOIN journal_line AS l"
    " JOIN account AS a ON a.office_id = :office AND a.code = l.account_code"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until AND e.kind <> 'saldo-awal'"
    " AND l.office_id = :office AND l.entry = e.record AND a.role IN ('kas', 'bank', 'pinjaman', 'pembulatan')"
    " AND EXISTS (SELECT 1 FROM journal_line AS m"
    " JOIN account AS b ON b.office_id = :office AND b.code = m.account_code"
    " WHERE m.office_id = :office AND m.entry = e.record AND b.role = 'pembulatan')"
    " ORDER BY e.record"
)


def cash_flows(session: ReadSession, start: date, end: date) -> dict[str, CashFlow]:
    """Cash flows by counter account from `start` to `end`; a counter-entry takes back the flow that it undoes.

    A remainder of a loan that was let go moved no cash: it is neither paid out nor among the principal paid.
    """
    asked = {"since": start.isoformat(), "until": end.isoformat()}
    flows = {row[0]: CashFlow(int(row[1]), int(row[2])) for row in session.all(_CASH_FLOWS, **asked)}
    if any(session.accounts[code].role == "pembulatan" for code in flows):
        for _, lines in groupby(session.all(_LET_GO, **asked), key=lambda row: row[0]):
            for code, moved in _without_cash(list(lines)).items():
                flow = flows[code]
                flows[code] = CashFlow(flow[0] - moved[0], flow[1] - moved[1])
    return flows


def _without_cash(rows: list[tuple[Any, ...]]) -> dict[str, CashFlow]:
    """What of an entry's flows is a remainder that was let go, by account: principal against rounding."""
    sides: dict[str, list[tuple[str, int, int]]] = {}
    for _, reverses, code, role, debit, credit in rows:
        part = (code, debit, credit) if reverses is None else (code, -credit, -debit)
        sides.setdefault("kas" if role == "bank" else role, []).append(part)
    if not sides.keys() >= {"kas", "pinjaman"}:
        return {}
    (lent, _, paid), (rounding, let_go, _) = sides["pinjaman"][0], sides["pembulatan"][0]
    moved = min(abs(let_go), abs(paid)) * (-1 if let_go < 0 else 1)
    return {lent: CashFlow(moved, 0), rounding: CashFlow(0, moved)} if moved else {}


def entries_between(session: ReadSession, start: date, end: date) -> list[ListedEntry]:
    """All entries dated from `start` to `end`, both included, by date and in order of recording."""
    rows = session.all(_ENTRIES, since=start.isoformat(), until=end.isoformat())
    return [_entry(list(lines)) for _, lines in groupby(rows, key=lambda row: row[0])]


def _entry(rows: list[tuple[Any, ...]]) -> ListedEntry:
    record, on, kind, series, month, number, words = rows[0][:7]
    return ListedEntry(
        record, date.fromisoformat(on), kind, voucher_number(series, month, number), words, _lines(rows)
    )


def _lines(rows: Iterable[tuple[Any, ...]]) -> tuple[ListedLine, ...]:
    return tuple(ListedLine(*row[7:]) for row in rows)


def member_counts(session: ReadSession, as_of: date) -> dict[str, int]:
    """How many members share each loan at the end of a day, by loan number."""
    rows = session.all(
        "SELECT s.loan_number, count(*) FROM loan_schedule AS s JOIN loan_share AS h"
        " ON h.office_id = s.office_id AND h.record = s.record AND h.loan_number = s.loan_number"
        " WHERE s.office_id = :office AND s.version = (SELECT max(v.version) FROM loan_schedule AS v"
        " WHERE v.office_id = :office AND v.loan_number = s.loan_number AND v.valid_from <= :as_of)"
        " GROUP BY s.loan_number",
        as_of=as_of.isoformat(),
    )
    return dict(rows)


def loan_rates(session: ReadSession, as_of: date) -> dict[str, Decimal]:
    """The rate in percent of each loan at the end of a day, by loan number."""
    rows = session.all(
        "SELECT loan_number, rate_percent FROM loan_schedule"
        " WHERE office_id = :office AND valid_from <= :as_of ORDER BY version",
        as_of=as_of.isoformat(),
    )
    return {number: Decimal(rate) for number, rate in rows}


def paid_by_loan(session: ReadSession, start: date, end: date) -> dict[str, LoanPaid]:
    """By loan number: what was lent, paid and written off before `start`, and what from then to `end`."""
    rows = session.all(
        "SELECT loan_number,"
        " sum(CASE WHEN counts_on < :since THEN disbursed ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN principal ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN service ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN 0 ELSE principal END),"
        " sum(CASE WHEN counts_on < :since THEN 0 ELSE service END),"
        " sum(CASE WHEN counts_on < :since THEN written_off ELSE 0 END),"
        " sum(CASE WHEN counts_on < :since THEN 0 ELSE written_off END)"
        " FROM loan_movement WHERE office_id = :office AND counts_on <= :until GROUP BY loan_number",
        since=start.isoformat(),
        until=end.isoformat(),
    )
    return {row[0]: LoanPaid(*map(int, row[1:])) for row in rows}
