"""The list of assets. Pure: definition + assets and what the ledger holds -> Statement."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.assets import Asset, AssetAt
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Statement


class AssetFigures(NamedTuple):
    """What a list of assets adds up (sen): depreciation of the month, of the year, and of all time; cost."""

    cost: int = 0
    depreciation_month: int = 0
    depreciation_year: int = 0
    accumulated: int = 0

    def less(self, other: "AssetFigures") -> "AssetFigures":
        """What is left without another's figures."""
        return AssetFigures(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))

    def shown(self) -> dict[str, Rupiah]:
        """As cells."""
        amounts = {name: Rupiah(amount) for name, amount in self._asdict().items()}
        return amounts | {"book_value": Rupiah(self.cost - self.accumulated)}


def asset_register(
    definition: Definition,
    frame: Frame,
    found: Sequence[AssetAt],
    gone: Sequence[Asset],
    departed: AssetFigures,
    ledger: AssetFigures,
) -> Statement:
    """Inventaris. `gone` left within the year; `departed` is what the depreciation of the month and year holds of

    assets that are not listed any more. What the ledger holds besides stands on a line of its own.
    """
    registered = _sum(found)
    unregistered = ledger.less(registered).less(departed)
    table = Table(definition.tables["aset"], frame.words)
    rows = [_row(at) for at in found]
    for number, row in enumerate(rows, 1):
        table.line({**row, "row": number})
    others = {"terdaftar": registered, "keluar": departed, "belum-terdaftar": unregistered}
    for label, figures in others.items() if any(departed) or any(unregistered) else ():
        if any(figures):
            table.add("subtotal", {"name": definition.labels[label], **figures.shown()})
    table.add("total", {"name": definition.labels["jumlah"], **ledger.shown()})
    disposals = [_disposal(asset, frame.as_of) for asset in gone]
    sections = [table.section()]
    if disposals:
        left = Table(definition.tables["pelepasan"], frame.words)
        for row in disposals:
            left.line(row)
        sections.append(left.section())
    data = {
        "as_of": frame.as_of,
        "assets": rows,
        "departed": departed.shown(),
        "unregistered": unregistered.shown(),
        "totals": ledger.shown(),
        "disposals": disposals,
    }
    notes = () if any(ledger) or rows else (definition.labels["kosong"],)
    return issue(definition, frame, sections, data, notes)


def _sum(found: Sequence[AssetAt]) -> AssetFigures:
    return AssetFigures(
        sum(at.asset.cost for at in found),
        sum(at.month for at in found),
        sum(at.year for at in found),
        sum(at.accumulated for at in found),
    )


def _row(at: AssetAt) -> dict[str, Any]:
    asset = at.asset
    return {
        "code": asset.code,
        "name": asset.name,
        "place": asset.place,
        "account": asset.account,
        "acquired_on": asset.acquired,
        "salvage": Rupiah(asset.salvage),
        "life": asset.life,
        "first_month": str(asset.first),
        **AssetFigures(asset.cost, at.month, at.year, at.accumulated).shown(),
    }


def _disposal(asset: Asset, as_of: date) -> dict[str, Any]:
    left = asset.disposal(as_of)
    if left is None:
        raise LookupError(asset.code)
    accumulated = asset.accumulated(Month.of(left.on).previous())
    return {
        "code": asset.code,
        "name": asset.name,
        "on": left.on,
        "voucher": left.voucher,
        "cost": Rupiah(asset.cost),
        "accumulated": Rupiah(accumulated),
        "proceeds": Rupiah(left.proceeds),
        "result": Rupiah(left.proceeds - asset.cost + accumulated),
    }
