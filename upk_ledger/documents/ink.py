"""Text and lines on one page, written straight as PDF operators.

ReportLab's `drawString` opens a text object of its own for every word; a page of a ledger has six hundred.
Here a page's shapes come first, then one text object with all its words: several times less work and a
smaller file.
"""

from collections.abc import Iterable
from typing import Any, Literal

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from upk_ledger.documents.fonts import REGULAR, font, width

rl_config.useA85 = 0  # plain compressed streams: a quarter smaller than ReportLab's printable ones

Align = Literal["left", "right", "center"]

_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(char): "\\" + char for char in "()\\"
}


class Ink:
    """Draws pages of one PDF. Distances are points from the lower left corner."""

    def __init__(self, target: Any, title: str, author: str, creator: str) -> None:
        # The same input must give the same bytes: `invariant` leaves time and random ids out.
        font(REGULAR)
        self._canvas = Canvas(target, invariant=1, pageCompression=1, initialFontName=REGULAR, lang="id-ID")
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator(creator)
        self._shapes: list[str] = []
        self._words: list[str] = []
        self._font = ("", 0.0)

    def text(
        self, x: float, y: float, text: str, name: str = REGULAR, size: float = 9, align: Align = "left"
    ) -> None:
        """One line of text with its baseline at `y`; `x` is its left end, right end or middle."""
        if not text:
            return
        if align != "left":
            x -= width(text, name, size) * (1 if align == "right" else 0.5)
        document = self._canvas._doc  # noqa: SLF001 (a subset font is told which document it serves)
        face = font(name)
        self._words.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for subset, codes in face.splitString(text, document):
            chosen = (face.getSubsetInternalName(subset, document), size)
            if chosen != self._font:
                self._font = chosen
                self._words.append(f"{chosen[0]} {size:g} Tf")
            self._words.append(f"({codes.decode('latin-1').translate(_ESCAPES)}) Tj")

    def line(self, left: float, right: float, y: float, weight: float = 0.5, grey: float = 0) -> None:
        """A horizontal line."""
        self._shapes.append(f"{grey:g} G {weight:g} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def uprights(
        self, places: Iterable[float], bottom: float, top: float, weight: float = 0.5, grey: float = 0
    ) -> None:
        """Vertical lines at these places."""
        lines = " ".join(f"{x:.2f} {bottom:.2f} m {x:.2f} {top:.2f} l" for x in places)
        self._shapes.append(f"{grey:g} G {weight:g} w {lines} S")

    def dots(self, left: float, right: float, y: float) -> None:
        """A dotted line to write on."""
        self._shapes.append(
            f"0 G 0.7 w [0.7 2] 0 d 1 J {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S [] 0 d 0 J"
        )

    def box(self, x: float, y: float, wide: float, high: float, weight: float = 0.6) -> None:
        """The outline of a rectangle with its lower left corner at (x, y)."""
        self._shapes.append(f"0 G {weight:g} w {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re S")

    def shade(self, x: float, y: float, wide: float, high: float, grey: float = 0.92) -> None:
        """A filled rectangle, light enough for a photocopy."""
        self._shapes.append(f"{grey:g} g {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f 0 g")

    def drawing(self, x: float, y: float, drawing: Any) -> None:
        """A drawing of `reportlab.graphics` with its lower left corner at (x, y)."""
        from reportlab.graphics import renderPDF  # few papers have charts

        renderPDF.draw(drawing, self._canvas, x, y, showBoundary=0)

    def start_page(self, wide: float, high: float, bookmark: str = "") -> None:
        """Begins a page of this size; `bookmark` enters it in the outline."""
        self._canvas.setPageSize((wide, high))
        if bookmark:
            key = f"p{self._canvas.getPageNumber()}"
            self._canvas.bookmarkPage(key)
            self._canvas.addOutlineEntry(bookmark, key)

    def end_page(self) -> None:
        """Writes the page out."""
        self._canvas.addLiteral("\n".join([*self._shapes, "BT", *self._words, "ET"]))
        self._canvas.showPage()
        self._shapes.clear()
        self._words.clear()
        self._font = ("", 0.0)

    def save(self) -> None:
        """Finishes the file."""
        self._canvas.save()
