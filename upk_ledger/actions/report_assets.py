"""How the list of assets is made."""

from datetime import date

from upk_ledger.actions.assets import ACCUMULATED, COST, EXPENSE, asset_at
from upk_ledger.actions.report_frames import Framer, at_text, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.core.assets import standing
from upk_ledger.core.balances import with_roles
from upk_ledger.core.statement_builders_assets import AssetFigures, asset_register
from upk_ledger.core.statements import Statement
from upk_ledger.store.assets import asset_sums, assets_of


def inventaris(source: Source, framer: Framer) -> Statement:
    """Every asset at the last day of the period, with the depreciation of its month and year."""
    definition, end = definition_of("inventaris"), source.period.end
    known = sorted(standing(source.read(assets_of, source.known_through), end).items())
    sums = source.read(asset_sums, end)
    here = [asset for _, asset in known if asset.disposal(end) is None]
    gone = [asset for _, asset in known if (left := asset.disposal(end)) and left.on.year == end.year]
    listed = {asset.code for asset in here}
    others = [amounts for (code, role), amounts in sums.items() if role == EXPENSE and code not in listed]
    departed = AssetFigures(
        depreciation_month=sum(amounts.month for amounts in others),
        depreciation_year=sum(amounts.year for amounts in others),
    )
    return asset_register(
        definition,
        framer.frame(definition, at_text(end)),
        [asset_at(asset, sums) for asset in here],
        gone,
        departed,
        _ledger(source, end),
    )


def _ledger(source: Source, end: date) -> AssetFigures:
    """What the accounts of assets and of depreciation hold."""
    held = source.year_to(end)
    codes = [account.code for account in source.accounts_of(EXPENSE)]

    def spent(since: date) -> int:
        sums = source.opened(max(since, source.book_start), end)
        return sum(sums[code].earned for code in codes if code in sums)

    return AssetFigures(
        with_roles(source.chart, held, COST),
        spent(source.period.month.first),
        spent(date(end.year, 1, 1)),
        -with_roles(source.chart, held, ACCUMULATED),
    )
