"""How a cell of a statement reads on paper, and how wide a column of them must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from upk_ledger.bahasa.dates import short_date
from upk_ledger.bahasa.numbers import amount, count, decimal
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Column
from upk_ledger.documents.fonts import BOLD, REGULAR, width

PAD = 3.5
"""Space between a cell's text and its column's edge."""

_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_COMFORT = 30 * 0.5
"""A text column is not squeezed below so many times the type size while a smaller type can still avoid it."""

_GENEROUS = 1.4
"""A column of long texts may take so much more than its share before the others get theirs."""


def money(sen: int, decimals: int = 0) -> str:
    """1.250.000; (1.250.000) when negative; "-" for nothing. `decimals` are those of its column."""
    if sen == 0:
        return "-"
    text = amount(abs(sen), decimals)
    return f"({text})" if sen < 0 else text


def cell_text(cell: Cell, decimals: int = 0) -> str:
    """A cell as its type says (core/statements.py), with at least so many decimals."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Rupiah):
        return money(cell, decimals)
    if isinstance(cell, int):
        return count(cell)
    if isinstance(cell, Decimal):
        return decimal(cell, decimals) + "%"
    return short_date(cell)


@dataclass(slots=True)
class Measure:
    """What the widest contents of a column need, at type size 1: at full length, and broken between words."""

    numeric: bool
    full: float = 0
    word: float = 0
    wish: float = 0
    """The length of the longest text, which may also stand on several lines."""
    hang: float = 0
    """Room beyond the edge of the digits, where the closing parenthesis of an amount hangs."""

    def take(self, text: str, name: str, indent: float = 0) -> None:
        """Widens the measure to `text`; the closing parenthesis of a figure hangs beyond it."""
        if self.numeric and text[-1:] == ")":
            self.hang, text = width(")", BOLD, 1), text[:-1]
        wide = width(text, name, 1) + indent
        self.full = max(self.full, wide)
        if wide > self.word:
            longest = max((width(word, name, 1) for word in text.split()), default=0) + indent
            self.word = max(self.word, longest)

    def need(self, size: float, *, comfortable: bool) -> float:
        """The least width at this type size."""
        if self.numeric:
            return (self.full + self.hang) * size + 2 * PAD
        least = max(self.word, _COMFORT) if comfortable else min(self.word, _COMFORT / 2)
        return min(self.full, least) * size + 2 * PAD


def is_number(cell: Cell) -> bool:
    """Whether a cell is set as a number or a date: never broken."""
    return isinstance(cell, (int, Decimal, date))


def type_size(measures: Sequence[Measure], room: float, largest: float = 9.0) -> float:
    """The largest type in which everything fits without squeezing; the smallest where nothing does."""
    for size in _SIZES:
        if size <= largest and sum(m.need(size, comfortable=True) for m in measures) <= room:
            return size
    return _SIZES[-1]


def column_widths(
    columns: Sequence[Column], measures: Sequence[Measure], room: float, size: float
) -> list[float]:
    """Widths that fill `room`: what each needs, then what saves texts a second line, then by weight."""
    widths = [measure.need(size, comfortable=True) for measure in measures]
    if sum(widths) > room:
        widths = [measure.need(size, comfortable=False) for measure in measures]
    total = sum(column.weight for column in columns)
    shares = [room * column.weight / total for column in columns]
    wishes = [max(measure.full + measure.hang, measure.wish) * size + 2 * PAD for measure in measures]
    limited = [min(wish, share * _GENEROUS) for wish, share in zip(wishes, shares, strict=True)]
    return _grow(_grow(widths, limited, room), shares, room)


def _grow(widths: Sequence[float], wishes: Sequence[float], room: float) -> list[float]:
    """`widths` grown towards `wishes`, all by the same part of what they lack, as far as `room` goes."""
    lacks = [max(0, wish - wide) for wish, wide in zip(wishes, widths, strict=True)]
    part = min(1, max(0, room - sum(widths)) / (sum(lacks) or 1))
    return [wide + lack * part for wide, lack in zip(widths, lacks, strict=True)]


def heading_name(style: str) -> str:
    """The face of a row of this style."""
    return BOLD if style in {"heading", "subtotal", "total"} else REGULAR
