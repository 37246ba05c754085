"""Money kept for others: titipan by loan, savings by group, and what an opening balance keeps for nobody named."""

from datetime import date

from upk_ledger.store.accounts import the_account
from upk_ledger.store.session import ReadSession

OWNER = {"tabungan": "group_code", "titipan": "loan_number"}
"""For whom the money of a role is kept, as a column of the lines."""


def deposit_of(session: ReadSession, loan: str, as_of: date) -> int:
    """The titipan kept for a loan at the end of a day (sen)."""
    kept = 0
    for account in session.with_role("titipan"):
        kept += session.value(
            "SELECT coalesce(sum(credit - debit), 0) FROM journal_line WHERE office_id = :office"
            " AND loan_number = :loan AND account_code = :account AND entry_date <= :as_of",
            loan=loan,
            account=account,
            as_of=as_of.isoformat(),
        )
    return int(kept)


def savings_of(session: ReadSession, group: str) -> int:
    """A group's savings by all that is recorded (sen)."""
    return int(
        session.value(
            "SELECT coalesce(sum(credit - debit), 0) FROM journal_line WHERE office_id = :office"
            " AND account_code = :account AND group_code = :group_code",
            account=the_account(session, "tabungan").code,
            group_code=group,
        )
    )


def without_owner(session: ReadSession, role: str) -> int:
    """What is kept on the accounts of a role for nobody in particular (sen): an opening balance."""
    return int(
        session.value(
            "SELECT coalesce(sum(l.credit - l.debit), 0) FROM account AS a"
            " JOIN journal_line AS l ON l.office_id = a.office_id AND l.account_code = a.code"
            f" WHERE a.office_id = :office AND a.role = :role AND l.{OWNER[role]} IS NULL",
            role=role,
        )
    )


def loans_with_deposit(session: ReadSession, group: str) -> tuple[str, ...]:
    """The loans of a group for which titipan is kept, paid off or not, by number."""
    rows = session.all(
        "SELECT loan_number FROM journal_line WHERE office_id = :office AND group_code = :group_code"
        " AND account_code IN (SELECT code FROM account WHERE office_id = :office AND role = 'titipan')"
        " GROUP BY loan_number HAVING sum(credit - debit) > 0 ORDER BY loan_number",
        group_code=group,
    )
    return tuple(row[0] for row in rows)
