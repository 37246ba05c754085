"""Letters as PDF, in the office's letterhead."""

from collections.abc import Iterable, Sequence

from upk_ledger.bahasa.dates import long_date
from upk_ledger.core.dunning import LetterPaper
from upk_ledger.core.money import Rupiah
from upk_ledger.core.papers import FormalLetter
from upk_ledger.core.statements import Column, Row, Section
from upk_ledger.documents.flow import Block, Gap
from upk_ledger.documents.fonts import BOLD, REGULAR, wrap
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import CREATOR, Furniture, LetterheadBlock, Paper, Sheet, sheet
from upk_ledger.documents.prose import LineBlock, fact_blocks
from upk_ledger.documents.shapes import Look
from upk_ledger.documents.signatures import signature_blocks
from upk_ledger.documents.statement_pdf import Target, draw_pages, opened
from upk_ledger.documents.tables import table_blocks

_SIZE = 10.5
_COLUMNS = (
    Column("number", "Angsuran ke", "count", 10),
    Column("due", "Jatuh tempo", "date", 14),
    Column("principal", "Pokok", "money", 14),
    Column("service", "Jasa", "money", 14),
    Column("total", "Jumlah", "money", 14),
)


def letters_pdf(papers: Iterable[LetterPaper], target: Target, paper: Paper = "A4") -> None:
    """Writes dunning letters into one PDF; each begins on a page of its own."""
    formal_letters_pdf(map(_formal, papers), target, paper)


def formal_letters_pdf(letters: Iterable[FormalLetter], target: Target, paper: Paper = "A4") -> None:
    """Writes letters into one PDF; each begins on a page of its own."""
    page, ink = sheet(paper), None
    for letter in letters:
        ink = ink or Ink(opened(target), letter.kind, letter.letterhead.office, CREATOR)
        running = (f"{letter.kind} — {letter.about}", long_date(letter.on))
        draw_pages(ink, Furniture(page, running, None), _blocks(letter, page), letter.about)
    if ink:
        ink.save()


def _formal(letter: LetterPaper) -> FormalLetter:
    return FormalLetter(
        kind=letter.level.name,
        about=f"{letter.loan} {letter.group}",
        letterhead=letter.letterhead,
        on=letter.on,
        facts=letter.facts,
        to=letter.to,
        opening=letter.opening,
        table=_overdue(letter),
        closing=letter.closing,
        signatures=letter.signatures,
    )


def _blocks(letter: FormalLetter, page: Sheet) -> list[Block]:
    left, right = page.left, page.right
    dated = ", ".join(filter(None, (letter.letterhead.signing_place, long_date(letter.on))))
    signatures = signature_blocks(letter.signatures, left, right, size=_SIZE)
    closing = [block for text in letter.closing for block in _paragraph(text, left, right)]
    for block in closing[-2:]:
        block.keep = True
    return [
        LetterheadBlock(letter.letterhead, page),
        Gap(6),
        *_paragraph(dated, left, right),
        *fact_blocks(letter.facts, left, right, _SIZE),
        *(
            LineBlock(left, line, BOLD if place == 1 else REGULAR, _SIZE)
            for place, line in enumerate(letter.to)
        ),
        Gap(12),
        *(block for text in letter.opening for block in _paragraph(text, left, right)),
        *table_blocks([letter.table], left, right, Look(lines=True)),
        Gap(8),
        *closing,
        *signatures,
    ]


def _paragraph(text: str, left: float, right: float) -> Sequence[Block]:
    """A text over as many lines as it needs, with some air below."""
    lines: list[Block] = [
        LineBlock(left, line, REGULAR, _SIZE) for line in wrap(text, right - left, REGULAR, _SIZE)
    ]
    return [*lines, Gap(6)]


def _overdue(letter: LetterPaper) -> Section:
    rows = [
        Row(
            (
                row.number,
                row.due,
                Rupiah(row.principal),
                Rupiah(row.service),
                Rupiah(row.principal + row.service),
            )
        )
        for row in letter.rows
    ]
    principal = Rupiah(sum(row.principal for row in letter.rows))
    service = Rupiah(sum(row.service for row in letter.rows))
    total = Row((None, None, principal, service, Rupiah(letter.total)), "total")
    return Section(_COLUMNS, (*rows, total))
