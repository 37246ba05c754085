"""Entries that put right the result of a closed year, as they moved retained surplus."""

from datetime import date
from typing import NamedTuple

from upk_ledger.store.accounts import the_account
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession

KIND = "tahun-lalu"
"""The kind of the entries, and of the fact that says which year each is about."""

_MOVED = (
    "SELECT f.year, sum(l.debit), sum(l.credit) FROM (SELECT office_id, year, entry FROM prior_year_entry"
    " WHERE office_id = :office UNION ALL SELECT p.office_id, p.year, c.record FROM prior_year_entry AS p"
    " JOIN journal_entry AS c ON c.office_id = p.office_id AND c.reverses = p.entry WHERE p.office_id = :office) AS f"
    " JOIN journal_line AS l ON l.office_id = f.office_id AND l.entry = f.entry"
    " WHERE l.account_code = :account AND l.entry_date BETWEEN :since AND :until GROUP BY f.year ORDER BY f.year"
)


class PriorYear(NamedTuple):
    """What corrections of one year moved on the account for them (sen), taken back or not."""

    year: int
    debit: int
    credit: int


def key_beside(record: int | str) -> str:
    """The key of the entry that takes what a counter-entry (its record) moved to the year that it is about.

    What they all begin with where no record is given ("").
    """
    return f"{KIND}:{record}"


def voucher_beside(session: ReadSession, record: int) -> str:
    """The voucher of that entry; empty where the counter-entry is of no closed year."""
    row = session.first(
        "SELECT series, month, number FROM journal_entry WHERE office_id = :office AND key = :key",
        key=key_beside(record),
    )
    return voucher_number(*row) if row else ""


def correction_account(session: ReadSession) -> str:
    """Where last years' results are corrected: the retained result with the highest code."""
    first = the_account(session, "laba-ditahan")
    return max([first.code, *session.with_role("laba-ditahan")])


def corrections(session: ReadSession, since: date, until: date) -> list[PriorYear]:
    """What corrections of earlier years moved from `since` to `until`, both included, by year."""
    account = correction_account(session)
    rows = session.all(_MOVED, account=account, since=since.isoformat(), until=until.isoformat())
    return [PriorYear(row[0], int(row[1]), int(row[2])) for row in rows]
