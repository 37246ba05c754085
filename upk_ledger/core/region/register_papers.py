"""The papers of a region's registers. Pure: definition + register -> Statement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from upk_ledger.core.dates import add_months
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.members import ACTIVE
from upk_ledger.core.region.registers import MisuseCase, Registered
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Statement

SOON = 6
"""How many months ahead the end of a board's term of office is told of."""


def registered_data(one: Registered) -> dict[str, Any]:
    """What the register has of a UPK, for JSON; unknown facts are null."""
    return {
        "code": one.code,
        "name": one.name,
        "board": one.board,
        "village_kind": one.village_kind,
        "village": one.village,
        "district": one.district,
        "regency": one.regency,
        "status": one.status,
        "reporting": one.reporting,
        "deed": one.deed or None,
        "deed_on": one.deed_on,
        "term_from": one.term_from,
        "term_until": one.term_until,
        "bank": one.bank or None,
        "bank_account": one.bank_account or None,
        "handed_over_on": one.handed_over_on,
        "secretariat_bookkeeping": one.secretariat_bookkeeping or None,
        "contact": one.contact or None,
    }


def term_standing(one: Registered, on: date, soon: int = SOON) -> str | None:
    """Whether a board's term of office is over (`habis`), soon will be (`akan-habis`), or is not known (`kosong`)."""
    if one.term_until is None:
        return "kosong"
    if one.term_until < on:
        return "habis"
    return "akan-habis" if one.term_until <= add_months(on, soon) else None


def upk_register(definition: Definition, frame: Frame, listed: Sequence[Registered], soon: int) -> Statement:
    """The register of UPK, with the boards whose term of office is over or soon will be."""
    table = Table(definition.tables["upk"], frame.words)
    by_standing: dict[str | None, list[str]] = {}
    for one in listed:
        if one.status == ACTIVE:
            by_standing.setdefault(term_standing(one, frame.as_of, soon), []).append(one.name)
        shown = registered_data(one)
        village = f"{one.village_kind} {one.village}".strip()
        account = " ".join(filter(None, (one.bank, one.bank_account)))
        table.line({**shown, "village": village, "bank_account": account or None})
    labels, notes = definition.labels, []
    for standing, label in (("habis", "habis"), ("akan-habis", "akan_habis")):
        if names := by_standing.get(standing):
            notes.append(f"{labels[label].format(months=soon)} {', '.join(names)}.")
    if unknown := by_standing.get("kosong"):
        notes.append(labels["kosong"].format(count=len(unknown), all=sum(map(len, by_standing.values()))))
    data = {
        "as_of": frame.as_of,
        "upk": [{**registered_data(one), "term": term_standing(one, frame.as_of, soon)} for one in listed],
    }
    return issue(definition, frame, [table.section()], data, notes if listed else (labels["nihil"],))


def case_data(case: MisuseCase, name: str) -> dict[str, Any]:
    """A case, for JSON."""
    return {
        "code": case.code,
        "upk": case.upk,
        "upk_name": name,
        "since": case.told[0][0],
        "on": case.on,
        "status": case.status,
        "open": case.open,
        "amount": Rupiah(case.amount),
        "repaid": Rupiah(case.repaid),
        "left": Rupiah(case.left),
        "told": [
            {"date": on, "status": status, "words": words, "amount": Rupiah(amount), "repaid": Rupiah(repaid)}
            for on, status, words, amount, repaid in case.told
        ],
    }


def case_register(
    definition: Definition, frame: Frame, listed: Sequence[tuple[MisuseCase, str]]
) -> Statement:
    """The register of cases as they stand on the frame's day."""
    table = Table(definition.tables["kasus"], frame.words)
    for case, name in listed:
        table.line({**case_data(case, name), "upk": name, "told": case.told[-1][2]})
    if listed:
        sums = {key: sum(getattr(case, key) for case, _ in listed) for key in ("amount", "repaid", "left")}
        table.add("total", {"code": "Jumlah", **{key: Rupiah(value) for key, value in sums.items()}})
    still_open = sum(case.open for case, _ in listed)
    label = definition.labels["terbuka" if listed else "nihil"]
    data = {"as_of": frame.as_of, "open": still_open, "cases": [case_data(*one) for one in listed]}
    return issue(definition, frame, [table.section()], data, [label.format(count=still_open)])
