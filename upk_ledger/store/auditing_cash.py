"""The audit of cash counts and advances: each fact is what its entry moves, and advances are what the accounts hold."""

from datetime import date
from itertools import groupby

from upk_ledger.store.advances import ROLE, moves_by_day
from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.importing import ORIGIN
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

# What an entry's facts say that it moves; a counter-entry moves what it undoes, the other way.
_SAID = (
    "coalesce((SELECT sum(f.amount) FROM cash_advance AS f WHERE f.office_id = :office"
    " AND f.entry = coalesce(e.reverses, e.record)), 0)"
    " - coalesce((SELECT sum(f.spent + f.returned) FROM advance_settlement AS f WHERE f.office_id = :office"
    " AND f.entry = coalesce(e.reverses, e.record)), 0)"
)
_MOVED = (
    "SELECT l.entry, sum(l.debit - l.credit) AS net FROM account AS a CROSS JOIN journal_line AS l"
    " WHERE a.office_id = :office AND a.role = 'uang-muka' AND l.office_id = :office AND l.account_code = a.code"
    " GROUP BY l.entry"
)
_OTHERWISE = (
    f"SELECT series, month, number, net, said FROM (SELECT e.record, e.series, e.month, e.number, m.net,"
    f" CASE WHEN e.reverses IS NULL THEN 1 ELSE -1 END * ({_SAID}) AS said FROM ({_MOVED}) AS m"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = m.entry"
    " LEFT JOIN journal_entry AS o ON o.office_id = :office AND o.record = e.reverses"
    # The opening balance and imported entries are of no advance that the book knows.
    f" WHERE {ORIGIN} NOT IN ('saldo-awal', 'impor')) AS found"
    " WHERE net <> said ORDER BY record"
)
_UNBOOKED = (
    "SELECT f.code, f.record FROM {table} AS f WHERE f.office_id = :office AND NOT EXISTS"
    " (SELECT 1 FROM journal_entry AS e JOIN journal_line AS l ON l.office_id = :office AND l.entry = e.record"
    " JOIN account AS a ON a.office_id = :office AND a.code = l.account_code AND a.role = 'uang-muka'"
    " WHERE e.office_id = :office AND e.record = f.entry AND e.kind = '{kind}') ORDER BY f.record"
)
_LEDGER = (
    "SELECT coalesce(sum(l.debit - l.credit), 0) FROM account AS a CROSS JOIN journal_line AS l"
    " WHERE a.office_id = :office AND a.role = 'uang-muka' AND l.office_id = :office AND l.account_code = a.code"
)
_BOOKED_OTHERWISE = (
    "SELECT e.series, e.month, e.number FROM journal_entry AS e WHERE e.office_id = :office AND e.kind = 'opname'"
    " AND (SELECT count(*) FROM cash_count AS f JOIN journal_line AS l ON l.office_id = :office AND l.entry = f.entry"
    " AND l.account_code = f.account_code AND l.debit - l.credit = f.counted - f.book"
    " WHERE f.office_id = :office AND f.entry = e.record AND f.status = 'dibukukan') <> 1 ORDER BY e.record"
)
_NOT_BOOKED = (
    "SELECT f.count FROM cash_count AS f WHERE f.office_id = :office AND f.status = 'dibukukan' AND NOT EXISTS"
    " (SELECT 1 FROM journal_entry AS e WHERE e.office_id = :office AND e.record = f.entry AND e.kind = 'opname')"
    " ORDER BY f.record"
)
_MISCOUNTED = (
    "SELECT record, counted, pieces FROM (SELECT f.record, f.counted, coalesce((SELECT sum(p.denomination * p.pieces)"
    " FROM cash_count_piece AS p WHERE p.office_id = :office AND p.count = f.record), 0) AS pieces"
    " FROM cash_count AS f WHERE f.office_id = :office AND f.count IS NULL) AS found"
    " WHERE counted <> pieces ORDER BY record"
)


def audit_advances(session: ReadSession, findings: Findings) -> None:
    """Name what moves the accounts of advances otherwise than the facts say, and what is accounted for beyond them."""
    for *voucher, net, said in driver_rows(session, _OTHERWISE):
        findings.add("uang-muka-tak-cocok", voucher_number(*voucher), ledger=int(net), said=int(said))
    for table, kind in (("cash_advance", "uang-muka"), ("advance_settlement", "tanggung-uang-muka")):
        for code, record in driver_rows(session, _UNBOOKED.format(table=table, kind=kind)):
            findings.add("uang-muka-tanpa-jurnal", code, record=record)
    total = 0
    for code, days in groupby(moves_by_day(session), key=lambda row: row[0]):
        left = 0
        for _, day, moved in days:
            left += moved
            if left < 0:
                findings.add("uang-muka-terlampaui", code, on=date.fromisoformat(day), missing=-left)
        total += left
    ledger = int(session.value(_LEDGER))
    if ledger != total:
        findings.add("kendali-uang-muka", ROLE, ledger=ledger, advances=total)


def audit_counts(session: ReadSession, findings: Findings) -> None:
    """Name every difference of a count booked otherwise than it was found, and every count that its pieces belie."""
    for row in driver_rows(session, _BOOKED_OTHERWISE):
        findings.add("opname-tak-cocok", voucher_number(*row))
    for (number,) in driver_rows(session, _NOT_BOOKED):
        findings.add("opname-tanpa-jurnal", f"opname {number}")
    for number, counted, pieces in driver_rows(session, _MISCOUNTED):
        findings.add("opname-pecahan", f"opname {number}", counted=int(counted), pieces=int(pieces))
