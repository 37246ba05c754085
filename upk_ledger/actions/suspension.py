"""Suspended lending (penundaan): while ratios are that bad, a new loan needs a decision of the BKM.

Nothing is ever blocked: lending without such a decision is warned of and stands on the exception list (domain
reference section 6.2).
"""

from datetime import date

from upk_ledger.actions.report_loan_papers import indicator_inputs
from upk_ledger.actions.report_source import Source
from upk_ledger.core.indicators import indicators, portfolio_ratios, suspending
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_health import portfolio_of
from upk_ledger.store.desk import Desk
from upk_ledger.store.exceptions import listed_since
from upk_ledger.store.session import ReadSession

RULE = "penundaan"
"""How the exception list calls lending while it is suspended, without a decision of the BKM."""


def suspension(session: ReadSession, on: date) -> tuple[str, ...]:
    """The indicators that suspend lending on a day, by the newest closed month; before any is closed by that day."""
    closed = session.closed_through
    day = min(closed, on) if closed >= session.desk.office.start else on
    source = Source(session, ReportPeriod.at(day))
    rules = source.rules(day)
    rated = portfolio_ratios(portfolio_of(source.own_loans(day), rules), rules)
    if not rated.keys() >= set(rules.suspending):  # an edition that also looks at the books
        rated = indicators(indicator_inputs(source, day), rules)
    return suspending(rated, rules)


def suspended_lending(
    session: ReadSession, loan: str, on: date, decision: str | None
) -> list[tuple[str, str, str]]:
    """What granting or paying out a loan puts on the exception list: nothing under a decision of the BKM."""
    if decision and decision.strip():
        return []
    halted = suspension(session, on)
    return [(RULE, loan, " ".join(halted))] if halted else []


def lent_suspended(desk: Desk, since: int) -> bool:
    """Whether what was recorded after a record lent while lending is suspended."""
    with desk.read() as session:
        return listed_since(session, RULE, since)
