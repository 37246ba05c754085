"""The yearly budget (RAB): filled in line by line or from a table, copied from another year.

What is recorded later replaces what was recorded before, line by line; papers of closed months keep the budget that was
known at their closing.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path

from upk_ledger.core.budgets import REPAID, SIDES, Budget, BudgetLine, raised, side_of, spread
from upk_ledger.core.dates import Month
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.budgets import BudgetExists, BudgetLineTwice, MonthOfOtherYear, NoBudget
from upk_ledger.core.errors.exchange import Fault, ImportFaults
from upk_ledger.core.errors.ledger import BeforeBookStart
from upk_ledger.core.offices import Account
from upk_ledger.exchange.budgets import BudgetRow, FilledLine, blank_budget, read_budget
from upk_ledger.exchange.files import replacing
from upk_ledger.store.accounts import find_account
from upk_ledger.store.budgets import add_budget, whole_budget
from upk_ledger.store.desk import Desk
from upk_ledger.store.funds import find_fund, funds_of
from upk_ledger.store.session import ReadSession


def set_budget(
    desk: Desk,
    year: int,
    account: str,
    amount: int,
    *,
    month: Month | None = None,
    fund: str | None = None,
    side: str | None = None,
    reason: str = "",
) -> Budget:
    """Budget an amount (sen) for an account: of one month, or spread over the year; answers with the line.

    Raises `NotBudgeted`, `MonthOfOtherYear`, `BeforeBookStart`, `UnknownFund` and the refusals of `find_account`.
    """
    if month is not None and month.year != year:
        raise MonthOfOtherYear(month, year)
    with desk.write() as session:
        _check_year(desk, year)
        line = _line(session, account, fund, side)
        known = whole_budget(session, year).get(line, {})
        amounts = spread(amount) if month is None else known | {month.month: amount}
        add_budget(session, year, {line: amounts}, reason.strip())
        return {line: amounts}


def _check_year(desk: Desk, year: int) -> None:
    if year < desk.office.start.year:
        raise BeforeBookStart(date(year, 12, 31), desk.office.start)


def _line(session: ReadSession, account: str, fund: str | None, side: str | None) -> BudgetLine:
    found = find_account(session, account)
    code = LOAN_FUND if fund is None else find_fund(session, fund)
    return BudgetLine(found.code, code, side_of(found, side))


def import_budget(desk: Desk, path: Path, year: int, reason: str = "") -> Budget:
    """Budget every line of a table, each whole, all or nothing; answers with them.

    Raises `ImportFaults` with every fault by file, row and column, `SourceMissing`, `BeforeBookStart`.
    """
    rows, faults = read_budget(path, year)
    with desk.write() as session:
        _check_year(desk, year)
        lines = _resolved(session, rows, faults)
        add_budget(session, year, lines, reason.strip())
        return lines


def _resolved(session: ReadSession, rows: Iterable[BudgetRow], unread: Iterable[Fault]) -> Budget:
    """The rows as lines of the budget; every fault is told at once, those of rows that could not be read too."""
    lines: dict[BudgetLine, dict[int, int]] = {}
    places: dict[tuple[BudgetLine, int], int] = {}
    faults = list(unread)
    for row in rows:
        try:
            line = _line(session, row.account, row.fund, row.side)
            for month in row.amounts:
                if (line, month) in places:
                    raise BudgetLineTwice(places[line, month])
        except UpkError as error:
            faults.append(Fault(row.file, row.row, _column(error), error))
            continue
        places |= {(line, month): row.row for month in row.amounts}
        lines[line] = lines.get(line, {}) | row.amounts
    if faults:
        raise ImportFaults(tuple(sorted(faults, key=lambda fault: (fault.file, fault.row or 0))))
    return lines


def _column(error: UpkError) -> str | None:
    """The column in which what is wrong was typed."""
    if error.code == "unknown-fund":
        return "dana"
    return None if isinstance(error, BudgetLineTwice) else "akun"


def copy_budget(desk: Desk, source: int, target: int, percent: Fraction, reason: str = "") -> Budget:
    """Budget a year as another one was, each month raised by a percentage.

    Raises `NoBudget`, `BudgetExists`, `BeforeBookStart`.
    """
    with desk.write() as session:
        _check_year(desk, target)
        known = whole_budget(session, source)
        if not known:
            raise NoBudget(source)
        if whole_budget(session, target):
            raise BudgetExists(target)
        lines = {line: raised(amounts, percent) for line, amounts in known.items()}
        add_budget(session, target, lines, reason.strip())
        return lines


def view_budget(desk: Desk, year: int) -> tuple[Budget, dict[str, Account], dict[str, str]]:
    """A year's budget, with the chart and the names of funds; `NoBudget` where there is none."""
    with desk.read() as session:
        found = whole_budget(session, year)
        if not found:
            raise NoBudget(year)
        return found, dict(session.accounts), funds_of(session)


def write_blank_budget(desk: Desk, path: Path, year: int) -> int:
    """Write the workbook to fill a year's budget in, with what is budgeted already; answers with its lines."""
    with desk.read() as session:
        known = whole_budget(session, year)
        lines = set(known) | set(_usual_lines(session))
        rows = [
            FilledLine(
                line.account,
                session.accounts[line.account].name,
                "" if line.fund == LOAN_FUND else line.fund,
                line.side,
                dict(known.get(line, {})),
            )
            for line in sorted(lines, key=lambda line: (line.account, line.fund, line.side == REPAID))
        ]
    with replacing(path) as file:
        blank_budget(file, year, rows)
    return len(rows)


def _usual_lines(session: ReadSession) -> Iterable[BudgetLine]:
    """A line of the office's own fund for every account that can have one."""
    for account in session.accounts.values():
        if account.role == "pinjaman":
            yield from (BudgetLine(account.code, LOAN_FUND, side) for side in SIDES)
        elif account.type in {"pendapatan", "biaya"}:
            yield BudgetLine(account.code, LOAN_FUND)
