"""Which column of a bank's statement is what: told by a person, remembered, or guessed from its headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from upk_ledger.bahasa.bank import HEADINGS, heading
from upk_ledger.core.errors import bank as errors
from upk_ledger.exchange.cells import Flaw, RawCell
from upk_ledger.exchange.grids import Grid

NAMES = tuple(HEADINGS)
"""What `--kolom` knows: tanggal, keterangan, debit, kredit, jumlah, tanda, saldo."""

_NEEDED = ("tanggal", "keterangan")
_LOOKED_AT = 60
"""How many rows may stand above the headings: the bank's name, the account's number, the period."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The row of the headings, and the place of each column in it."""

    row: int
    places: Mapping[str, int]
    told: Mapping[str, str]
    """The headings as they stand in the file, by the column's name."""


def parse_columns(text: str) -> dict[str, str]:
    """The mapping that `--kolom` tells: "tanggal=Tgl, keterangan=Uraian, jumlah=Mutasi".

    Raises `ColumnWordsWrong` and `AmountColumnsWrong`.
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        name, sign, told = (piece.strip() for piece in part.partition("="))
        if name.casefold() not in NAMES or not sign or not told or name.casefold() in found:
            raise errors.ColumnWordsWrong(part.strip(), NAMES)
        found[name.casefold()] = told
    if not _whole(found):
        raise errors.AmountColumnsWrong
    return found


def _whole(columns: Mapping[str, object]) -> bool:
    sides = [name in columns for name in ("debit", "kredit")]
    one = "jumlah" in columns
    return all(name in columns for name in _NEEDED) and (all(sides) if not one else not any(sides))


def find_headings(grid: Grid, columns: Mapping[str, str] | None, row: int | None = None) -> Headings:
    """The headings of a file: in this row, or the first that has all `columns` (without them: that can be guessed).

    Raises `HeadingNotThere` and `ColumnsUnknown`.
    """
    rows = [(number, cells) for number, cells in grid.rows if row in {None, number}][:_LOOKED_AT]
    best: dict[str, int] = {}
    for number, cells in rows:
        texts = ["" if isinstance(cell, Flaw) else heading(str(cell)) for cell in cells]
        places = _guessed(texts) if columns is None else _told(texts, columns)
        if _whole(places) and (columns is None or len(places) == len(columns)):
            places = _with_marks(places, texts, [cells for other, cells in grid.rows if other > number])
            told = {name: str(cells[place]) for name, place in places.items()}
            return Headings(number, places, {name: text for name, text in told.items() if text})
        best = max(best, places, key=len)
    if columns is not None:
        missing = next(
            (text for name, text in columns.items() if name not in best), next(iter(columns.values()))
        )
        seen = {str(cell) for _, cells in rows for cell in cells if isinstance(cell, str) and cell}
        raise errors.HeadingNotThere(missing, tuple(get_close_matches(missing, sorted(seen), n=2)))
    amounts = () if "jumlah" in best else tuple(name for name in ("debit", "kredit") if name not in best)
    raise errors.ColumnsUnknown(grid.label, (*(name for name in _NEEDED if name not in best), *amounts))


def _guessed(texts: Sequence[str]) -> dict[str, int]:
    """The columns that a row of headings can be understood to have; debit and credit rather than one amount."""
    found: dict[str, int] = {}
    for name, known in HEADINGS.items():
        place = next((texts.index(word) for word in known if word in texts), None)
        if place is not None and place not in found.values():
            found[name] = place
    if "debit" in found and "kredit" in found:
        return {name: place for name, place in found.items() if name not in {"jumlah", "tanda"}}
    if "jumlah" in found:
        return {name: place for name, place in found.items() if name not in {"debit", "kredit"}}
    return found


def _told(texts: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    wanted = {name: heading(text) for name, text in columns.items()}
    return {name: texts.index(text) for name, text in wanted.items() if text in texts}


def _with_marks(
    places: dict[str, int], texts: Sequence[str], body: Sequence[tuple[RawCell, ...]]
) -> dict[str, int]:
    """Beside one amount, the marks DB and CR in the column after it, where that has no heading of its own."""
    after = places.get("jumlah", len(texts)) + 1
    if "tanda" in places or after >= max((len(cells) for cells in body), default=0):
        return places
    if after < len(texts) and texts[after]:
        return places
    marks = {str(cells[after]).casefold() for cells in body if after < len(cells)} - {""}
    return (
        {**places, "tanda": after} if marks and marks <= {"db", "cr", "dr", "kr", "d", "k", "c"} else places
    )
