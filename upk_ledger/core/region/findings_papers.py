"""The paper of findings across UPK. Pure: definition + findings -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.findings import EntryRef, Finding, Findings
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement

_SHOWN = 6
"""How many entries of a finding the paper names; data names all."""

_MONEY = frozenset({"balance", "paid", "highest", "limit", "share"})
"""Facts that are sen."""


def findings_statement(
    definition: Definition,
    frame: Frame,
    all_found: Findings,
    shown: Sequence[Finding],
    kinds: Sequence[str],
    name_of: Callable[[str], str],
    say: Callable[[Finding], str],
) -> Statement:
    """The findings by kind, how many of each, whose books were looked at and whose were not."""
    summary = Table(definition.tables["ringkasan"], frame.words)
    sections: list[Section] = []
    for kind in kinds:
        own = [one for one in shown if one.kind == kind]
        upk = sorted({code for one in own for code in one.upk})
        summary.line({"kind": name_of(kind), "count": len(own), "upk": ", ".join(upk)})
        if own:
            sections.append(_kind(definition, frame, own, name_of(kind), say))
    labels = definition.labels
    facts = [(labels["dilihat"], _listed(all_found.judged, labels))]
    if all_found.unjudged:
        facts.append((labels["tidak-dilihat"], _listed(all_found.unjudged, labels)))
    if all_found.unread:
        facts.append((labels["tersegel"], _listed(all_found.unread, labels)))
    nik = labels["nik-dibandingkan"].format(compared=all_found.compared, left_out=all_found.left_out)
    notes = [nik, *(() if shown else (labels["kosong"],))]
    data = {
        "from": all_found.since,
        "to": all_found.until,
        "judged": list(all_found.judged),
        "unjudged": list(all_found.unjudged),
        "identities_compared": all_found.compared,
        "identities_left_out": all_found.left_out,
        "identities_unread": list(all_found.unread),
        "count": len(shown),
        "findings": [_data(one, name_of, say) for one in shown],
    }
    return issue(definition, frame, [summary.section(), *sections], data, notes, tuple(facts))


def _listed(codes: Sequence[str], labels: Mapping[str, str]) -> str:
    return f"{len(codes)} UPK: {', '.join(codes)}" if codes else labels["tidak-ada"]


def _kind(
    definition: Definition, frame: Frame, own: Sequence[Finding], caption: str, say: Callable[[Finding], str]
) -> Section:
    table = Table(definition.tables["temuan"], frame.words)
    for one in own:
        table.line(
            {
                "code": one.code,
                "upk": ", ".join(one.upk),
                "groups": ", ".join(one.groups),
                "since": one.on,
                "text": say(one),
                "amount": Rupiah(one.amount) if one.amount else None,
                "entries": entries_text(one, definition.labels["lagi"]),
            }
        )
    return table.section(f"{caption} ({len(own)})")


def entries_text(one: Finding, more: str) -> str:
    """The entries of a finding on paper: the first of each office, and how many more there are."""
    by_office: dict[str, list[EntryRef]] = {}
    for entry in one.entries:
        by_office.setdefault(entry.office, []).append(entry)
    texts = []
    for office, entries in by_office.items():
        named = ", ".join(entry.voucher for entry in entries[:_SHOWN])
        rest = more.format(count=len(entries) - _SHOWN) if len(entries) > _SHOWN else ""
        texts.append(f"{office}: {named}{rest}" if (office,) != one.upk else f"{named}{rest}")
    return "; ".join(texts)


def _data(one: Finding, name_of: Callable[[str], str], say: Callable[[Finding], str]) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": one.kind,
        "title": name_of(one.kind),
        "upk": list(one.upk),
        "groups": list(one.groups),
        "since": one.on,
        "text": say(one),
        "amount": Rupiah(one.amount),
        "facts": _marked(one.facts),
        "entries": [{"office": entry.office, "voucher": entry.voucher} for entry in one.entries],
    }


def _marked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts for JSON, with money marked as such."""
    return {
        name: [_marked(each) for each in value]
        if isinstance(value, list)
        else Rupiah(value)
        if name in _MONEY and value is not None
        else value
        for name, value in facts.items()
    }
