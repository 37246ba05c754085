"""What a restricted fund plans and what becomes of it: instalments, budget, progress of the work, help in kind."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from upk_ledger.actions.restricted_funds import check_positive, cost_account, fund_now, open_now
from upk_ledger.core.errors import restricted_funds as errors
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.restricted_funds import (
    DONE,
    BudgetItem,
    Contribution,
    FundInstalment,
    FundState,
    Progress,
)
from upk_ledger.store.desk import Desk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.restricted_funds import add_contribution, add_progress, fund_states, unassigned


def plan_instalments(desk: Desk, fund: str, rows: Sequence[tuple[date, int, str]]) -> FundState:
    """Set the whole table of instalments (day, sen, condition); `InstalmentsDisagree` with the amount agreed."""
    with desk.write() as session:
        terms = open_now(session, fund).terms
        total = sum(amount for _, amount, _ in rows)
        if total != terms.amount:
            raise errors.InstalmentsDisagree(terms.code, terms.amount, total)
        for _, amount, _ in rows:
            check_positive(amount)
        planned = [FundInstalment(number, *row) for number, row in enumerate(rows, 1)]
        facts = [
            (terms.code, one.number, one.due_on.isoformat(), one.amount, one.condition) for one in planned
        ]
        add_facts(session, "dana-termin", facts)
        return fund_now(session, terms.code)


def plan_budget(desk: Desk, fund: str, rows: Sequence[tuple[str, str, int]]) -> FundState:
    """Set the whole budget (item, account, sen).

    Raises `BudgetAboveAgreement`, `ItemTwice`, `NotACost`, and the refusals of `find_account`.
    """
    with desk.write() as session:
        terms = open_now(session, fund).terms
        items: dict[str, BudgetItem] = {}
        for item, account, amount in rows:
            name = item.strip()
            if not name:
                raise EmptyField("baris")
            if name.casefold() in items:
                raise errors.ItemTwice(name)
            check_positive(amount)
            items[name.casefold()] = BudgetItem(name, cost_account(session, account), amount)
        total = sum(one.amount for one in items.values())
        if total > terms.amount:
            raise errors.BudgetAboveAgreement(terms.code, terms.amount, total)
        add_facts(session, "dana-rab", [(terms.code, *one) for one in items.values()])
        return fund_now(session, terms.code)


def note_progress(
    desk: Desk, fund: str, on: date, percent: Decimal, volume: Decimal | None = None, words: str = ""
) -> FundState:
    """Record how far the work is on a day; the newest of a day counts. Raises `ProgressOutOfRange`, `FundClosed`."""
    if not 0 <= percent <= DONE:
        raise errors.ProgressOutOfRange(percent)
    with desk.write() as session:
        code = open_now(session, fund).terms.code
        add_progress(session, code, Progress(on, percent, volume), "ada", words.strip())
        return fund_now(session, code)


def take_progress_back(desk: Desk, fund: str, on: date, reason: str) -> FundState:
    """The progress of a day was recorded by mistake; `NoSuchProgress`."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        found = open_now(session, fund)
        code = found.terms.code
        done = next((one for one in found.progress if one.on == on), None)
        if done is None:
            raise errors.NoSuchProgress(code, on)
        add_progress(session, code, done, "batal", reason.strip())
        return fund_now(session, code)


def note_contribution(desk: Desk, fund: str, given: Contribution) -> FundState:
    """Record what residents gave in kind: told with its worth, not booked. Its record's number names it."""
    if not given.kind.strip():
        raise EmptyField("jenis")
    if given.worth < 0 or given.worker_days < 0 or not (given.worth or given.worker_days or given.quantity):
        raise errors.FundNotPositive(given.worth)
    with desk.write() as session:
        code = open_now(session, fund).terms.code
        add_contribution(session, code, given, "ada")
        return fund_now(session, code)


def take_contribution_back(desk: Desk, fund: str, number: int, reason: str) -> FundState:
    """A contribution was recorded by mistake; `NoSuchContribution`."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        found = open_now(session, fund)
        code = found.terms.code
        given = next((one for one in found.contributions if one.record == number), None)
        if given is None:
            raise errors.NoSuchContribution(code, number)
        add_contribution(session, code, given._replace(words=reason.strip()), "batal")
        return fund_now(session, code)


class FundList(NamedTuple):
    """Every fund at a day; `unassigned` (sen) the opening balance keeps for no fund yet."""

    as_of: date
    funds: tuple[FundState, ...]
    unassigned: int


def list_funds(desk: Desk, on: date) -> FundList:
    """Every fund at the end of a day."""
    with desk.read() as session:
        return FundList(on, tuple(fund_states(session, on).values()), unassigned(session, on))


def view_fund(desk: Desk, fund: str, on: date) -> FundState:
    """One fund at the end of a day; `UnknownFund`."""
    with desk.read() as session:
        return fund_now(session, fund, on)
