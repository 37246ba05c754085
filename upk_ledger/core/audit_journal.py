"""The auditor's journal: all lines of a year, vouchers around its end, cancellations, what was recorded late."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from upk_ledger.core.dates import local_moment
from upk_ledger.core.listings import EntryHistory, ListedEntry
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import TableForm
from upk_ledger.core.vouchers import UNKNOWN, Support
from upk_ledger.core.workbooks import (
    Block,
    Formula,
    Rows,
    Sheet,
    SheetCell,
    SheetMaker,
    SheetRow,
    columns_with_sen,
)
from upk_ledger.core.year_end import KIND as CLOSING

OPENING, USUAL, ADJUSTING, CLOSING_EARLIER = "saldo-awal", "biasa", "penyesuaian", "penutup-lalu"
"""What a working trial balance makes of an entry, beside those that close the year itself (`CLOSING`)."""

ADJUSTED_ROLES = ("beban-cadangan", "beban-penyusutan")
"""An entry of the general journal on an account of these adjusts the books, as closing a month does."""

_ADJUSTING = frozenset(("cadangan", "cadangan-awal", "penyusutan"))
"""Kinds of entries by which closing a month adjusts the books."""

_GENERAL = "umum"

AROUND = timedelta(days=10)
"""How far before and after the year's end vouchers are looked at."""

LATE = 1
"""More days than this between an entry's day and its recording make it a backdated one."""

_BY_ITSELF = _ADJUSTING | {CLOSING, OPENING}
"""Kinds that the program dates at a month's end whenever it is closed: not backdated by a person."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A year's entries, and those around its end: who recorded what when, what each is to a trial balance.

    `deadlines` say by which day each of the year's months was to be closed, by its first day; `adjusted` are the
    accounts that `ADJUSTED_ROLES` have.
    """

    start: date
    end: date
    zone: str
    names: Mapping[str, str]
    histories: Sequence[EntryHistory]
    supports: Mapping[int, Support]
    deadlines: Mapping[date, date]
    adjusted: frozenset[str]

    @property
    def year(self) -> list[EntryHistory]:
        """The entries of the year."""
        return [one for one in self.histories if self.start <= one.entry.date <= self.end]

    def groups(self) -> dict[int, str]:
        """By record what an entry is to a trial balance; a counter-entry is what the entry was that it undoes."""
        entries = {one.entry.voucher: one.entry for one in self.histories}
        return {
            one.entry.record: self._group(entries.get(one.reverses, one.entry), one.entry)
            for one in self.histories
        }

    def _group(self, entry: ListedEntry, dated: ListedEntry) -> str:
        """What an entry is; a closing entry by the day of the one that is counted."""
        if entry.kind == CLOSING:
            return CLOSING if (dated.date.month, dated.date.day) == (12, 31) else CLOSING_EARLIER
        if entry.kind == OPENING:
            return OPENING
        by_hand = entry.kind == _GENERAL and any(line.account in self.adjusted for line in entry.lines)
        return ADJUSTING if by_hand or entry.kind in _ADJUSTING else USUAL

    def recorded(self, one: EntryHistory) -> datetime:
        """When an entry was recorded, by the clock on the office's wall."""
        return local_moment(one.recorded_at, self.zone).replace(tzinfo=None, microsecond=0)

    def days_late(self, one: EntryHistory) -> int:
        """How many days after its own day an entry was recorded."""
        return (self.recorded(one).date() - one.entry.date).days


Moves = Mapping[tuple[str, str], tuple[int, int]]
"""Debit and credit (sen) of the year by account and by what the entries are to a trial balance."""


def moves_of(journal: Journal) -> dict[tuple[str, str], tuple[int, int]]:
    """What the year's lines add up to."""
    groups = journal.groups()
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for one in journal.year:
        group = groups[one.entry.record]
        for line in one.entry.lines:
            debit, credit = found.get((line.account, group), (0, 0))
            found[line.account, group] = debit + line.debit, credit + line.credit
    return found


@dataclass(frozen=True, slots=True)
class JournalPlaces:
    """Where the lines of the journal stand: from row `first` to `last`, the totals below."""

    block: Block
    first: int
    last: int

    @property
    def totals(self) -> tuple[str, str]:
        """The cells of both totals."""
        return self.block.outside("debit", self.last + 1), self.block.outside("credit", self.last + 1)

    def sum_of(self, side: str, account: str, group: str) -> str:
        """What formulas add up of one side: the lines of the account whose code stands in a cell, of one group."""
        amounts, keys = (
            self.block.span(key, self.first, self.last, outside=True) for key in (side, "account_group")
        )
        return f'SUMIFS({amounts},{keys},{account}&"|{group}")'


def journal_sheet(form: TableForm, words: Mapping[str, str], journal: Journal) -> tuple[Sheet, JournalPlaces]:
    """All lines of the year, to be filtered; the rows are made while they are written."""
    maker = SheetMaker("jurnal", words)
    block = maker.block(form)
    entries, groups = journal.year, journal.groups()
    first = maker.next
    count = sum(len(one.entry.lines) for one in entries)
    last = first + max(count, 1) - 1
    places = JournalPlaces(block, first, last)
    sides = (sum(line.debit for one in entries for line in one.entry.lines),
             sum(line.credit for one in entries for line in one.entry.lines))  # fmt: skip

    def rows() -> Iterator[SheetRow]:
        yield from maker.rows
        for one in entries:
            facts = _entry_cells(journal, one) | {"group": groups[one.entry.record]}
            for line in one.entry.lines:
                told = {
                    "account": line.account,
                    "name": journal.names[line.account],
                    "debit": Rupiah(line.debit) if line.debit else None,
                    "credit": Rupiah(line.credit) if line.credit else None,
                    "account_group": f"{line.account}|{groups[one.entry.record]}",
                }
                yield SheetRow(block.cells(facts | told))
        if not entries:
            yield SheetRow(block.cells({"voucher": words["tidak-ada"]}), "note")
        totals = {
            side: Formula(f"=SUM({block.span(side, first, last)})", Rupiah(amount))
            for side, amount in zip(("debit", "credit"), sides, strict=True)
        }
        yield SheetRow(block.cells({"name": words["jumlah"], **totals}), "total")

    made = maker.sheet(listing=True)
    sen = columns_with_sen(
        SheetRow(block.cells({"debit": Rupiah(line.debit), "credit": Rupiah(line.credit)}))
        for one in entries
        for line in one.entry.lines
    )
    sheet = Sheet(
        made.name,
        made.title,
        Rows(rows),
        made.widths,
        made.frozen,
        3,
        made.repeated,
        (first - 2, last - 1),
        sen,
    )
    return sheet, places


def _entry_cells(journal: Journal, one: EntryHistory) -> dict[str, SheetCell]:
    """What is told of an entry on each of its lines."""
    support = journal.supports.get(one.entry.record, UNKNOWN)
    return {
        "date": one.entry.date,
        "voucher": one.entry.voucher,
        "kind": one.entry.kind,
        "description": one.entry.description,
        "actor": one.actor,
        "recorded": journal.recorded(one),
        "days": journal.days_late(one),
        "record": one.entry.record,
        "digest": one.digest[:8],
        "reverses": one.reverses,
        "reversed_by": one.reversed_by,
        "papers": support.papers or support.status,
    }


def cutoff_sheet(form: TableForm, words: Mapping[str, str], journal: Journal) -> Sheet:
    """The vouchers within ten days of the year's end, on both sides of it."""
    maker = SheetMaker("cutoff", words)
    turn, day = date(journal.start.year, 12, 31), timedelta(days=1)
    for side, since, until in (
        ("sebelum", turn - AROUND + day, turn),
        ("sesudah", turn + day, turn + AROUND),
    ):
        told = words[side].format(since=short(since), until=short(until))
        block = maker.block(form, side=told)
        first = maker.next
        found = [one for one in journal.histories if since <= one.entry.date <= until]
        for one in found:
            facts = _entry_cells(journal, one)
            for line in one.entry.lines:
                amounts = {"debit": Rupiah(line.debit), "credit": Rupiah(line.credit)}
                maker.add(
                    block, facts | amounts | {"account": line.account, "name": journal.names[line.account]}
                )
        if not found:
            maker.none(block, "voucher")
        lines = [line for one in found for line in one.entry.lines]
        sums = {"debit": sum(line.debit for line in lines), "credit": sum(line.credit for line in lines)}
        maker.sums(block, "name", first, sums)
    return maker.sheet()


def short(day: date) -> str:
    """31-12-2026."""
    return f"{day:%d-%m-%Y}"


def corrections_sheet(forms: Mapping[str, TableForm], words: Mapping[str, str], journal: Journal) -> Sheet:
    """Cancellations of the year, entries recorded days after their date, and those after the month's deadline."""
    maker = SheetMaker("koreksi", words)
    block = maker.block(forms["pembatalan"])
    undone = {one.entry.voucher: one.entry.date for one in journal.histories}
    cancelled = [one for one in journal.year if one.reverses]
    first = maker.next
    for one in cancelled:
        maker.add(block, _listed(journal, one) | {"original_date": undone.get(one.reverses)})
    if not cancelled:
        maker.none(block, "voucher")
    maker.sums(block, "voucher", first, {"amount": sum(map(_amount, cancelled))})
    backdated = [
        one
        for one in journal.year
        if one.entry.kind not in _BY_ITSELF and not one.reverses and journal.days_late(one) > LATE
    ]
    _listing(maker, forms["mundur"], journal, backdated)
    late = [one for one in journal.year if journal.recorded(one).date() > _deadline(journal, one)]
    _listing(maker, forms["terlambat"], journal, late)
    return maker.sheet()


def _deadline(journal: Journal, one: EntryHistory) -> date:
    return journal.deadlines[one.entry.date.replace(day=1)]


def _listing(maker: SheetMaker, form: TableForm, journal: Journal, found: Sequence[EntryHistory]) -> None:
    block = maker.block(form)
    first = maker.next
    for one in found:
        row = maker.next
        days = f"=INT({block.cell('recorded', row)})-{block.cell('date', row)}"
        told: dict[str, SheetCell] = {
            "deadline": _deadline(journal, one),
            "days": Formula(days, journal.days_late(one)),
        }
        maker.add(block, _listed(journal, one) | told)
    if not found:
        maker.none(block, "voucher")
    maker.sums(block, "voucher", first, {"amount": sum(map(_amount, found))})


def _amount(one: EntryHistory) -> int:
    return sum(line.debit for line in one.entry.lines)


def _listed(journal: Journal, one: EntryHistory) -> dict[str, SheetCell]:
    return _entry_cells(journal, one) | {"amount": Rupiah(_amount(one))}
