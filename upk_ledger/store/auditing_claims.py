"""The audit of written-off loans: every write-off has its decision, and never came in more than was claimed."""

from upk_ledger.store.auditing_streams import Findings, driver_rows
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.promises import excess_of
from upk_ledger.store.session import ReadSession

_UNDECIDED = (
    "SELECT e.series, e.month, e.number FROM journal_entry AS e WHERE e.office_id = :office AND e.kind = 'hapus-buku'"
    " AND (SELECT count(*) FROM write_off AS w JOIN loan_movement AS m ON m.office_id = :office AND m.record = w.entry"
    " AND m.loan_number = w.loan_number AND m.counts_on = w.on_date AND m.written_off > 0"
    " WHERE w.office_id = :office AND w.entry = e.record) <> 1 ORDER BY e.record"
)
_UNBOOKED = (
    "SELECT w.loan_number, w.record FROM write_off AS w WHERE w.office_id = :office AND NOT EXISTS"
    " (SELECT 1 FROM journal_entry AS e WHERE e.office_id = :office AND e.record = w.entry AND e.kind = 'hapus-buku')"
    " ORDER BY w.record"
)
_AFTER_END = (
    "SELECT e.series, e.month, e.number, c.on_date FROM claim_end AS c"
    " JOIN recovery AS r ON r.office_id = :office AND r.loan_number = c.loan_number AND r.record > c.record"
    " JOIN journal_entry AS e ON e.office_id = :office AND e.record = r.record AND e.reverses IS NULL"
    " WHERE c.office_id = :office ORDER BY e.record"
)
_RECOVERED = "SELECT DISTINCT loan_number FROM recovery WHERE office_id = :office ORDER BY loan_number"


def audit_claims(session: ReadSession, findings: Findings) -> None:
    """Name every write-off without its decision, every decision without its entry, and what came in beyond a claim."""
    for row in driver_rows(session, _UNDECIDED):
        findings.add("hapus-buku-tanpa-putusan", voucher_number(row[0], row[1], row[2]))
    for loan, record in driver_rows(session, _UNBOOKED):
        findings.add("putusan-tanpa-hapus-buku", loan, record=record)
    for *voucher, on in driver_rows(session, _AFTER_END):
        findings.add("sesudah-hapus-tagih", voucher_number(*voucher), on=on)
    for (loan,) in list(driver_rows(session, _RECOVERED)):
        found = excess_of(session, loan)
        if found is not None:
            findings.add("tagihan-terlampaui", loan, on=found.on.isoformat(), missing=found.missing)
