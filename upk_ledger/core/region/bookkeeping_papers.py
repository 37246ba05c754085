"""The papers of bookkeeping performance: all offices, or one with what it did not meet. Pure."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.region.bookkeeping import (
    UNRATEABLE,
    Bookkeeping,
    BookkeepingReview,
    Fact,
    Limits,
    Part,
    points,
)
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.vouchers import Unsupported

_NOT_JUDGED = "-"


def all_offices(definition: Definition, frame: Frame, review: BookkeepingReview) -> Statement:
    """Every office with its score and parts, worst first, and which UPK could not be judged."""
    labels = definition.labels
    table = Table(definition.tables["kantor"], frame.words)
    for row, one in enumerate(review.offices, 1):
        parts = {part.name: f"{part.met}/{part.total}" if part.total else _NOT_JUDGED for part in one.parts}
        table.line(
            {
                "row": row,
                "code": one.office.code,
                "name": one.office.name,
                "score": one.score,
                "grade": labels[one.grade],
                **parts,
            }
        )
    judged = Counter(one.office.kind for one in review.offices)
    facts = [(labels["dinilai"], labels["banyaknya"].format(upk=judged["upk"], others=judged["sekretariat"]))]
    grades = Counter(one.grade for one in review.offices)
    counted = ", ".join(
        f"{labels[name]} {grades[name]}" for name in (*review.limits.grades, UNRATEABLE) if grades[name]
    )
    facts.append((labels["golongan"], counted or labels["tidak-ada"]))
    if review.without_book:
        facts.append((labels["tanpa-buku"], f"{len(review.without_book)}: {', '.join(review.without_book)}"))
    sections = [table.section(), _limits(definition, frame, review.limits)]
    data = {
        "from": review.since,
        "to": review.until,
        "basis": review.limits.basis,
        "offices": [_told(one) for one in review.offices],
        "without_book": list(review.without_book),
    }
    return issue(definition, frame, sections, data, facts=tuple(facts))


def one_office(
    definition: Definition,
    frame: Frame,
    one: Bookkeeping,
    limits: Limits,
    say: Callable[[Fact], str],
    lacking: Sequence[Unsupported],
) -> Statement:
    """The score of an office with its parts, each thing that was not met, and the vouchers without papers."""
    labels = definition.labels
    table = Table(definition.tables["bagian"], frame.words)
    for part in one.parts:
        table.line(_part_row(part, limits, labels))
    missed = Table(definition.tables["kurang"], frame.words)
    for part in one.parts:
        for fact in part.facts:
            missed.line({"part": labels[part.name], "fact": say(fact)})
    judged = [part.name for part in one.parts if part.total]
    weight = sum(limits.parts[name].weight for name in judged)
    worth = sum(
        (points(part, limits.parts[part.name]) or 0) * limits.parts[part.name].weight for part in one.parts
    )
    held = quotient(worth.numerator, worth.denominator)
    table.add("subtotal", {"part": labels["jumlah"], "weight": weight, "points": held})
    table.add("total", {"part": labels["nilai"], "points": one.score, "note": labels[one.grade]})
    sections = [table.section()]
    if missed.rows:
        sections.append(missed.section())
    if lacking:
        sections.append(_papers(definition, frame, lacking))
    facts = (
        (labels["kantor"], f"{one.office.name} ({one.office.code})"),
        (labels["golongan"], labels[one.grade]),
    )
    data = {
        "basis": limits.basis,
        **_told(one),
        "missed": [
            {
                "part": part.name,
                "kind": fact.kind,
                "subject": fact.subject,
                "number": fact.number,
                "text": say(fact),
            }
            for part in one.parts
            for fact in part.facts
        ],
        "without_papers": [
            {"date": each.entry.date, "voucher": each.entry.voucher, "amount": Rupiah(each.amount)}
            for each in lacking
        ],
    }
    notes = () if not judged or any(part.facts for part in one.parts) else (labels["semua-terpenuhi"],)
    return issue(definition, frame, sections, data, notes, facts)


def _part_row(part: Part, limits: Limits, labels: Mapping[str, str]) -> dict[str, Any]:
    limit, worth = limits.parts[part.name], points(part, limits.parts[part.name])
    judged = worth is not None
    return {
        "part": labels[part.name],
        "met": part.met if judged else None,
        "total": part.total if judged else None,
        "percent": quotient(part.met, part.total, 100) if judged else None,
        "weight": limit.weight if judged else None,
        "points": None if worth is None else quotient(worth.numerator * limit.weight, worth.denominator),
        "note": "" if judged else labels[f"tidak-dinilai-{part.name}"],
    }


def _limits(definition: Definition, frame: Frame, limits: Limits) -> Section:
    """The weights and limits of the score, as they are applied."""
    table = Table(definition.tables["batas"], frame.words)
    for name, limit in limits.parts.items():
        table.line(
            {
                "part": definition.labels[name],
                "what": definition.labels[f"arti-{name}"],
                "weight": limit.weight,
                "full": limit.full,
                "none": limit.none,
            }
        )
    return table.section()


def _papers(definition: Definition, frame: Frame, lacking: Sequence[Unsupported]) -> Section:
    table = Table(definition.tables["lampiran"], frame.words)
    for row, one in enumerate(lacking, 1):
        table.line(
            {
                "row": row,
                "date": one.entry.date,
                "voucher": one.entry.voucher,
                "description": one.entry.description,
                "amount": Rupiah(one.amount),
                "status": definition.labels[f"lampiran-{one.status or 'belum'}"],
            }
        )
    return table.section()


def _told(one: Bookkeeping) -> dict[str, Any]:
    """An office's score for JSON."""
    return {
        "code": one.office.code,
        "name": one.office.name,
        "kind": one.office.kind,
        "score": one.score,
        "grade": one.grade,
        "parts": {
            part.name: {"met": part.met, "total": part.total, "judged": bool(part.total)}
            for part in one.parts
        },
    }
