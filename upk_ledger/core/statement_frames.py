"""What all papers share: the frame around their tables, rows made to the definition's columns, the refusal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from upk_ledger.core.checks import Disagreement
from upk_ledger.core.errors.reports import FiguresDisagree
from upk_ledger.core.report_definitions import Definition, TableForm
from upk_ledger.core.statements import (
    Cell,
    EntryMark,
    Letterhead,
    Row,
    Section,
    Signature,
    Statement,
    Style,
)

Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything about a paper that is not in its tables; `words` fill the `{words}` of the definition."""

    as_of: date
    period: str
    letterhead: Letterhead
    signatures: tuple[Signature, ...]
    last: EntryMark | None
    provisional: bool
    words: Mapping[str, str]


class Table:
    """Rows of one table of a definition, made from values by column key; columns in `without` are left out."""

    def __init__(self, form: TableForm, words: Mapping[str, str], without: Iterable[str] = ()) -> None:
        left_out = frozenset(without)
        self._caption, self._apart = form.caption.format_map(words), form.apart
        self._columns = tuple(
            replace(column, heading=column.heading.format_map(words), band=column.band.format_map(words))
            for column in form.columns
            if column.key not in left_out
        )
        self.rows: list[Row] = []

    def line(self, values: Cells, *, keep: bool = False) -> None:
        """A line; `values` has every column of the definition."""
        self.rows.append(Row(tuple(values[column.key] for column in self._columns), "line", keep=keep))

    def add(self, style: Style, values: Cells) -> None:
        """A row of another style; columns without a value stay empty."""
        self.rows.append(Row(tuple(values.get(column.key) for column in self._columns), style))

    def section(self, caption: str = "") -> Section:
        """The finished table; `caption` stands for one that the definition cannot know."""
        return Section(self._columns, tuple(self.rows), caption or self._caption, apart=self._apart)

    def beside(self, right: "Table") -> Section:
        """Two finished tables beside one another; the shorter one is filled up above its last row."""
        deepest = max(len(self.rows), len(right.rows))
        for each in (self, right):
            empty = Row((None,) * len(each._columns))  # noqa: SLF001 - a table of the same kind
            each.rows[-1:-1] = [empty] * (deepest - len(each.rows))
        return replace(self.section(), right=right.section())


def issue(
    definition: Definition,
    frame: Frame,
    sections: Sequence[Section],
    data: Mapping[str, Any],
    notes: Iterable[str] = (),
    facts: tuple[tuple[str, str], ...] = (),
    *,
    landscape: bool = False,
) -> Statement:
    """The statement; `landscape` where this form of it is wider than the definition's."""
    words = frame.words
    return Statement(
        name=definition.name,
        title=definition.title.format_map(words),
        period=frame.period,
        as_of=frame.as_of,
        letterhead=frame.letterhead,
        sections=tuple(sections),
        data=data,
        notes=(*(note.format_map(words) for note in definition.notes), *notes),
        signatures=frame.signatures,
        last=frame.last,
        provisional=frame.provisional,
        landscape=landscape or definition.landscape,
        facts=facts,
    )


def refuse(found: Sequence[Disagreement]) -> None:
    """Raise `FiguresDisagree` (a broken integrity) with the first disagreement, if there is one."""
    for one in found:
        raise FiguresDisagree(one.check, one.where, one)
