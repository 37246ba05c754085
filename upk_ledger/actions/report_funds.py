"""How the papers of restricted funds are made."""

from decimal import Decimal

from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import decimal, percent
from upk_ledger.core.balances import with_roles
from upk_ledger.core.restricted_funds import FundState
from upk_ledger.core.statement_builders_funds import Wording, fund_list, fund_reports
from upk_ledger.core.statements import Statement
from upk_ledger.store.funds import find_fund
from upk_ledger.store.restricted_funds import fund_states, unassigned


def dana(source: Source, framer: Framer) -> Statement:
    """The accountability report of the fund asked for, or of every fund that ran in the period's month or year."""
    definition, end, asked = definition_of("dana"), source.period.end, source.choices.fund
    only = find_fund(source.session, asked) if asked else None
    since = source.listing_start
    funds = [
        fund
        for fund in source.read(fund_states, end, source.known_through, only).values()
        if only or fund.end is None or fund.end.on >= since
    ]

    def ended(fund: FundState) -> str:
        if fund.end is None:
            return definition.labels["berjalan"]
        label = definition.labels["putusan" if fund.end.decision else "ditutup"]
        return label.format(on=long_date(fund.end.on), decision=fund.end.decision)

    frame = framer.frame(definition, at_text(end), fund="")
    return fund_reports(definition, frame, source.chart, funds, Wording(_measure, _done, ended))


def _measure(quantity: Decimal, unit: str) -> str:
    return f"{decimal(quantity)} {unit}".strip()


def _done(fund: FundState) -> str:
    """100% (140 dari 140 m), 25 Mei 2026."""
    if not fund.progress:
        return percent(0)
    newest, planned = fund.progress[-1], fund.terms.volume
    built = ""
    if newest.volume is not None:
        of = f" dari {decimal(planned)}" if planned is not None else ""
        built = f" ({decimal(newest.volume)}{of} {fund.terms.unit})".replace(" )", ")")
    return f"{percent(newest.percent)}{built}, {long_date(newest.on)}"


def dana_daftar(source: Source, framer: Framer) -> Statement:
    """Every fund that ran in the year at the last day of the period, tied to the account of the liability."""
    definition, end = definition_of("dana-daftar"), source.period.end
    funds = source.read(fund_states, end, source.known_through).values()
    return fund_list(
        definition,
        framer.frame(definition, at_text(end)),
        [fund for fund in funds if fund.end is None or fund.end.on.year == end.year],
        source.read(unassigned, end),
        with_roles(source.chart, source.year_to(end), "dana-terikat"),
    )
