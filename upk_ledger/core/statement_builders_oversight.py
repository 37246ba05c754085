"""The monthly list for the Pengawas: the exception list by rule. Pure: definition + items -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from upk_ledger.core.audit import ExceptionItem
from upk_ledger.core.cash_limits import OverLimit
from upk_ledger.core.dates import local_moment
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement


def oversight(
    definition: Definition,
    frame: Frame,
    start: date,
    items: Sequence[ExceptionItem],
    zone: str,
    officers: Mapping[str, str],
    name_of: Callable[[str], str],
    detail_of: Callable[[str, str, str], str],
    unbanked: Sequence[OverLimit] = (),
) -> Statement:
    """Every item recorded in the period, a table for each rule in the order in which the rules first occur.

    Before them `unbanked`: cash that stood above its limit.
    """
    by_rule: dict[str, list[ExceptionItem]] = {}
    for item in items:
        by_rule.setdefault(item.rule, []).append(item)
    sections = [_unbanked(definition, frame, unbanked)] if unbanked else []
    told = []
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
    data["cash_over_limit"] = [
        {
            "account": one.account,
            "from": one.since,
            "to": one.until,
            "days": one.days,
            "highest": Rupiah(one.highest),
            "limit": Rupiah(one.limit),
            "lasting": one.lasting,
        }
        for one in unbanked
    ]
    notes = () if items or unbanked else (definition.labels["kosong"],)
    return issue(definition, frame, sections, data, notes)


def _unbanked(definition: Definition, frame: Frame, found: Sequence[OverLimit]) -> Section:
    table = Table(definition.tables["kas"], frame.words)
    for row, one in enumerate(found, 1):
        label = "belum-disetor" if one.lasting else "disetor"
        table.line(
            {
                "row": row,
                "account": f"{one.account} {one.name}",
                "since": one.since,
                "until": one.until,
                "days": one.days,
                "highest": Rupiah(one.highest),
                "limit": Rupiah(one.limit),
                "detail": definition.labels[label],
            }
        )
    return table.section()


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
