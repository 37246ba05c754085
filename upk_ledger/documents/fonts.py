"""The two faces of every paper: Roboto Condensed, embedded, whose figures all have the same width.

Condensed, because the field's reports have up to fifteen columns; libre, with the licence beside it.
"""

from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from upk_ledger.resources import folder

REGULAR = "UpkRegular"
BOLD = "UpkBold"

_FILES = {REGULAR: "RobotoCondensed-Regular.ttf", BOLD: "RobotoCondensed-Bold.ttf"}


@cache
def font(name: str) -> Any:
    """The face `name`, read and registered on first use."""
    face = TTFont(name, folder("reports") / "fonts" / _FILES[name])
    pdfmetrics.registerFont(face)
    return face


@cache
def _widths(name: str) -> "_Widths":
    return _Widths(font(name).face)


class _Widths(dict[str, float]):
    """Width of each character at size 1, looked up in the face once."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        width: float = self._face.charWidths.get(ord(char), self._face.defaultWidth) / 1000
        self[char] = width
        return width


def width(text: str, name: str, size: float) -> float:
    """How wide `text` is, in points."""
    return sum(map(_widths(name).__getitem__, text)) * size


def wrap(text: str, room: float, name: str, size: float) -> list[str]:
    """`text` in lines no wider than `room`, broken between words, and within one that alone is too wide."""
    if width(text, name, size) <= room and "\n" not in text:
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if width(longer, name, size) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = _chop(word, room, name, size)
            lines += whole
        lines.append(line)
    return lines


def _chop(word: str, room: float, name: str, size: float) -> list[str]:
    """`word` in pieces no wider than `room`; each has at least one character."""
    pieces, piece = [], ""
    for char in word:
        if piece and width(piece + char, name, size) > room:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def shrink(text: str, room: float, name: str, size: float, least: float = 6) -> float:
    """The size, at most `size`, at which `text` fits into `room`; not below `least`."""
    wide = width(text, name, size)
    return size if wide <= room else max(least, int(size * room / wide * 10) / 10)
