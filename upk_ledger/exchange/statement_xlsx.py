"""Statements as .xlsx: figures as numbers, sums as formulas, ready to sort and to print.

Tables of the same columns stand on one sheet below one another; a table of other columns begins a sheet of its own,
each under the office, the title and the period. A total is a formula where it is the sum of the lines above it, to
the sen; any other stays a figure. Text is written as text: no name becomes a formula.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from itertools import groupby
from typing import Any, BinaryIO, Literal, NamedTuple

from upk_ledger.bahasa.dates import short_date
from upk_ledger.bahasa.numbers import amount, count, decimal
from upk_ledger.core.money import RUPIAH, Rupiah
from upk_ledger.core.statements import Cell, Column, Row, Section, Statement, column_decimals
from upk_ledger.core.workbooks import letter
from upk_ledger.exchange.xlsx_formats import PAPERS, XlsxFormats

_NARROW, _WIDE = 6, 48
"""Columns are between so many characters wide; longer text takes further lines."""

_MOST_SHEETS = 15
"""A paper whose tables would need more sheets has all of them on one."""

_LEAST_ACROSS = 60
"""What stands across a table is written as if that were at least so many characters wide."""

_FROZEN = 12
"""A heading that stands lower does not stay in sight: too little would be left below it."""

_LINE = 15
"""The height of a line of text."""

_ONE_PAGE = {False: 62, True: 46}
"""So many lines are set on one page, upright and across; more take as many pages as they need."""

_SIGNED, _SIGNING = 7, 18
"""How many rows a signature takes, and how many characters it is wide at least."""

_NAMED = 31
"""How many characters a sheet's name may have."""

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


class _Part(NamedTuple):
    """What stands on one sheet."""

    statement: Statement
    sections: Sequence[Section]
    first: bool
    last: bool


def statements_xlsx(
    statements: Sequence[Statement],
    file: BinaryIO,
    paper: Literal["A4", "F4"] = "A4",
    *,
    together: bool = False,
) -> None:
    """Write statements into one workbook; the same statements give the same bytes.

    `together` has all tables of a statement on one sheet.
    """
    # The writer takes a while to load, and few commands need it.
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False})
    first = statements[0]
    made = datetime.combine(first.as_of, time(), UTC)
    book.set_properties({"title": first.title, "author": first.letterhead.office, "created": made})
    formats, names = XlsxFormats(book), set[str]()
    for statement in statements:
        for part in _parts(statement, together=together):
            title = _named(part, names, whole=part.first and part.last)
            _Writer(book.add_worksheet(title), part, formats, paper).write()
    book.close()


def _parts(statement: Statement, *, together: bool) -> list[_Part]:
    """The sheets of a statement: tables of the same columns together, prose with the table that it stands before."""
    whole = [section.whole if section.right else section for section in statement.sections]
    groups: list[list[Section]] = []
    for _, run in groupby(whole, lambda section: [(column.key, column.kind) for column in section.columns]):
        found = list(run)
        if groups and not (groups[-1][-1].columns and found[0].columns):
            groups[-1] += found
        else:
            groups.append(found)
    if together or len(groups) > _MOST_SHEETS or not groups:
        groups = [whole]
    ends = len(groups) - 1
    return [_Part(statement, group, place == 0, place == ends) for place, group in enumerate(groups)]


def _named(part: _Part, used: set[str], *, whole: bool) -> str:
    """What a sheet is called: by its first caption, or by the paper where it is all of it."""
    caption = next((section.caption for section in part.sections if section.caption), "")
    bare = (part.statement.title if whole or not caption else caption).translate(_FORBIDDEN).strip("' ")
    name, number = bare[:_NAMED].strip("' ") or "Laporan", 1
    while name.casefold() in used or name.casefold() == "history":
        number += 1
        ending = f" {number}"
        name = bare[: _NAMED - len(ending)].strip("' ") + ending
    used.add(name.casefold())
    return name


class _Writer:
    """Writes one sheet from above."""

    def __init__(self, sheet: Any, part: _Part, formats: XlsxFormats, paper: Literal["A4", "F4"]) -> None:
        self._sheet, self._part, self._formats, self._paper = sheet, part, formats, paper
        self._row, self._head, self._further = 0, -1, 0
        self._deep = any(column.band for section in part.sections for column in section.columns)
        self._widths = _widths(part.sections)
        self._across = max(sum(self._widths), _LEAST_ACROSS)

    def write(self) -> None:
        """Write everything and set up the page."""
        statement, sheet = self._part.statement, self._sheet
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        self._titles()
        if self._part.first:
            for label, told in statement.facts:
                self._text(f"{label}: {told}", "text")
            self._row += bool(statement.facts)
        for section in self._part.sections:
            self._section(section)
        if self._part.last:
            self._notes()
            self._signatures()
        self._page()

    def _titles(self) -> None:
        """The office, its place, the title, the period."""
        statement, head = self._part.statement, self._part.statement.letterhead
        self._text(" — ".join(filter(None, (head.office, head.board))), "office")
        if self._part.first:
            self._text(" — ".join(filter(None, (head.place, head.address))), "small")
        self._text(statement.title, "title")
        self._text(statement.period, "small")
        if statement.provisional:
            self._text("SEMENTARA: BULAN BELUM DITUTUP", "alarm")
        self._row += 1

    def _text(self, text: str, look: str) -> None:
        """A text across the sheet, over as many lines as it needs."""
        form = self._formats.look(look)
        last = len(self._widths) - 1
        if last > 0:
            self._sheet.merge_range(self._row, 0, self._row, last, "", form)
        self._sheet.write_string(self._row, 0, text, form)
        self._fit([(text, self._across)])
        self._row += 1

    def _fit(self, texts: Iterable[tuple[str, int]]) -> None:
        """Make the row as high as its texts need in their widths: not every program does so by itself."""
        lines = max((_lines(text, width) for text, width in texts), default=1)
        if lines > 1:
            self._sheet.set_row(self._row, _LINE * lines)
            self._further += lines - 1

    def _section(self, section: Section) -> None:
        if section.caption:
            self._text(section.caption, "caption")
        for paragraph in section.prose:
            self._text(paragraph, "text")
        if section.columns:
            self._heading(section.columns)
            self._body(section)
        self._row += 1

    def _heading(self, columns: Sequence[Column]) -> None:
        """The headings, with the names of bands above those that they hold together."""
        if not any(column.heading for column in columns):
            return
        form = self._formats.look("head")
        if self._deep:
            place = 0
            for band, run in groupby(columns, lambda column: column.band):
                wide = len(list(run))
                if band and wide > 1:
                    self._sheet.merge_range(self._row, place, self._row, place + wide - 1, band, form)
                else:
                    for alone in range(place, place + wide):
                        self._sheet.write_string(self._row, alone, band, form)
                place += wide
            self._row += 1
        for place, column in enumerate(columns):
            self._sheet.write_string(self._row, place, column.heading, form)
        self._fit((column.heading, width) for column, width in zip(columns, self._widths, strict=False))
        if self._head < 0:
            self._head = self._row
        self._row += 1

    def _body(self, section: Section) -> None:
        decimals = column_decimals(section.rows)
        sums = _Sums(len(section.columns))
        for row in section.rows:
            first = next((place for place, cell in enumerate(row.cells) if isinstance(cell, str)), None)
            formulas = sums.take(row, self._row)
            for place, cell in enumerate(row.cells):
                level = row.level if place == first else 0
                form = self._formats.cell(row.style, cell, decimals[place], level)
                self._cell(place, cell, form, formulas.get(place, ""))
            cells = zip(row.cells, self._widths, strict=False)
            self._fit((cell, width - 2 * row.level) for cell, width in cells if isinstance(cell, str))
            self._row += 1

    def _cell(self, place: int, cell: Cell, form: Any, formula: str) -> None:
        at = (self._row, place)
        if cell is None:
            self._sheet.write_blank(*at, None, form)
        elif isinstance(cell, str):
            self._sheet.write_string(*at, cell, form)
        elif not isinstance(cell, int | Decimal):
            self._sheet.write_datetime(*at, cell, form)
        elif formula:
            self._sheet.write_formula(*at, formula, form, _number(cell))
        else:
            self._sheet.write_number(*at, _number(cell), form)

    def _notes(self) -> None:
        statement, mark = self._part.statement, self._part.statement.last
        notes = list(statement.notes)
        if mark is not None:
            notes.append(
                f"Jurnal terakhir yang dihitung: {mark.voucher} (catatan {mark.number}, {mark.digest[:8]})"
            )
        if notes:
            self._text("Catatan:", "strong")
        for number, note in enumerate(notes, 1):
            self._text(f"{number}. {note}" if len(notes) > 1 else note, "note")

    def _signatures(self) -> None:
        """Who signs, side by side, with room to sign in."""
        signatures = self._part.statement.signatures
        if not signatures:
            return
        self._row += 2
        form = self._formats.look("sign")
        spans = _spans(self._widths, len(signatures))
        for place, signature in enumerate(signatures):
            first, last = spans[place % len(spans)]
            top = self._row + _SIGNED * (place // len(spans))
            texts = (f"{signature.action},", signature.role, "", "", "", signature.name or "." * 24)
            for down, text in enumerate(texts):
                if last > first:
                    self._sheet.merge_range(top + down, first, top + down, last, "", form)
                self._sheet.write_string(top + down, first, text, form)
        self._row += _SIGNED * -(-len(signatures) // len(spans))

    def _page(self) -> None:
        sheet, statement = self._sheet, self._part.statement
        sheet.set_paper(PAPERS[self._paper])
        if statement.landscape:
            sheet.set_landscape()
        lines = self._row + self._further
        sheet.fit_to_pages(1, int(lines <= _ONE_PAGE[statement.landscape]))
        about = f"{statement.letterhead.office}: {statement.title}, {statement.period}".replace("&", "&&")
        sheet.set_footer(f"&L&8{about[:160]}&R&8Halaman &P dari &N")
        sheet.hide_gridlines(1)
        if self._head >= 0:
            sheet.repeat_rows(self._head - self._deep, self._head)
            if self._head < _FROZEN:
                sheet.freeze_panes(self._head + 1, 0)


class _Sums:
    """Which totals are the sum of the lines above them: of those since the last heading or subtotal, or of all."""

    def __init__(self, columns: int) -> None:
        self._lines: list[tuple[int, Row]] = []
        self._since = 0
        self._columns = columns

    def take(self, row: Row, number: int) -> dict[int, str]:
        """The formulas of a row by place; `number` is its row on the sheet."""
        if row.style == "line":
            self._lines.append((number, row))
            return {}
        if row.style not in {"subtotal", "total"}:
            self._since = len(self._lines)
            return {}
        found: dict[int, str] = {}
        for lines in (self._lines[self._since :], self._lines):
            for place, cell in enumerate(row.cells):
                if place not in found and (text := _sum_of(lines, place, cell)):
                    found[place] = text
        self._since = len(self._lines)
        return found


def _sum_of(lines: Sequence[tuple[int, Row]], place: int, cell: Cell) -> str:
    """The formula of a column's sum, if a cell is that."""
    if not isinstance(cell, int) or len(lines) < 2:
        return ""
    parts = [(number, row.cells[place]) for number, row in lines]
    figures = [(number, part) for number, part in parts if type(part) is type(cell) and isinstance(part, int)]
    if len(figures) < 2 or sum(part for _, part in figures) != cell:
        return ""
    runs = [f"{letter(place)}{first}:{letter(place)}{last}" for first, last in _runs([n for n, _ in figures])]
    return f"=SUM({','.join(runs)})" if len(runs) <= _MOST_RUNS else ""


_MOST_RUNS = 30
"""So many ranges a formula adds up; a total of more of them stands as a figure."""


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows (0-based) as ranges of row numbers that follow one another."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield found[0] + 1, found[-1] + 1


def _widths(sections: Sequence[Section]) -> list[int]:
    """How many characters wide each column is; a sheet of prose alone has one wide one."""
    tables = [section for section in sections if section.columns]
    if not tables:
        return [76]
    most = max(len(section.columns) for section in tables)
    widths = [_NARROW] * most
    for section in tables:
        decimals = column_decimals(section.rows)
        for place, column in enumerate(section.columns):
            words = [len(word) for word in column.heading.split()]
            shown = [len(_shown(row.cells[place], decimals[place])) + 2 * row.level for row in section.rows]
            widths[place] = max(widths[place], max(words, default=0) + 3, max(shown, default=0) + 2)
    return [min(width, _WIDE) for width in widths]


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, words kept whole."""
    return sum(len(textwrap.wrap(line, max(width - 1, _NARROW))) or 1 for line in text.split("\n"))


def _spans(widths: Sequence[int], wanted: int) -> list[tuple[int, int]]:
    """First and last columns of parts of a sheet side by side, as many of those wanted as find room."""
    for parts in range(min(wanted, len(widths)), 1, -1):
        spans, first, room = [], 0, sum(widths)
        for part in range(parts):
            last = first
            while (
                last < len(widths) - parts + part
                and sum(widths[: last + 1]) + widths[last + 1] // 2 < room * (part + 1) // parts
            ):
                last += 1
            last = len(widths) - 1 if part == parts - 1 else last
            spans.append((first, last))
            first = last + 1
        if all(sum(widths[left : right + 1]) >= _SIGNING for left, right in spans):
            return spans
    return [(0, len(widths) - 1)]


def _shown(cell: Cell, decimals: int) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Rupiah):
        return amount(cell, decimals)
    if isinstance(cell, int):
        return count(cell)
    if isinstance(cell, Decimal):
        return decimal(cell, decimals)
    return cell if isinstance(cell, str) else short_date(cell)


def _number(cell: int | Decimal) -> Any:
    """Money in rupiah: a whole number, or an exact decimal where there are sen."""
    if isinstance(cell, Rupiah):
        return int(cell) // RUPIAH if cell % RUPIAH == 0 else Decimal(int(cell)) / RUPIAH
    return cell
