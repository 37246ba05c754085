"""The papers of the criteria. Pure: definition + villages held against the criteria -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from upk_ledger.core.region.eligibility import (
    NO,
    UNKNOWN,
    YES,
    Assessed,
    Criteria,
    Evidence,
    VillageAssessed,
)
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Column, Row, Section, Statement

_TRUTH = {YES: True, NO: False, UNKNOWN: None}


@dataclass(frozen=True, slots=True)
class Words:
    """How the papers speak of answers and evidence."""

    answers: Mapping[str, str]
    verdicts: Mapping[str, str]
    contradictory: str
    nothing: str
    evidence: Callable[[Evidence], str]


def assessed_data(found: VillageAssessed, words: Words) -> dict[str, Any]:
    """A village held against the criteria, for JSON; unknown is null."""
    return {
        "upk": found.upk.code,
        "name": found.upk.name,
        "village_kind": found.upk.village_kind,
        "village": found.upk.village,
        "district": found.upk.district,
        "eligible": _TRUTH[found.answer],
        "criteria": [
            {
                "key": one.criterion.key,
                "number": one.criterion.number,
                "title": one.criterion.title,
                "limit_percent": one.criterion.limit,
                "basis": one.criterion.origin,
                "met": _TRUTH[one.answer],
                "contradictory": one.contradictory,
                "evidence": [
                    {
                        "typed": evidence is one.typed,
                        "met": _TRUTH[evidence.answer],
                        "text": words.evidence(evidence),
                        "date": evidence.on,
                        "source": evidence.source,
                    }
                    for evidence in (one.derived, one.typed)
                    if evidence is not None
                ],
            }
            for one in found.assessed
        ],
    }


def one_paper(
    definition: Definition, frame: Frame, found: VillageAssessed, criteria: Criteria, words: Words
) -> Statement:
    """One village with the evidence of each criterion."""
    table, upk = Table(definition.tables["syarat"], frame.words), found.upk
    for one in found.assessed:
        for place, row in enumerate(_evidence_rows(one, words)):
            table.line(
                {
                    "number": one.criterion.number if not place else "",
                    "title": _title(one) if not place else "",
                    "answer": words.answers[one.answer] if not place else "",
                    **row,
                }
            )
    place_text = f"{upk.village_kind} {upk.village}, Kecamatan {upk.district}"
    labels = definition.labels
    facts = (
        (labels["tempat"], place_text),
        (labels["upk"], f"{upk.name} ({upk.code})"),
        (labels["hasil"], words.verdicts[found.answer]),
    )
    data = {"as_of": frame.as_of, "basis": criteria.basis, **assessed_data(found, words)}
    return issue(definition, frame, [table.section()], data, [criteria.basis], facts)


def _title(one: Assessed) -> str:
    return one.criterion.title if one.criterion.origin == "program" else f"{one.criterion.title} *"


def _evidence_rows(one: Assessed, words: Words) -> list[dict[str, Any]]:
    told = [evidence for evidence in (one.derived, one.typed) if evidence is not None]
    rows = [{"evidence": words.evidence(each), "on": each.on, "source": each.source} for each in told]
    if one.contradictory:
        rows.append({"evidence": words.contradictory, "on": None, "source": ""})
    return rows or [{"evidence": words.nothing, "on": None, "source": ""}]


def all_paper(
    definition: Definition, frame: Frame, found: Sequence[VillageAssessed], criteria: Criteria, words: Words
) -> Statement:
    """Every village, a column a criterion."""
    form = definition.tables["semua"].columns
    numbered = tuple(Column(one.key, f"{one.number}. {one.short}", "text", 14) for one in criteria.every)
    columns = (*form[:-1], *numbered, form[-1])
    rows = tuple(
        Row(
            (
                one.upk.code,
                f"{one.upk.village_kind} {one.upk.village}",
                *(words.answers[each.answer] for each in one.assessed),
                words.verdicts[one.answer],
            )
        )
        for one in found
    )
    counts = {key: sum(one.answer == key for one in found) for key in (YES, NO, UNKNOWN)}
    told = definition.labels["jumlah"].format(
        yes=counts[YES], no=counts[NO], unknown=counts[UNKNOWN], all=len(found)
    )
    data = {
        "as_of": frame.as_of,
        "basis": criteria.basis,
        "eligible": counts[YES],
        "not_eligible": counts[NO],
        "unknown": counts[UNKNOWN],
        "villages": [assessed_data(one, words) for one in found],
    }
    return issue(definition, frame, [Section(columns, rows)], data, [told, criteria.basis], landscape=True)
