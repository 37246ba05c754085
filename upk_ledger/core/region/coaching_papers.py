"""The papers of coaching: visits, what has to be put right, the minutes of a visit. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from upk_ledger.core.region.coaching import CALLED_OFF, DONE, OPEN, CoachingVisit, FollowUp
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Cells, Frame, Table, issue
from upk_ledger.core.statements import Section, Statement

_ROWS_BY_HAND = 6
"""So many who were there can be written down by hand."""


def follow_up_data(one: FollowUp, on: date, name: str = "") -> dict[str, Any]:
    """A follow-up as it stands on a day, for JSON."""
    return {
        "code": one.code,
        "upk": one.upk,
        "upk_name": name or None,
        "finding": one.finding or None,
        "what": one.what,
        "who": one.who,
        "since": one.steps[0].on,
        "due": one.due,
        "status": one.status,
        "overdue_days": one.late(on),
        "closed_on": one.closed_on,
        "result": one.result or None,
    }


def visit_data(one: CoachingVisit, name: str = "") -> dict[str, Any]:
    """A visit, for JSON."""
    return {
        "code": one.code,
        "upk": one.upk,
        "upk_name": name or None,
        "date": one.on,
        "visitor": one.visitor,
        "place": one.place,
        "present": list(one.present),
        "found": one.found,
        "agreed": list(one.agreed),
        "status": one.status,
    }


def standing(one: FollowUp, on: date, labels: Mapping[str, str]) -> str:
    """How a follow-up stands, overdue ones marked."""
    return labels["lewat"].format(days=one.late(on)) if one.late(on) else labels[one.status]


def follow_up_register(
    definition: Definition, frame: Frame, listed: Sequence[FollowUp], names: Mapping[str, str]
) -> Statement:
    """The register of what UPK have to put right."""
    table, labels, on = Table(definition.tables["tindak_lanjut"], frame.words), definition.labels, frame.as_of
    for one in listed:
        told = follow_up_data(one, on)
        upk = f"{names.get(one.upk, one.upk)} ({one.upk})"
        table.line({**told, "upk": upk, "standing": standing(one, on, labels)})
    counted = {status: sum(one.status == status for one in listed) for status in (OPEN, DONE, CALLED_OFF)}
    overdue = sum(one.late(on) > 0 for one in listed)
    data = {
        "as_of": on,
        "open": counted[OPEN],
        "overdue": overdue,
        "done": counted[DONE],
        "called_off": counted[CALLED_OFF],
        "follow_ups": [follow_up_data(one, on, names.get(one.upk, "")) for one in listed],
    }
    summary = labels["isi_ringkasan"].format_map(
        {"open": data["open"], "overdue": overdue, "done": data["done"], "called_off": data["called_off"]}
    )
    notes = () if listed else (labels["nihil"],)
    return issue(definition, frame, [table.section()], data, notes, ((labels["ringkasan"], summary),))


def visit_list(
    definition: Definition, frame: Frame, listed: Sequence[CoachingVisit], names: Mapping[str, str]
) -> Statement:
    """The visits to UPK, newest first."""
    table = Table(definition.tables["kunjungan"], frame.words)
    for one in listed:
        upk = f"{names.get(one.upk, one.upk)} ({one.upk})"
        table.line({**visit_data(one), "on": one.on, "upk": upk, "agreed": ", ".join(one.agreed)})
    data = {"as_of": frame.as_of, "visits": [visit_data(one, names.get(one.upk, "")) for one in listed]}
    return issue(definition, frame, [table.section()], data, () if listed else (definition.labels["nihil"],))


def visit_minutes(
    definition: Definition, frame: Frame, visit: CoachingVisit, agreed: Sequence[FollowUp]
) -> Statement:
    """The minutes of a visit: when and where, who was there, what was found, what was agreed; `frame` has the words."""
    labels = {key: text.format_map(frame.words) for key, text in definition.labels.items()}
    there: list[Cells] = [
        {"number": number, "name": name, "sign": None} for number, name in enumerate(visit.present, 1)
    ] or [{"number": number, "name": None, "sign": None} for number in range(1, _ROWS_BY_HAND + 1)]
    present = _section(definition, "hadir", there, frame)
    first = () if visit.present else (labels["tanpa_hadir"],)
    sections = [
        Section((), (), prose=(labels["pembuka"],)),
        replace(present, caption=labels["hadir"], prose=first),
        Section((), (), labels["hasil"], prose=tuple(filter(None, visit.found.splitlines()))),
    ]
    rows: list[Cells] = [
        {"number": number, "what": one.what, "who": one.who, "due": one.due, "code": one.code}
        for number, one in enumerate(agreed, 1)
    ]
    if rows:
        sections.append(replace(_section(definition, "sepakat", rows, frame), caption=labels["sepakat"]))
    else:
        sections.append(Section((), (), labels["sepakat"], prose=(labels["tanpa_sepakat"],)))
    sections.append(Section((), (), prose=(labels["penutup"],)))
    data = {**visit_data(visit), "follow_ups": [follow_up_data(one, frame.as_of) for one in agreed]}
    return issue(definition, frame, sections, data, facts=((labels["nomor"], visit.code),))


def _section(definition: Definition, key: str, rows: Sequence[Cells], frame: Frame) -> Section:
    table = Table(definition.tables[key], frame.words)
    for row in rows:
        table.line(row)
    return table.section()
