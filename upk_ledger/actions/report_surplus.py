"""The paper about the allocation of surplus."""

from upk_ledger.actions.report_frames import Framer, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import exact
from upk_ledger.core.balances import with_roles
from upk_ledger.core.statement_builders_surplus import surplus_allocation
from upk_ledger.core.statements import Statement
from upk_ledger.store.surplus import allocations, unpaid


def alokasi_laba(source: Source, framer: Framer) -> Statement:
    """What was decided in the period on the surplus of earlier years, and what of all of it is not paid at its end."""
    definition, period = framer.definition("alokasi-laba"), source.period
    start = max(period.income_start, source.book_start)
    decided = {
        definition.labels["putusan"].format(
            year=one.year, decision=one.decision, on=long_date(one.on), voucher=one.voucher
        ): one
        for one in source.read(allocations, period.end)
        if one.on >= start
    }
    years = {one.year for one in decided.values()}
    return surplus_allocation(
        definition,
        framer.frame(definition, range_text(period, start)),
        source.chart,
        start,
        decided,
        [one for one in source.read(unpaid, period.end) if one.left or one.year in years],
        with_roles(source.chart, source.year_to(period.end), "dana-alokasi"),
        exact,
    )
