"""Vouchers as PDF: A5 landscape, half a sheet, one after the other."""

from collections.abc import Sequence

from upk_ledger.core.vouchers import VoucherPaper
from upk_ledger.documents.flow import Block, Gap
from upk_ledger.documents.fonts import BOLD, REGULAR, shrink, width
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import (
    CREATOR,
    MM,
    Furniture,
    LetterheadBlock,
    Sheet,
    draw_banner,
    sheet,
)
from upk_ledger.documents.prose import LineBlock, fact_blocks
from upk_ledger.documents.shapes import Look
from upk_ledger.documents.signatures import SignatureBlock
from upk_ledger.documents.statement_pdf import Target, draw_pages, opened
from upk_ledger.documents.tables import table_blocks

_SIZE = 8.5
_STAMP = (7 * MM, 18 * MM)
"""The least and the most room for a stamp."""


def vouchers_pdf(papers: Sequence[VoucherPaper], target: Target) -> None:
    """Writes vouchers into one PDF; each begins on a page of its own."""
    page = sheet("A5", landscape=True)
    first = papers[0].statement
    title = f"{first.title} {first.data['voucher']}" if len(papers) == 1 else "Bukti"
    ink = Ink(opened(target), title, first.letterhead.office, CREATOR)
    for paper in papers:
        statement = paper.statement
        furniture = Furniture(page, (statement.title, statement.period), None)
        draw_pages(ink, furniture, _blocks(paper, page), str(statement.data["voucher"]))
    ink.save()


class _TitleBlock:
    """What the voucher is and its number, on one line; between them that it was cancelled."""

    height = 26.0
    keep = True
    repeated = None

    def __init__(self, title: str, number: str, page: Sheet, banner: str) -> None:
        self._title, self._number, self._page, self._banner = title, number, page, banner

    def draw(self, ink: Ink, top: float) -> None:
        """Draws the line."""
        left, right = self._page.left, self._page.right
        ink.text(left, top - 14, self._title, BOLD, 13)
        ink.text(right, top - 14, self._number, BOLD, 9.5, "right")
        if self._banner:
            left += width(self._title, BOLD, 13)
            right -= width(self._number, BOLD, 9.5)
            size = shrink(self._banner, right - left - 30, BOLD, 9)
            draw_banner(ink, (left + right) / 2, top - 17, self._banner, size)


def _blocks(paper: VoucherPaper, page: Sheet) -> list[Block]:
    statement, left, right = paper.statement, page.left, page.right
    banner = f"DIBATALKAN DENGAN BUKTI {paper.cancelled_by}" if paper.cancelled_by else ""
    recorded = shrink(paper.recorded, right - left, REGULAR, 7)
    body: list[Block] = [
        LetterheadBlock(statement.letterhead, page, scale=0.7),
        _TitleBlock(statement.title.upper(), statement.period, page, banner),
        *fact_blocks(statement.facts, left, right, _SIZE, columns=1),
        *table_blocks(statement.sections, left, right, Look(largest=8)),
        Gap(3),
        LineBlock(left, paper.recorded, REGULAR, recorded),
    ]
    body[-1].keep = True
    least, most = _STAMP
    rest = page.room - sum(block.height for block in body) - _SIZE * 6.2
    room = min(most, max(least, rest))
    return [*body, SignatureBlock(statement.signatures, left, right, room=room, size=_SIZE)]
