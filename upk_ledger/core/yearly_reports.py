"""The yearly accountability report (LPJ) as values: what the supervisors said, what the residents decided, the set."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from upk_ledger.core.statements import Statement


class SupervisorReport(NamedTuple):
    """The supervisors' report on a year's accounts, in their own words."""

    year: int
    on: date
    officer: str
    text: str


class Ratification(NamedTuple):
    """The residents' meeting that ratified a year's accounts: when, by which decision, where, how many were there."""

    year: int
    on: date
    decision: str
    place: str
    present: int
    text: str


@dataclass(frozen=True, slots=True)
class YearlySet:
    """All papers of a year in the order in which they are bound; `heading` and `lines` stand on the cover."""

    year: int
    heading: str
    lines: tuple[str, ...]
    contents: str
    chapters: tuple[Statement, ...]
    provisional: bool
