"""The receipt (kuitansi) as PDF: A5 landscape, the payer's proof."""

from collections.abc import Sequence

from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.core.papers import ReceiptPaper
from upk_ledger.documents import receipt_text as words
from upk_ledger.documents.cells import money
from upk_ledger.documents.fonts import BOLD, REGULAR, shrink, width, wrap
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import CREATOR, MM, LetterheadBlock, Sheet, draw_banner, sheet
from upk_ledger.documents.signatures import SignatureBlock
from upk_ledger.documents.statement_pdf import Target, opened

_LABEL = 30 * MM
_LINE = 13.5


def receipt_pdf(paper: ReceiptPaper, target: Target) -> None:
    """Writes one receipt to a path or a binary stream."""
    page = sheet("A5", landscape=True)
    ink = Ink(
        opened(target), f"{words.title(paper).capitalize()} {paper.voucher}", paper.letterhead.office, CREATOR
    )
    ink.start_page(page.wide, page.high)
    head = LetterheadBlock(paper.letterhead, page, scale=0.85)
    head.draw(ink, page.top)
    top = _draw_title(ink, paper, page, page.top - head.height)
    top = _draw_facts(ink, paper, page, top)
    top = _draw_amounts(ink, paper, page, top)
    _draw_signatures(ink, paper, page, top)
    _draw_foot(ink, paper, page)
    ink.end_page()
    ink.save()


def _draw_title(ink: Ink, paper: ReceiptPaper, page: Sheet, top: float) -> float:
    title = words.title(paper)
    ink.text(page.left, top - 16, title, BOLD, 15)
    number = words.number_text(paper)
    size = shrink(number, (75 if paper.from_deposit else 95) * MM, BOLD, 11)
    ink.text(page.right, top - 15, number, BOLD, size, "right")
    if paper.cancelled_by:
        left, right = page.left + width(title, BOLD, 15), page.right - width(number, BOLD, size)
        text = words.cancelled_text(paper)
        draw_banner(ink, (left + right) / 2, top - 18, text, shrink(text, right - left - 34, BOLD, 9))
    return top - 26


def _draw_facts(ink: Ink, paper: ReceiptPaper, page: Sheet, top: float) -> float:
    left = page.left + _LABEL
    for label, value in words.facts(paper):
        amount = value == words.in_words(paper)
        name = BOLD if amount else REGULAR
        size, lines = _in_two_lines(value, page.right - left - 6, name)
        if amount:
            ink.shade(left - 3, top - len(lines) * _LINE - 3.5, page.right - left + 3, len(lines) * _LINE + 2)
        ink.text(page.left, top - 11, label, REGULAR, 9.5)
        ink.text(left - 9, top - 11, ":", REGULAR, 9.5)
        for line in lines:
            ink.text(left + 1, top - 11, line, name, size)
            top -= _LINE
        top -= 3.5
    return top - 4


def _in_two_lines(text: str, room: float, name: str) -> tuple[float, list[str]]:
    """The largest size at which a text needs no more than two lines: the paper has no second page."""
    for size in (10.0, 9.0, 8.0, 7.0):
        lines = wrap(text, room, name, size)
        if len(lines) <= 2:
            return size, lines
    return size, lines[:2]


def _draw_amounts(ink: Ink, paper: ReceiptPaper, page: Sheet, top: float) -> float:
    """The amount in a frame, its split, and what is left to pay."""
    wide = page.right - page.left
    frame = wide * 0.27
    ink.box(page.left, top - 32, frame, 28, 1.3)
    text = rupiah(paper.amount)
    size = shrink(text, frame - 12, BOLD, 15)
    ink.text(page.left + frame / 2, top - 18 - size * 0.35, text, BOLD, size, "center")
    split = words.split_lines(paper)
    middle = page.left + wide * 0.32
    end = _draw_sums(ink, split, middle, page.left + wide * 0.60, top)
    ink.line(middle, page.left + wide * 0.60, end + _LINE - 1, 0.6)
    after = _draw_sums(ink, words.rest_lines(paper), page.left + wide * 0.65, page.right, top, bold=0)
    return min(end, after, top - 36) - 4


def _draw_sums(
    ink: Ink, sums: Sequence[tuple[str, int]], left: float, right: float, top: float, bold: int = -1
) -> float:
    """Labels and amounts; the one at the index `bold` stands out."""
    for index, (label, sen) in enumerate(sums):
        name = BOLD if index == bold % len(sums) else REGULAR
        ink.text(left, top - 11, label, name, 9.5)
        ink.text(right, top - 11, money(sen), name, 9.5, "right")
        top -= _LINE
    return top


def _draw_signatures(ink: Ink, paper: ReceiptPaper, page: Sheet, top: float) -> None:
    """The signatures at the foot, with as much room for the stamp as is left."""
    size, place = 8.5, words.place_and_date(paper)
    bare = SignatureBlock((), page.left, page.right, room=0, size=size).height
    room = min(20 * MM, max(7 * MM, top - page.bottom - bare))
    block = SignatureBlock(paper.signatures, page.left, page.right, dated=place, room=room, size=size)
    block.draw(ink, page.bottom + block.height)


def _draw_foot(ink: Ink, paper: ReceiptPaper, page: Sheet) -> None:
    y = page.bottom - 22
    ink.line(page.left, page.right, y + 19, 0.4)
    ink.text(page.left, y + 9, words.REPORT, BOLD, shrink(words.REPORT, page.right - page.left, BOLD, 8))
    ink.text(page.left, y, words.entry_text(paper), REGULAR, 7.5)
    ink.text(page.right, y, CREATOR, REGULAR, 7, "right")
