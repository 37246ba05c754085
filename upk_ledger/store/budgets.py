"""The yearly budget (RAB): what each account of each fund is to move in a month, and what it moved."""

from datetime import date

from upk_ledger.core.budgets import LENT, MONTHS, PLAIN, REPAID, Budget, BudgetLine
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.store.facts import add_facts, facts_of
from upk_ledger.store.session import ReadSession, WriteSession

# Per account one range of the covering index; few lines have another fund than the office's own.
_OTHER_FUNDS = (
    "SELECT l.account_code, l.fund_code, sum(l.debit - l.credit)"
    " FROM account AS a CROSS JOIN journal_line AS l"
    " JOIN journal_entry AS e ON e.office_id = l.office_id AND e.record = l.entry"
    " WHERE a.office_id = :office AND a.type IN ('pendapatan', 'biaya') AND l.office_id = :office"
    " AND l.account_code = a.code AND l.entry_date BETWEEN :since AND :until AND l.fund_code <> :own"
    " AND e.kind <> 'penutup' GROUP BY l.account_code, l.fund_code"
)
_LOANS = (
    "SELECT loan_number, sum(disbursed), sum(principal) FROM loan_movement WHERE office_id = :office"
    " AND counts_on BETWEEN :since AND :until GROUP BY loan_number"
)


def budget_of(
    session: ReadSession, year: int, known_through: int | None = None
) -> dict[tuple[str, str, int], int]:
    """Sen by account, fund and month (1 to 12) of income and cost in a year; months without an amount are absent.

    See `whole_budget`.
    """
    return {
        (line.account, line.fund, month): sen
        for line, amounts in whole_budget(session, year, known_through).items()
        for month, sen in amounts.items()
        if line.side == PLAIN and sen
    }


def whole_budget(
    session: ReadSession, year: int, known_through: int | None = None
) -> dict[BudgetLine, dict[int, int]]:
    """Every line of a year's budget with its months, those of the loan account too.

    The newest record that names a line counts; with `known_through` of those recorded by then. A line of nothing but
    zeros was taken away.
    """
    before = " AND f.record <= :known" if known_through is not None else ""
    facts = {"known": known_through} if known_through is not None else {}
    newest: dict[BudgetLine, int] = {}
    found: dict[BudgetLine, dict[int, int]] = {}
    for record, _, account, fund, side, month, amount in facts_of(
        session, "anggaran", f"f.year = :year{before}", year=year, **facts
    ):
        line = BudgetLine(account, fund, side)
        if newest.get(line) != record:
            newest[line], found[line] = record, {}
        found[line][month] = amount
    return {line: months for line, months in sorted(found.items()) if any(months.values())}


def add_budget(session: WriteSession, year: int, lines: Budget, words: str = "") -> int:
    """Record lines of a year's budget, each whole; answers with the record's number."""
    rows = [
        (year, *line, month, amounts.get(month, 0))
        for line, amounts in sorted(lines.items())
        for month in MONTHS
    ]
    return add_facts(session, "anggaran", rows, words)


def earned_in_other_funds(session: ReadSession, since: date, until: date) -> dict[tuple[str, str], int]:
    """Net debit (sen) of income and cost by account and fund, of funds that are not the office's own."""
    rows = session.all(_OTHER_FUNDS, since=since.isoformat(), until=until.isoformat(), own=LOAN_FUND)
    return {(account, fund): int(net) for account, fund, net in rows}


def lending_between(session: ReadSession, since: date, until: date) -> dict[tuple[str, str], int]:
    """What was lent and what principal came back (sen), by side and fund; what was undone is taken off."""
    found: dict[tuple[str, str], int] = {}
    for loan, lent, repaid in session.all(_LOANS, since=since.isoformat(), until=until.isoformat()):
        fund = session.loan_funds.get(loan, LOAN_FUND)
        for side, moved in ((LENT, lent), (REPAID, repaid)):
            found[side, fund] = found.get((side, fund), 0) + int(moved)
    return found
