"""What sub-ledgers read: loans over a range, for whom liabilities are held, allocated surplus by purpose."""

from collections.abc import Sequence
from datetime import date, timedelta

from upk_ledger.core.dates import Month
from upk_ledger.core.subledgers import AllocatedPart, LoanTurn
from upk_ledger.store.periods import closing_of
from upk_ledger.store.session import ReadSession

_LOANS = (
    "SELECT m.loan_number, p.group_code,"
    " sum(CASE WHEN m.counts_on < :since THEN m.disbursed - m.principal - m.written_off ELSE 0 END),"
    " sum(CASE WHEN m.counts_on < :since THEN 0 ELSE m.disbursed END),"
    " sum(CASE WHEN m.counts_on < :since THEN 0 ELSE m.principal END),"
    " sum(CASE WHEN m.counts_on < :since THEN 0 ELSE m.written_off END)"
    " FROM loan_movement AS m JOIN loan AS p ON p.office_id = m.office_id AND p.number = m.loan_number"
    " WHERE m.office_id = :office AND m.counts_on <= :until"
    " GROUP BY m.loan_number, p.group_code"
)
# CROSS JOIN keeps SQLite to this order: the entries of the range by date, then what each moved.
_LOANS_SINCE_CLOSING = (
    "SELECT loan_number, group_code, sum(opening), sum(disbursed), sum(principal), sum(written_off) FROM ("
    "SELECT s.loan_number, p.group_code, s.balance AS opening, 0 AS disbursed, 0 AS principal, 0 AS written_off"
    " FROM period_loan AS s JOIN loan AS p ON p.office_id = s.office_id AND p.number = s.loan_number"
    " WHERE s.office_id = :office AND s.record = :closing"
    " UNION ALL SELECT m.loan_number, p.group_code, 0, m.disbursed, m.principal, m.written_off"
    " FROM journal_entry AS e CROSS JOIN loan_movement AS m"
    " JOIN loan AS p ON p.office_id = m.office_id AND p.number = m.loan_number"
    " WHERE e.office_id = :office AND e.entry_date BETWEEN :since AND :until"
    " AND m.office_id = :office AND m.record = e.record"
    ") AS parts GROUP BY loan_number, group_code"
)
_HELD = (
    "SELECT account_code, group_code, loan_number, fund_code, sum(credit - debit) FROM journal_line"
    " WHERE office_id = :office AND account_code IN ({accounts}) AND entry_date < :since"
    " GROUP BY account_code, group_code, loan_number, fund_code"
)
_OF_ENTRY = (
    " JOIN journal_entry AS e ON e.office_id = f.office_id AND (e.record = f.entry OR e.reverses = f.entry)"
    " WHERE f.office_id = :office AND e.entry_date <= :until"
)
_ALLOCATED = (
    "SELECT e.record, e.entry_date, f.account_code, f.year, f.purpose,"
    " CASE WHEN e.record = f.entry THEN f.amount ELSE -f.amount END FROM allocation AS f"
    + _OF_ENTRY
    + " UNION ALL SELECT e.record, e.entry_date, '', f.year, f.purpose,"
    " CASE WHEN e.record = f.entry THEN -f.amount ELSE f.amount END FROM allocation_payment AS f"
    + _OF_ENTRY
    + " ORDER BY 1, 4, 5, 6"
)


def loan_turns(session: ReadSession, start: date, end: date) -> list[LoanTurn]:
    """Every loan's principal over a range, by group and loan; loans with nothing before or within it left out.

    Behind a closed month its snapshot is the opening, so that the history before it is not read.
    """
    span = {"since": start.isoformat(), "until": end.isoformat()}
    closing = closing_of(session, Month.of(start - timedelta(days=1)))
    if closing is None or closing.month.next().first != start:
        rows = session.all(_LOANS, **span)
    else:
        rows = session.all(_LOANS_SINCE_CLOSING, closing=closing.record, **span)
    turns = [LoanTurn(row[0], row[1], *map(int, row[2:])) for row in rows]
    return sorted((turn for turn in turns if any(turn[2:])), key=lambda turn: (turn.group, turn.loan))


def held_before(
    session: ReadSession, start: date, accounts: Sequence[str]
) -> dict[tuple[str, str | None, str | None, str], int]:
    """What each of these accounts held before a day (sen), by account, group, loan and fund."""
    names = {f"account{place}": code for place, code in enumerate(accounts)}
    if not names:
        return {}
    query = _HELD.format(accounts=", ".join(f":{name}" for name in names))
    rows = session.all(query, since=start.isoformat(), **names)
    return {(row[0], row[1], row[2], row[3]): int(row[4]) for row in rows}


def allocated_parts(session: ReadSession, end: date) -> list[AllocatedPart]:
    """What was allocated to and paid of each purpose by the end of a day; a counter-entry takes it back.

    A payment is of the account to which its purpose was last allocated.
    """
    rows = session.all(_ALLOCATED, until=end.isoformat())
    accounts = {(row[3], row[4]): row[2] for row in rows if row[2]}
    return [
        AllocatedPart(
            row[0],
            date.fromisoformat(row[1]),
            accounts.get((row[3], row[4]), row[2]),
            f"{row[4]} {row[3]}",
            int(row[5]),
        )
        for row in rows
    ]


def groups_of_loans(session: ReadSession) -> dict[str, str]:
    """The group of each loan."""
    return {
        row[0]: row[1] for row in session.all("SELECT number, group_code FROM loan WHERE office_id = :office")
    }


def fund_names(session: ReadSession) -> dict[str, str]:
    """The name of each fund."""
    return {row[0]: row[1] for row in session.all("SELECT code, name FROM fund WHERE office_id = :office")}
