"""The furniture of a page: paper, letterhead, title, banner, running head, foot."""

from dataclasses import dataclass
from typing import Literal

from upk_ledger.core.statements import EntryMark, Letterhead
from upk_ledger.documents.fonts import BOLD, REGULAR, shrink, width, wrap
from upk_ledger.documents.ink import Ink
from upk_ledger.version import VERSION

Paper = Literal["A4", "F4"]

MM = 72 / 25.4
CREATOR = f"upk-ledger {VERSION}"
PROVISIONAL = "SEMENTARA: BULAN BELUM DITUTUP"

_SIZES = {"A4": (210.0, 297.0), "F4": (215.0, 330.0), "A5": (148.0, 210.0)}
_FOOT = 9.0 * MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper and the rectangle of its text, in points; the left margin leaves room to file it."""

    wide: float
    high: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def room(self) -> float:
        """The height of the text."""
        return self.top - self.bottom


def sheet(paper: str, *, landscape: bool = False) -> Sheet:
    """The sheet `paper` (A4; F4, 215 x 330 mm; A5)."""
    short, long = _SIZES[paper]
    wide, high = (long, short) if landscape else (short, long)
    side = 12 if paper == "A5" else 15
    return Sheet(
        wide=wide * MM,
        high=high * MM,
        left=(side + 3) * MM,
        right=(wide - side) * MM,
        top=(high - (10 if paper == "A5" else 13)) * MM,
        bottom=(8 if paper == "A5" else 11) * MM + _FOOT,
    )


class LetterheadBlock:
    """The office, its board and place, over a double line."""

    keep = True
    repeated = None

    def __init__(self, head: Letterhead, page: Sheet, scale: float = 1) -> None:
        self._page = page
        room = page.right - page.left
        wanted = [(head.office, BOLD, 15.0), (head.board, BOLD, 10.5), (head.place, REGULAR, 9.0)]
        if head.address:
            wanted.append((head.address, REGULAR, 9.0))
        self._lines = [
            (text, name, shrink(text, room, name, size * scale)) for text, name, size in wanted if text
        ]
        self.height = sum(size * 1.3 for _, _, size in self._lines) + 16 * scale

    def draw(self, ink: Ink, top: float) -> None:
        """Draws it centred."""
        left, right = self._page.left, self._page.right
        for text, name, size in self._lines:
            top -= size * 1.3
            ink.text((left + right) / 2, top + size * 0.3, text, name, size, "center")
        ink.line(left, right, top - 4, 1.6)
        ink.line(left, right, top - 6.4, 0.5)


class TitleBlock:
    """The paper's title and period, with the banner of an open month above them."""

    keep = True
    repeated = None

    def __init__(self, title: str, period: str, page: Sheet, *, banner: str = "") -> None:
        self._page = page
        self._title, self._period, self._banner = title.upper(), period, banner
        self._banner_height = 26.0 if banner else 0.0
        self._lines = wrap(self._title, page.right - page.left, BOLD, 12.5)
        self.height = self._banner_height + len(self._lines) * 16 + (14 if period else 0) + 8.0

    def draw(self, ink: Ink, top: float) -> None:
        """Draws it centred."""
        middle = (self._page.left + self._page.right) / 2
        if self._banner:
            draw_banner(ink, middle, top - 18, self._banner, 11)
            top -= self._banner_height
        for line in self._lines:
            top -= 16
            ink.text(middle, top + 4, line, BOLD, 12.5, "center")
        ink.text(middle, top - 9, self._period, REGULAR, 10, "center")


def draw_banner(ink: Ink, middle: float, y: float, text: str, size: float) -> None:
    """A framed warning that survives a photocopy."""
    wide = width(text, BOLD, size) + size * 2
    ink.shade(middle - wide / 2, y, wide, size * 1.7, 0.9)
    ink.box(middle - wide / 2, y, wide, size * 1.7, 1.2)
    ink.text(middle, y + size * 0.52, text, BOLD, size, "center")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page of one paper."""

    sheet: Sheet
    running: tuple[str, str]
    """Left and right text above the second page and those after it."""
    last: EntryMark | None
    banner: str = ""

    @property
    def later_top(self) -> float:
        """Where the text of the second page begins."""
        return self.sheet.top - (44 if self.banner else 22)

    @property
    def later_room(self) -> float:
        """The height of the text on the second page."""
        return self.later_top - self.sheet.bottom

    def draw_running_head(self, ink: Ink) -> None:
        """The short head of the second page and those after it."""
        page = self.sheet
        left_text, right_text = self.running
        top = page.top
        if self.banner:
            draw_banner(ink, (page.left + page.right) / 2, top - 15, self.banner, 9)
            top -= 22
        aside = width(right_text, REGULAR, 8.5) + 12
        size = shrink(left_text, page.right - page.left - aside, BOLD, 8.5)
        ink.text(page.left, top - 9, left_text, BOLD, size)
        ink.text(page.right, top - 9, right_text, REGULAR, 8.5, "right")
        ink.line(page.left, page.right, top - 13, 0.8)

    def draw_foot(self, ink: Ink, number: int, of: int) -> None:
        """Program, last entry counted, page number; no time of printing: a closed month's paper stays as it is."""
        page = self.sheet
        y = page.bottom - _FOOT
        ink.line(page.left, page.right, y + 9, 0.4)
        ink.text(page.left, y, foot_text(self.last), REGULAR, 7)
        ink.text(page.right, y, f"Halaman {number} dari {of}", REGULAR, 7, "right")


def foot_text(last: EntryMark | None) -> str:
    """The program's version and the last entry that the paper counts."""
    if last is None:
        return CREATOR
    voucher = f" ({last.voucher})" if last.voucher else ""
    return f"{CREATOR} · dihitung sampai catatan no. {last.number}{voucher} · sidik {last.digest[:16]}"
