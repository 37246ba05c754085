"""What was decided on a year's surplus, and what of it is owed. Pure: definition + facts -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_builders import Chart
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.surplus import Allocation, Unpaid


def surplus_allocation(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    start: date,
    decided: Mapping[str, Allocation],
    owed: Sequence[Unpaid],
    ledger: int,
    shown: Callable[[Fraction], Decimal],
) -> Statement:
    """Alokasi laba: `decided` in the period, by what is said of each; `ledger` is what the accounts for it owe.

    `shown` makes the number to print of a share's percentage.
    """
    sections, told = [], []
    for caption, one in decided.items():
        section, rows = _decision(definition, frame, chart, one, caption, shown)
        sections.append(section)
        told.append(
            {
                "year": one.year,
                "date": one.on,
                "decision": one.decision,
                "voucher": one.voucher,
                "shares": rows,
                "total": Rupiah(one.total),
            }
        )
    section, rows = _owed(definition, frame, owed, ledger)
    data = {
        "from": start,
        "to": frame.as_of,
        "allocations": told,
        "purposes": rows,
        "unpaid": Rupiah(ledger),
    }
    notes = () if decided else (definition.labels["kosong"],)
    return issue(definition, frame, [*sections, section], data, notes)


def _decision(
    definition: Definition,
    frame: Frame,
    chart: Chart,
    one: Allocation,
    caption: str,
    shown: Callable[[Fraction], Decimal],
) -> tuple[Section, list[dict[str, Any]]]:
    table = Table(definition.tables["bagian"], frame.words)
    rows = []
    for place, (share, amount) in enumerate(one.shares, 1):
        row: dict[str, Any] = {
            "purpose": share.purpose,
            "account": share.account,
            "name": chart[share.account].name,
            "percent": shown(share.percent),
            "amount": Rupiah(amount),
        }
        table.line({"row": place, **row})
        rows.append(row)
    total: dict[str, Any] = {
        "purpose": definition.labels["jumlah"],
        "percent": Decimal(100),
        "amount": Rupiah(one.total),
    }
    table.add("total", total)
    return table.section(caption), rows


def _owed(
    definition: Definition, frame: Frame, owed: Sequence[Unpaid], ledger: int
) -> tuple[Section, list[dict[str, Any]]]:
    refuse(checks.agree("alokasi-laba", {"alokasi": sum(one.left for one in owed), "neraca": ledger}))
    table = Table(definition.tables["sisa"], frame.words)
    rows = []
    sums = dict.fromkeys(("allocated", "paid", "left"), 0)
    for one in owed:
        amounts = {"allocated": one.allocated, "paid": one.paid, "left": one.left}
        for key, amount in amounts.items():
            sums[key] += amount
        row = {
            "year": str(one.year) if one.year else None,
            "purpose": one.purpose,
            **{key: Rupiah(amount) for key, amount in amounts.items()},
        }
        table.line(row)
        rows.append(row)
    totals = {key: Rupiah(amount) for key, amount in sums.items()}
    table.add("total", {"purpose": definition.labels["jumlah"], **totals})
    return table.section(), rows
