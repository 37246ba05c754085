"""A yearly set bound into one PDF: cover, contents with page numbers, then every paper; pages count through."""

from collections.abc import Sequence

from upk_ledger.core.statements import Statement
from upk_ledger.core.yearly_reports import YearlySet
from upk_ledger.documents.fonts import BOLD, REGULAR, shrink, width, wrap
from upk_ledger.documents.ink import Ink
from upk_ledger.documents.page import CREATOR, MM, PROVISIONAL, Paper, Sheet, draw_banner, sheet
from upk_ledger.documents.statement_pdf import Target, draw_laid, laid_out, opened

_TITLE, _LINE, _CONTENTS = 24.0, 13.0, 11.0
_STEP = 22.0
"""The distance of two lines of the contents."""


def bound_pdf(book: YearlySet, target: Target, paper: Paper = "A4") -> None:
    """Writes the whole set to a path or a binary stream."""
    page = sheet(paper)
    office = book.lines[0]
    ink = Ink(opened(target), f"{book.heading} {book.lines[-1]}", office, CREATOR)
    laid = [laid_out(chapter, paper) for chapter in book.chapters]
    front = 2
    starts, total = [], front
    for each in laid:
        starts.append(total + 1)
        total += len(each.pages)
    _cover(ink, book, page)
    titles = [chapter.title for chapter in book.chapters]
    _contents(ink, book, page, list(zip(titles, starts, strict=True)))
    for title, each, start in zip(titles, laid, starts, strict=True):
        draw_laid(ink, each, title, start - 1, total)
    ink.save()


def chapters_pdf(statements: Sequence[Statement], target: Target, paper: Paper = "A4") -> None:
    """Writes statements into one PDF whose pages count through, without cover and contents."""
    first = statements[0]
    ink = Ink(opened(target), f"{first.title} {first.period}", first.letterhead.office, CREATOR)
    laid = [laid_out(statement, paper) for statement in statements]
    before, total = 0, sum(len(each.pages) for each in laid)
    for statement, each in zip(statements, laid, strict=True):
        draw_laid(ink, each, statement.title, before, total)
        before += len(each.pages)
    ink.save()


def _cover(ink: Ink, book: YearlySet, page: Sheet) -> None:
    """The title in the upper third, the board and its place below, the year at the foot, in a double frame."""
    ink.start_page(page.wide, page.high, book.heading)
    for inset, weight in ((12 * MM, 1.6), (13.6 * MM, 0.5)):
        ink.box(inset, inset, page.wide - 2 * inset, page.high - 2 * inset, weight)
    middle, room = page.wide / 2, page.wide - 50 * MM
    y = page.high * 0.74
    for line in wrap(book.heading.upper(), room, BOLD, _TITLE):
        ink.text(middle, y, line, BOLD, _TITLE, "center")
        y -= _TITLE * 1.35
    office, *others, year = book.lines
    ink.line(middle - 40 * MM, middle + 40 * MM, y + 6, 1.2)
    y -= 22
    for text, name, size in ((office, BOLD, 20.0), *((line, REGULAR, _LINE) for line in others)):
        for line in wrap(text, room, name, size):
            ink.text(middle, y, line, name, size, "center")
            y -= size * 1.5
    ink.text(middle, page.high * 0.2, year.upper(), BOLD, 18, "center")
    if book.provisional:
        draw_banner(ink, middle, page.high * 0.13, PROVISIONAL, 11)
    ink.end_page()


def _contents(ink: Ink, book: YearlySet, page: Sheet, entries: Sequence[tuple[str, int]]) -> None:
    """The title of each paper, dots, its first page."""
    ink.start_page(page.wide, page.high, book.contents)
    top = page.top - 20
    ink.text(page.wide / 2, top, book.contents.upper(), BOLD, 15, "center")
    step = min(_STEP, (page.room - 60) / max(1, len(entries)))
    y = top - 40
    for place, (title, number) in enumerate(entries, 1):
        shown = str(number)
        right = page.right - width(shown, REGULAR, _CONTENTS) - 6
        size = shrink(title, right - page.left - 60, REGULAR, _CONTENTS)
        ink.text(page.left, y, f"{place}.", REGULAR, _CONTENTS)
        ink.text(page.left + 22, y, title, REGULAR, size)
        ink.dots(page.left + 30 + width(title, REGULAR, size), right, y)
        ink.text(page.right, y, shown, REGULAR, _CONTENTS, "right")
        y -= step
    ink.end_page()
