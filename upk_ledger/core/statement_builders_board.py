"""The combined report of a board: its offices side by side and their sum. Pure: definition + figures -> Statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core import checks
from upk_ledger.core import fund_figures as figures
from upk_ledger.core.balances import NOTHING, Sums, natural
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition, Part, TableForm
from upk_ledger.core.restricted_funds import FundState
from upk_ledger.core.statement_builders import equity_with_results
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Cell, Section, Statement

CLAIM, DEBT = "piutang-bkm", "hutang-bkm"
"""Roles of what the offices of one board owe each other."""

_RESULTS = frozenset({"pendapatan", "biaya"})


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """One office of the board: `year` ranges from 1 January to the date, `period` over the report's period.

    `bound` is what its restricted funds moved in the period (sen, net debit) by account of costs.
    """

    code: str
    name: str
    chart: Mapping[str, Account]
    year: Sums
    period: Sums
    bound: Mapping[str, int]
    funds: Sequence[FundState] = ()


class _Line(NamedTuple):
    """A row of figures, one for each office."""

    name: str
    amounts: tuple[int, ...]

    def cells(self, offices: Sequence[OfficeFigures]) -> dict[str, Cell]:
        """Each office's figure and their sum, by column."""
        parts = {office.code: Rupiah(sen) for office, sen in zip(offices, self.amounts, strict=True)}
        return {"name": self.name, **parts, "total": Rupiah(sum(self.amounts))}

    def data(self, offices: Sequence[OfficeFigures]) -> dict[str, Any]:
        """The same for JSON."""
        parts = {office.code: Rupiah(sen) for office, sen in zip(offices, self.amounts, strict=True)}
        return {"name": self.name, "offices": parts, "total": Rupiah(sum(self.amounts))}


class _Block(NamedTuple):
    """A part of a statement: its lines and their sum."""

    part: Part
    lines: tuple[_Line, ...]
    total: _Line


def board_report(
    definition: Definition,
    frame: Frame,
    offices: Sequence[OfficeFigures],
    start: date,
    notes: Sequence[str] = (),
) -> Statement:
    """Laporan Gabungan from `start` to the frame's date."""
    standing = [_standing(definition, office) for office in offices]
    earned = [_earned(office) for office in offices]
    parts = {part.type: part for part in definition.parts}
    blocks = {
        type_: _block(part, offices, earned if type_ in _RESULTS else standing)
        for type_, part in parts.items()
    }
    bound = tuple(sum(office.bound.values()) for office in offices)
    blocks["biaya"] = _with(blocks["biaya"], _Line(definition.labels["kegiatan"], bound))
    _check(offices, blocks)
    claims, note = _claims(definition, offices)
    sections = [
        _balance_sheet(definition, frame, offices, blocks),
        _result(definition, frame, offices, blocks),
        _funds(definition, frame, offices),
        _table(definition, frame, offices, "tagihan", [("line", line) for line in claims]),
    ]
    data = {
        "as_of": frame.as_of,
        "from": start,
        "to": frame.as_of,
        "offices": [{"code": office.code, "name": office.name} for office in offices],
        **{_KEYS[type_]: _block_data(block, offices) for type_, block in blocks.items()},
        "net_income": _net(definition, blocks).data(offices),
        "funds": [
            {"office": office.code, **figures.summary(fund)} for office in offices for fund in office.funds
        ],
        "claims": dict(
            zip(("claims", "debts", "difference"), (c.data(offices) for c in claims), strict=True)
        ),
    }
    return issue(definition, frame, [one for one in sections if one.rows], data, [*note, *notes])


_KEYS = {
    "aset": "assets",
    "kewajiban": "liabilities",
    "modal": "equity",
    "pendapatan": "income",
    "biaya": "expense",
}


def _block_data(block: _Block, offices: Sequence[OfficeFigures]) -> dict[str, Any]:
    return {"lines": [line.data(offices) for line in block.lines], "total": block.total.data(offices)}


def _standing(
    definition: Definition, office: OfficeFigures
) -> tuple[Mapping[str, Account], Mapping[str, int]]:
    """The office's chart with its computed results, and its balances on their natural sides."""
    chart, computed = equity_with_results(office.chart, office.year, definition)
    found = {
        code: natural(account, office.year.get(code, NOTHING).balance) + computed.get(code, 0)
        for code, account in chart.items()
    }
    return chart, found


def _earned(office: OfficeFigures) -> tuple[Mapping[str, Account], Mapping[str, int]]:
    """The office's income and costs of the period, without the costs that restricted funds paid."""
    found = {
        code: natural(account, office.period.get(code, NOTHING).earned) - office.bound.get(code, 0)
        for code, account in office.chart.items()
    }
    return office.chart, found


def _block(
    part: Part,
    offices: Sequence[OfficeFigures],
    figured: Sequence[tuple[Mapping[str, Account], Mapping[str, int]]],
) -> _Block:
    """The lines of a part, a group of accounts each; groups in which no office has anything are left out."""
    lines = []
    for group in part.groups:
        others = [other for other in part.groups if other is not group]
        amounts = tuple(
            sum(
                amount
                for code, amount in found.items()
                if chart[code].type == part.type and group.takes(chart[code], others)
            )
            for chart, found in figured
        )
        lines.append(_Line(group.caption, amounts))
    total = tuple(sum(line.amounts[place] for line in lines) for place in range(len(offices)))
    return _Block(part, tuple(line for line in lines if any(line.amounts)), _Line(part.total, total))


def _with(block: _Block, line: _Line) -> _Block:
    """The block with one more line."""
    total = tuple(one + more for one, more in zip(block.total.amounts, line.amounts, strict=True))
    lines = (*block.lines, line) if any(line.amounts) else block.lines
    return _Block(block.part, lines, _Line(block.total.name, total))


def _check(offices: Sequence[OfficeFigures], blocks: Mapping[str, _Block]) -> None:
    """Each office balances; its lines are all its accounts."""
    for place, office in enumerate(offices):
        parts = [blocks[type_].total.amounts[place] for type_ in ("aset", "kewajiban", "modal")]
        refuse(checks.balance_sheet(*parts))
        result = blocks["pendapatan"].total.amounts[place] - blocks["biaya"].total.amounts[place]
        earned = sum(
            -office.period[code].earned for code in office.period if office.chart[code].type in _RESULTS
        )
        refuse(checks.agree("laba-rugi", {"gabungan": result, "pembukuan": earned}, office.code))


def _net(definition: Definition, blocks: Mapping[str, _Block]) -> _Line:
    pairs = zip(blocks["pendapatan"].total.amounts, blocks["biaya"].total.amounts, strict=True)
    return _Line(definition.labels["laba"], tuple(income - cost for income, cost in pairs))


def _table(
    definition: Definition,
    frame: Frame,
    offices: Sequence[OfficeFigures],
    name: str,
    rows: Sequence[tuple[str, _Line | str]],
) -> Section:
    """A table with a column for each office; a heading is a row without figures."""
    form = definition.tables[name]
    columns = []
    for column in form.columns:
        if column.key == "office":
            columns += [replace(column, key=office.code, heading=office.name) for office in offices]
        else:
            columns.append(column)
    table = Table(TableForm(form.caption, tuple(columns), form.apart), frame.words)
    for style, line in rows:
        cells: dict[str, Cell] = {"name": line} if isinstance(line, str) else line.cells(offices)
        if style == "line":
            table.line(cells)
        else:
            table.add("heading" if style == "heading" else "total" if style == "total" else "subtotal", cells)
    return table.section()


def _rows(block: _Block) -> list[tuple[str, _Line | str]]:
    return [
        ("heading", block.part.caption),
        *(("line", line) for line in block.lines),
        ("total" if block.part.final else "subtotal", block.total),
    ]


def _balance_sheet(
    definition: Definition, frame: Frame, offices: Sequence[OfficeFigures], blocks: Mapping[str, _Block]
) -> Section:
    owed, equity = blocks["kewajiban"], blocks["modal"]
    both = tuple(one + other for one, other in zip(owed.total.amounts, equity.total.amounts, strict=True))
    total = _Line(definition.labels["jumlah-kewajiban-modal"], both)
    rows = [*_rows(blocks["aset"]), *_rows(owed), *_rows(equity), ("total", total)]
    return _table(definition, frame, offices, "neraca", rows)


def _result(
    definition: Definition, frame: Frame, offices: Sequence[OfficeFigures], blocks: Mapping[str, _Block]
) -> Section:
    rows = [*_rows(blocks["pendapatan"]), *_rows(blocks["biaya"]), ("total", _net(definition, blocks))]
    return _table(definition, frame, offices, "laba-rugi", rows)


def _funds(definition: Definition, frame: Frame, offices: Sequence[OfficeFigures]) -> Section:
    """Every restricted fund with what came of it, and the sum of them."""
    table = Table(definition.tables["dana"], frame.words)
    listed = [(office, figures.summary(fund)) for office in offices for fund in office.funds]
    for office, row in listed:
        table.line(row | {"office": office.code})
    if len(listed) > 1:
        keys = ("received", "spent", "returned", "rest")
        sums: dict[str, Cell] = {
            key: Rupiah(sum(value for _, row in listed if isinstance(value := row[key], int))) for key in keys
        }
        table.add("total", {"name": definition.labels["jumlah"], **sums})
    return table.section()


def _claims(definition: Definition, offices: Sequence[OfficeFigures]) -> tuple[list[_Line], list[str]]:
    """What the offices claim of each other and owe each other, and a note where the two are not the same."""

    def held(role: str) -> tuple[int, ...]:
        return tuple(
            sum(
                natural(office.chart[code], sums.balance)
                for code, sums in office.year.items()
                if office.chart[code].role == role
            )
            for office in offices
        )

    claims, debts = held(CLAIM), held(DEBT)
    apart = tuple(claim - debt for claim, debt in zip(claims, debts, strict=True))
    lines = [
        _Line(definition.labels["tagihan"], claims),
        _Line(definition.labels["hutang"], debts),
        _Line(definition.labels["selisih"], apart),
    ]
    return lines, [definition.labels["belum-sama"]] if sum(apart) else []
