"""Statements of accounts: balance sheet, income statement, trial balance. Pure: definition + sums -> Statement.

None is returned that leaves out an account with a balance (`AccountLeftOut`) or does not balance
(`FiguresDisagree`); both are an `IntegrityBroken`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from upk_ledger.core import checks
from upk_ledger.core.balances import NOTHING, Sums, income_and_expense, natural
from upk_ledger.core.errors.reports import AccountLeftOut
from upk_ledger.core.money import Rupiah
from upk_ledger.core.offices import Account
from upk_ledger.core.report_definitions import Definition, LineGroup, Part, TableForm
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Statement

Chart = Mapping[str, Account]
Figures = Mapping[str, int]
"""One figure (sen, on the natural side) by account code."""

NONE: Mapping[str, Sums] = MappingProxyType({})

JSON_KEYS = {
    "before": "previous",
    "last_year": "previous_year",
    "year": "year_to_date",
    "budget": "budget",
}
"""What the comparative columns are called in JSON."""


@dataclass(frozen=True, slots=True)
class Results:
    """Income less expense that no closing entry has taken to equity: of this year, and of earlier ones."""

    current: int
    earlier: int


def open_results(chart: Chart, sums: Sums) -> Results:
    """The computed results at the end of a range that begins on 1 January.

    A closing entry dated 31 December closes that year, one of any other day an earlier year.
    """
    current = earlier = 0
    for code, found in sums.items():
        if chart[code].type in {"pendapatan", "biaya"}:
            current -= found.earned + found.year_end
            earlier -= found.opening + found.closing - found.year_end
    return Results(current, earlier)


def equity_with_results(chart: Chart, sums: Sums, definition: Definition) -> tuple[Chart, Figures]:
    """The chart, sure to have an account for each computed result, and the results by account.

    `sums` range from 1 January to the date of the results.
    """
    results = open_results(chart, sums)
    full = dict(chart)
    computed = {}
    for role, amount in (("laba-ditahan", results.earlier), ("laba-berjalan", results.current)):
        code = next((a.code for a in chart.values() if a.role == role and a.type == "modal"), None)
        if code is None:
            code = role
            full[code] = Account(code, definition.labels[role], "modal", role)
        computed[code] = amount
    return full, computed


class Turn(NamedTuple):
    """An account of the balance sheet over a range (sen, on its natural side), its computed result added."""

    account: Account
    opening: int
    increase: int
    decrease: int
    closing: int


def turns(definition: Definition, chart: Chart, sums: Sums, eve: Sums, to_date: Sums) -> list[Turn]:
    """Every account of the balance sheet, by code.

    `sums` range over the period, the opening entry counted as opening balance. `eve` ranges from 1 January to the
    day before it (empty on 1 January itself, its openings filled) and `to_date` from 1 January to its end: computed
    results are taken from both, the opening entry in each.
    """
    full, computed_before = equity_with_results(chart, eve, definition)
    computed_after = equity_with_results(chart, to_date, definition)[1]
    found = []
    for code, account in sorted(full.items()):
        if account.type in {"pendapatan", "biaya"}:
            continue
        moved = sums.get(code, NOTHING)
        was, is_ = computed_before.get(code, 0), computed_after.get(code, 0)
        debit, credit = moved.debit - moved.closing_debit, moved.credit - moved.closing_credit
        up, down = (debit, credit) if account.debit_normal else (credit, debit)
        if account.contra:  # what it takes off grows: below zero in both columns, like its balances
            up, down = -down, -up
        # Closing entries only bring a result to where it stands from then on: they count with it, not beside it.
        gained = is_ - was + natural(account, moved.closing)
        found.append(
            Turn(
                account,
                natural(account, moved.opening) + was,
                up + max(gained, 0),
                down + max(-gained, 0),
                natural(account, moved.balance) + is_,
            )
        )
    return found


def _standing(chart: Chart, sums: Sums, computed: Figures) -> dict[str, int]:
    """Balances on the natural side of all accounts but those of income and expense, computed results added."""
    return {
        code: natural(account, sums.get(code, NOTHING).balance) + computed.get(code, 0)
        for code, account in chart.items()
        if account.type not in {"pendapatan", "biaya"}
    }


def balance_sheet(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    sums: Sums,
    beside: Mapping[str, Sums] = NONE,
    *,
    two_sided: bool = False,
) -> Statement:
    """Neraca. `sums` range from 1 January to the date; those `beside`, by column, likewise to the dates compared with.

    Two-sided: the assets left, what they are financed from right, the totals level with one another.
    """
    full, computed = equity_with_results(chart, sums, definition)
    figures = {"now": _standing(full, sums, computed)}
    for key, each in beside.items():
        other, results = equity_with_results(chart, each, definition)
        figures[key] = _standing(other, each, results)
    for figure in figures.values():
        _refuse_left_out(definition, full, figure)
    form = definition.tables["akun"]
    without = absent(form, figures)
    left = Table(form, frame.words, without)
    right = Table(form, frame.words, without) if two_sided else left
    totals = [_part(left if part.final else right, part, full, figures) for part in definition.parts]
    by_type = {part.type: total for part, total in zip(definition.parts, totals, strict=True)}
    for key in figures:
        parts = [by_type[kind][key] for kind in ("aset", "kewajiban", "modal")]
        refuse(checks.balance_sheet(*parts))
    both = {key: Rupiah(by_type["kewajiban"][key] + by_type["modal"][key]) for key in figures}
    right.add("total", {"name": definition.labels["jumlah-kewajiban-modal"], **both})
    section = left.beside(right) if two_sided else left.section()
    data: dict[str, Any] = {
        "as_of": frame.as_of,
        **_totals(by_type, "now"),
        "accounts": [
            {
                "code": code,
                "name": full[code].name,
                "type": full[code].type,
                "balance": Rupiah(balance),
                **({"computed": Rupiah(computed[code])} if code in computed else {}),
            }
            for code, balance in sorted(figures["now"].items())
        ],
        **{JSON_KEYS[key]: _totals(by_type, key) for key in beside},
    }
    return issue(definition, frame, [section], data, landscape=two_sided)


def absent(form: TableForm, figures: Iterable[str]) -> set[str]:
    """The columns of amounts that this paper does not have."""
    return {column.key for column in form.columns if column.kind == "money"} - set(figures)


def _totals(by_type: Mapping[str, Figures], key: str) -> dict[str, Rupiah]:
    names = {"total_assets": "aset", "total_liabilities": "kewajiban", "total_equity": "modal"}
    return {name: Rupiah(by_type[kind][key]) for name, kind in names.items()}


def _part(table: Table, part: Part, chart: Chart, figures: Mapping[str, Figures]) -> dict[str, int]:
    """Print one part; answers with its total by column."""
    accounts = [account for account in chart.values() if account.type == part.type]
    table.add("heading", {"name": part.caption})
    totals = dict.fromkeys(figures, 0)
    for group in part.groups:
        others = [other for other in part.groups if other is not group]
        mine = sorted((a for a in accounts if group.takes(a, others)), key=lambda account: account.code)
        for key, amount in _group(table, group, mine, figures).items():
            totals[key] += amount
    amounts = {key: Rupiah(amount) for key, amount in totals.items()}
    table.add("total" if part.final else "subtotal", {"name": part.total, **amounts})
    return totals


def _group(
    table: Table, group: LineGroup, accounts: Sequence[Account], figures: Mapping[str, Figures]
) -> dict[str, int]:
    shown = [a for a in accounts if any(figure.get(a.code, 0) for figure in figures.values())]
    sums = {key: sum(figure.get(a.code, 0) for a in shown) for key, figure in figures.items()}
    if group.caption and shown:
        table.add("heading", {"name": group.caption})
    for account in shown:
        amounts = {key: Rupiah(figure.get(account.code, 0)) for key, figure in figures.items()}
        table.line({"code": account.code, "name": account.name, **amounts})
    if group.total and len(shown) > 1:
        table.add("subtotal", {"name": group.total, **{key: Rupiah(amount) for key, amount in sums.items()}})
    return sums


def _refuse_left_out(definition: Definition, chart: Chart, figures: Figures) -> None:
    """Raise `AccountLeftOut` where an account with a balance stands in no group of the definition."""
    for code, amount in figures.items():
        account = chart[code]
        groups = [group for part in definition.parts if part.type == account.type for group in part.groups]
        places = sum(group.takes(account, [o for o in groups if o is not group]) for group in groups)
        if amount and places != 1:
            raise AccountLeftOut(definition.name, f"{code} {account.name}")


def income_statement(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    start: date,
    sums: Sums,
    beside: Mapping[str, Sums] = NONE,
    budget: Figures | None = None,
    notes: Iterable[str] = (),
) -> Statement:
    """Laba rugi from `start` to the frame's date; `beside` are the periods compared with, by column."""
    given = {"now": sums, **beside}
    figures = {key: _earned(chart, each) for key, each in given.items()}
    if budget is not None:
        figures["budget"] = {code: budget.get(code, 0) for code in figures["now"]}
    for figure in figures.values():
        _refuse_left_out(definition, chart, figure)
    form = definition.tables["akun"]
    table = Table(form, frame.words, absent(form, figures))
    totals = {part.type: _part(table, part, chart, figures) for part in definition.parts}
    income, expense = totals["pendapatan"], totals["biaya"]
    refuse(
        checks.agree(
            "laba-rugi",
            {"jumlah": income["now"] - expense["now"], "akun": _net(income_and_expense(chart, sums))},
        )
    )
    net = {key: Rupiah(income[key] - expense[key]) for key in figures}
    table.add("total", {"name": definition.labels["laba"], **net})
    told = {
        key: {
            "total_income": Rupiah(income[key]),
            "total_expense": Rupiah(expense[key]),
            "net_income": net[key],
        }
        for key in figures
    }
    data: dict[str, Any] = {
        "from": start,
        "to": frame.as_of,
        **told["now"],
        "accounts": [
            {"code": code, "name": chart[code].name, "type": chart[code].type, "balance": Rupiah(amount)}
            for code, amount in sorted(figures["now"].items())
        ],
        **{JSON_KEYS[key]: amounts for key, amounts in told.items() if key != "now"},
    }
    return issue(definition, frame, [table.section()], data, notes)


def _net(parts: tuple[int, int]) -> int:
    return parts[0] - parts[1]


def _earned(chart: Chart, sums: Sums) -> dict[str, int]:
    """Income and expense on their natural sides, closing entries left out."""
    return {
        code: natural(account, sums.get(code, NOTHING).earned)
        for code, account in chart.items()
        if account.type in {"pendapatan", "biaya"}
    }


def trial_balance(
    definition: Definition, frame: Frame, chart: Chart, sums: Sums, closing: Sequence[str] = ()
) -> Statement:
    """Neraca saldo: posted lines only, each account's net on one side.

    `closing`: `sebelum` leaves out what closed the year that ends with the range; with `sesudah` too, both stand
    beside one another.
    """
    after = {code: found.balance for code, found in sums.items()}
    before = {code: found.balance - found.year_end for code, found in sums.items()}
    both = {"before_": _sides(chart, before), "after_": _sides(chart, after)}
    alone = "before_" if tuple(closing) == ("sebelum",) else "after_"
    shown = both if len(closing) > 1 else {"": both[alone]}
    form = definition.tables["akun"]
    columns = [f"{kind}{side}" for kind in shown for side in ("debit", "credit")]
    table = Table(form, frame.words, absent(form, columns))
    for code, account in sorted(chart.items()):
        cells = {
            f"{kind}{side}": amount or None
            for kind, found in shown.items()
            for side, amount in found[code].items()
        }
        if any(cells.values()):
            table.line({"code": code, "name": account.name, **cells})
    totals = {
        f"{kind}{side}": Rupiah(sum(each[side] for each in found.values()))
        for kind, found in shown.items()
        for side in ("debit", "credit")
    }
    for kind in shown:
        refuse(
            checks.agree("neraca-saldo", {"debit": totals[f"{kind}debit"], "kredit": totals[f"{kind}credit"]})
        )
    table.add("total", {"name": definition.labels["jumlah"], **totals})
    data = {"as_of": frame.as_of, **_trial_data(chart, shown.get("") or both["after_"])}
    if closing:
        data["closing"] = ["before" if one == "sebelum" else "after" for one in closing]
    if len(closing) > 1:
        data["before_closing"] = _trial_data(chart, both["before_"])
    notes = () if any(found.year_end for found in sums.values()) else (definition.labels["belum-ditutup"],)
    return issue(definition, frame, [table.section()], data, notes if closing else ())


def _sides(chart: Chart, nets: Mapping[str, int]) -> dict[str, dict[str, Rupiah]]:
    """Each account's net on its side, the other nothing."""
    return {
        code: {"debit": Rupiah(max(net, 0)), "credit": Rupiah(max(-net, 0))}
        for code in chart
        for net in (nets.get(code, 0),)
    }


def _trial_data(chart: Chart, sides: Mapping[str, Mapping[str, Rupiah]]) -> dict[str, Any]:
    return {
        "total_debit": Rupiah(sum(each["debit"] for each in sides.values())),
        "total_credit": Rupiah(sum(each["credit"] for each in sides.values())),
        "accounts": [
            {"code": code, "name": account.name, **sides[code]} for code, account in sorted(chart.items())
        ],
    }
