"""Dunning: the levels of letters to groups that are behind, which letter is due, and what it says.

Each level follows the one before it: who has had no letter yet gets the first, however old the arrears are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from upk_ledger.core.statements import Letterhead, Signature

if TYPE_CHECKING:
    from upk_ledger.core.rulebooks import _Table

MADE, CALLED_OFF = "dibuat", "batal"


class DunningLevel(NamedTuple):
    """A level of letters: from how many months overdue on; with a visit of the board, by way of the village head."""

    number: int
    name: str
    months: int
    visit: bool = False
    through_village: bool = False


USUAL_LEVELS = (
    DunningLevel(1, "Surat Pemberitahuan", 1),
    DunningLevel(2, "Surat Peringatan I", 2),
    DunningLevel(3, "Surat Peringatan II", 3),
    DunningLevel(4, "Surat Peringatan III", 4, visit=True),
    DunningLevel(5, "Surat Tagihan Terakhir", 6, visit=True, through_village=True),
)
"""The levels where a rulebook has none."""


def parse_levels(table: "_Table") -> tuple[DunningLevel, ...]:
    """The levels that a rulebook's table `tagihan` describes, numbered by their months."""
    found = []
    for row in table.tables("tingkat"):
        name, months = row.text("nama"), row.count("bulan")
        visit, village = (bool(row.optional(key, row.flag)) for key in ("kunjungan_bkm", "lewat_desa"))
        found.append(DunningLevel(0, name, months, visit, village))
        row.done()
    table.done()
    found.sort(key=lambda level: level.months)
    return tuple(level._replace(number=number) for number, level in enumerate(found, 1))


class Letter(NamedTuple):
    """A letter that was made out."""

    level: int
    on: date


class LetterDue(NamedTuple):
    """A loan to whose group a letter is due (arrears in sen); `last` is the newest letter of these arrears."""

    loan: str
    group: str
    group_name: str
    months: int
    arrears_principal: int
    arrears_service: int
    level: DunningLevel
    last: Letter | None


def reached(levels: Sequence[DunningLevel], months: int) -> int:
    """The number of the highest level that so many months overdue reach; 0 for none."""
    return max((level.number for level in levels if level.months <= months), default=0)


def level_due(
    levels: Sequence[DunningLevel], months: int, sent: Sequence[Letter], on: date, gap: int
) -> DunningLevel | None:
    """The letter due on a day: the level after the highest `sent` in these arrears, at least `gap` days later."""
    last = max((letter.level for letter in sent), default=0)
    if last >= reached(levels, months):
        return None
    if sent and (on - max(letter.on for letter in sent)).days < gap:
        return None
    return levels[last]


class OverdueRow(NamedTuple):
    """An installment, as far as it is overdue (sen)."""

    number: int
    due: date
    principal: int
    service: int


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A dunning letter, ready to be drawn."""

    letterhead: Letterhead
    level: DunningLevel
    loan: str
    group: str
    on: date
    facts: tuple[tuple[str, str], ...]
    to: tuple[str, ...]
    opening: tuple[str, ...]
    rows: tuple[OverdueRow, ...]
    closing: tuple[str, ...]
    signatures: tuple[Signature, ...]
    repeated: bool = False
    """Whether the letter was made out before and is printed again."""

    @property
    def total(self) -> int:
        """What is asked for (sen)."""
        return sum(row.principal + row.service for row in self.rows)


@dataclass(frozen=True, slots=True)
class LetterText:
    """The words of the letters; texts hold `{words}` that the letter fills."""

    days: int
    """Within how many days is asked to be paid."""
    texts: Mapping[str, str]
    openings: tuple[str, ...]
    """By level; the last for all further ones."""
    signatures: tuple[tuple[str, ...], ...]
    heavy_signatures: tuple[tuple[str, ...], ...]
    """Who signs the letters of levels with a visit."""

    def opening(self, level: int) -> str:
        """How a letter of a level begins."""
        return self.openings[min(level, len(self.openings)) - 1]


def parse_letter_text(text: str) -> LetterText:
    """The words that `reports/surat-tagihan.toml` holds."""
    import tomllib

    content: dict[str, Any] = tomllib.loads(text)
    return LetterText(
        days=content["batas_hari"],
        texts=content["kalimat"],
        openings=tuple(content["pembuka"]),
        signatures=tuple(map(tuple, content["tanda_tangan"])),
        heavy_signatures=tuple(map(tuple, content["tanda_tangan_berat"])),
    )
