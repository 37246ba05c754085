"""What a file holds before anybody asks what it means: numbered rows of raw cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from upk_ledger.core.errors.exchange import Fault
from upk_ledger.exchange.cells import RawCell


@dataclass(frozen=True, slots=True)
class Grid:
    """One CSV file or one sheet: how it is called in messages, its name, and its rows that are not blank.

    `faults` are those of the file as such; with them the rows may be incomplete.
    """

    label: str
    name: str
    rows: tuple[tuple[int, tuple[RawCell, ...]], ...] = ()
    faults: tuple[Fault, ...] = ()


def numbered(rows: Iterable[tuple[RawCell, ...]]) -> tuple[tuple[int, tuple[RawCell, ...]], ...]:
    """The rows that hold anything, with their numbers from 1 (blank rows are counted, as Excel does)."""
    return tuple((number, row) for number, row in enumerate(rows, 1) if any(cell != "" for cell in row))


def tidy(text: str) -> str:
    """`text` without outer blanks, every run of blanks and line breaks a single blank."""
    return " ".join(text.split())
