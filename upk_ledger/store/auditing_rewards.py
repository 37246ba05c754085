"""The audit of rewards: every reward booked has its fact, for that loan and amount, and a period is rewarded once."""

from upk_ledger.core.rewards import overlap
from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.rewards import standing_rewards
from upk_ledger.store.session import ReadSession

_WITHOUT_FACT = (
    "SELECT e.series, e.month, e.number FROM journal_entry AS e WHERE e.office_id = :office AND e.kind = 'reward'"
    " AND (SELECT count(*) FROM reward AS f JOIN journal_line AS l ON l.office_id = :office AND l.entry = f.entry"
    " AND l.loan_number = f.loan_number AND l.credit = f.amount"
    " WHERE f.office_id = :office AND f.entry = e.record) <> 1 ORDER BY e.record"
)
_WITHOUT_ENTRY = (
    "SELECT f.loan_number, f.period FROM reward AS f WHERE f.office_id = :office AND NOT EXISTS (SELECT 1"
    " FROM journal_entry AS e WHERE e.office_id = :office AND e.record = f.entry AND e.kind = 'reward')"
    " ORDER BY f.record, f.line"
)


def audit_rewards(session: ReadSession, findings: Findings) -> None:
    """Name every reward booked otherwise than it was granted, and every loan rewarded twice for the same days."""
    for row in driver_rows(session, _WITHOUT_FACT):
        findings.add("reward-tanpa-catatan", voucher_number(row[0], row[1], row[2]))
    for loan, period in driver_rows(session, _WITHOUT_ENTRY):
        findings.add("reward-tanpa-jurnal", loan, period=period)
    for loan, rewards in sorted(standing_rewards(session).items()):
        for place, one in enumerate(rewards):
            if any(overlap(one.period, other.period) for other in rewards[:place]):
                findings.add("reward-ganda", loan, period=one.period)
