"""The form on which a UPK without the program reports a month: a sheet of one page to fill in, and its reading.

Only the cells for figures can be typed into; what contradicts itself shows in the sheet while it is filled in.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter

from upk_ledger.bahasa.dates import parse_month
from upk_ledger.bahasa.region_blanko import FormWords
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import CellMissing, Fault, ImportFaults, NegativeAmount
from upk_ledger.core.errors.region_blanko import FigureBelowZero, FormChanged, FormTwice, NotThisForm
from upk_ledger.core.region.registers import Registered
from upk_ledger.core.region.self_reported import FORM, Line, classes_at_risk
from upk_ledger.core.rulebooks import Rulebook
from upk_ledger.exchange.cells import Flaw, RawCell, convert
from upk_ledger.exchange.grids import Grid
from upk_ledger.exchange.tables import Column

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed moment: the same program makes the same bytes."""

_FORM_ROW, _CODE_ROW, _MONTH_ROW, _FIRST = 1, 3, 7, 11
"""Rows (from 1) of what the form is, whose, of which month, and of the first figure."""

_NUMBER, _LABEL, _FIGURE = 0, 1, 2
"""Columns (from 0) of the line's number, its words, and the cell to fill in."""

_MOST = 10**15
_ONE_LINE = 46
"""How many letters of a check stand on one line."""


class FilledForm(NamedTuple):
    """A form as it came: where it stood, whose and of which month, figures (sen or counts) by name, their rows."""

    label: str
    upk: str
    month: Month
    figures: dict[str, int]
    rows: Mapping[str, int]


class _Styles:
    """The formats of the workbook, made once."""

    def __init__(self, book: Any) -> None:
        def style(**how: Any) -> Any:
            return book.add_format({"font_name": "Calibri", "font_size": 10, "valign": "vcenter", **how})

        cell = {"bg_color": "#FFF2CC", "border": 1, "locked": False, "bold": True}
        self.title = style(bold=True, font_size=14)
        self.form = style(align="right", font_color="#595959")
        self.plain, self.strong = style(), style(bold=True)
        self.code = style(bold=True, num_format="@", align="left")
        self.head = style(bold=True, border=1, bg_color="#D9D9D9", align="center")
        self.number = style(border=1, align="center")
        self.label = style(border=1, text_wrap=True)
        self.small = style(border=1, text_wrap=True, font_size=9)
        self.money = style(num_format="#,##0", **cell)
        self.count = style(num_format="0", **cell)
        self.check = style(border=1, bold=True, align="center")
        self.bad = book.add_format({"bg_color": "#000000", "font_color": "#FFFFFF", "bold": True})
        self.sign = style(top=1, align="center")


def write_forms(
    file: BinaryIO, words: FormWords, upk: Sequence[Registered], rules: Rulebook, region: str
) -> None:
    """Write the workbook: a sheet for each UPK, by its code."""
    book = xlsxwriter.Workbook(file)
    book.set_properties({"title": f"Blanko bulanan UPK {words.spoken_month}", "created": _MADE})
    styles = _Styles(book)
    for one in upk:
        sheet = book.add_worksheet(one.code[:31])
        _page(sheet, region)
        _head(sheet, styles, words, one)
        last = _figures(sheet, styles, words)
        last = _checks(sheet, styles, words, rules, last + 2)
        _signatures(sheet, styles, one.board, last + 2)
    book.close()


def _page(sheet: Any, region: str) -> None:
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
    sheet.set_footer(f"&L&8{region}&R&8Dilaporkan sendiri oleh UPK; belum diverifikasi")
    for place, wide in enumerate((5, 44, 19, 50)):
        sheet.set_column(place, place, wide)
    sheet.protect("", {"select_locked_cells": True})


def _head(sheet: Any, styles: _Styles, words: FormWords, one: Registered) -> None:
    sheet.write_string(0, 0, "LAPORAN BULANAN UPK", styles.title)
    sheet.write_string(0, 3, FORM, styles.form)
    village = f"{one.village_kind} {one.village}, Kecamatan {one.district}"
    rows = (
        ("Kode UPK", one.code), ("UPK", one.name), ("BKM/LKM", one.board), ("Tempat", village),
        ("Bulan", words.month),
    )  # fmt: skip
    for row, (label, value) in enumerate(rows, _CODE_ROW - 1):
        sheet.write_string(row, _LABEL, label, styles.plain)
        sheet.write_string(row, _FIGURE, value, styles.code)
    sheet.write_string(_MONTH_ROW - 1, 3, words.spoken_month, styles.strong)
    sheet.write_string(_MONTH_ROW, 0, words.until, styles.strong)
    sheet.write_string(
        _MONTH_ROW + 1, 0, "Isi sel kuning saja. Tulis 0 bila tidak ada. Uang dalam rupiah.", styles.plain
    )
    for place, heading in enumerate(("No", "Angka", "Isian", "Penjelasan")):
        sheet.write_string(_FIRST - 2, place, heading, styles.head)


def _figures(sheet: Any, styles: _Styles, words: FormWords) -> int:
    """Write the lines; answers with the row (from 0) of the last."""
    for row, (line, label, explanation) in enumerate(words.lines, _FIRST - 1):
        sheet.set_row(row, 27)
        sheet.write_number(row, _NUMBER, line.number, styles.number)
        sheet.write_string(row, _LABEL, label, styles.label)
        sheet.write_blank(row, _FIGURE, None, styles.count if line.counts else styles.money)
        sheet.write_string(row, 3, explanation, styles.small)
        told = "bilangan bulat 0 atau lebih" if line.counts else "jumlah rupiah 0 atau lebih"
        rule = {
            "validate": "integer" if line.counts else "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 999_999 if line.counts else _MOST,
            "input_title": f"Baris {line.number}",
            "input_message": f"Isi {told}."[:255],
            "error_title": "Isian tidak dapat dipakai",
            "error_message": f"Isi {told}, tanpa huruf.",
        }
        sheet.data_validation(row, _FIGURE, row, _FIGURE, rule)
    return _FIRST - 2 + len(words.lines)


def _checks(sheet: Any, styles: _Styles, words: FormWords, rules: Rulebook, row: int) -> int:
    """Write what is compared while the form is filled in; answers with the row of the last."""
    cells = {one.line.name: f"C{_FIRST + place}" for place, one in enumerate(words.lines)}
    classes = [cell for name, cell in cells.items() if name.startswith("balance_")]
    needed = [cells[one.line.name] for one in words.lines if one.line.needed]
    checks = [
        ("Semua yang wajib sudah diisi", f"COUNT({','.join(needed)})={len(needed)}"),
        ("Saldo semua golongan = jumlah saldo pinjaman", f"SUM({','.join(classes)})={cells['balance']}"),
        ("KSM menunggak tidak lebih dari semua KSM", f"{cells['groups_at_risk']}<={cells['groups']}"),
        ("KSM dan saldo pinjaman: keduanya ada atau nol", f"({cells['groups']}>0)=({cells['balance']}>0)"),
        ("Pendapatan dan biaya: keduanya diisi atau kosong",
         f"ISBLANK({cells['income']})=ISBLANK({cells['expense']})"),
    ]  # fmt: skip
    risky = classes_at_risk(rules)
    if risky:
        left = f"SUM({','.join(cells[f'balance_{number}'] for number in risky)})"
        named = f"{risky[0]}-{risky[-1]}" if len(risky) > 1 else str(risky[0])
        checks.insert(4, (f"KSM menunggak dan saldo golongan {named}: keduanya ada atau nol",
                          f"({cells['groups_at_risk']}>0)=({left}>0)"))  # fmt: skip
        checks.insert(5, (f"Tunggakan pokok tidak lebih dari saldo golongan {named}",
                          f"{cells['arrears_at_risk']}<={left}"))  # fmt: skip
    sheet.write_string(row, _LABEL, "Pemeriksaan (terisi sendiri)", styles.strong)
    first = row + 1
    for place, (label, formula) in enumerate(checks, first):
        sheet.set_row(place, 27 if len(label) > _ONE_LINE else 15)
        sheet.write_string(place, _LABEL, label, styles.label)
        # An empty form lacks what is needed and contradicts nothing.
        empty = "PERIKSA" if place == first else "cocok"
        sheet.write_formula(place, _FIGURE, f'=IF({formula},"cocok","PERIKSA")', styles.check, empty)
    last = row + len(checks)
    bad = {"type": "cell", "criteria": "==", "value": '"PERIKSA"', "format": styles.bad}
    sheet.conditional_format(first, _FIGURE, last, _FIGURE, bad)
    return last


def _signatures(sheet: Any, styles: _Styles, board: str, row: int) -> None:
    sheet.write_string(
        row, 3, "Tempat, tanggal: ..............................................", styles.plain
    )
    signing = ((_LABEL, "Dibuat: Pembuku"), (3, f"Diperiksa: Manajer UPK; diketahui: Koordinator {board}"))
    for place, label in signing:
        sheet.write_string(row + 1, place, label, styles.plain)
        sheet.write_string(row + 5, place, "(nama, tanda tangan, cap)", styles.sign)


Labels = Callable[[Month], Sequence[tuple[Line, str]]]
"""The lines that the form of a month has by the region's rules, with their labels."""


def read_forms(name: str, content: bytes, labels: Labels) -> list[FilledForm]:
    """The forms in a workbook; `ImportFaults` names every fault by sheet and cell."""
    from upk_ledger.exchange.workbook import read_workbook_content  # slow to load

    faults: list[Fault] = []
    found: list[FilledForm] = []
    for grid in read_workbook_content(name, content):
        form = _read(grid, labels, faults)
        if form is None:
            continue
        if any((form.upk, form.month) == (other.upk, other.month) for other in found):
            faults.append(Fault(grid.label, None, None, FormTwice(form.upk, form.month)))
        found.append(form)
    if not found and not faults:
        faults.append(Fault(name, None, None, NotThisForm()))
    if faults:
        raise ImportFaults(tuple(faults), of_form=True)
    return found


def _read(grid: Grid, labels: Labels, faults: list[Fault]) -> FilledForm | None:
    """One sheet, if nothing is wrong with it; what is wrong goes to `faults`."""
    before = len(faults)
    faults += grid.faults
    cells = dict(grid.rows)

    def cell(row: int, place: int) -> RawCell:
        held = cells.get(row, ())
        return held[place] if place < len(held) else ""

    if cell(_FORM_ROW, 3) != FORM:
        if not grid.faults:
            faults.append(Fault(grid.label, None, None, NotThisForm()))
        return None
    try:
        month = parse_month(_text(cell(_MONTH_ROW, _FIGURE)))
    except UpkError as error:
        faults.append(Fault(grid.label, _MONTH_ROW, "C", error))
        return None
    words = labels(month)
    code = _text(cell(_CODE_ROW, _FIGURE))
    if not code:
        faults.append(Fault(grid.label, _CODE_ROW, "C", CellMissing()))
    figures: dict[str, int] = {}
    for row, (line, label) in enumerate(words, _FIRST):
        if _text(cell(row, _LABEL)) != label:
            faults.append(Fault(grid.label, row, "B", FormChanged(line.number, label)))
            return None
        column = Column("C", line.name, "count" if line.counts else "amount", "", required=line.needed)
        try:
            value = convert(column, cell(row, _FIGURE))
        except NegativeAmount as error:
            faults.append(Fault(grid.label, row, "C", FigureBelowZero(error.given)))
            continue
        except UpkError as error:
            faults.append(Fault(grid.label, row, "C", error))
            continue
        if value is not None:
            figures[line.name] = value
    if len(faults) > before:
        return None
    rows = {line.name: row for row, (line, _) in enumerate(words, _FIRST)}
    return FilledForm(grid.label, code, month, figures, rows)


def _text(raw: RawCell) -> str:
    return "" if isinstance(raw, Flaw) else str(raw).strip()
