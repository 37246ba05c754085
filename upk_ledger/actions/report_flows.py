"""How the papers of what moved are made: cash flow, changes in equity."""

from upk_ledger.actions.report_frames import Framer, definition_of, range_text
from upk_ledger.actions.report_papers import BEFORE, ranges_beside
from upk_ledger.actions.report_source import Source
from upk_ledger.core import statement_builders_equity as equity
from upk_ledger.core import statement_builders_flows as flows
from upk_ledger.core.balances import Sums
from upk_ledger.core.cash_flows import with_mixed
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.listings import cash_flows, equity_moves


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
    plain, mixed = cash_flows(source.session, start, period.end)
    moved = with_mixed(plain, mixed, source.chart, definition_of("arus-kas").mixed)
    return moved, source.opened(start, period.end)


def perubahan_modal(source: Source, framer: Framer) -> Statement:
    """Changes in equity over the period."""
    definition, period = framer.definition("perubahan-modal"), source.period
    start = max(period.income_start, source.book_start)
    return equity.changes_in_equity(
        definition,
        framer.frame(definition, range_text(period, start)),
        source.chart,
        start,
        *source.turned(start),
        equity_moves(source.session, start, period.end),
    )
