"""Which loans are lent from a partner's fund and not from the office's own."""

from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession


def fund_of_loans(session: ReadSession, known_through: int | None = None) -> dict[str, str]:
    """By loan the fund of a partner that it is lent from; loans of the office's own fund are absent.

    With `known_through` by what was recorded until then.
    """
    if known_through is None:
        return dict(session.loan_funds)
    rows = facts_of(session, "dana-pinjaman", "f.record <= :known", known=known_through)
    found = {loan: fund for _, loan, fund in rows}
    return {loan: fund for loan, fund in found.items() if fund != LOAN_FUND}


def has_entries(session: ReadSession, loan: str) -> bool:
    """Whether anything was booked about a loan."""
    query = "SELECT 1 FROM journal_line WHERE office_id = :office AND loan_number = :loan LIMIT 1"
    return session.value(query, loan=loan) is not None


def set_loan_fund(session: WriteSession, loan: str, fund: str) -> None:
    """Record from which fund a loan is lent; all that is posted about it from now on carries the fund."""
    if session.loan_funds.get(loan, LOAN_FUND) != fund:
        add_facts(session, "dana-pinjaman", [(loan, fund)])
        session.forget()
