"""Quarters of a year."""

import re
from dataclasses import dataclass

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.region_coaching import NotAQuarter

_ROMAN = ("I", "II", "III", "IV")
_FORM = re.compile(r"([0-9]{4})[-/](?:([1-4])|(IV|I{1,3}))", re.IGNORECASE)
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter, counted from 1."""

    year: int
    number: int

    @classmethod
    def of(cls, month: Month) -> "Quarter":
        """The quarter of a month."""
        return cls(month.year, (month.month - 1) // MONTHS + 1)

    @property
    def roman(self) -> str:
        """I to IV."""
        return _ROMAN[self.number - 1]

    @property
    def first(self) -> Month:
        """Its first month."""
        return Month(self.year, MONTHS * (self.number - 1) + 1)

    @property
    def last(self) -> Month:
        """Its last month."""
        return Month(self.year, MONTHS * self.number)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


def parse_quarter(text: str) -> Quarter:
    """A quarter from 2026-1 or 2026-I; raises `NotAQuarter`."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise NotAQuarter(text)
    number = int(found[2]) if found[2] else _ROMAN.index(found[3].upper()) + 1
    return Quarter(int(found[1]), number)
