"""Reads a bank's statement, CSV or Excel, into dated amounts and balances, with every fault of the file.

From the bank's side a debit takes money out of the account: here money that comes in is positive.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from upk_ledger.bahasa.bank import CLOSING, HEADINGS, OPENING, TOTALS, begins
from upk_ledger.core.errors import bank as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import CellMissing, Fault, FileEmpty, MergedCells, SourceMissing
from upk_ledger.exchange.bank_amounts import Form, amount_of, bare, day_of, form_of, mark_of
from upk_ledger.exchange.bank_columns import Headings, find_headings
from upk_ledger.exchange.cells import Flaw, Number, RawCell
from upk_ledger.exchange.csvfile import read_csv
from upk_ledger.exchange.grids import Grid, tidy

_WORDS = frozenset(word for words in HEADINGS.values() for word in words)
_DAY = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}")
_AMOUNTS = ("debit", "kredit", "jumlah")
_DEPTH = 60


class StatementRow(NamedTuple):
    """One transaction: the row of the file, the day, sen (in: positive), the bank's words, the balance if told."""

    row: int
    on: date
    amount: int
    words: str
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement as its file says it; `opening` is None where neither the file nor a person tells a balance.

    `columns` are the headings by the columns' names, `form` what stands before the decimals.
    """

    file: str
    digest: str
    columns: Mapping[str, str]
    form: Form
    rows: tuple[StatementRow, ...]
    opening: int | None
    span: tuple[date | None, date | None] = (None, None)

    @property
    def since(self) -> date:
        """The first day: of the lines, or an earlier one that file or person tell."""
        return min([row.on for row in self.rows] + [day for day in self.span[:1] if day])

    @property
    def until(self) -> date:
        """The last day: of the lines, or a later one that file or person tell."""
        return max([row.on for row in self.rows] + [day for day in self.span[1:] if day])

    @property
    def moved(self) -> int:
        """What all lines come to."""
        return sum(row.amount for row in self.rows)


class Told(NamedTuple):
    """What a person says of a file: columns, form of the amounts, row of the headings, both balances, both days."""

    columns: Mapping[str, str] | None = None
    form: Form = ""
    header: int | None = None
    opening: int | None = None
    closing: int | None = None
    since: date | None = None
    until: date | None = None


def read_statement(path: Path, told: Told) -> ReadStatement:
    """The statement in the file at `path`.

    Raises `StatementFaults` with every fault, `SourceMissing`, `ColumnsUnknown`, `HeadingNotThere`, `DecimalMixed`,
    `DecimalUnclear`.
    """
    if not path.exists():
        raise SourceMissing(str(path))
    grid, headings = _table(_grids(path, told), told)
    body = [(number, cells) for number, cells in grid.rows if number > headings.row]
    amounts = [
        headings.places[name] for name in ("debit", "kredit", "jumlah", "saldo") if name in headings.places
    ]
    texts = [cells[place] for _, cells in body for place in amounts if place < len(cells)]
    form = told.form or form_of(
        grid.label, (text for text in texts if isinstance(text, str) and _digits(text))
    )
    reading = _Reading(grid.label, headings, form)
    for number, cells in body:
        reading.take(number, cells)
    found = reading.finished(told)
    first, last = _period(cells for number, cells in grid.rows if number < headings.row)
    span = (told.since or reading.days[0] or first, told.until or reading.days[1] or last)
    return replace(found, digest=sha256(path.read_bytes()).hexdigest(), span=span)


def _period(rows: Iterable[Sequence[RawCell]]) -> tuple[date | None, date | None]:
    """The two days of the row above the headings that tells two: "Periode: 01/10/2026 - 31/10/2026"."""
    for cells in rows:
        days = [_day_or_none(text) for cell in cells for text in _DAY.findall(_text(cell))]
        days += [cell for cell in cells if isinstance(cell, date)]
        if len(days) == 2 and days[0] and days[1]:
            return days[0], days[1]
    return None, None


def _digits(text: str) -> bool:
    return bare(text)[0][:1].isdecimal()


def _grids(path: Path, told: Told) -> Sequence[Grid]:
    if path.suffix.casefold() in {".xlsx", ".xlsm", ".xls"}:
        from upk_ledger.exchange.workbook import read_workbook  # openpyxl is slow to load

        grids = read_workbook(path)
    else:
        own = {tidy(text).casefold() for text in (told.columns or {}).values()}
        grids = (read_csv(path, _WORDS | own, _DEPTH),)
    # Banks merge cells in what stands above the table, which is not read.
    kept = [
        replace(grid, faults=tuple(one for one in grid.faults if not isinstance(one.error, MergedCells)))
        for grid in grids
    ]
    faults = [fault for grid in kept for fault in grid.faults]
    if faults:
        raise errors.StatementFaults(tuple(faults))
    filled = [grid for grid in kept if grid.rows]
    if not filled:
        raise errors.StatementFaults((Fault(path.name, None, None, FileEmpty()),))
    return filled


def _table(grids: Sequence[Grid], told: Told) -> tuple[Grid, Headings]:
    """The first sheet that has the headings; the refusal is that of the first sheet."""
    refused: UpkError | None = None
    for grid in grids:
        try:
            return grid, find_headings(grid, told.columns, told.header)
        except UpkError as error:
            refused = refused or error
    raise refused or FileEmpty


@dataclass(slots=True)
class _Reading:
    """Row by row: what was understood and what was not."""

    label: str
    headings: Headings
    form: Form
    rows: list[StatementRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    opening: int | None = None
    closing: int | None = None
    days: tuple[date | None, date | None] = (None, None)

    def take(self, number: int, cells: tuple[RawCell, ...]) -> None:
        """One row below the headings."""
        found = {
            name: cells[place] if place < len(cells) else "" for name, place in self.headings.places.items()
        }
        moves = any(_filled(found.get(name, "")) for name in _AMOUNTS)
        day = _day_or_none(found["tanggal"])
        if self._summary(found, cells, day, moves=moves):
            return
        if day is None and not moves and not _filled(found.get("saldo", "")):
            if self.rows and found["tanggal"] == "":  # the bank's words went on in the next row
                last = self.rows[-1]
                words = f"{last.words} {_text(found['keterangan'])}".strip()
                self.rows[-1] = last._replace(words=words)
            return
        before = len(self.faults)
        if day is None:
            self._judge_day(number, found["tanggal"])
        amount = self._amount(number, found)
        balance = self._balance(number, found.get("saldo", ""))
        if len(self.faults) == before and day is not None and amount:
            self.rows.append(StatementRow(number, day, amount, _text(found["keterangan"]), balance))

    def _fault(self, row: int | None, column: str | None, error: UpkError) -> None:
        name = self.headings.told.get(column, column) if column else None
        self.faults.append(Fault(self.label, row, name, error))

    def _judge_day(self, row: int, raw: RawCell) -> None:
        try:
            day_of(Flaw(CellMissing()) if raw == "" else raw)
        except UpkError as error:
            self._fault(row, "tanggal", error)

    def _summary(
        self, found: Mapping[str, RawCell], cells: Sequence[RawCell], day: date | None, *, moves: bool
    ) -> bool:
        """Whether the row is no transaction but a balance, which is noted, or a sum."""
        dated = day is not None
        if dated and moves:
            return False
        first = next((cell for cell in cells if isinstance(cell, str) and cell), "")
        texts = [_text(found["keterangan"]), "" if dated else first]
        if any(begins(text, OPENING) for text in texts):
            self.opening, self.days = self._told_balance(found, cells), (day, self.days[1])
        elif any(begins(text, CLOSING) for text in texts):
            self.closing, self.days = self._told_balance(found, cells), (self.days[0], day)
        else:
            return not dated and any(begins(text, TOTALS) for text in texts)
        return True

    def _told_balance(self, found: Mapping[str, RawCell], cells: Sequence[RawCell]) -> int | None:
        """The balance on a row of its own: in its column, or the last amount of the row."""
        told = found.get("saldo", "")
        for raw in (told, *reversed(cells)):
            if raw != "" and _day_or_none(raw) is None and (isinstance(raw, Number) or _digits(_text(raw))):
                try:
                    amount, way = amount_of(raw, self.form)
                except UpkError:
                    continue
                return -amount if way < 0 else amount
        return None

    def _amount(self, row: int, found: Mapping[str, RawCell]) -> int | None:
        if "jumlah" in found:
            return self._one_amount(row, found)
        sides = {}
        for name in ("debit", "kredit"):
            raw = found[name]
            try:
                sides[name], way = amount_of(raw, self.form)
                if way < 0 and not _text(raw)[-1:].isalpha():
                    raise errors.NegativeSide(_text(raw))
            except UpkError as error:
                self._fault(row, name, error)
                return None
        if sides["debit"] and sides["kredit"]:
            self._fault(row, "kredit", errors.BothSides())
            return None
        if found["debit"] == "" and found["kredit"] == "":
            self._fault(row, "kredit", CellMissing())
        return sides["kredit"] - sides["debit"]

    def _one_amount(self, row: int, found: Mapping[str, RawCell]) -> int | None:
        raw = found["jumlah"]
        if raw == "":
            self._fault(row, "jumlah", CellMissing())
            return None
        try:
            amount, way = amount_of(raw, self.form)
        except UpkError as error:
            self._fault(row, "jumlah", error)
            return None
        way = mark_of(_text(found.get("tanda", ""))) or way
        return -amount if way < 0 else amount

    def _balance(self, row: int, raw: RawCell) -> int | None:
        if raw in {"", "-"}:
            return None
        try:
            amount, way = amount_of(raw, self.form)
        except UpkError as error:
            self._fault(row, "saldo", error)
            return None
        return -amount if way < 0 else amount

    def finished(self, told: Told) -> ReadStatement:
        """The statement, oldest line first; raises `StatementFaults`."""
        if not self.rows and not self.faults:
            self._fault(None, None, errors.NoStatementLines())
        if self.faults:
            raise errors.StatementFaults(tuple(self.faults))
        rows = self.rows
        if told.opening is not None and self.opening not in {None, told.opening}:
            self._fault(None, None, errors.OpeningBalanceWrong(self.opening or 0, told.opening))
        opening = self.opening if told.opening is None else told.opening
        closings = [one for one in (self.closing, told.closing) if one is not None]
        wrong, start = self._unbalanced(rows, opening, closings)
        # Many banks print the newest line first; of one day only the balances tell.
        if rows[0].on > rows[-1].on or (wrong and rows[0].on == rows[-1].on):
            backwards, begun = self._unbalanced(rows[::-1], opening, closings)
            if rows[0].on > rows[-1].on or len(backwards) < len(wrong):
                rows, wrong, start = rows[::-1], backwards, begun
        if self.faults or wrong:
            raise errors.StatementFaults((*self.faults, *wrong))
        return ReadStatement(self.label, "", self.headings.told, self.form, tuple(rows), start)

    def _unbalanced(
        self, rows: Sequence[StatementRow], opening: int | None, closings: Sequence[int]
    ) -> tuple[list[Fault], int | None]:
        """The faults of the balances line by line, and the balance before the first line as far as it is known."""
        found: list[Fault] = []
        column = self.headings.told.get("saldo", "saldo")
        start, moved = opening, 0
        for row in rows:
            moved += row.amount
            if row.balance is not None:
                derived = row.balance - moved
                if start is None:
                    start = derived
                elif start != derived:
                    wrong = errors.RunningBalanceWrong(start + moved, row.balance)
                    found.append(Fault(self.label, row.row, column, wrong))
                    start = derived  # what follows is judged by itself
        if start is not None:
            found += [
                Fault(self.label, None, None, errors.ClosingBalanceWrong(start + moved, told))
                for told in closings
                if told != start + moved
            ]
        elif closings:
            start = closings[0] - moved
        return found, start


def _filled(raw: RawCell) -> bool:
    """Whether a cell holds an amount other than nothing, or anything that is no amount."""
    if isinstance(raw, str):
        return bool(raw.strip("0.,-' "))
    return not isinstance(raw, Number) or raw.value != 0


def _text(raw: RawCell) -> str:
    return "" if isinstance(raw, Flaw) else str(raw)


def _day_or_none(raw: RawCell) -> date | None:
    if raw == "":
        return None
    try:
        return day_of(raw)
    except UpkError:
        return None
