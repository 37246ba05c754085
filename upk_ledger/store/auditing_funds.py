"""The audit of funds: each has the record that opened it, a loan's lines carry its fund, what partners are owed too."""

from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.partners import RECEIVED, REPAID
from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.importing import ORIGIN
from upk_ledger.store.offices import MAIN_FUND
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

_FUNDS = "SELECT code, name FROM fund WHERE office_id = :office ORDER BY code"
_NAMES = "SELECT fund_code, name FROM fund_name WHERE office_id = :office"
_LOAN_LINES = (
    "SELECT e.series, e.month, e.number, l.loan_number, l.fund_code, coalesce((SELECT f.fund_code FROM loan_fund AS f"
    " WHERE f.office_id = :office AND f.loan_number = l.loan_number AND f.record < e.record"
    f" ORDER BY f.record DESC LIMIT 1), '{LOAN_FUND}') AS wanted"
    " FROM journal_line AS l JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
    " WHERE l.office_id = :office AND l.loan_number IS NOT NULL AND e.reverses IS NULL"
)
_STRAY_LINES = f"SELECT * FROM ({_LOAN_LINES}) AS lines WHERE fund_code <> wanted"
_KIND = "coalesce(o.kind, e.kind)"
_OWED = (
    "SELECT e.series, e.month, e.number, l.fund_code FROM account AS a CROSS JOIN journal_line AS l"
    " JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
    " LEFT JOIN journal_entry AS o ON o.office_id = e.office_id AND o.record = e.reverses"
    " WHERE a.office_id = :office AND a.role = 'hutang-mitra' AND l.office_id = :office"
    f" AND l.account_code = a.code AND {_KIND} <> 'saldo-awal'"
    f" AND NOT ({ORIGIN} = 'impor' AND l.fund_code = '{LOAN_FUND}') AND NOT ({_KIND} IN ('{RECEIVED}', '{REPAID}')"
    " AND EXISTS (SELECT 1 FROM partner_fund AS p WHERE p.office_id = :office AND p.fund_code = l.fund_code"
    f" AND p.record < e.record)) AND NOT ({_KIND} = '{RECEIVED}' AND l.fund_code = '{LOAN_FUND}')"
    " ORDER BY e.record"
)


def audit_funds(session: ReadSession, findings: Findings) -> None:
    """Name every fund that no record opened under its name, and what is booked under another fund than it should."""
    opened = {MAIN_FUND, *(tuple(row) for row in driver_rows(session, _NAMES))}
    funds = list(driver_rows(session, _FUNDS))
    for code, name in funds:
        if (code, name) not in opened:
            findings.add("dana-tanpa-catatan", code, name=name)
    for *voucher, fund in driver_rows(session, _OWED):
        findings.add("hutang-mitra", voucher_number(*voucher), fund=fund)
    if len(funds) == 1:  # every line names the one fund that there is
        return
    for *voucher, loan, found, wanted in driver_rows(session, _STRAY_LINES):
        findings.add("baris-dana", voucher_number(*voucher), loan=loan, found=found, expected=wanted)
