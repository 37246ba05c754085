"""The auditor's lead schedules: each line of the balance sheet and income statement, beside the year before.

The lines are those of the statements' own definitions; cash and bank, one line there, are two here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from upk_ledger.core.audit_trial import TrialPlaces
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition, LineGroup, TableForm
from upk_ledger.core.statement_builders import Results
from upk_ledger.core.workbooks import Block, Formula, Look, Sheet, SheetCell, SheetMaker, letter

_CASH = ("kas", "bank")
_DEBIT_TYPES = ("aset", "biaya")


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What a year's statements say of each account (sen, natural side), and the results that are not closed."""

    balances: Mapping[str, int]
    earned: Mapping[str, int]
    results: Results


@dataclass(frozen=True, slots=True)
class Leads:
    """What the schedules are made of: the statements' definitions, the chart, both years."""

    sheet: Definition
    income: Definition
    chart: Mapping[str, Account]
    now: YearFigures
    before: YearFigures


@dataclass(frozen=True, slots=True)
class LeadPlaces:
    """The cells of the main totals, as other sheets name them, and their figures (sen)."""

    cells: Mapping[str, str]
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a block: where its figure of this year stands, and both figures (sen)."""

    code: str
    name: str
    link: str
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total: its row and both figures (sen)."""

    row: int
    now: int
    before: int


class _Schedules:
    """The schedules in the making."""

    def __init__(self, form: TableForm, words: Mapping[str, str], trial: TrialPlaces, leads: Leads) -> None:
        self.maker = SheetMaker("skedul", words)
        self._form, self._trial, self._leads = form, trial, leads
        self._index = 0
        self.block = Block(self.maker.name, form, {**words, "index": "", "line": ""})

    def part(self, definition: Definition, kind: str) -> list[_Sum]:
        """The lines of one part of a statement, each a block."""
        part = next(part for part in definition.parts if part.type == kind)
        found = []
        for group in part.groups:
            others = [other for other in part.groups if other is not group]
            for caption, accounts in self._split(kind, group, others):
                lines = list(self._lines(kind, accounts))
                if any(line.now or line.before for line in lines):
                    found.append(self._block(caption or part.caption.capitalize(), lines))
        return found

    def _split(
        self, kind: str, group: LineGroup, others: Sequence[LineGroup]
    ) -> Iterator[tuple[str, list[Account]]]:
        """The blocks of a line: its accounts together, cash and bank apart."""
        mine = [a for a in self._leads.chart.values() if a.type == kind and group.takes(a, others)]
        if not group.roles.issuperset(_CASH):
            yield group.caption, mine
            return
        for role in _CASH:
            yield role.capitalize(), [account for account in mine if account.role == role]

    def _lines(self, kind: str, accounts: Sequence[Account]) -> Iterator[_Line]:
        now, before, block = self._leads.now, self._leads.before, self._trial.block
        income = kind in {"pendapatan", "biaya"}
        for account in sorted(accounts, key=lambda each: each.code):
            code = account.code
            figures = [(year.earned if income else year.balances).get(code, 0) for year in (now, before)]
            row = self._trial.rows.get(code)
            if row is not None or any(figures):
                yield _Line(code, account.name, self._link(kind, row), *figures)
        for role, key, row in (
            ("laba-ditahan", "laba-lalu", self._trial.earlier),
            ("laba-berjalan", "laba-berjalan", self._trial.current),
        ):
            if kind == "modal" and any(account.role == role for account in accounts):
                results = [
                    each.results.earlier if role == "laba-ditahan" else each.results.current
                    for each in (now, before)
                ]
                yield _Line("", self.maker.words[key], f"=-{block.outside('ledger', row)}", *results)

    def _link(self, kind: str, row: int | None) -> str:
        """An account's figure of this year, in the working trial balance."""
        if row is None:
            return ""
        cell = self._trial.block.outside
        if kind in {"pendapatan", "biaya"}:
            sides = [cell("income_debit", row), cell("income_credit", row)]
            return "={}-{}".format(*(sides if kind in _DEBIT_TYPES else reversed(sides)))
        return f"={'' if kind in _DEBIT_TYPES else '-'}{cell('ledger', row)}"

    def _block(self, caption: str, lines: Sequence[_Line]) -> _Sum:
        index = letter(self._index)
        self._index += 1
        block = self.block = self.maker.block(self._form, index=index, line=caption)
        first = self.maker.next
        for number, line in enumerate(lines, 1):
            told: dict[str, SheetCell] = {"index": f"{index}.{number}", "code": line.code, "name": line.name}
            self._row(told, (line.link, ""), (line.now, line.before))
        sums = [sum(line.now for line in lines), sum(line.before for line in lines)]
        last = self.maker.next - 1
        texts = [f"=SUM({block.span(key, first, last)})" for key in ("now", "before")]
        return self.total(index, self.maker.words["jumlah"], texts, sums, "subtotal")

    def total(
        self, index: str, name: str, texts: Sequence[str], sums: Sequence[int], look: Look = "total"
    ) -> _Sum:
        """A row of sums of both years."""
        return _Sum(self._row({"index": index, "name": name}, texts, sums, look), *sums)

    def _row(
        self, told: dict[str, SheetCell], texts: Sequence[str], figures: Sequence[int], look: Look = "line"
    ) -> int:
        """A row of both years, formulas where `texts` have any, with the change."""
        row, block = self.maker.next, self.block
        here, there, change = (block.cell(key, row) for key in ("now", "before", "change"))
        moved = figures[0] - figures[1]
        percent = Decimal(moved * 100) / abs(figures[1]) if figures[1] else ""
        for key, text, figure in zip(("now", "before"), texts, figures, strict=True):
            told[key] = Formula(text, Rupiah(figure)) if text else Rupiah(figure)
        told |= {
            "change": Formula(f"={here}-{there}", Rupiah(moved)),
            "percent": Formula(f'=IF({there}=0,"",{change}*100/ABS({there}))', percent),
        }
        return self.maker.add(block, told, look)

    def joined(self, name: str, parts: Sequence[tuple[str, _Sum]]) -> _Sum:
        """A total of totals, each with its sign."""
        cells = [
            "".join(f"{sign}{self.block.cell(key, one.row)}" for sign, one in parts) or "+0"
            for key in ("now", "before")
        ]
        sums = [sum(int(f"{sign}1") * getattr(one, key) for sign, one in parts) for key in ("now", "before")]
        return self.total("", name, [f"={text.removeprefix('+')}" for text in cells], sums)


def lead_sheet(
    form: TableForm, words: Mapping[str, str], trial: TrialPlaces, leads: Leads
) -> tuple[Sheet, LeadPlaces]:
    """A block for each line, with an index letter; the statements' main totals between them."""
    made = _Schedules(form, words, trial, leads)
    totals: dict[str, _Sum] = {}
    for definition in (leads.sheet, leads.income):
        for part in definition.parts:
            blocks = made.part(definition, part.type)
            totals[part.type] = made.joined(part.total, [("+", one) for one in blocks])
        if definition is leads.sheet:
            both = [("+", totals["kewajiban"]), ("+", totals["modal"])]
            totals["pasiva"] = made.joined(words["jumlah-kewajiban-modal"], both)
    net = [("+", totals["pendapatan"]), ("-", totals["biaya"])]
    totals["laba"] = made.joined(words["laba-bersih"], net)
    cells = {key: made.block.outside("now", one.row) for key, one in totals.items()}
    return made.maker.sheet(), LeadPlaces(cells, {key: one.now for key, one in totals.items()})
