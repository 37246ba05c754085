"""How the monthly list for the Pengawas is made."""

from upk_ledger.actions.report_frames import Framer, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.exceptions import exception_detail, rule_name
from upk_ledger.core.dates import Month
from upk_ledger.core.statement_builders_oversight import oversight
from upk_ledger.core.statements import Statement
from upk_ledger.store.cash_limits import cash_over_limit
from upk_ledger.store.exceptions import exceptions_between
from upk_ledger.store.periods import closing_of
from upk_ledger.store.relations import officer_names


def pengawasan(source: Source, framer: Framer) -> Statement:
    """What was recorded in the period (of a day: in its month so far) that the Pengawas ought to see."""
    definition, period, session = definition_of("pengawasan"), source.period, source.session
    start = period.listing_start
    before = closing_of(session, Month.of(start).previous())
    # Of a month that is not over yet its last days say nothing of cash; a closed one stays as it is.
    looked_at = period.end if source.sealed else max(start, min(period.end, session.desk.today))
    return oversight(
        definition,
        framer.frame(definition, range_text(period, start)),
        start,
        source.read(
            exceptions_between,
            start,
            period.end,
            after=before.record if before else None,
            through=source.known_through,
        ),
        session.desk.office.zone,
        officer_names(session, source.known_through),
        rule_name,
        exception_detail,
        [
            one._replace(name=source.chart[one.account].name)
            for one in source.read(cash_over_limit, start, looked_at, source.known_through)
        ],
    )
