"""Putting right the result of a closed year: an entry of the open month, against retained surplus."""

from datetime import date, timedelta

from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.year_end import NotAPriorYear, NotOnPriorYears
from upk_ledger.store.accounts import check_unreserved, find_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.posting import PostedEntry, post
from upk_ledger.store.prior_years import KIND, correction_account


def correct_prior_year(
    desk: Desk, year: int, on: date, account: str, reason: str, *, debit: int = 0, credit: int = 0
) -> PostedEntry:
    """Debit or credit an account (sen) against the correction of prior years' results, for a year that is over.

    Raises `EmptyField` without a reason, `NotAPriorYear`, `NotOnPriorYears` for income, expense and results,
    `ReservedAccount`, and the refusals of `find_account`.
    """
    if not reason.strip():
        raise EmptyField("keterangan")
    with desk.write() as session:
        if date(year, 12, 31) >= max(session.closed_through + timedelta(days=1), desk.office.start):
            raise NotAPriorYear(year)
        found = find_account(session, account)
        check_unreserved(found)
        if found.type in {"pendapatan", "biaya"} or found.role in {"laba-ditahan", "laba-berjalan"}:
            raise NotOnPriorYears(found.code, found.name)
        line = JournalLine(found.code, debit=debit, credit=credit)
        other = JournalLine(correction_account(session), debit=credit, credit=debit)
        lines = (line, other) if debit else (other, line)
        words = f"Koreksi laba tahun {year}: {reason.strip()}"
        posted = post(session, JournalEntry(on, KIND, lines, words))
        add_facts(session, KIND, [(year, posted.record)])
        return posted
