"""The audit of restricted funds: each entry has its shape and its place in the plan, a closed fund has no rest.

With every entry in shape, what a fund received is what it spent, handed back and still owes.
"""

from datetime import date
from typing import NamedTuple

from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.restricted_funds import ASSIGNED, RECEIVED, RETURNED, SPENT
from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.importing import ORIGIN
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.restricted_funds import fund_states
from upk_ledger.store.session import ReadSession

_KINDS = (RECEIVED, SPENT, RETURNED, ASSIGNED)

_SUMS = (
    f"SELECT e.record, e.series, e.month, e.number, {ORIGIN} AS origin, CASE WHEN o.record IS NULL THEN 1 ELSE -1"
    " END, l.fund_code, sum(CASE a.role WHEN 'dana-terikat' THEN l.credit - l.debit ELSE 0 END),"
    " sum(CASE a.role WHEN 'pelepasan-dana' THEN l.credit - l.debit ELSE 0 END),"
    " sum(CASE a.type WHEN 'biaya' THEN l.debit - l.credit ELSE 0 END),"
    " sum(CASE WHEN a.role IN ('kas', 'bank') THEN l.debit - l.credit ELSE 0 END)"
    " FROM journal_entry AS e LEFT JOIN journal_entry AS o ON o.office_id = e.office_id AND o.record = e.reverses"
    " JOIN journal_line AS l ON l.office_id = e.office_id AND l.entry = e.record"
    " JOIN account AS a ON a.office_id = e.office_id AND a.code = l.account_code"
    " WHERE e.office_id = :office AND e.record IN (SELECT m.entry FROM account AS b CROSS JOIN journal_line AS m"
    " WHERE b.office_id = :office AND b.role IN ('dana-terikat', 'pelepasan-dana') AND m.office_id = :office"
    " AND m.account_code = b.code)"
    " GROUP BY e.record, e.series, e.month, e.number, o.kind, e.kind, o.key, e.key, o.record, l.fund_code"
    " ORDER BY e.record, l.fund_code"
)
_AGREED = "SELECT fund_code, min(record) FROM fund_terms WHERE office_id = :office GROUP BY fund_code"
_PLACED = (
    "SELECT m.entry, m.fund_code, e.kind, e.series, e.month, e.number FROM fund_movement AS m"
    " JOIN journal_entry AS e ON e.office_id = m.office_id AND e.record = m.entry WHERE m.office_id = :office"
    " ORDER BY m.record"
)


class _Sums(NamedTuple):
    """What an entry moved in one fund (sen), a counter-entry by what it undoes."""

    owed: int
    released: int
    cost: int
    money: int


def audit_restricted(session: ReadSession, findings: Findings) -> None:
    """Name every entry of a restricted fund out of shape or without its place, and funds closed with a rest."""
    agreed = dict(driver_rows(session, _AGREED))
    placed: dict[int, list[str]] = {}
    for entry, fund, kind, *voucher in driver_rows(session, _PLACED):
        placed.setdefault(entry, []).append(fund)
        if kind not in _KINDS:
            findings.add("dana-mutasi", voucher_number(*voucher), fund=fund)
    for record, series, month, number, kind, sign, fund, *amounts in driver_rows(session, _SUMS):
        where = voucher_number(series, month, number)
        sums = _Sums(*(int(amount) * sign for amount in amounts))
        own = fund == LOAN_FUND
        if not _in_shape(kind, sums, own=own) or not (own or agreed.get(fund, record) < record):
            findings.add("dana-terikat", where, fund=fund, **sums._asdict())
        if kind in _KINDS and sign > 0 and not own and placed.get(record) != [fund]:
            findings.add("dana-mutasi", where, fund=fund)
    for code, fund in fund_states(session, date.max).items():
        if fund.end is not None and fund.rest:
            findings.add("dana-tutup-bersisa", code, fund=code, rest=fund.rest)


def _in_shape(kind: str, sums: _Sums, *, own: bool) -> bool:
    """Whether an entry of this kind may move these sums in a fund (`own`: what is bound to no purpose)."""
    owed, released, cost, money = sums
    if kind == ASSIGNED:
        return (owed < 0) == own and released == cost == money == 0
    if own:  # the opening balance, imported entries, and closing entries of a year
        return kind in {"saldo-awal", "impor"} or (kind == "penutup" and owed == 0)
    if kind == SPENT:
        return owed < 0 and released == cost == -owed and money == owed
    if kind in {RECEIVED, RETURNED}:
        return (owed > 0) == (kind == RECEIVED) and owed == money and released == cost == 0
    return kind == "penutup" and owed == 0
