"""How answers are shown: tables for people, JSON and CSV for programs.

A command makes an `Answer`; a statement becomes one. Amounts reach every format from integers of sen.
"""

import csv
import io
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from json import dumps
from typing import Any

from upk_ledger.bahasa.dates import long_date, short_date
from upk_ledger.bahasa.numbers import amount, count, decimal, exact, percent, plain, rupiah
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Column, Row, Section, Statement, column_decimals

_GAP = "  "
_NARROWEST = 8
"""Text columns are not squeezed below this many signs, whatever the terminal."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers: `data` for JSON; all the rest for people; CSV is the sections.

    Where there is no section, CSV is one row of the facts. `tables` are for people only.
    """

    data: Mapping[str, Any]
    sections: tuple[Section, ...] = ()
    facts: tuple[tuple[str, Cell], ...] = ()
    heading: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tables: tuple[Section, ...] = ()


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], caption: str = "") -> Section:
    """A section of plain lines."""
    return Section(tuple(columns), tuple(Row(tuple(cells)) for cells in rows), caption)


def of_statement(statement: Statement) -> Answer:
    """A statement as an answer; signatures are for paper."""
    heading = [statement.letterhead.office, statement.title, statement.period]
    if statement.provisional:
        heading.append("SEMENTARA: BULAN BELUM DITUTUP")
    notes = list(statement.notes)
    if statement.last is not None:
        mark = statement.last
        notes.append(
            f"Jurnal terakhir yang dihitung: {mark.voucher} (catatan {mark.number}, {mark.digest[:8]})"
        )
    sections = tuple(section.whole for section in statement.sections)
    return Answer(dict(statement.data), sections, tuple(statement.facts), tuple(heading), tuple(notes))


def render(answer: Answer, form: str) -> str:
    """The answer as `tabel`, `json` or `csv`, ending with a newline."""
    if form == "json":
        return to_json(answer.data) + "\n"
    return to_csv(answer) if form == "csv" else to_text(answer, terminal_width())


def terminal_width() -> int | None:
    """Columns of the terminal, or None where the output goes elsewhere and need not be wrapped."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def to_json(value: Any, indent: str = "") -> str:
    """JSON with exact amounts: Python's own encoder would pass numbers through binary fractions."""
    deeper = indent + "  "
    if isinstance(value, Mapping):
        items = [
            f"{deeper}{dumps(str(k), ensure_ascii=False)}: {to_json(v, deeper)}" for k, v in value.items()
        ]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}" if items else "{}"
    if isinstance(value, (list, tuple)):
        parts = [deeper + to_json(part, deeper) for part in value]
        return "[\n" + ",\n".join(parts) + f"\n{indent}]" if parts else "[]"
    return _json_scalar(value)


def _json_scalar(value: Any) -> str:
    if isinstance(value, Rupiah):
        return plain(value)
    if isinstance(value, Fraction):
        value = exact(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, (bool, int, str)):
        return dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    if isinstance(value, Month):
        return f'"{value}"'
    raise TypeError(type(value).__name__)


def to_csv(answer: Answer) -> str:
    """The tables as CSV; several of them stand one below the other, each with its headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not answer.sections:
        writer.writerow([label for label, _ in answer.facts])
        writer.writerow([_csv_cell(value) for _, value in answer.facts])
    for i, section in enumerate(section for section in answer.sections if section.columns):
        if i:
            writer.writerow([])
        writer.writerow([column.full_heading for column in section.columns])
        writer.writerows(
            [_csv_cell(cell) for cell in row.cells] for row in section.rows if row.style != "note"
        )
    return out.getvalue()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Rupiah):
        return plain(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def to_text(answer: Answer, width: int | None) -> str:
    """The answer for a person, wrapped to `width` columns if one is given."""
    blocks = []
    if answer.heading:
        blocks.append("\n".join(_clean(line) for line in answer.heading))
    if answer.facts:
        blocks.append(_facts(answer.facts, width))
    blocks += [_section(section, width) for section in (*answer.sections, *answer.tables)]
    if answer.notes:
        blocks.append("\n".join(_wrapped(note, width) for note in answer.notes))
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str, width: int | None) -> str:
    return "\n".join(textwrap.wrap(_clean(text), width)) if width else _clean(text)


def _facts(facts: Sequence[tuple[str, Cell]], width: int | None) -> str:
    label_width = max(columns_of(label) for label, _ in facts)
    left = max(width - label_width - 3, _NARROWEST) if width else None
    lines = []
    for label, value in facts:
        told = _fact(value)
        parts = textwrap.wrap(told, left) if left and columns_of(told) > left else [told]
        lines.append(f"{_padded(label, label_width)} : {parts[0]}")
        lines += [f"{'':{label_width}}   {part}" for part in parts[1:]]
    return "\n".join(lines)


def _fact(value: Cell) -> str:
    if isinstance(value, Rupiah):
        return rupiah(value)
    if isinstance(value, Decimal):
        return percent(value)
    return long_date(value) if isinstance(value, date) else _cell(value)


def _cell(cell: Cell, decimals: int = 0) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Rupiah):
        return amount(cell, decimals)
    if isinstance(cell, int):
        return count(cell)
    if isinstance(cell, Decimal):
        return decimal(cell, decimals)
    return short_date(cell) if isinstance(cell, date) else _clean(cell)


def _section(section: Section, width: int | None) -> str:
    told = [section.caption, *section.prose] if section.prose or not section.columns else []
    if told:
        bare = replace(section, caption="", prose=())
        table_below = [_section(bare, width)] if section.columns else []
        return "\n".join([*(_wrapped(text, width) for text in told if text), *table_below])
    headings = [column.full_heading for column in section.columns]
    decimals = column_decimals(section.rows)
    body = [_row_texts(row, decimals) for row in section.rows]
    widths = [max(columns_of(texts[i]) for texts in (headings, *body)) for i in range(len(headings))]
    fixed = [column.kind != "text" for column in section.columns]
    if width:
        _squeeze(widths, fixed, width)
    rule = _GAP.join("-" * each for each in widths)
    lines = [*([_clean(section.caption)] if section.caption else []), *_lines(headings, widths, fixed), rule]
    for row, texts in zip(section.rows, body, strict=True):
        if row.style == "total":
            lines.append(rule)
        lines += _lines(texts, widths, fixed)
    return "\n".join(lines)


def _row_texts(row: Row, decimals: Sequence[int]) -> list[str]:
    texts = [_cell(cell, least) for cell, least in zip(row.cells, decimals, strict=True)]
    first = next((i for i, cell in enumerate(row.cells) if isinstance(cell, str)), None)
    if first is not None:
        texts[first] = "  " * row.level + texts[first]
    return texts


def _squeeze(widths: list[int], fixed: Sequence[bool], width: int) -> None:
    """Take columns from the widest text until the table fits, or nothing is left to take."""
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    while over > 0:
        loose = [i for i, each in enumerate(widths) if not fixed[i] and each > _NARROWEST]
        if not loose:
            return
        widths[max(loose, key=lambda i: widths[i])] -= 1
        over -= 1


def _lines(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    parts = [
        _broken(text, width) if columns_of(text) > width else [text]
        for text, width in zip(texts, widths, strict=True)
    ]
    lines = []
    for i in range(max(len(part) for part in parts)):
        cells = (
            _padded(part[i] if i < len(part) else "", width, right=side)
            for part, width, side in zip(parts, widths, right, strict=True)
        )
        lines.append(_GAP.join(cells).rstrip())
    return lines


def _broken(text: str, width: int) -> list[str]:
    indent = text[: len(text) - len(text.lstrip())]
    return textwrap.wrap(text.strip(), width, initial_indent=indent, subsequent_indent=indent)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    space = " " * (width - columns_of(text))
    return space + text if right else text + space


def columns_of(text: str) -> int:
    """Columns that `text` takes on a terminal: wide signs take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
        for sign in text
    )


def _clean(text: str) -> str:
    """Text without signs that would steer the terminal: a name is data."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)
