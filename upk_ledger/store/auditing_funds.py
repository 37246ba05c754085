"""The audit of funds: every row of `fund` has the record that opened it."""

from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.offices import MAIN_FUND
from upk_ledger.store.session import ReadSession

_FUNDS = "SELECT code, name FROM fund WHERE office_id = :office ORDER BY code"
_NAMES = "SELECT fund_code, name FROM fund_name WHERE office_id = :office"


def audit_funds(session: ReadSession, findings: Findings) -> None:
    """Name every fund that no record opened under its name."""
    opened = {MAIN_FUND, *(tuple(row) for row in driver_rows(session, _NAMES))}
    for code, name in driver_rows(session, _FUNDS):
        if (code, name) not in opened:
            findings.add("dana-tanpa-catatan", code, name=name)
