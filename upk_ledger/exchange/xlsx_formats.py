"""How the cells of a statement look in a workbook."""

from datetime import date
from decimal import Decimal
from typing import Any

from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Style

PAPERS = {"A4": 9, "F4": 14}
"""Paper sizes by their number; Folio is what spreadsheet programs have of F4."""

_LOOKS: dict[str, dict[str, Any]] = {
    "office": {"bold": True, "align": "center", "text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True, "valign": "top"},
    "small": {"align": "center", "text_wrap": True, "valign": "top"},
    "alarm": {"bold": True, "align": "center", "font_color": "#C00000"},
    "caption": {"bold": True, "font_size": 12, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "strong": {"bold": True},
    "note": {"font_size": 9, "text_wrap": True, "valign": "top"},
    "sign": {"align": "center", "text_wrap": True},
    "head": {
        "bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center",
    },
}  # fmt: skip
_STYLES: dict[Style, dict[str, Any]] = {
    "line": {"border": 4},
    "heading": {"bold": True, "border": 4},
    "subtotal": {"bold": True, "top": 1},
    "total": {"bold": True, "top": 1, "bottom": 6},
    "note": {"italic": True, "font_color": "#444444"},
}


class XlsxFormats:
    """The formats of a workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def look(self, name: str) -> Any:
        """The format of what stands around the tables."""
        return self._get((name,), _LOOKS[name])

    def cell(self, style: Style, cell: Cell, decimals: int, level: int = 0) -> Any:
        """The format of a table's cell: by its row's style and its own type, with as many decimals as its column."""
        number = _number_format(cell, decimals)
        facts = {**_STYLES[style], "valign": "top"}
        if number:
            facts |= {"num_format": number}
        elif isinstance(cell, str):
            facts |= {"text_wrap": True, "indent": level, "num_format": "@"}
        return self._get((style, number, isinstance(cell, str), level), facts)

    def _get(self, key: tuple[object, ...], facts: dict[str, Any]) -> Any:
        if key not in self._made:
            self._made[key] = self._book.add_format(facts)
        return self._made[key]


def _number_format(cell: Cell, decimals: int) -> str:
    point = f".{'0' * decimals}" if decimals else ""
    if isinstance(cell, Rupiah):
        return f"#,##0{point}"
    if isinstance(cell, Decimal):
        return f"#,##0{point}"
    if isinstance(cell, int):
        return "#,##0"
    return "dd/mm/yyyy" if isinstance(cell, date) else ""
