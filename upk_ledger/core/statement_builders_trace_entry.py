"""The figures that a voucher is in, as a paper. Pure: definition + contributions -> Statement."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.traced_figures import Figure
from upk_ledger.core.traced_items import Head, LineItem


class Contribution(NamedTuple):
    """What an entry adds to a figure of a paper (sen); None where the figure is computed from what it adds to."""

    paper: str
    period: str
    figure: Figure
    amount: int | None
    closing: tuple[int, str] | None
    """Record and digest of the closing that seals the paper."""


class EntryFacts(NamedTuple):
    """An entry with its lines, and all that is told about it: label and value, in the order in which it is shown."""

    head: Head
    previous: str
    closing: tuple[str, int, str] | None
    """Month, record and digest of the closing that holds it; None while its month is open."""
    lines: Sequence[LineItem]
    others: Sequence[tuple[str, str]]
    data: dict[str, Any]


def entry_trace(
    definition: Definition,
    frame: Frame,
    entry: EntryFacts,
    contributions: Sequence[Contribution],
    names: dict[str, str],
    officer: str,
    moment: str,
    day: str,
) -> Statement:
    """Where a voucher is found: its lines, other records about it, the figures of its month's and year's papers."""
    labels, head = definition.labels, entry.head
    closed = labels["terbuka"]
    if entry.closing:
        month, record, digest = entry.closing
        closed = labels["tertutup"].format(month=month, record=record, digest=digest[:8])
    facts = (
        (labels["bukti"], head.voucher),
        (labels["tanggal"], day),
        (labels["uraian"], head.description),
        (labels["oleh"], f"{officer}, {moment}"),
        (labels["catatan"], str(head.record)),
        (labels["sidik"], head.digest),
        (labels["sebelum"], entry.previous),
        (labels["tutup"], closed),
    )
    data = {
        "voucher": head.voucher,
        "date": head.on,
        "description": head.description,
        "actor": head.actor,
        "actor_name": officer,
        "recorded_at": moment,
        "record": head.record,
        "digest": head.digest,
        "previous": entry.previous,
        "closing": None
        if entry.closing is None
        else dict(zip(("month", "record", "digest"), entry.closing, strict=True)),
        "reverses": head.reverses or None,
        "reversed_by": head.reversed_by or None,
        **entry.data,
        "figures": [_data(one) for one in contributions],
    }
    sections = [_lines(definition, frame, entry, names)]
    if entry.others:
        table = Table(definition.tables["lain"], frame.words)
        for name, value in entry.others:
            table.line({"name": name, "value": value})
        sections.append(table.section())
    sections.append(_figures(definition, frame, contributions))
    return issue(definition, frame, sections, data, (), facts)


def _lines(definition: Definition, frame: Frame, entry: EntryFacts, names: dict[str, str]) -> Section:
    table = Table(definition.tables["baris"], frame.words)
    for line in entry.lines:
        who = " ".join(filter(None, (line.loan or line.group, line.member, line.asset)))
        sides = {"debit": Rupiah(line.debit) or None, "credit": Rupiah(line.credit) or None}
        table.line({"account": f"{line.account} {names[line.account]}", "who": who or None, **sides})
    return table.section()


def _figures(definition: Definition, frame: Frame, contributions: Sequence[Contribution]) -> Section:
    table = Table(definition.tables["angka"], frame.words)
    for one in contributions:
        figure = one.figure
        shown = figure.cell if isinstance(figure.cell, int) and not figure.is_count else None
        table.line(
            {
                "paper": one.paper,
                "period": one.period,
                "table": figure.table,
                "row": figure.row,
                "column": figure.column.full_heading,
                "amount": None if one.amount is None else Rupiah(one.amount),
                "figure": shown,
                "closing": str(one.closing[0]) if one.closing else None,
            }
        )
    return table.section()


def _data(one: Contribution) -> dict[str, Any]:
    figure = one.figure
    cell = figure.cell
    return {
        "report": one.paper,
        "period": one.period,
        "table": figure.table or None,
        "row": figure.row,
        "column": figure.column.key,
        "amount": None if one.amount is None else Rupiah(one.amount),
        "figure": int(cell) if figure.is_count and isinstance(cell, int) else cell,
        "closing": {"record": one.closing[0], "digest": one.closing[1]} if one.closing else None,
    }
