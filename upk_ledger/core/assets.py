"""The register of assets: what each cost, its straight-line depreciation, what stands at a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.assets import SalvageTooHigh
from upk_ledger.core.money import half_up
from upk_ledger.core.tracing import derived


def straight_line(total: int, months: int, passed: int) -> int:
    """What of `total` (sen) is depreciated after so many of `months`: to whole rupiah, the last month takes the rest.

    The sum is rounded, never the month: no remainder builds up.
    """
    if passed >= months:
        return total
    return min(total, half_up(Fraction(total * max(0, passed), months)))


def first_month(acquired: date, start: str) -> Month:
    """The first month that is depreciated: that of the purchase, or the one after it (setting `mulai-susut`)."""
    month = Month.of(acquired)
    return month if start == "bulan-beli" else month.next()


class NewAsset(NamedTuple):
    """What is told of an asset that is registered (sen, months); `account` by code or name, None: the usual one."""

    code: str
    name: str
    cost: int
    life: int
    salvage: int = 0
    place: str = ""
    account: str | None = None


class Disposal(NamedTuple):
    """An asset left the office for `proceeds` (sen); `until` is the day on which that was undone."""

    on: date
    proceeds: int
    voucher: str
    entry: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Asset:
    """One registration of an asset (sen).

    What was not `depreciated` before is spread over `months` from `first` on. `origin` is the kind of entry that it
    was bought by, empty for what the opening balance holds; `until` the day from which the registration no longer
    counts.
    """

    code: str
    name: str
    account: str
    acquired: date
    cost: int
    salvage: int
    life: int
    first: Month
    months: int
    depreciated: int
    place: str
    record: int = 0
    entry: int | None = None
    origin: str = ""
    voucher: str = ""
    until: date | None = None
    disposals: tuple[Disposal, ...] = ()

    def __post_init__(self) -> None:
        if self.salvage + self.depreciated > self.cost:
            raise SalvageTooHigh(self.cost, self.salvage, self.depreciated)

    def counts(self, on: date) -> bool:
        """Whether the office has it, or had it, by what its registration says of a day."""
        return self.acquired <= on and (self.until is None or on < self.until)

    def disposal(self, on: date) -> Disposal | None:
        """The disposal that stands at the end of a day."""
        standing = (d for d in self.disposals if d.on <= on and (d.until is None or on < d.until))
        return next(standing, None)

    def accumulated(self, month: Month) -> int:
        """All depreciation by the end of a month, had it not left."""
        passed = month.months_since(self.first) + 1
        left = self.cost - self.salvage - self.depreciated
        gone = self.depreciated + straight_line(left, self.months, passed)
        return derived(gone, "susut", self.cost, self.depreciated, months=self.months, passed=passed)

    def posted(self, month: Month) -> int:
        """What its lines on the account of accumulated depreciation hold at the end of a month.

        What the opening balance holds has no line of the asset: where it is taken off, the lines hold less than
        nothing.
        """
        if not self.counts(month.last):
            return 0
        return (0 if self.disposal(month.last) else self.accumulated(month)) - self.depreciated


class AssetSums(NamedTuple):
    """An asset's lines on the accounts of one role until a day (sen, debit less credit), of its year, its month."""

    total: int = 0
    year: int = 0
    month: int = 0


class AssetAt(NamedTuple):
    """An asset at a day: depreciation of the month, of the year and of all time by the books (sen)."""

    asset: Asset
    month: int
    year: int
    accumulated: int

    @property
    def book_value(self) -> int:
        """What of the cost is not depreciated."""
        return self.asset.cost - self.accumulated


class AssetMove(NamedTuple):
    """What an entry did to an asset (sen): to its cost, to its accumulated depreciation; money that came in."""

    on: date
    voucher: str
    kind: str
    description: str
    cost: int
    accumulated: int


def standing(assets: Iterable[Asset], on: date) -> dict[str, Asset]:
    """The registration of each code that counts on a day: the newest."""
    return {asset.code: asset for asset in assets if asset.counts(on)}


def newest(assets: Sequence[Asset], code: str) -> Asset | None:
    """The newest registration of a code, however its letters are typed."""
    wanted = code.strip().casefold()
    return next((asset for asset in reversed(assets) if asset.code.casefold() == wanted), None)
