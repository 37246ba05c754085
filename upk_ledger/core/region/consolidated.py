"""Statements of many UPK: a column each and their sum. Pure: definitions + figures -> Statement.

None is issued whose columns do not hold every account of their UPK, do not balance, or whose total is not what all
books together come to by a count of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.balances import NOTHING, Sums, natural
from upk_ledger.core.listings import CashFlow
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.region.joining import Figures, Joined, Line, UpkBook, added, joined
from upk_ledger.core.report_definitions import Definition, FlowGroup, Part, TableForm
from upk_ledger.core.statement_builders import equity_with_results
from upk_ledger.core.statement_builders_flows import flow_name
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Cell, Column, Section, Statement, Style


def section_of(
    form: TableForm, frame: Frame, upk: Sequence[tuple[str, str]], lines: Sequence[Line]
) -> Section:
    """The table: the form's column "upk" once for each UPK (code and name), and the sum of them.

    The columns before them stand again on every page of columns.
    """
    columns: list[Column] = []
    names = [name for _, name in upk]
    held = [column.key for column in form.columns].index("upk")
    for column in form.columns:
        if column.key == "upk":
            columns += [
                replace(column, key=f"upk {code}", heading=_heading(code, name, names)) for code, name in upk
            ]
        else:
            columns.append(column)
    table = Table(TableForm(form.caption, tuple(columns), form.apart), frame.words)
    for line in lines:
        cells: dict[str, Cell] = {"code": line.code or None, "name": line.name}
        if line.amounts:
            cells |= {
                f"upk {code}": Rupiah(amount) for (code, _), amount in zip(upk, line.amounts, strict=True)
            }
            cells["total"] = Rupiah(sum(line.amounts))
        table.add(line.style, cells)
    return replace(table.section(), held=held)


def line_data(upk: Sequence[tuple[str, str]], lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The rows with figures for JSON."""
    return [
        {
            "kind": line.kind or line.style,
            "code": line.code or None,
            "name": line.name,
            "upk": {code: Rupiah(amount) for (code, _), amount in zip(upk, line.amounts, strict=True)},
            "total": Rupiah(sum(line.amounts)),
        }
        for line in lines
        if line.amounts
    ]


def _heading(code: str, name: str, names: Sequence[str]) -> str:
    return f"{name} ({code})" if names.count(name) > 1 else name


def _named(books: Sequence[UpkBook]) -> list[tuple[str, str]]:
    return [(book.code, book.name) for book in books]


def balance_sheet(
    definition: Definition,
    lines_of: Definition,
    frame: Frame,
    books: Sequence[UpkBook],
    together: Sums,
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """Neraca. The books' sums range from 1 January; `together` are those of all books added up.

    `lines_of` is the definition of the UPK's own paper; `told` begins the JSON.
    """
    charts, figures = [], []
    for book in books:
        chart, computed = equity_with_results(book.chart, book.sums, lines_of)
        charts.append(chart)
        figures.append(
            {
                code: natural(account, book.sums.get(code, NOTHING).balance) + computed.get(code, 0)
                for code, account in chart.items()
                if account.type not in {"pendapatan", "biaya"}
            }
        )
    lines, totals = _parts(lines_of, charts, figures)
    for place, book in enumerate(books):
        parts = [totals[type_][place] for type_ in ("aset", "kewajiban", "modal")]
        refuse(checks.balance_sheet(*parts))
        _refuse_left_out(
            book, charts[place], figures[place], {type_: totals[type_][place] for type_ in totals}
        )
    _refuse_other_total(books, together)
    both = added([totals["kewajiban"], totals["modal"]], len(books))
    lines.append(
        Line("total", definition.labels["jumlah-kewajiban-modal"], both, kind="liabilities_and_equity")
    )
    upk = _named(books)
    names = {"total_assets": "aset", "total_liabilities": "kewajiban", "total_equity": "modal"}
    data = {
        **told,
        **{key: Rupiah(sum(totals[type_])) for key, type_ in names.items()},
        "lines": line_data(upk, lines),
    }
    return issue(definition, frame, [section_of(definition.tables["neraca"], frame, upk, lines)], data, notes)


def income_statement(
    definition: Definition,
    lines_of: Definition,
    frame: Frame,
    books: Sequence[UpkBook],
    together: Sums,
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """Laba rugi over the range of the books' sums; `together` are those of all books added up."""
    charts = [book.chart for book in books]
    figures = [
        {
            code: natural(account, book.sums.get(code, NOTHING).earned)
            for code, account in book.chart.items()
            if account.type in {"pendapatan", "biaya"}
        }
        for book in books
    ]
    lines, totals = _parts(lines_of, charts, figures)
    for place, book in enumerate(books):
        _refuse_left_out(
            book, charts[place], figures[place], {type_: totals[type_][place] for type_ in totals}
        )
    _refuse_other_total(books, together)
    net = tuple(one - other for one, other in zip(totals["pendapatan"], totals["biaya"], strict=True))
    lines.append(Line("total", definition.labels["laba"], net, kind="net_income"))
    upk = _named(books)
    data = {
        **told,
        "total_income": Rupiah(sum(totals["pendapatan"])),
        "total_expense": Rupiah(sum(totals["biaya"])),
        "net_income": Rupiah(sum(net)),
        "lines": line_data(upk, lines),
    }
    return issue(definition, frame, [section_of(definition.tables["neraca"], frame, upk, lines)], data, notes)


def _refuse_left_out(
    book: UpkBook, chart: Mapping[str, Account], figures: Figures, totals: Mapping[str, int]
) -> None:
    """Every account of a UPK is in its column: the parts add up to its accounts."""
    for type_, total in totals.items():
        accounts = sum(amount for code, amount in figures.items() if chart[code].type == type_)
        refuse(checks.agree("gabungan", {"kolom": total, "akun": accounts}, f"{book.code} {type_}"))


def _refuse_other_total(books: Sequence[UpkBook], together: Sums) -> None:
    """The sum of the columns is what all books together come to, account by account."""
    for code in sorted({code for book in books for code in book.sums} | together.keys()):
        own, whole = [book.sums.get(code, NOTHING) for book in books], together.get(code, NOTHING)
        for figure in ("balance", "earned"):
            sums = {
                "jumlah kolom": sum(getattr(each, figure) for each in own),
                "semua buku bersama": getattr(whole, figure),
            }
            refuse(checks.agree("gabungan", sums, code))


def _parts(
    lines_of: Definition, charts: Sequence[Mapping[str, Account]], figures: Sequence[Figures]
) -> tuple[list[Line], dict[str, tuple[int, ...]]]:
    """The lines of every part of a statement of accounts, and each part's total by type."""
    everything = joined(charts, figures)
    lines: list[Line] = []
    totals = {}
    for part in lines_of.parts:
        own = [line for line in everything if line.account.type == part.type]
        lines.append(Line("heading", part.caption))
        lines += _groups(part, own, len(charts))
        totals[part.type] = added([line.amounts for line in own], len(charts))
        style: Style = "total" if part.final else "subtotal"
        lines.append(Line(style, part.total, totals[part.type], kind=f"total_{part.type}"))
    return lines, totals


def _groups(part: Part, own: Sequence[Joined], many: int) -> list[Line]:
    lines: list[Line] = []
    for group in part.groups:
        others = [other for other in part.groups if other is not group]
        mine = [line for line in own if group.takes(line.account, others)]
        if group.caption and mine:
            lines.append(Line("heading", group.caption))
        lines += [Line("line", line.account.name, line.amounts, line.code) for line in mine]
        if group.total and len(mine) > 1:
            lines.append(Line("subtotal", group.total, added([line.amounts for line in mine], many)))
    return lines


def cash_flow(
    definition: Definition,
    lines_of: Definition,
    frame: Frame,
    books: Sequence[UpkBook],
    flows: Sequence[Mapping[str, CashFlow]],
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """Arus kas. The books' sums range over the period, the opening entry as opening balance, as do their `flows`."""
    charts, many = [book.chart for book in books], len(books)
    moved = {
        "masuk": joined(charts, [{code: flow.received for code, flow in each.items()} for each in flows]),
        "keluar": joined(charts, [{code: -flow.paid for code, flow in each.items()} for each in flows]),
    }
    lines: list[Line] = []
    for group in lines_of.flows:
        lines += _flow_lines(lines_of, group, moved, many)
    net = added([line.amounts for each in moved.values() for line in each], many)
    shown = added([line.amounts for line in lines if line.kind == "net"], many)
    tills = [
        [found for code, found in book.sums.items() if book.chart[code].role in {"kas", "bank"}]
        for book in books
    ]
    opening = tuple(sum(each.opening for each in till) for till in tills)
    closing = tuple(sum(each.balance for each in till) for till in tills)
    for book, *amounts in zip(books, opening, net, shown, closing, strict=True):
        first, moved_all, in_groups, last = amounts
        refuse(checks.agree("arus-kas", {"kelompok": in_groups, "arus": moved_all}, book.code))
        refuse(checks.agree("arus-kas", {"saldo-akhir": last, "arus": first + moved_all}, book.code))
    labels = lines_of.labels
    lines += [
        Line("subtotal", labels["naik"], net, kind="net_cash_flow"),
        Line("line", labels["awal"], opening, kind="opening_cash"),
        Line("total", labels["akhir"], closing, kind="closing_cash"),
    ]
    upk = _named(books)
    sums = {"opening_cash": sum(opening), "net_cash_flow": sum(net), "closing_cash": sum(closing)}
    data = {**told, **{key: Rupiah(sen) for key, sen in sums.items()}, "lines": line_data(upk, lines)}
    return issue(
        definition, frame, [section_of(definition.tables["arus-kas"], frame, upk, lines)], data, notes
    )


def _flow_lines(
    lines_of: Definition, group: FlowGroup, moved: Mapping[str, Sequence[Joined]], many: int
) -> list[Line]:
    """A group of flows: what came in, what went out, what is left of it."""
    others = [other for other in lines_of.flows if other is not group]
    own = {way: [one for one in found if group.takes(one.account, others)] for way, found in moved.items()}
    alike: dict[str, int] = {}
    for found in own.values():
        roles = [one.account.role for one in found]
        for role in roles:
            alike[role] = max(alike.get(role, 0), roles.count(role))
    lines = [Line("heading", group.caption)]
    for way, found in own.items():
        lines += [
            Line("line", flow_name(lines_of.labels, way, one.account, alike), one.amounts) for one in found
        ]
    total = added([one.amounts for found in own.values() for one in found], many)
    style: Style = "subtotal" if len(lines) > 1 else "line"
    return [*lines, Line(style, group.total, total, kind="net")]


def changes_in_equity(
    definition: Definition,
    lines_of: Definition,
    frame: Frame,
    books: Sequence[UpkBook],
    papers: Sequence[Mapping[str, Any]],
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """Perubahan modal from what each UPK's own paper of it says (`papers`, their JSON)."""
    upk, many = _named(books), len(books)
    causes: dict[tuple[str, str], list[int]] = {}
    for place, paper in enumerate(papers):
        for row in paper["movements"]:
            causes.setdefault((row["cause"], row["name"]), [0] * many)[place] += row["total"]
    order = ["opening", "result", *(cause.key for cause in lines_of.causes), "transfer", "closing"]
    ordered = sorted(causes.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    by_cause = [
        Line("total" if key == "closing" else "line", name, tuple(amounts), kind=key)
        for (key, name), amounts in ordered
        if key in {"opening", "closing"} or any(amounts)
    ]
    by_account = [
        line
        for key in ("opening", "increase", "decrease", "closing")
        for line in _equity_lines(definition, lines_of, books, papers, key)
    ]
    sums = {key: Rupiah(sum(paper[key] for paper in papers)) for key in ("opening_equity", "closing_equity")}
    for book, place in zip(books, range(many), strict=True):
        begun, moved, ended = (
            sum(line.amounts[place] for line in by_cause if (line.kind in keys) is inside)
            for keys, inside in (({"opening"}, True), ({"opening", "closing"}, False), ({"closing"}, True))
        )
        refuse(checks.agree("perubahan-modal", {"saldo-akhir": ended, "mutasi": begun + moved}, book.code))
    sections = [
        section_of(definition.tables["sebab"], frame, upk, by_cause),
        section_of(definition.tables["modal"], frame, upk, by_account),
    ]
    data = {
        **told,
        **sums,
        "lines": line_data(upk, by_cause),
        "accounts": line_data(upk, by_account),
    }
    return issue(definition, frame, sections, data, notes)


def _equity_lines(
    definition: Definition,
    lines_of: Definition,
    books: Sequence[UpkBook],
    papers: Sequence[Mapping[str, Any]],
    key: str,
) -> list[Line]:
    """One figure of every account of equity, joined, with its sum."""
    computed = {
        role: Account(role, lines_of.labels[role], "modal", role)
        for role in ("laba-ditahan", "laba-berjalan")
    }
    charts = [{**computed, **book.chart} for book in books]
    figures = [{row["code"]: int(row[key]) for row in paper["accounts"]} for paper in papers]
    found = joined(charts, figures)
    total = added([line.amounts for line in found], len(books))
    expected = [sum(each.values()) for each in figures]
    for book, one, other in zip(books, total, expected, strict=True):
        refuse(checks.agree("perubahan-modal", {"kolom": one, "akun": other}, book.code))
    return [
        Line("heading", definition.labels[f"modal-{key}"]),
        *(Line("line", line.account.name, line.amounts, line.code, key) for line in found),
        Line(
            "total" if key == "closing" else "subtotal",
            definition.labels[f"jumlah-{key}"],
            total,
            kind=f"{key}_equity",
        ),
    ]


def told_of(
    kind: str, start: date, end: date, upk: Sequence[tuple[str, str]], coverage: Mapping[str, Any]
) -> dict[str, Any]:
    """How the JSON of every statement of many begins."""
    return {
        "statement": kind,
        "as_of": end,
        "from": start,
        "to": end,
        "upk": [{"code": code, "name": name} for code, name in upk],
        "coverage": coverage,
    }
