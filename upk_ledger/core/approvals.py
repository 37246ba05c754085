"""One-time codes from a printed card (Kartu Kode Persetujuan), by which a second person takes part in an act.

A code has nine random characters of 29 and one that checks them: 29^9 codes, 43 bits. Kept are only scrypt digests,
one salt a card. Who copies the book has to try 29^9 / 40 codes, some hundred years of a processor at ten
milliseconds each, for the first code of a card of forty; a code is worthless as soon as its card is revoked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import scrypt
from typing import NamedTuple

from upk_ledger.core.errors.approvals import CardSizeWrong, CodeMistyped
from upk_ledger.core.statements import Letterhead

SETTINGS_OF_ACTS = {
    "putusan": "kode-putusan",
    "hapus-buku": "kode-hapus-buku",
    "buka-bulan": "kode-buka-bulan",
    "batal": "kode-batal",
    "aturan": "kode-aturan",
}
"""The acts that can be made to need a code, and the setting that does it."""

NEEDED = "wajib"
"""The value of such a setting that makes the code needed."""

MOST_CODES = 40

_SIGNS = "346789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 and O, 1, I and L, 2 and Z, 5 and S side by side. As many as a prime: see `_check_sign`."""

_RANDOM = 9
_LENGTH = _RANDOM + 1
_BYTES = 16
"""Random bytes for one code: so many that every one of the 29^9 is equally likely."""


class TypedCode(NamedTuple):
    """A code as typed: `place` is the number beside it on the card, None where only the code was typed."""

    signs: str
    place: int | None


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card at the one moment when its codes are known; they are in order of their places, 1 the first."""

    card: str
    holder: str
    name: str
    role: str
    made_on: date
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApprovalCard:
    """What the book knows of a card: how many codes it had and has; `ended_on` where it was revoked, with why."""

    card: str
    holder: str
    made_on: date
    size: int
    left: int
    ended_on: date | None = None
    reason: str = ""

    @property
    def status(self) -> str:
        """`dicabut`, `habis` or `berlaku`."""
        if self.ended_on is not None:
            return "dicabut"
        return "berlaku" if self.left else "habis"


@dataclass(frozen=True, slots=True)
class CardPaper:
    """The printed card."""

    letterhead: Letterhead
    card: NewCard


def make_codes(count: int, entropy: Callable[[int], bytes]) -> tuple[str, ...]:
    """So many new codes, as they are printed; raises `CardSizeWrong`."""
    if not 1 <= count <= MOST_CODES:
        raise CardSizeWrong(count, MOST_CODES)
    return tuple(_shown(_signs(int.from_bytes(entropy(_BYTES)))) for _ in range(count))


def read_code(typed: str) -> TypedCode:
    """What was typed, with or without its place, in capitals or not; `CodeMistyped` for what no card can show."""
    signs = re.sub(r"[\s.\-]", "", typed).upper()
    place, code = signs[:-_LENGTH], signs[-_LENGTH:]
    wrong_place = bool(place) and not (place.isascii() and place.isdecimal() and len(place) <= 2)
    if len(code) < _LENGTH or wrong_place or set(code) - set(_SIGNS) or code[-1] != _check_sign(code[:-1]):
        raise CodeMistyped
    return TypedCode(code, int(place) if place else None)


def code_digest(salt: str, signs: str) -> str:
    """What is kept of a code (hex): slow to compute, so that trying codes out is."""
    return scrypt(signs.encode(), salt=bytes.fromhex(salt), n=2**12, r=8, p=1, dklen=32).hex()


def _signs(number: int) -> str:
    chosen = ""
    for _ in range(_RANDOM):
        number, sign = divmod(number, len(_SIGNS))
        chosen += _SIGNS[sign]
    return chosen + _check_sign(chosen)


def _check_sign(signs: str) -> str:
    """The sign behind nine others that tells one wrong sign, and two that changed places, from a code.

    Each place has a weight of its own, and 29 is a prime: either slip changes the sum.
    """
    return _SIGNS[sum(weight * _SIGNS.index(sign) for weight, sign in enumerate(signs, 2)) % len(_SIGNS)]


def _shown(signs: str) -> str:
    """K4RM9-TXP37."""
    return f"{signs[: _LENGTH // 2]}-{signs[_LENGTH // 2 :]}"
