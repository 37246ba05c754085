"""The papers that only a yearly report (LPJ) has. Pure: definition + facts -> Statement; an empty text is a line to

write on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from upk_ledger.core.budgets import Budget
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_builders import Chart
from upk_ledger.core.statement_frames import Cells, Frame, Table, issue
from upk_ledger.core.statements import Section, Statement
from upk_ledger.core.surplus import Allocation, Share
from upk_ledger.core.yearly_reports import Ratification, SupervisorReport

_BLANK_SHARES = 5
_LINES = 6
"""How many lines a form offers to write on."""


@dataclass(frozen=True, slots=True)
class SurplusUse:
    """How a year's `result` (sen) is used: as decided, or the shares by which it is to be.

    `shown` makes the number to print of a percentage.
    """

    result: int
    decided: Allocation | None
    shares: Sequence[Share]
    shown: Callable[[Fraction], Decimal]

    @property
    def lines(self) -> list[Cells]:
        """A line for each share, its amount empty until it is decided; empty lines where nothing is known."""
        parts: list[tuple[Share, int | None]] = [(share, None) for share in self.shares]
        if self.decided is not None:
            parts = [(part.share, part.amount) for part in self.decided.shares]
        rows: list[Cells] = [
            {
                "row": place,
                "purpose": share.purpose,
                "account": share.account,
                "percent": self.shown(share.percent),
                "amount": None if amount is None else Rupiah(amount),
            }
            for place, (share, amount) in enumerate(parts, 1)
        ]
        keys = ("purpose", "account", "percent", "amount")
        return rows or [{"row": place + 1, **dict.fromkeys(keys)} for place in range(_BLANK_SHARES)]

    @property
    def nothing(self) -> bool:
        """Whether there is no surplus to be used."""
        return self.decided is None and self.result <= 0

    def section(self, definition: Definition, frame: Frame, prose: Sequence[str]) -> Section:
        """The table below what is said of it; only what is said where there is nothing to use."""
        if self.nothing:
            return Section((), (), prose=tuple(prose))
        table = Table(definition.tables["bagian"], frame.words)
        for row in self.lines:
            table.line(row)
        table.add("total", {"purpose": definition.labels["jumlah"], "amount": self.total})
        made = table.section()
        return Section(made.columns, made.rows, prose=tuple(prose))

    @property
    def total(self) -> Rupiah | None:
        """What was allocated."""
        return Rupiah(self.decided.total) if self.decided else None


def foreword(definition: Definition, frame: Frame) -> Statement:
    """Kata pengantar."""
    labels = definition.labels
    keys = [
        "pengantar-1",
        "pengantar-2",
        *(["pengantar-sementara"] if frame.provisional else []),
        "pengantar-3",
    ]
    prose = tuple(labels[key].format_map(frame.words) for key in keys)
    return issue(definition, frame, [Section((), (), prose=prose)], {})


def supervisors(definition: Definition, frame: Frame, told: SupervisorReport | None, on: str) -> Statement:
    """Laporan pengawas: their words, or a form."""
    labels = definition.labels
    begin = labels["pembuka"].format_map(frame.words)
    if told is not None:
        sections = [Section((), (), prose=(begin, *told.text.splitlines()))]
    else:
        sections = [Section((), (), prose=(begin,))]
        sections += [
            Section((), (), labels[key], prose=("",) * _LINES) for key in ("diperiksa", "temuan", "saran")
        ]
    return issue(definition, frame, sections, {}, facts=((labels["tanggal"], on),))


def minutes(
    definition: Definition,
    frame: Frame,
    held: Ratification | None,
    on: str,
    use: SurplusUse | None,
    *,
    planned: bool,
) -> Statement:
    """Berita acara pengesahan; what is not known yet is left to be written.

    `use` is None where an office uses no surplus; a budget is agreed to where one was set (`planned`).
    """
    labels, words = definition.labels, frame.words
    said = held.text.splitlines() if held and held.text else [""] * (0 if held else _LINES)
    use_keys = () if use is None else ("tanpa-laba" if use.nothing else "laba",)
    decided = [labels[key].format_map(words) for key in ("pembuka", "sah", *use_keys)]
    sections = [
        use.section(definition, frame, decided) if use else Section((), (), prose=tuple(decided)),
        *_agreed(labels, words, planned=planned, open_=held is None),
        *([Section((), (), labels["catatan"], prose=tuple(said))] if said else []),
        Section((), (), prose=(labels["penutup"],)),
    ]
    facts = (
        (labels["tanggal"], on),
        (labels["tempat"], held.place if held else ""),
        (labels["hadir"], str(held.present) if held else ""),
        (labels["nomor"], held.decision if held else ""),
    )
    return issue(definition, frame, sections, {}, facts=facts)


def _agreed(
    labels: Mapping[str, str], words: Mapping[str, str], *, planned: bool, open_: bool
) -> list[Section]:
    """The point on next year's plan and budget: a line to write on where there is none and nothing was decided."""
    if planned:
        return [Section((), (), prose=(labels["rencana"].format_map(words),))]
    return [Section((), (), prose=(labels["rencana-kosong"].format_map(words), ""))] if open_ else []


def surplus_use(definition: Definition, frame: Frame, use: SurplusUse, told: Mapping[str, str]) -> Statement:
    """Pembagian laba of the year; `told` is what is said of its result and decision."""
    labels, words = definition.labels, {**frame.words, **told}
    key = "belum-dibagi" if use.shares else "tanpa-bagian"
    key = "putusan" if use.decided else "tanpa-laba" if use.nothing else key
    prose = [labels[each].format_map(words) for each in ("laba", key)]
    return issue(definition, frame, [use.section(definition, frame, prose)], {})


def plan(definition: Definition, frame: Frame, chart: Chart, budget: Budget) -> Statement:
    """The work plan, to be written, and the budget of the year after."""
    labels, words = definition.labels, frame.words
    sections = [Section((), (), labels["rencana-kerja"], prose=("",) * _LINES)]
    if not budget:
        told = (labels["rencana-kosong"].format_map(words),)
        return issue(definition, frame, [*sections, Section((), (), prose=told)], {})
    table = Table(definition.tables["rencana"], words)
    sums = dict.fromkeys(("pendapatan", "biaya"), 0)
    amounts: dict[tuple[str, str], int] = {}
    for line, months in budget.items():
        key = (line.account, line.side)
        amounts[key] = amounts.get(key, 0) + sum(months.values())
    for type_ in sums:
        table.add("heading", {"name": labels[type_]})
        for (code, _), amount in sorted(amounts.items()):
            if chart[code].type == type_:
                sums[type_] += amount
                table.line({"code": code, "name": chart[code].name, "amount": Rupiah(amount)})
        table.add("subtotal", {"name": f"{labels['jumlah']} {labels[type_]}", "amount": Rupiah(sums[type_])})
    surplus = Rupiah(sums["pendapatan"] - sums["biaya"])
    table.add("total", {"name": labels["selisih"], "amount": surplus})
    for (code, side), amount in sorted(amounts.items()):
        if side:
            name = labels[side].format(name=chart[code].name)
            table.line({"code": code, "name": name, "amount": Rupiah(amount)})
    planned = table.section()
    caption = labels["rencana-anggaran"]
    sections.append(Section(planned.columns, planned.rows, caption, prose=()))
    return issue(definition, frame, sections, {})
