"""How the papers of what moved are made: cash flow, changes in equity."""

from collections.abc import Mapping
from datetime import date

from upk_ledger.actions.report_frames import Framer, definition_of, range_text
from upk_ledger.actions.report_papers import BEFORE, ranges_beside
from upk_ledger.actions.report_source import Source
from upk_ledger.core import statement_builders_equity as equity
from upk_ledger.core import statement_builders_flows as flows
from upk_ledger.core.balances import Sums
from upk_ledger.core.cash_flows import with_mixed
from upk_ledger.core.listings import CashFlow
from upk_ledger.core.offices import Account
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.listings import cash_flows, equity_moves
from upk_ledger.store.session import ReadSession


def arus_kas(source: Source, framer: Framer) -> Statement:
    """Cash flow of the period, beside the one before."""
    definition, period = framer.definition("arus-kas"), source.period
    others, words = ranges_beside(source, BEFORE)
    start = max(period.income_start, source.book_start)
    return flows.cash_flow(
        definition,
        framer.frame(definition, range_text(period, start), **words),
        source.chart,
        start,
        _flows(source, period),
        {key: _flows(source, other) for key, other in others.items()},
    )


def _flows(source: Source, period: ReportPeriod) -> tuple[flows.Flows, Sums]:
    start = max(period.income_start, source.book_start)
    return source.read(money_moved, source.chart, start, period.end), source.opened(start, period.end)


def money_moved(
    session: ReadSession, chart: Mapping[str, Account], start: date, end: date
) -> dict[str, CashFlow]:
    """What came into and went out of cash and bank from `start` to `end`, by counter account."""
    plain, mixed = cash_flows(session, start, end)
    return with_mixed(plain, mixed, chart, definition_of("arus-kas").mixed)


def perubahan_modal(source: Source, framer: Framer) -> Statement:
    """Changes in equity over the period."""
    definition, period = framer.definition("perubahan-modal"), source.period
    start = max(period.income_start, source.book_start)
    return equity.changes_in_equity(
        definition,
        framer.frame(definition, range_text(period, start)),
        source.chart,
        start,
        *source.turned(start, "modal"),
        source.read(equity_moves, start, period.end),
    )
