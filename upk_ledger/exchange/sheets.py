"""Writes workbooks of sheets with formulas; each formula with its figure, for viewers that do not count.

Rows go to the file as they come, so that a long journal needs no more memory than a short one. Text is written as
text: no description becomes a formula.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from upk_ledger.core.money import RUPIAH, Rupiah
from upk_ledger.core.workbooks import Empty, Figure, Formula, Look, Sheet, SheetCell, Workbook

_A4, _A3, _WIDE = 9, 8, 230
"""Paper sizes by their number, and from how many characters on a sheet needs the larger one."""

_ROWS = 2_000
"""After how many rows it is said again how far the writing is."""

_ALL = 10_000
"""More rows than a sheet with alarms has."""

_LINE = 15
"""The height of one line of text."""

_LOOKS: dict[Look, dict[str, Any]] = {
    "line": {},
    "title": {"bold": True, "font_size": 14},
    "subtitle": {"font_color": "#444444"},
    "caption": {"bold": True, "font_size": 12},
    "head": {
        "bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center",
    },
    "subtotal": {"bold": True, "top": 1},
    "total": {"bold": True, "top": 1, "bottom": 6},
    "note": {"italic": True, "font_color": "#444444"},
}  # fmt: skip
_WORD, _DAY, _MOMENT = "@", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_ALIGNED = {_WORD: "center", _DAY: "left", _MOMENT: "left"}
_WHOLE, _SEN = '#,##0_);-#,##0_);"-"_)', '#,##0.00_);-#,##0.00_);"-"_)'


def write_workbook(
    workbook: Workbook, file: BinaryIO, progress: Callable[[str], None] = lambda _name: None
) -> None:
    """Write an .xlsx to `file`; the same workbook gives the same bytes.

    `progress` is told the name of each sheet as it begins, and of a long one again and again.
    """
    # The writer takes a while to load, and few commands need it.
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False})
    book.set_properties({"title": workbook.title, "author": workbook.author, "created": workbook.made})
    formats = _Formats(book)
    for sheet in workbook.sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats, workbook.foot, progress)
    book.close()


class _Formats:
    """The formats of a workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Look, str, bool], Any] = {}
        self.alarm = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#C00000"})

    def get(self, look: Look, number: str, *, empty: bool = False) -> Any:
        key = (look, number, empty)
        if key not in self._made:
            facts = dict(_LOOKS[look])
            if number:
                facts["num_format"] = number
            if number in _ALIGNED:
                facts["align"] = _ALIGNED[number]
            if empty:
                facts |= {"bg_color": "#FFF8DC", "border": 4}
            self._made[key] = self._book.add_format(facts)
        return self._made[key]


def _write(target: Any, sheet: Sheet, formats: _Formats, foot: str, progress: Callable[[str], None]) -> None:
    for column, width in enumerate(sheet.widths):
        target.set_column(column, column, width)
    target.set_landscape()
    target.set_paper(_A3 if sum(sheet.widths) > _WIDE else _A4)
    target.fit_to_pages(1, 0)
    target.set_footer(f"&L&8{foot}&C&8&A&R&8Halaman &P dari &N")
    if sheet.frozen or sheet.pinned:
        target.freeze_panes(sheet.frozen, sheet.pinned)
    if sheet.repeated:
        target.repeat_rows(*sheet.repeated)
    if sheet.filtered:
        target.autofilter(sheet.filtered[0], 0, sheet.filtered[1], len(sheet.widths) - 1)
    if sheet.alarm:
        told = {"type": "cell", "criteria": "==", "value": f'"{sheet.alarm}"', "format": formats.alarm}
        target.conditional_format(0, 0, _ALL, len(sheet.widths) - 1, told)
    for number, row in enumerate(sheet.rows):
        if number % _ROWS == 0:
            progress(sheet.name)
        if row.look == "head":
            target.set_row(number, _LINE * _lines(row.cells, sheet.widths))
        for column, cell in enumerate(row.cells):
            if cell is not None:
                _write_cell(target, number, column, cell, row.look, formats, sen=column in sheet.sen)
            elif row.look in {"subtotal", "total"}:
                target.write_blank(number, column, None, formats.get(row.look, ""))


def _lines(headings: Sequence[SheetCell], widths: Sequence[int]) -> int:
    """How many lines the longest heading takes, a word's rest left empty on each."""
    return max(len(str(told)) // (width - 3) + 1 for told, width in zip(headings, widths, strict=False))


def _write_cell(
    target: Any, row: int, column: int, cell: SheetCell, look: Look, formats: _Formats, *, sen: bool
) -> None:
    if isinstance(cell, Empty):
        target.write_blank(row, column, None, formats.get(look, _SEN if sen else _WHOLE, empty=True))
        return
    value = cell.value if isinstance(cell, Formula) else cell
    number = _WORD if isinstance(cell, Formula) and isinstance(value, str) else _number_format(value, sen=sen)
    form = formats.get(look, number)
    if isinstance(cell, Formula):
        target.write_formula(row, column, cell.text, form, _number(value))
    elif isinstance(value, str):
        target.write_string(row, column, value, form)
    elif isinstance(value, date):
        target.write_datetime(row, column, value, form)
    else:
        target.write_number(row, column, _number(value), form)


def _number_format(value: Figure, *, sen: bool) -> str:
    if isinstance(value, Rupiah):
        return _SEN if sen else _WHOLE
    if isinstance(value, Decimal):
        return "0.00"
    if isinstance(value, datetime):
        return _MOMENT
    if isinstance(value, date):
        return _DAY
    return "0" if isinstance(value, int) else ""


def _number(value: Figure) -> Any:
    """Money in rupiah: a whole number, or an exact decimal where there are sen."""
    if isinstance(value, Rupiah):
        return int(value) // RUPIAH if value % RUPIAH == 0 else Decimal(int(value)) / RUPIAH
    return value
