"""Signature blocks: who made, examined, knows and approved, with room for the stamp."""

from collections.abc import Sequence

from upk_ledger.core.statements import Signature
from upk_ledger.documents.fonts import BOLD, REGULAR, shrink, width, wrap
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import MM

_PER_ROW = 4
_DATE = 32 * MM
"""The room to write the date."""

_LEAST = 7.5
"""Names are set no smaller; a longer one takes a second line."""


class SignatureBlock:
    """One row of signatures side by side; the place and a dotted line for the date above the last."""

    keep = False
    repeated = None

    def __init__(
        self,
        signatures: Sequence[Signature],
        left: float,
        right: float,
        *,
        place: str = "",
        dated: str = "",
        room: float = 20 * MM,
        size: float = 9,
    ) -> None:
        self._signatures, self._left, self._right = signatures, left, right
        self._place, self._dated, self._room, self._size = place, dated, room, size
        self.height = room + size * 6.2

    def draw(self, ink: Ink, top: float) -> None:
        """Draws the row."""
        size = self._size
        wide = (self._right - self._left) / max(len(self._signatures), 2)
        start = self._left if len(self._signatures) > 1 else self._right - wide
        y = top - size * 1.5
        if self._place or self._dated:
            self._draw_place(ink, self._right - wide, y)
        room = wide - 10
        names = min(shrink(signature.name, room, BOLD, size, _LEAST) for signature in self._signatures)
        for index, signature in enumerate(self._signatures):
            self._draw_one(ink, signature, start + wide * (index + 0.5), room, y - size * 2, names)

    def _draw_place(self, ink: Ink, left: float, y: float) -> None:
        middle = (left + self._right) / 2
        if self._dated:
            text = f"{self._place}, {self._dated}" if self._place else self._dated
            ink.text(
                middle, y, text, REGULAR, shrink(text, self._right - left, REGULAR, self._size), "center"
            )
            return
        text = f"{self._place}, "
        size = shrink(text, (self._right - left) / 2, REGULAR, self._size)
        wide = width(text, REGULAR, size)
        dots = min(_DATE, self._right - left - wide - 8)
        start = middle - (wide + dots) / 2
        ink.text(start, y, text, REGULAR, size)
        ink.dots(start + wide + 2, start + wide + dots, y - 1)

    def _draw_one(
        self, ink: Ink, signature: Signature, middle: float, room: float, y: float, names: float
    ) -> None:
        size = self._size
        action = f"{signature.action},"
        ink.text(middle, y, action, REGULAR, shrink(action, room, REGULAR, size), "center")
        y -= size * 1.25
        ink.text(middle, y, signature.role, REGULAR, shrink(signature.role, room, REGULAR, size), "center")
        y -= self._room + size * 0.4
        if not signature.name:
            ink.dots(middle - room * 0.42, middle + room * 0.42, y - 1.5)
            return
        for line in reversed(wrap(signature.name, room, BOLD, names)):
            half = width(line, BOLD, names) / 2
            ink.text(middle, y, line, BOLD, names, "center")
            ink.line(middle - half, middle + half, y - 1.6, 0.5)
            y += names * 1.35


def signature_blocks(
    signatures: Sequence[Signature],
    left: float,
    right: float,
    *,
    place: str = "",
    dated: str = "",
    room: float = 20 * MM,
    size: float = 9,
) -> list[SignatureBlock]:
    """Rows of at most four signatures that stay together."""
    rows = [signatures[start : start + _PER_ROW] for start in range(0, len(signatures), _PER_ROW)]
    blocks = [
        SignatureBlock(
            row, left, right, place="" if index else place, dated="" if index else dated, room=room, size=size
        )
        for index, row in enumerate(rows)
    ]
    for block in blocks[:-1]:
        block.keep = True
    return blocks
