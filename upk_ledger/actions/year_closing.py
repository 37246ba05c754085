"""The closing entries of a year, as the closing of its December and the closing of a year itself post them."""

from datetime import date

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.year_end import EarlierYearOpen
from upk_ledger.core.year_end import Sums, closing_entries
from upk_ledger.store import year_closings as years
from upk_ledger.store.accounts import the_account
from upk_ledger.store.posting import Posting, post_many
from upk_ledger.store.session import WriteSession


def close_with_december(session: WriteSession, month: Month, *, wanted: bool) -> tuple[str, ...]:
    """The closing entries that a month's closing posts: of a December, where the year is to be closed or already is.

    A year whose December was reopened stays closed: what was booked since is closed with it. Answers with the
    vouchers.
    """
    if month.month != 12 or not (wanted or month.year in years.closed_years(session)):
        return ()
    return post_closing(session, month.year, month.last)


def post_closing(session: WriteSession, year: int, on: date) -> tuple[str, ...]:
    """Post what is not closed of a year, dated `on`; answers with the vouchers, none where nothing was left.

    Raises `EarlierYearOpen`.
    """
    closed = years.closed_years(session)
    for earlier in range(session.desk.office.start.year, year):
        if earlier not in closed:
            raise EarlierYearOpen(year, earlier)
    current, retained = (the_account(session, role).code for role in ("laba-berjalan", "laba-ditahan"))
    left = _left(session, year)
    types = {code: account.type for code, account in session.accounts.items()}
    income, expense = (
        {key: amount for key, amount in left.items() if types[key[0]] == type_}
        for type_ in ("pendapatan", "biaya")
    )
    standing = _added(
        years.balance_at_end(session, year, current), years.moved_later_on(session, year, current)
    )
    entries = closing_entries(year, on, income, expense, standing, (current, retained))
    posted = post_many(session, [Posting(entry) for entry in entries])
    if posted or year not in closed:
        years.add_year_fact(session, year, years.CLOSED, [entry.record for entry in posted])
    return tuple(entry.voucher for entry in posted)


def _left(session: WriteSession, year: int) -> Sums:
    """What of a year's movements no closing entry has taken, by account and fund."""
    return _added(years.earned_in(session, year), years.moved_to_close(session, year))


def _added(one: Sums, other: Sums) -> Sums:
    return {key: one.get(key, 0) + other.get(key, 0) for key in one.keys() | other.keys()}
