"""The UPK of a region, and what each of them told of its months."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from upk_ledger.core.dates import Month
from upk_ledger.core.region.figures import OfficeMonth

ACTIVE, DORMANT = "aktif", "dorman"
"""The status of the UPK that a region expects a report from, and of the others, which are listed apart."""

LEVELS = ("upk", "kelurahan", "kecamatan", "kota")
"""By what a review adds up: each UPK alone, its village, its sub-district, its city or regency."""


@dataclass(frozen=True, slots=True)
class RegionUpk:
    """A UPK as the region knows it; `code` is the region's own.

    `office_id` is that of its book, here or as a copy, None where there is none; `reporting` is program or blanko;
    `status` is aktif or dorman. `since` is the month in which its book began, or it was put on the register.
    """

    code: str
    name: str
    board: str
    village_kind: str
    village: str
    district: str
    regency: str
    uuid: str = ""
    reporting: str = "program"
    status: str = ACTIVE
    office_id: int | None = None
    since: Month | None = None

    @property
    def shown(self) -> str:
        """Its name with its code: several UPK of a region may have one name."""
        return f"{self.name} ({self.code})"

    def place_at(self, level: str) -> str:
        """What a level of the roll-up calls where it is: its own code, or the name of the place."""
        return {
            "upk": self.code,
            "kelurahan": f"{self.village_kind} {self.village}, {self.district}",
            "kecamatan": self.district,
            "kota": self.regency,
        }[level]


@dataclass(frozen=True, slots=True)
class UpkMonth:
    """A month of a UPK: from its `buku` (with the closing's record), or from a `blanko` that nobody verified.

    `suspended` are the indicators because of which its own rules would lend nothing new.
    """

    source: str
    figures: OfficeMonth
    suspended: tuple[str, ...] = ()
    record: int | None = None


@dataclass(frozen=True, slots=True)
class UpkHistory:
    """A UPK and the months that it told, each by its own source."""

    upk: RegionUpk
    months: dict[Month, UpkMonth] = field(default_factory=dict)

    def expected(self, window: Sequence[Month]) -> int:
        """How many months of a window that ends with the one asked about it has to tell: none from before it began."""
        began = min((self.upk.since or window[0], window[-1], *self.months))
        return sum(month >= began for month in window)


def told_apart(upk: Iterable[RegionUpk]) -> dict[str, str]:
    """Names by code; those that several UPK share have their code behind them."""
    each = list(upk)
    often = Counter(one.name for one in each)
    return {one.code: one.shown if often[one.name] > 1 else one.name for one in each}
