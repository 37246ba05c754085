"""The trace of a figure as a paper. Pure: definition + what the figure was opened into -> Statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from upk_ledger.core import checks
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.traced_figures import Figure
from upk_ledger.core.traces import COMPUTED, ENTRY, FACT, INSTALLMENT, OPENING, TAKEN_OVER, Opened, Piece

_KINDS = (OPENING, ENTRY, TAKEN_OVER, INSTALLMENT, COMPUTED, FACT)
_SHORT = 8
"""So many signs of a digest are printed; JSON has it whole."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How the paper says things: what a subject, an officer, a moment (by the office's clock), a rule, a fact is."""

    subject: Callable[[Piece | str], str]
    officer: Callable[[str], str]
    moment: Callable[[str], str]
    day: Callable[[date], str]
    rule: Callable[[str, Mapping[str, Any]], str]
    fact: Callable[[str, str], str]
    shown: Callable[[Figure], str]


def trace_paper(
    definition: Definition,
    frame: Frame,
    paper: Statement,
    figure: Figure,
    opened: Sequence[Opened],
    formula: str,
    words: Wording,
) -> Statement:
    """The trace of one figure of `paper`; `formula` is how a ratio says its own."""
    labels = definition.labels
    sections: list[Section] = []
    for one in opened:
        refuse(checks.agree("jejak", {"laporan": one.amount, "jejak": sum(p.amount for p in one.pieces)}))
        own = _sections(definition, frame, one, words)
        named = f"{one.name}: " if len(opened) > 1 else ""
        sections += [replace(section, caption=f"{named}{section.caption}") for section in own]
    meaning = _meaning(definition, opened, formula, words)
    facts = (
        (labels["laporan"], f"{paper.title}, {paper.period}"),
        (labels["angka"], figure.row),
        (labels["kolom"], figure.column.full_heading),
        (labels["isi"], words.shown(figure)),
        (labels["arti"], meaning),
    )
    data = {
        "report": paper.name,
        "title": paper.title,
        "period": paper.period,
        "as_of": paper.as_of,
        "figure": {
            "number": figure.number,
            "table": figure.table or None,
            "row": figure.row,
            "column": figure.column.key,
        },
        "amount": _amount(figure.cell, is_count=figure.is_count),
        "meaning": meaning,
        "made_of": [_data(one, words) for one in opened],
    }
    notes = () if any(one.pieces for one in opened) else (labels["nihil"],)
    return issue(definition, frame, sections, data, notes, facts)


def _amount(cell: Any, *, is_count: bool) -> Any:
    if isinstance(cell, int):
        return int(cell) if is_count else Rupiah(int(cell))
    return cell


def _meaning(definition: Definition, opened: Sequence[Opened], formula: str, words: Wording) -> str:
    labels = definition.labels
    if len(opened) > 1:
        return labels["arti-rasio"].format(formula=formula)
    (one,) = opened
    if one.parts:
        return labels["arti-bagian"].format(count=len(one.parts))
    kinds = {piece.kind for piece in one.pieces}
    if OPENING in kinds:
        days = sorted({piece.on for piece in one.pieces if piece.kind == OPENING and piece.on})
        return labels["arti-saldo"].format(through=" / ".join(words.day(day) for day in days))
    for kind in (INSTALLMENT, COMPUTED, FACT):
        if kind in kinds:
            return labels[f"arti-{kind}"]
    if _is_of_several(one):
        return labels["arti-pokok"].format(count=len(one.by_subject))
    since = [piece.on for piece in one.pieces if piece.on]
    return labels["arti-jurnal"].format(since=words.day(min(since))) if since else labels["nihil"]


def _sections(definition: Definition, frame: Frame, one: Opened, words: Wording) -> list[Section]:
    found = []
    if one.parts:
        table = Table(definition.tables["bagian"], frame.words)
        for part in one.parts:
            table.line({"name": part.row, "amount": Rupiah(part.amount * part.times)})
        table.add("total", {"name": definition.labels["jumlah"], "amount": Rupiah(one.amount)})
        found.append(table.section())
    elif _is_of_several(one):
        table = Table(definition.tables["pokok"], frame.words)
        for base in one.by_subject:
            table.line({"name": words.subject(base.subject), "amount": Rupiah(base.amount)})
        whole = sum(base.amount for base in one.by_subject)
        table.add("total", {"name": definition.labels["jumlah"], "amount": Rupiah(whole)})
        found.append(table.section())
    tables = {
        "saldo": (one.of_kind(OPENING), _kept_cells),
        "jurnal": (one.of_kind(ENTRY, TAKEN_OVER), _entry_cells),
        "angsuran": (one.of_kind(INSTALLMENT), _due_cells),
        "catatan": (one.of_kind(FACT), _fact_cells),
    }
    for key, (pieces, cells_of) in tables.items():
        if pieces:
            table = Table(definition.tables[key], frame.words)
            for piece in pieces:
                cells = cells_of(piece, words)
                if piece.kind == TAKEN_OVER:
                    cells["description"] = definition.labels[TAKEN_OVER]
                table.line({**cells, "amount": Rupiah(piece.amount)})
            name = {"subject": definition.labels["jumlah"], "name": definition.labels["jumlah"]}
            table.add("subtotal", {**name, "amount": Rupiah(sum(piece.amount for piece in pieces))})
            found.append(table.section())
    if one.of_kind(COMPUTED):
        found.append(_computed(definition, frame, one, words))
    if len({piece.kind for piece in one.pieces}) > 1:
        found.append(_proof(definition, frame, one))
    return found


def _is_of_several(one: Opened) -> bool:
    """Whether it is worth while to tell what each account or loan brings."""
    kinds = {piece.kind for piece in one.pieces}
    return len(one.by_subject) > 1 and not kinds & {FACT, COMPUTED}


def _kept_cells(piece: Piece, words: Wording) -> dict[str, Any]:
    kept = piece.kept
    if kept is None:
        raise LookupError(piece.subject)
    return {
        "subject": words.subject(piece),
        "through": kept.through,
        "by": words.officer(kept.actor),
        "recorded": words.moment(kept.recorded_at),
        "record": kept.record,
        "digest": kept.digest[:_SHORT],
    }


def _entry_cells(piece: Piece, words: Wording) -> dict[str, Any]:
    head = piece.head
    if head is None:
        raise LookupError(piece.subject)
    return {
        "date": head.on,
        "voucher": head.voucher,
        "description": head.description,
        "subject": words.subject(piece),
        "by": words.officer(head.actor),
        "recorded": words.moment(head.recorded_at),
        "record": head.record,
        "digest": head.digest[:_SHORT],
        "reversed_by": head.reversed_by,
    }


def _due_cells(piece: Piece, words: Wording) -> dict[str, Any]:
    return {"subject": words.subject(piece), "number": piece.facts["number"], "due": piece.on}


def _fact_cells(piece: Piece, words: Wording) -> dict[str, Any]:
    return {"name": words.fact(piece.what, piece.subject)}


def _computed(definition: Definition, frame: Frame, one: Opened, words: Wording) -> Section:
    """Each computed amount with the loans or accounts that it was computed from; counts have no result in money."""
    table = Table(definition.tables["hitungan"], frame.words)
    for piece in one.of_kind(COMPUTED):
        result = None if one.is_count else Rupiah(piece.amount)
        for base in piece.base:
            named = words.subject(base.subject)
            table.line({"rule": None, "subject": named, "base": Rupiah(base.amount), "amount": None})
        told = words.rule(piece.what, piece.facts)
        whole = Rupiah(sum(base.amount for base in piece.base))
        table.add("subtotal", {"rule": told, "base": whole, "amount": result})
    return table.section()


def _proof(definition: Definition, frame: Frame, one: Opened) -> Section:
    table = Table(definition.tables["bukti"], frame.words)
    for kind in _KINDS:
        pieces = one.of_kind(kind)
        if pieces:
            amount = Rupiah(sum(piece.amount for piece in pieces))
            table.line({"name": definition.labels[kind], "amount": amount})
    table.add("total", {"name": definition.labels["tercetak"], "amount": Rupiah(one.amount)})
    return table.section()


def _data(one: Opened, words: Wording) -> dict[str, Any]:
    def amount(sen: int) -> int:
        return sen if one.is_count else Rupiah(sen)

    return {
        "name": one.name,
        "amount": amount(one.amount),
        "rows": [{"row": p.row, "amount": Rupiah(p.amount), "times": p.times} for p in one.parts],
        "subjects": [
            {"subject": base.subject, "name": words.subject(base.subject), "amount": Rupiah(base.amount)}
            for base in one.by_subject
        ],
        "openings": [
            {
                "subject": p.subject,
                "name": words.subject(p),
                "amount": Rupiah(p.amount),
                **_kept_data(p, words),
            }
            for p in one.of_kind(OPENING)
        ],
        "entries": [_entry_data(p, words) for p in one.of_kind(ENTRY, TAKEN_OVER)],
        "installments": [
            {
                "loan": p.subject,
                "number": p.facts["number"],
                "due_date": p.on,
                "amount": Rupiah(p.amount),
            }
            for p in one.of_kind(INSTALLMENT)
        ],
        "computed": [
            {
                "rule": p.what,
                "text": words.rule(p.what, p.facts),
                **p.facts,
                "amount": amount(p.amount),
                "base": [{"subject": b.subject, "amount": Rupiah(b.amount)} for b in p.base],
            }
            for p in one.of_kind(COMPUTED)
        ],
        "facts": [
            {"kind": p.what, "text": words.fact(p.what, p.subject), "amount": Rupiah(p.amount)}
            for p in one.of_kind(FACT)
        ],
        "sum": amount(sum(piece.amount for piece in one.pieces)),
    }


def _kept_data(piece: Piece, words: Wording) -> dict[str, Any]:
    kept = piece.kept
    if kept is None:
        raise LookupError(piece.subject)
    return {
        "through": kept.through,
        "record": kept.record,
        "digest": kept.digest,
        "actor": kept.actor,
        "recorded_at": words.moment(kept.recorded_at),
    }


def _entry_data(piece: Piece, words: Wording) -> dict[str, Any]:
    cells = _entry_cells(piece, words)
    head = piece.head
    if head is None:
        raise LookupError(piece.subject)
    return {
        "date": head.on,
        "voucher": head.voucher or None,
        "description": head.description,
        "subject": piece.subject,
        "name": cells["subject"],
        "office": piece.office or None,
        "amount": Rupiah(piece.amount),
        "actor": head.actor,
        "actor_name": words.officer(head.actor),
        "recorded_at": words.moment(head.recorded_at),
        "record": head.record,
        "digest": head.digest,
        "reverses": head.reverses or None,
        "reversed_by": head.reversed_by or None,
    }


def figure_list(
    definition: Definition,
    frame: Frame,
    paper: Statement,
    figures: Sequence[Figure],
) -> Statement:
    """The figures of a paper that can be opened."""
    table = Table(definition.tables["daftar"], frame.words)
    rows = []
    for figure in figures:
        amount = _amount(figure.cell, is_count=figure.is_count)
        heading = figure.column.full_heading
        place: dict[str, Any] = {"number": figure.number, "table": figure.table, "row": figure.row}
        table.line({**place, "column": heading, "amount": amount})
        rows.append({**place, "column": figure.column.key, "heading": heading, "amount": amount})
    labels = definition.labels
    data = {"report": paper.name, "period": paper.period, "as_of": paper.as_of, "figures": rows}
    facts = ((labels["laporan"], f"{paper.title}, {paper.period}"),)
    notes = (labels["daftar"].format(report=paper.name),)
    return issue(definition, frame, [table.section()], data, notes, facts)
