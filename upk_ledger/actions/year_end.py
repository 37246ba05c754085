"""Closing a year: its result to retained surplus, with December or later, and back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from upk_ledger.actions.approvals import approve
from upk_ledger.actions.periods import close_month
from upk_ledger.actions.year_closing import post_closing
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import reversal
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.periods import EarlierMonthOpen
from upk_ledger.core.errors.year_end import NotNewestYear, YearAllocated, YearBeforeBook, YearNotClosed
from upk_ledger.core.year_end import KIND, ReopenedYear, YearEnd
from upk_ledger.store import year_closings as years
from upk_ledger.store.desk import Desk
from upk_ledger.store.periods import first_open_month
from upk_ledger.store.posting import Posting, entry_at, post_many
from upk_ledger.store.session import ReadSession
from upk_ledger.store.surplus import allocation_of


def close_year(desk: Desk, year: int, *, opening_shortfall_to: str | None = None) -> YearEnd:
    """Take the result of a year to retained surplus by closing entries.

    Where December is the next month to close it is closed with the year, the entries dated 31 December; where it is
    closed already they are dated the first open day. Closing a closed year again changes nothing. Raises
    `YearBeforeBook`, `EarlierMonthOpen`, `EarlierYearOpen`, and what `close_month` raises.
    """
    with desk.write() as session:
        start = desk.office.start.year
        if year < start:
            raise YearBeforeBook(year, start)
        december, first = Month(year, 12), first_open_month(session)
        if first < december:
            raise EarlierMonthOpen(december, first)
        if first == december:
            month = close_month(desk, december, opening_shortfall_to=opening_shortfall_to, close_year=True)
            return YearEnd(year, december.last, month.year_vouchers, years.result_of(session, year), month)
        on = session.closed_through + timedelta(days=1)
        before = year in years.closed_years(session)
        vouchers = () if before else post_closing(session, year, on)
        return YearEnd(year, on, vouchers, years.result_of(session, year), repeated=before)


def reopen_year(desk: Desk, year: int, reason: str, codes: Sequence[str] = ()) -> ReopenedYear:
    """Take the closing entries of the newest closed year back by counter-entries in the open month.

    Raises `YearNotClosed`, `NotNewestYear`, `YearAllocated`, `EmptyField` without a reason, and what `approve`
    raises.
    """
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        check_newest_year(session, year)
        day = session.closed_through + timedelta(days=1)
        noted = approve(session, "batal", f"tutup-tahun {year}", codes, day)
        postings = []
        for record, voucher in years.standing_entries(session, year):
            entry = entry_at(session, record).entry
            words = f"Pembatalan {voucher}: {reason.strip()}"
            back = reversal(entry, record, max(entry.date, day), words)
            postings.append(Posting(replace(back, kind=KIND)))
        posted = post_many(session, postings)
        records = [entry.record for entry in posted]
        years.add_year_fact(session, year, years.OPEN, records, words=reason.strip(), exceptions=noted)
        return ReopenedYear(year, tuple(entry.voucher for entry in posted))


def check_newest_year(session: ReadSession, year: int) -> None:
    """Raise what keeps a year from being opened again: `YearNotClosed`, `NotNewestYear`, `YearAllocated`."""
    closed = years.closed_years(session)
    if year not in closed:
        raise YearNotClosed(year)
    if year != closed[-1]:
        raise NotNewestYear(year, closed[-1])
    allocated = allocation_of(session, year)
    if allocated:
        raise YearAllocated(year, allocated.voucher)
