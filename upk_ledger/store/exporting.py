"""Reads the whole journal of an office at once, for the exports."""

from datetime import date
from itertools import groupby
from operator import itemgetter

from upk_ledger.core.exports import Export, ExportAccount, ExportEntry, ExportLine
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_ENTRIES = """
SELECT e.record, e.series, e.month, e.number, e.entry_date, e.kind, t.text, e.receipt, e.reverses
  FROM journal_entry AS e
  LEFT JOIN record_text AS t ON t.office_id = e.office_id AND t.record = e.record
 WHERE e.office_id = :office
 ORDER BY e.entry_date, e.record
"""

_LINES = """
SELECT entry, account_code, debit, credit, group_code, member_code, loan_number
  FROM journal_line WHERE office_id = :office ORDER BY entry, line
"""


def whole_journal(session: ReadSession) -> Export:
    """The accounts and every posted entry, the opening one and counter-entries included."""
    rows = session.all(_ENTRIES)
    vouchers = {row[0]: voucher_number(row[1], row[2], row[3]) for row in rows}
    lines = {
        record: tuple(ExportLine(*line[1:]) for line in found)
        for record, found in groupby(session.all(_LINES), itemgetter(0))
    }
    accounts = tuple(
        ExportAccount(account.code, account.name, account.type) for account in session.accounts.values()
    )
    entries = tuple(
        ExportEntry(
            record=record,
            voucher=vouchers[record],
            date=date.fromisoformat(on),
            kind=kind,
            description=words or "",
            lines=lines[record],
            receipt=receipt,
            reverses=None if reverses is None else vouchers[reverses],
        )
        for record, _series, _month, _number, on, kind, words, receipt, reverses in rows
    )
    return Export(session.desk.office.name, accounts, entries)
