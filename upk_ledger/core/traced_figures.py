"""The figures of a paper: every amount by its row and column, how one is found by name, of which rows one is made."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import NamedTuple

from upk_ledger.core.errors.tracing import AmbiguousFigure, NoSuchColumn, UnknownFigure
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Column, Row, Section, Statement
from upk_ledger.core.tracing import Derived, Leaf, Traced, readings

_USUAL = (
    "value", "now", "balance", "closing", "after_debit", "after_credit", "debit", "credit", "amount", "realised",
    "total", "left", "book_value",
)  # fmt: skip
"""Which column of a row is meant where none is named: the first of these in which it has an amount, else its last."""

_MOST_ROWS = 200
"""Totals of longer tables are told by what was read, not row by row."""

_BY_NAME = 3
"""Up to here what a row is called fits, and not only a part of it."""

COUNTED = "ksm"
"""The rule of figures that are counts."""


class Figure(NamedTuple):
    """An amount of a paper; `number` counts them from 1, `row` is what the row is called, `table` its caption."""

    number: int
    table: str
    row: str
    column: Column
    cell: Cell
    at: tuple[int, int, int]
    """Which table, which half of it, which row."""
    style: str
    texts: tuple[str, ...]
    class_: int | None

    @property
    def is_count(self) -> bool:
        """Whether it counts something and is no money."""
        leaf = self.cell.leaf if isinstance(self.cell, Traced) else None
        return isinstance(leaf, Derived) and leaf.rule == COUNTED


def halves(statement: Statement) -> Iterator[tuple[int, int, Section]]:
    """Every table of a statement; two that stand beside one another are two."""
    for place, section in enumerate(statement.sections):
        yield place, 0, section
        if section.right is not None:
            yield place, 1, section.right


def figures_of(statement: Statement) -> list[Figure]:
    """Every amount and every ratio of a paper, in the order of the paper."""
    found: list[Figure] = []
    for place, half, section in halves(statement):
        for index, row in enumerate(section.rows):
            texts = tuple(_text(cell) for cell in row.cells if isinstance(cell, str | date) and cell)
            for column, cell in zip(section.columns, row.cells, strict=True):
                if isinstance(cell, Rupiah) or (isinstance(cell, Decimal) and _is_ratio(section, row)):
                    at = (place, half, index)
                    name = _name(texts) or section.caption
                    class_ = _class(section, row)
                    number = len(found) + 1
                    found.append(
                        Figure(number, section.caption, name, column, cell, at, row.style, texts, class_)
                    )
    return found


def _name(texts: Sequence[str]) -> str:
    """What a row is called: its first text, with codes and days before it."""
    for many, text in enumerate(texts, 1):
        if " " in text or not any(sign.isdecimal() for sign in text):
            return " ".join(texts[:many])
    return " ".join(texts)


def _text(cell: str | date) -> str:
    return cell.strip() if isinstance(cell, str) else cell.isoformat()


def _is_ratio(section: Section, row: Row) -> bool:
    keys = {column.key for column, cell in zip(section.columns, row.cells, strict=True) if cell is not None}
    return {"numerator", "denominator"} <= keys


def _class(section: Section, row: Row) -> int | None:
    for column, cell in zip(section.columns, row.cells, strict=True):
        if column.key == "class" and isinstance(cell, int):
            return int(cell)
    return None


def find_figure(statement: Statement, figures: Sequence[Figure], given: str, column: str | None) -> Figure:
    """The figure that is meant: `#n` by its number, else a code, a loan number, a class or a part of a name.

    Raises `UnknownFigure`, `AmbiguousFigure`, `NoSuchColumn`.
    """
    if given.startswith("#"):
        one = next((figure for figure in figures if f"#{figure.number}" == given), None)
        if one is None:
            raise UnknownFigure(statement.name, given)
        return one if column is None else _in_column(_row(figures, one), column)
    wanted = _plain(given)
    scored = [(score, figure) for figure in figures if (score := _fits(figure, wanted)) is not None]
    if not scored:
        names = {figure.row: None for figure in figures} | {text: None for f in figures for text in f.texts}
        lowered = {_plain(name): name for name in names}
        alike = get_close_matches(wanted, lowered, 3, 0.5)
        raise UnknownFigure(statement.name, given, tuple(lowered[name] for name in alike))
    best = min(score for score, _ in scored)
    meant = [figure for score, figure in scored if score == best]
    rows = {figure.at: None for figure in meant}
    first = [figure for figure in meant if figure.at[:2] == meant[0].at[:2] and figure.style == "line"]
    if best <= _BY_NAME and len({figure.at for figure in first}) == 1:
        meant, rows = first, {first[0].at: None}  # the same line in a further table explains the first
    if len(rows) > 1:
        near = tuple(
            f"#{row[0].number} {row[0].row}" for row in map(_rows(figures).get, list(rows)[:5]) if row
        )
        raise AmbiguousFigure(statement.name, given, near)
    if len(meant) == 1 and column is None:
        return meant[0]
    return _in_column(_row(figures, meant[0]), column)


def _rows(figures: Sequence[Figure]) -> dict[tuple[int, int, int], list[Figure]]:
    found: dict[tuple[int, int, int], list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.at, []).append(figure)
    return found


def _row(figures: Sequence[Figure], one: Figure) -> list[Figure]:
    return [figure for figure in figures if figure.at == one.at]


def _in_column(row: Sequence[Figure], column: str | None) -> Figure:
    """The figure of a row in a column: by key, by heading or a part of it; the usual one where none is told."""
    if column is None:
        by_key = {figure.column.key: figure for figure in reversed(row) if figure.cell is not None}
        return next((by_key[key] for key in _USUAL if key in by_key), row[-1])
    wanted = _plain(column)
    exact = [one for one in row if wanted in {one.column.key, _plain(one.column.full_heading)}]
    within = [one for one in row if wanted in _plain(one.column.full_heading)]
    if exact or within:
        return (exact or within)[0]
    raise NoSuchColumn(column, tuple(f"{one.column.key} ({one.column.full_heading})" for one in row))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).removesuffix(" *")


def _fits(figure: Figure, wanted: str) -> int | None:
    """How well a figure is named by some words: 0 is best, None not at all."""
    texts = [_plain(text) for text in figure.texts]
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    if wanted in texts or wanted == _plain(figure.row):
        return 0
    if figure.class_ is not None and wanted in {f"kelas {figure.class_}", f"golongan {figure.class_}"}:
        return 1
    if figure.style == "total" and (
        whole.match(_plain(figure.table)) or whole.match(_plain(figure.column.heading))
    ):
        return 2
    if any(whole.match(text) for text in texts):
        return 3
    if any(whole.search(text) for text in texts):
        return 4
    return 5 if wanted in _plain(figure.row) else None


def names_figure(figure: Figure, given: str) -> bool:
    """Whether some words name a figure, or are a part of its name."""
    return _fits(figure, _plain(given)) is not None


class Part(NamedTuple):
    """A row of the same paper that a figure is the sum of; `times` is -1 where it is taken off."""

    row: str
    amount: int
    times: int


def parts_of(figures: Sequence[Figure], one: Figure) -> list[Part]:
    """The rows of its table that a figure adds up, where it adds up rows and nothing else; else none."""
    beside = [
        other
        for other in figures
        if other.at[:2] == one.at[:2] and other.column.key == one.column.key and other.at != one.at
    ]
    if one.style == "line" or len(beside) > _MOST_ROWS or not isinstance(one.cell, Traced):
        return []
    left = {reading.leaf: reading.times for reading in readings(one.cell)[0] if reading.amount}
    parts: list[Part] = []
    for other in beside:
        if other.style != "line" or not isinstance(other.cell, Traced):
            continue
        sign = _taken(left, other.cell)
        if sign:
            parts.append(Part(other.row, int(other.cell), sign))
    return parts if len(parts) > 1 and not left else []


def _taken(left: dict[Leaf, int], cell: Traced) -> int:
    """Takes a row's readings out of what is left, if all are there with one sign; the sign, 0 if not."""
    mine: Mapping[Leaf, int] = {one.leaf: one.times for one in readings(cell)[0] if one.amount}
    for sign in (1, -1):
        if mine and all(left.get(leaf) == sign * times for leaf, times in mine.items()):
            for leaf in mine:
                del left[leaf]
            return sign
    return 0
