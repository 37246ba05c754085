"""The covering nota dinas of the quarterly report: what it says in short, and what the office should decide. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from upk_ledger.core.region.coaching import DONE, OPEN
from upk_ledger.core.region.quarterly import GRAVEST, QuarterFacts, called, gravest, overdue
from upk_ledger.core.region.quarterly_figures import compared
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.rulebooks import INDICATORS
from upk_ledger.core.statement_frames import Frame, issue
from upk_ledger.core.statements import Section, Statement

_FEW = 5
"""So many are named in a decision; the annex has all."""

_POOR = "kurang"


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who writes to whom, under which number; what is empty is taken from the definition or filled in by hand."""

    to: str = ""
    sender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class MemoWords:
    """How the memo speaks of money, percentages and several names."""

    rupiah: Callable[[int], str]
    percent: Callable[[Any], str]
    named: Callable[[Sequence[str]], str]


def memo(
    definition: Definition, frame: Frame, facts: QuarterFacts, addressed: Addressed, words: MemoWords
) -> Statement:
    """The nota dinas; `frame` fills its words."""
    labels = definition.labels
    filled = {key: _filled(text, frame.words) for key, text in labels.items()}
    decisions = decisions_of(facts)
    asked = [labels[f"putus-{key}"].format(names=words.named(names)) for key, names in decisions]
    asked = asked or [labels["putus-nihil"]]
    short = _in_short(labels, facts, words)
    head = (
        ("kepada", addressed.to or filled["isi-kepada"]),
        ("dari", addressed.sender or filled["isi-dari"]),
        ("nomor", addressed.number),
        ("tanggal", frame.period),
        ("lampiran", filled["isi-lampiran"]),
        ("perihal", filled["isi-perihal"]),
    )
    sections = (
        Section((), (), prose=(filled["pembuka"],)),
        Section((), (), labels["ringkas"], prose=tuple(f"- {text}" for text in short)),
        Section(
            (),
            (),
            labels["putusan"],
            prose=tuple(f"{number}. {text}" for number, text in enumerate(asked, 1)),
        ),
        Section((), (), prose=(labels["penutup"],)),
    )
    data = {
        "to": head[0][1],
        "from": head[1][1],
        "number": addressed.number or None,
        "date": facts.on,
        "summary": short,
        "decisions": asked,
    }
    return issue(definition, frame, sections, data, facts=tuple((labels[key], text) for key, text in head))


def _filled(text: str, words: Mapping[str, str]) -> str:
    """A text with the frame's words; one that needs others stays as it is."""
    try:
        return text.format_map(words)
    except KeyError:
        return text


def decisions_of(facts: QuarterFacts) -> list[tuple[str, list[str]]]:
    """What the office should decide, each with those whom it is about."""
    rows, coverage = facts.now.review.rows, facts.now.review.coverage
    halted = [called(row) for row in rows if row.halted and row.as_of == facts.quarter.last]
    late = [f"{upk.name} ({upk.code})" for upk in coverage.late]
    codes = [one.code for one in gravest(facts.findings)]
    poor = [
        f"{one.office.name} ({one.office.code})" for one in facts.bookkeeping.offices if one.grade == _POOR
    ]
    due = [one.code for one in overdue(facts.follow_ups, facts.on)]
    found = (
        ("kunjungan", halted[:_FEW]),
        ("tunda", halted),
        ("lapor", late),
        ("temuan", codes[:GRAVEST]),
        ("pembukuan", poor),
        ("tindak-lanjut", due),
    )
    return [(key, names) for key, names in found if names]


def _in_short(labels: Mapping[str, str], facts: QuarterFacts, words: MemoWords) -> list[str]:
    now = facts.now.review
    figures = now.total.figures
    texts = []
    if figures.balance is not None:
        then, pair = "", compared(facts.before, facts.now, "balance")
        if pair and pair.whole:
            then = labels["saldo-sebelum"].format(balance=words.rupiah(pair.before))
        elif pair:
            old, new = words.rupiah(pair.before), words.rupiah(pair.now)
            then = labels["saldo-sama"].format(upk=pair.upk, before=old, now=new)
        arrears = "-" if figures.arrears_principal is None else words.rupiah(figures.arrears_principal)
        texts.append(
            labels["saldo"].format(balance=words.rupiah(figures.balance), before=then, arrears=arrears)
        )
    ratios = [
        f"{name} {words.percent(ratio.value)} ({ratio.rating})"
        for name in INDICATORS
        if (ratio := now.total.ratios[name]).value is not None
    ]
    texts += [labels["indikator"].format(ratios=", ".join(ratios))] if ratios else []
    halted = sum(bool(row.halted) and row.as_of == facts.quarter.last for row in now.rows)
    text = labels["penundaan" if halted else "tanpa-penundaan"]
    texts.append(text.format(count=halted, all=now.coverage.reported))
    gone, back = (facts.now.flow(name) or 0 for name in ("written_off", "recovered"))
    if gone or back:
        texts.append(labels["hapus"].format(written_off=words.rupiah(gone), recovered=words.rupiah(back)))
    if facts.findings:
        texts.append(labels["temuan"].format(count=len(facts.findings)))
    if facts.follow_ups:
        counted = {status: sum(one.status == status for one in facts.follow_ups) for status in (OPEN, DONE)}
        late = len(overdue(facts.follow_ups, facts.on))
        texts.append(labels["tindak-lanjut"].format(open=counted[OPEN], overdue=late, done=counted[DONE]))
    return texts
