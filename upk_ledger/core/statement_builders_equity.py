"""Changes in equity over a range: account by account, and by cause."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.balances import Sums, income_and_expense
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Cause, Definition
from upk_ledger.core.statement_builders import Chart, absent, turns
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement

EquityMove = tuple[str, str, int]
"""Kind of entry (behind it the year that one puts right), account of equity, what it rose by (sen)."""

_COLUMNS = {"modal-dana": "fund", "laba-ditahan": "retained", "laba-berjalan": "current"}
"""In which column of the table by cause an account stands, by its role; all others stand in the last."""


def changes_in_equity(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    start: date,
    sums: Sums,
    eve: Sums,
    to_date: Sums,
    moves: Sequence[EquityMove],
) -> Statement:
    """Perubahan modal; `sums`, `eve` and `to_date` as for `turns`.

    `moves` are what entries but opening and closing ones moved.
    """
    table = Table(definition.tables["modal"], frame.words)
    keys = ("opening", "increase", "decrease", "closing")
    totals = dict.fromkeys(keys, 0)
    full = dict(chart)
    accounts = []
    for account, *row in turns(definition, chart, sums, eve, to_date):
        if account.type != "modal":
            continue
        full[account.code] = account
        amounts = {key: Rupiah(amount) for key, amount in zip(keys, row, strict=True)}
        for key in keys:
            totals[key] += amounts[key]
        if any(row):
            table.line({"code": account.code, "name": account.name, **amounts})
        accounts.append({"code": account.code, "name": account.name, **amounts})
    moved = totals["opening"] + totals["increase"] - totals["decrease"]
    refuse(checks.agree("perubahan-modal", {"saldo-akhir": totals["closing"], "mutasi": moved}))
    sum_row = {key: Rupiah(amount) for key, amount in totals.items()}
    table.add("total", {"name": definition.labels["jumlah"], **sum_row})
    by_cause, movements = _by_cause(definition, frame, full, accounts, sums, moves)
    data = {
        "from": start,
        "to": frame.as_of,
        "opening_equity": sum_row["opening"],
        "increase": sum_row["increase"],
        "decrease": sum_row["decrease"],
        "closing_equity": sum_row["closing"],
        "accounts": accounts,
        "movements": movements,
    }
    return issue(definition, frame, [table.section(), by_cause], data)


def _by_cause(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    accounts: Sequence[Mapping[str, Any]],
    sums: Sums,
    moves: Sequence[EquityMove],
) -> tuple[Section, list[dict[str, Any]]]:
    """Why equity changed: the range's result, what entries did by their kinds, what was closed into retained result.

    The last moves from one column to another only: what is left of it in sum is a broken book.
    """

    def column(code: str) -> str:
        return _COLUMNS.get(chart[code].role, "other")

    opening, closing = Counter[str](), Counter[str]()
    for row in accounts:
        opening[column(row["code"])] += row["opening"]
        closing[column(row["code"])] += row["closing"]
    income, expense = income_and_expense(chart, sums)
    rows = [("opening", definition.labels["saldo-awal"], opening)]
    rows.append(("result", definition.labels["hasil"], Counter({"current": income - expense})))
    caused = {(cause.key, cause.caption): Counter[str]() for cause in definition.causes}
    for kinds, code, amount in moves:
        kind, _, year = kinds.partition(" ")
        cause = _cause_of(kind, definition.causes)
        line = (cause.key, f"{cause.caption} ({year})" if year else cause.caption)
        caused.setdefault(line, Counter())[column(code)] += amount
    always = {(cause.key, cause.caption) for cause in definition.causes}
    rows += [(*line, amounts) for line, amounts in caused.items() if line in always or any(amounts.values())]
    keys = [*_COLUMNS.values(), "other"]
    closed = Counter({key: closing[key] - sum(amounts[key] for _, _, amounts in rows) for key in keys})
    refuse(checks.agree("perubahan-modal", {"dipindahkan": sum(closed.values()), "sisa": 0}))
    rows += [
        ("transfer", definition.labels["pindah"], closed),
        ("closing", definition.labels["saldo-akhir"], closing),
    ]
    used = {key for key in keys if any(amounts[key] for _, _, amounts in rows)} | {"fund", "total"}
    table = Table(definition.tables["sebab"], frame.words, absent(definition.tables["sebab"], used))
    told = []
    for key, name, amounts in rows:
        cells = {each: Rupiah(amounts[each]) for each in keys} | {"total": Rupiah(sum(amounts.values()))}
        if key in {"opening", "closing", "result"} or any(amounts.values()):
            table.add("total" if key == "closing" else "line", {"name": name, **cells})
        told.append({"cause": key, "name": name, **cells})
    return table.section(), told


def _cause_of(kind: str, causes: Sequence[Cause]) -> Cause:
    """The cause that has this kind of entry, else the one without kinds."""
    return next(
        (cause for cause in causes if kind in cause.kinds),
        next(cause for cause in causes if not cause.kinds),
    )
