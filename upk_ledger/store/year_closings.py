"""What the closing of years asks of the book: what a year moved, and what was moved to close it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from upk_ledger.core.dates import Month
from upk_ledger.core.year_end import KIND, Sums
from upk_ledger.store.accounts import the_account
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.periods import first_open_month, month_balances, newest_closed_month
from upk_ledger.store.posting import voucher_number
from upk_ledger.store.session import ReadSession, WriteSession

FACT = "tutup-tahun"
CLOSED, OPEN = "tutup", "batal"

_EARNED = (
    "SELECT account_code, fund_code, sum(debit - credit - closing_debit + closing_credit) FROM period_balance"
    " WHERE office_id = :office AND record IN (SELECT max(record) FROM period_event WHERE office_id = :office"
    " AND kind = 'tutup' AND month BETWEEN :first AND :last GROUP BY month) GROUP BY account_code, fund_code"
)
_BALANCES = (
    "SELECT account_code, fund_code, balance FROM period_balance WHERE office_id = :office AND account_code = :account"
    " AND record = (SELECT max(record) FROM period_event WHERE office_id = :office AND kind = 'tutup'"
    " AND month = :month)"
)
_BY_ENTRIES = (
    "SELECT l.account_code, l.fund_code, sum(l.debit - l.credit) FROM year_closing AS f"
    " JOIN journal_line AS l ON l.office_id = f.office_id AND l.entry = f.entry"
    " WHERE f.office_id = :office AND {condition} GROUP BY l.account_code, l.fund_code"
)
_STANDING = (
    "SELECT e.record, e.series, e.month, e.number FROM year_closing AS f"
    " JOIN journal_entry AS e ON e.office_id = f.office_id AND e.record = f.entry"
    " WHERE f.office_id = :office AND f.year = :year AND e.reverses IS NULL AND NOT EXISTS (SELECT 1"
    " FROM journal_entry AS c WHERE c.office_id = :office AND c.reverses = e.record) ORDER BY e.record"
)


def closed_years(session: ReadSession) -> list[int]:
    """The years that are closed, in order."""
    status = {year: told for _, year, told, _ in facts_of(session, FACT)}
    return sorted(year for year, told in status.items() if told == CLOSED)


def standing_entries(session: ReadSession, year: int) -> list[tuple[int, str]]:
    """Record and voucher of the closing entries of a year that were not taken back."""
    rows = session.all(_STANDING, year=year)
    return [(row[0], voucher_number(*row[1:4])) for row in rows]


def add_year_fact(
    session: WriteSession, year: int, status: str, entries: Sequence[int], **beside: Any
) -> None:
    """Record that a year was closed or opened by these entries; `beside` are words and exceptions."""
    add_facts(session, FACT, [(year, status, entry) for entry in entries or (None,)], **beside)


def earned_in(session: ReadSession, year: int) -> Sums:
    """What a year moved on every account, closing entries left out; its months are closed, December may be open."""
    rows = session.all(_EARNED, first=f"{year}-01", last=str(_last_closed(session, year)))
    sums = {(row[0], row[1]): int(row[2]) for row in rows}
    if _december_open(session, year):
        for row in month_balances(session, Month(year, 12)):
            key = (row.account, row.fund)
            moved = row.debit - row.credit - row.closing_debit + row.closing_credit
            sums[key] = sums.get(key, 0) + moved
    return sums


def balance_at_end(session: ReadSession, year: int, account: str) -> Sums:
    """What an account held by fund at the end of a year whose December is closed or the next to be."""
    if _december_open(session, year):
        rows: Sequence[Any] = [
            (row.account, row.fund, row.balance)
            for row in month_balances(session, Month(year, 12))
            if row.account == account
        ]
    else:
        rows = session.all(_BALANCES, account=account, month=f"{year}-12")
    return {(row[0], row[1]): int(row[2]) for row in rows}


def moved_to_close(session: ReadSession, year: int) -> Sums:
    """What the closing entries of a year moved, those taken back together with what took them back."""
    return _sums(session, "f.year = :year", year=year)


def result_of(session: ReadSession, year: int) -> int:
    """The result (sen) that the closing entries of a year took to retained surplus."""
    retained = the_account(session, "laba-ditahan").code
    return -sum(amount for (code, _), amount in moved_to_close(session, year).items() if code == retained)


def moved_later_on(session: ReadSession, year: int, account: str) -> Sums:
    """What closings of years up to this one moved on an account after the year's end."""
    eve = date(year, 12, 31).isoformat()
    return _sums(
        session,
        "f.year <= :year AND l.account_code = :account AND l.entry_date > :eve",
        year=year,
        account=account,
        eve=eve,
    )


def _sums(session: ReadSession, condition: str, **facts: object) -> Sums:
    rows = session.all(_BY_ENTRIES.format(condition=condition), **facts)
    return {(row[0], row[1]): int(row[2]) for row in rows}


def _december_open(session: ReadSession, year: int) -> bool:
    return first_open_month(session) == Month(year, 12)


def _last_closed(session: ReadSession, year: int) -> Month:
    newest = newest_closed_month(session)
    return min(newest, Month(year, 12)) if newest else Month(year, 1).previous()


def without_fact(session: ReadSession) -> list[str]:
    """The vouchers of closing entries that no closing of a year names."""
    rows = session.all(
        "SELECT e.series, e.month, e.number FROM journal_entry AS e WHERE e.office_id = :office AND e.kind = :kind"
        " AND NOT EXISTS (SELECT 1 FROM year_closing AS f WHERE f.office_id = :office AND f.entry = e.record)"
        " ORDER BY e.record",
        kind=KIND,
    )
    return [voucher_number(*row) for row in rows]
