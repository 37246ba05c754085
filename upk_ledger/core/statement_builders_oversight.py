"""The monthly list for the Pengawas: the exception list by rule. Pure: definition + items -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.audit import ExceptionItem
from upk_ledger.core.dates import local_moment
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Statement


def oversight(
    definition: Definition,
    frame: Frame,
    start: date,
    items: Sequence[ExceptionItem],
    zone: str,
    officers: Mapping[str, str],
    name_of: Callable[[str], str],
    detail_of: Callable[[str, str, str], str],
) -> Statement:
    """Every item recorded in the period, a table for each rule in the order in which the rules first occur."""
    by_rule: dict[str, list[ExceptionItem]] = {}
    for item in items:
        by_rule.setdefault(item.rule, []).append(item)
    sections, told = [], []
    for rule, own in by_rule.items():
        table = Table(definition.tables["pengecualian"], frame.words)
        rows = [_row(item, zone, officers) for item in own]
        for number, row in enumerate(rows, 1):
            words = {"by": row["actor_name"] or row["actor"]}
            words["detail"] = detail_of(rule, row["subject"], row["detail"])
            table.line({**row, **words, "row": number})
        sections.append(table.section(f"{name_of(rule)} ({len(own)})"))
        told.append({"rule": rule, "title": name_of(rule), "items": rows})
    if not sections:
        sections = [Table(definition.tables["pengecualian"], frame.words).section()]
    data = {"from": start, "to": frame.as_of, "count": len(items), "rules": told}
    notes = () if items else (definition.labels["kosong"],)
    return issue(definition, frame, sections, data, notes)


def _row(item: ExceptionItem, zone: str, officers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "record": item.record,
        "recorded_on": local_moment(item.recorded_at, zone).date(),
        "voucher": item.voucher,
        "subject": item.subject,
        "amount": None if item.amount is None else Rupiah(item.amount),
        "actor": item.actor,
        "actor_name": officers.get(item.actor, ""),
        "detail": item.detail,
        "reason": item.reason,
    }
