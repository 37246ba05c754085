"""Anggaran: the yearly budget beside what became of it. Pure: definition + figures -> Statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from upk_ledger.core.budgets import LENT, PLAIN, REPAID, Budget, BudgetLine
from upk_ledger.core.entries import LOAN_FUND
from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Cell, Statement

_SIDES = (LENT, REPAID)
_PARTS = ("pendapatan", "biaya")


@dataclass(frozen=True, slots=True)
class Standing:
    """One line: its budget of the year and to date, what it moved to date (sen, on the natural side)."""

    line: BudgetLine
    year: int
    to_date: int
    realised: int

    @property
    def difference(self) -> int:
        """What was moved beyond the budget to date; less than nothing where it fell short."""
        return self.realised - self.to_date


def standings(budget: Budget, realised: Mapping[BudgetLine, int], through: int) -> list[Standing]:
    """Every line that has a budget or moved, by account, fund and side; to date means to the month `through`."""
    return [
        Standing(
            line,
            sum(budget.get(line, {}).values()),
            sum(sen for month, sen in budget.get(line, {}).items() if month <= through),
            realised.get(line, 0),
        )
        for line in sorted(budget.keys() | {line for line, sen in realised.items() if sen})
    ]


def budget_paper(
    definition: Definition,
    frame: Frame,
    chart: Mapping[str, Account],
    lines: Sequence[Standing],
    notes: Iterable[str] = (),
) -> Statement:
    """The budget and its realisation: income, cost, the result; then the targets of lending, if there are any."""
    table = Table(definition.tables["akun"], frame.words)
    totals: dict[str, Standing] = {}
    for part in _PARTS:
        own = [one for one in lines if chart[one.line.account].type == part]
        table.add("heading", {"name": definition.labels[part]})
        for one in own:
            table.line(_cells(definition, chart, one))
        totals[part] = _total(own)
        table.add("subtotal", _sums(definition.labels[f"jumlah-{part}"], totals[part]))
    income, expense = totals["pendapatan"], totals["biaya"]
    result = _less(income, expense)
    table.add("total", _sums(definition.labels["hasil"], result))
    sections = [table.section()]
    lending = [one for one in lines if one.line.side in _SIDES and one.year]
    if lending:
        targets = Table(definition.tables["pinjaman"], frame.words)
        for one in sorted(
            lending, key=lambda one: (one.line.account, one.line.fund, one.line.side == REPAID)
        ):
            targets.line(_cells(definition, chart, one))
        sections.append(targets.section())
    shown = [one for one in lines if one.line.side == PLAIN or one in lending]
    data = {
        "as_of": frame.as_of,
        "year": frame.as_of.year,
        "total_income": _figures(income),
        "total_expense": _figures(expense),
        "result": _figures(result),
        "lines": [_line_data(chart, one) for one in shown],
    }
    return issue(definition, frame, sections, data, notes)


def _total(lines: Iterable[Standing]) -> Standing:
    found = list(lines)
    return Standing(
        BudgetLine("", ""),
        sum(one.year for one in found),
        sum(one.to_date for one in found),
        sum(one.realised for one in found),
    )


def _less(one: Standing, other: Standing) -> Standing:
    return Standing(
        one.line, one.year - other.year, one.to_date - other.to_date, one.realised - other.realised
    )


def _over(chart: Mapping[str, Account], one: Standing) -> bool:
    """Whether more was spent than the year allows."""
    return chart[one.line.account].type == "biaya" and one.realised > one.year


def _mark(definition: Definition, chart: Mapping[str, Account], one: Standing) -> str:
    type_, labels = chart[one.line.account].type, definition.labels
    if _over(chart, one):
        return labels["melebihi" if one.year else "tanpa"]
    if type_ == "biaya":
        return labels["di-atas"] if one.difference > 0 else ""
    return labels["di-bawah"] if one.difference < 0 else ""


def _cells(definition: Definition, chart: Mapping[str, Account], one: Standing) -> dict[str, Cell]:
    line, labels = one.line, definition.labels
    name = labels[line.side] if line.side else chart[line.account].name
    if line.fund != LOAN_FUND:
        name = labels["dana"].format(name=name, fund=line.fund)
    return _sums(name, one) | {"code": line.account, "mark": _mark(definition, chart, one)}


def _sums(name: str, one: Standing) -> dict[str, Cell]:
    return {
        "name": name,
        "year": Rupiah(one.year),
        "to_date": Rupiah(one.to_date),
        "realised": Rupiah(one.realised),
        "difference": Rupiah(one.difference),
        "percent": _percent(one),
    }


def _percent(one: Standing) -> Decimal | None:
    """Percentages of one column show alike many decimals."""
    return quotient(one.realised, one.year, 100).quantize(Decimal("0.01")) if one.year > 0 else None


def _figures(one: Standing) -> dict[str, Any]:
    sums = _sums("", one)
    return {
        "budget_year": sums["year"],
        "budget_to_date": sums["to_date"],
        "realised": sums["realised"],
        "difference": sums["difference"],
        "percent_used": sums["percent"],
    }


def _line_data(chart: Mapping[str, Account], one: Standing) -> dict[str, Any]:
    line = one.line
    return {
        "account": line.account,
        "name": chart[line.account].name,
        "type": chart[line.account].type,
        "fund": line.fund,
        "side": line.side or None,
        **_figures(one),
        "over_budget": _over(chart, one),
    }
