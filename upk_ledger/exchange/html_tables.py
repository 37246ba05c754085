"""Tables of statements as HTML that a screen reader can walk: captions, headings with scope, figures as text."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import amount, count, decimal
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Column, Section, column_decimals

NOTHING = "–"
"""What stands where there is no figure."""


def cell_text(cell: Cell, decimals: int = 0) -> str:
    """A cell as Indonesians read it, not yet escaped."""
    if cell is None:
        return NOTHING
    if isinstance(cell, Rupiah):
        return amount(cell, decimals)
    if isinstance(cell, int):
        return count(cell)
    if isinstance(cell, Decimal):
        return decimal(cell, decimals)
    return cell if isinstance(cell, str) else long_date(cell)


def heading(column: Column, attributes: str = "") -> str:
    """The heading of a column."""
    numeric = "" if column.kind == "text" else ' class="n"'
    return f'<th scope="col"{numeric}{attributes}>{escape(column.full_heading)}</th>'


def html_table(section: Section) -> str:
    """A table whose first text column names its rows."""
    decimals = column_decimals(section.rows)
    naming = next((place for place, column in enumerate(section.columns) if column.kind == "text"), -1)
    rows = []
    for row in section.rows:
        cells = [
            _cell(cell_text(cell, places), section.columns[place], named=place == naming)
            for place, (cell, places) in enumerate(zip(row.cells, decimals, strict=True))
        ]
        rows.append(f"<tr{' class=sum' if row.style == 'total' else ''}>{''.join(cells)}</tr>")
    return whole_table(section.caption, [heading(column) for column in section.columns], rows)


def whole_table(
    caption: str, headings: Sequence[str], rows: Sequence[str], named: Mapping[str, str] | None = None
) -> str:
    """A table in a box that scrolls on a narrow screen; `named` are ids of the table and of its body."""
    ids = named or {}
    table = f' id="{ids["table"]}"' if "table" in ids else ""
    body = f' id="{ids["body"]}"' if "body" in ids else ""
    label, lines = escape(caption), "\n".join(rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table{table}>'
        f"<caption>{label}</caption><thead><tr>{''.join(headings)}</tr></thead>"
        f"<tbody{body}>{lines}</tbody></table></div>"
    )


def _cell(text: str, column: Column, *, named: bool) -> str:
    if named:
        return f'<th scope="row">{escape(text)}</th>'
    numeric = "" if column.kind == "text" else ' class="n"'
    return f"<td{numeric}>{escape(text)}</td>"
