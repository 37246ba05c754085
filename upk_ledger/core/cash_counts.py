"""Counting the cash box (opname kas): denominations, what was counted, who should not count."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from upk_ledger.core.errors.cash_counts import DenominationTwice, PiecesUnreadable, UnknownDenomination
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.offices import Officer

NOTE, COIN = "kertas", "logam"

DENOMINATIONS = (
    *((NOTE, value * RUPIAH) for value in (100_000, 75_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)),
    *((COIN, value * RUPIAH) for value in (1_000, 500, 200, 100)),
)
"""The notes and coins in use, in sen, in the order in which they are counted."""

AGREES, DIFFERS, BOOKED, EXPLAINED, TAKEN_BACK = "cocok", "selisih", "dibukukan", "dijelaskan", "batal"
"""What stands of a count: it agrees with the book; it differs; the difference is booked, or explained; it is undone."""

_KEEPERS = {"kasir", "bendahara"}
"""Words of the roles that keep the cash."""

_PIECES = re.compile(r"\s*([0-9.]+)\s*(L?)\s*=\s*([0-9]{1,6})\s*", re.IGNORECASE)


class Pieces(NamedTuple):
    """So many notes or coins (`form`) of a denomination (sen)."""

    form: str
    denomination: int
    pieces: int

    @property
    def amount(self) -> int:
        """What they are worth."""
        return self.denomination * self.pieces


class CashCount(NamedTuple):
    """One count as it stands (sen); `number` is its record, `entry` the one that booked its difference.

    `words` explain the difference or say why the count was taken back, `reason` why this officer counted.
    """

    number: int
    account: str
    account_name: str
    on: date
    counter: str
    counter_name: str
    book: int
    counted: int
    status: str
    voucher: str
    entry: int | None
    words: str
    reason: str
    pieces: tuple[Pieces, ...]

    @property
    def difference(self) -> int:
        """What was found beyond the book; less than nothing where something was missing."""
        return self.counted - self.book


def parse_pieces(text: str) -> tuple[Pieces, ...]:
    """Pieces by denomination as typed: "100000=3, 50.000=2, 500=7"; an L makes a coin of what is also a note.

    Raises `PiecesUnreadable`, `UnknownDenomination`, `DenominationTwice`.
    """
    found: dict[tuple[str, int], int] = {}
    for part in filter(str.strip, re.split(r"[,;]", text)):
        typed = _PIECES.fullmatch(part)
        if typed is None:
            raise PiecesUnreadable(part.strip())
        value = int(typed[1].replace(".", "") or 0) * RUPIAH
        forms = [form for form, known in DENOMINATIONS if known == value and (form == COIN or not typed[2])]
        if not forms:
            raise UnknownDenomination(part.strip(), denominations_text())
        if (forms[0], value) in found:
            raise DenominationTwice(part.strip())
        found[forms[0], value] = int(typed[3])
    return tuple(Pieces(*each, found[each]) for each in DENOMINATIONS if found.get(each))


def denominations_text() -> tuple[str, ...]:
    """The denominations as they are typed."""
    notes = {value for form, value in DENOMINATIONS if form == NOTE}
    return tuple(
        f"{value // RUPIAH}{'L' if form == COIN and value in notes else ''}" for form, value in DENOMINATIONS
    )


def handles_cash(officer: Officer, recorders: Sequence[str], names: Sequence[str]) -> bool:
    """Whether an officer keeps the cash, or recorded cash of that day (by code, or by name under another code)."""
    called = " ".join(officer.name.split()).casefold()
    return (
        not _KEEPERS.isdisjoint(officer.role.casefold().split())
        or officer.code in recorders
        or (bool(called) and called in names)
    )


def unfit_to_count(counter: str, officers: Sequence[Officer], recorders: Sequence[str]) -> bool:
    """Whether somebody else who serves, and neither keeps nor recorded the cash, should have counted instead."""
    names = [" ".join(one.name.split()).casefold() for one in officers if one.code in recorders and one.name]
    handling = {one.code for one in officers if handles_cash(one, recorders, names)}
    others = [one for one in officers if one.name and one.code != counter and one.code not in handling]
    return counter in handling and bool(others)
