"""Statements as PDF: the same value, paper and program version give the same bytes."""

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from typing import BinaryIO, NamedTuple

from upk_ledger.core.statements import Section, Statement
from upk_ledger.documents.flow import Block, Gap, paginate, tied
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import (
    CREATOR,
    PROVISIONAL,
    Furniture,
    LetterheadBlock,
    Paper,
    Sheet,
    TitleBlock,
    sheet,
)
from upk_ledger.documents.prose import fact_blocks, note_blocks, paragraph_blocks
from upk_ledger.documents.shapes import EASY, Look, Tightness
from upk_ledger.documents.side_by_side import side_by_side
from upk_ledger.documents.signatures import signature_blocks
from upk_ledger.documents.tables import table_blocks

Target = str | PathLike[str] | BinaryIO

_SIDE_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)

_TIGHTER = (Tightness(9, 0.9), Tightness(9, 0.8), Tightness(8.5, 0.75), Tightness(8, 0.75))
"""How a paper that misses the page before its last by little is set, the first that does."""

_FEW_PAGES = 3
"""A longer paper is a book: its last page is as full as it happens to be."""

_SHORT_TABLE = 14

ROWS_ABOVE_SIGNATURES = 3
"""So many rows at least stand above the signatures."""


def statement_pdf(statement: Statement, target: Target, paper: Paper = "A4") -> None:
    """Writes one statement to a path or a binary stream."""
    statements_pdf([statement], target, paper)


def statements_pdf(statements: Sequence[Statement], target: Target, paper: Paper = "A4") -> None:
    """Writes several statements into one PDF; each begins on a page of its own and counts its own pages."""
    first = statements[0]
    title = first.title if len(statements) == 1 else f"{first.letterhead.office} {first.period}"
    ink = Ink(opened(target), title, first.letterhead.office, CREATOR)
    for statement in statements:
        draw_laid(ink, laid_out(statement, paper), statement.title)
    ink.save()


class Laid(NamedTuple):
    """A paper whose pages are known: what stands on each, within its furniture."""

    furniture: Furniture
    pages: Sequence[Sequence[Block]]


def laid_out(statement: Statement, paper: Paper) -> Laid:
    """A statement on as many pages as it needs."""
    sections = side_by_side(statement.sections)
    cut = len(sections) > len(statement.sections)
    statement = replace(statement, sections=sections)
    page = sheet(paper, landscape=statement.landscape)
    furniture = Furniture(
        page,
        (f"{statement.letterhead.office} — {statement.title}", statement.period),
        statement.last,
        PROVISIONAL if statement.provisional else "",
    )
    laid = _laid(furniture, _blocks(statement, page, EASY))
    if len(laid.pages) == 1 or (len(laid.pages) > _FEW_PAGES and not cut):
        return laid
    for tightness in _TIGHTER:
        closer = _laid(furniture, _blocks(statement, page, tightness))
        if len(closer.pages) < len(laid.pages):
            return closer
    return laid


def _laid(furniture: Furniture, blocks: Sequence[Block]) -> Laid:
    return Laid(furniture, paginate(blocks, furniture.sheet.room, furniture.later_room))


def opened(target: Target) -> str | BinaryIO:
    """What ReportLab writes to: a path as text, a stream as it is."""
    return str(target) if isinstance(target, (str, PathLike)) else target


def draw_pages(ink: Ink, furniture: Furniture, blocks: Sequence[Block], bookmark: str) -> None:
    """Lays the blocks out over as many pages as they need, and draws them."""
    draw_laid(ink, _laid(furniture, blocks), bookmark)


def draw_laid(ink: Ink, laid: Laid, bookmark: str, before: int = 0, of: int | None = None) -> None:
    """Draws the pages of a paper; within a bound book `before` pages stand in front of it and it has `of` in all."""
    furniture, pages = laid
    page = furniture.sheet
    for number, content in enumerate(pages, 1):
        ink.start_page(page.wide, page.high, bookmark if number == 1 else "")
        top = page.top
        if number > 1:
            furniture.draw_running_head(ink)
            top = furniture.later_top
        for block in content:
            block.draw(ink, top)
            top -= block.height
        furniture.draw_foot(ink, before + number, of or len(pages))
        ink.end_page()


def _on_one_page(statement: Statement, page: Sheet, room: float) -> list[Block]:
    """The tables in the largest type in which two sides still stand on the page of their signatures, if one does."""
    for size in (*_SIDE_SIZES, _SIDE_SIZES[0]):
        blocks = table_blocks(statement.sections, page.left, page.right, Look(largest=size))
        if sum(block.height for block in blocks) <= room:
            break
    return blocks


def _with_prose(sections: Sequence[Section], page: Sheet, tightness: Tightness) -> list[Block]:
    """Chapters of paragraphs and tables one below the other; a short table is not torn from its caption."""
    blocks: list[Block] = []
    size, look = tightness.largest, Look(largest=min(8.5, tightness.largest), tight=tightness.rows)
    below, between = (3, 8) if tightness == EASY else (1, 4)
    for section in sections:
        own = paragraph_blocks(section.caption, section.prose, page.left, page.right, size, below)
        if section.columns:
            shown = replace(section, caption="", prose=())
            rows = table_blocks([shown], page.left, page.right, look)
            if len(rows) <= _SHORT_TABLE:
                for block in (*own[-2:], *rows[:-1]):
                    block.keep = True
            own += rows
        blocks += [*own, Gap(between)]
    return blocks[:-1]


def _blocks(statement: Statement, page: Sheet, tightness: Tightness) -> list[Block]:
    left, right = page.left, page.right
    banner = PROVISIONAL if statement.provisional else ""
    notes = note_blocks(statement.notes, left, right)
    signatures = signature_blocks(statement.signatures, left, right, place=statement.letterhead.signing_place)
    below = sum(block.height for block in (*notes, *signatures))
    body: list[Block] = [
        LetterheadBlock(statement.letterhead, page),
        TitleBlock(statement.title, statement.period, page, banner=banner),
        Gap(6),
        *fact_blocks(statement.facts, left, right),
    ]
    if any(section.prose for section in statement.sections):
        body += _with_prose(statement.sections, page, tightness)
    elif any(section.right for section in statement.sections):
        body += _on_one_page(statement, page, page.room - below - 10 - sum(block.height for block in body))
    else:
        whole = min(page.room * 0.45, page.room * 0.9 - below)
        body += table_blocks(statement.sections, left, right, whole=whole, tightness=tightness)
    if not signatures:
        return [*body, *notes]
    return [*tied(body, [*notes, Gap(10)], ROWS_ABOVE_SIGNATURES, page.room / 2), *signatures]
