"""Putting right the result of a closed year: an entry of the open month, against retained surplus.

What a counter-entry undoes of a closed year does not touch the result of the year in which it is dated either.
"""

from datetime import date, timedelta

from upk_ledger.core.entries import JournalEntry, JournalLine
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.year_end import NotAPriorYear, NotOnPriorYears
from upk_ledger.store.accounts import check_unreserved, find_account
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.posting import PostedEntry, post
from upk_ledger.store.prior_years import KIND, correction_account, key_beside
from upk_ledger.store.session import WriteSession
from upk_ledger.store.year_closings import closed_years


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


def carry_to_prior_year(session: WriteSession, original: PostedEntry, back: PostedEntry) -> None:
    """Take what a counter-entry moved of income and expense to the correction of a closed year's result.

    Nothing where the year of the original is not closed. Source: a closed year is put right by prior-year entries
    of the open one only.
    """
    year, day = original.entry.date.year, back.entry.date
    if day.year == year or year not in closed_years(session):
        return
    moved: dict[tuple[str, str], int] = {}
    for line in back.entry.lines:
        if session.accounts[line.account].type in {"pendapatan", "biaya"}:
            key = (line.account, line.fund)
            moved[key] = moved.get(key, 0) + line.debit - line.credit
    account = correction_account(session)
    lines = [
        line
        for (code, fund), net in moved.items()
        if net
        for line in (
            JournalLine(code, debit=max(-net, 0), credit=max(net, 0), fund=fund),
            JournalLine(account, debit=max(net, 0), credit=max(-net, 0), fund=fund),
        )
    ]
    if lines:
        words = f"Koreksi laba tahun {year}: pembatalan {original.voucher}"
        entry = JournalEntry(day, KIND, tuple(lines), words, key=key_beside(back.record))
        add_facts(session, KIND, [(year, post(session, entry).record)])
