"""The form "Permohonan dan Keputusan Pemberian Pinjaman" (domain reference section 3). Pure: facts -> Statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement


@dataclass(frozen=True, slots=True)
class FormLine:
    """One who asks, in sen: a member, or the group as a whole; None is not known or not decided, and stays empty."""

    code: str
    name: str
    asked: int
    income: int | None = None
    cost: int | None = None
    granted: int | None = None
    installment: int | None = None
    remark: str = ""

    @property
    def ability(self) -> int | None:
        """Income less cost."""
        return None if self.income is None or self.cost is None else self.income - self.cost


def loan_form(
    definition: Definition,
    frame: Frame,
    head: Sequence[tuple[str, str]],
    lines: Sequence[FormLine],
    tenor: int,
) -> Statement:
    """The form of one loan; `head` is part A, label by label."""
    sections = [_proposed(definition, frame, lines, tenor), _decided(definition, frame, lines, tenor)]
    listed = [
        {
            "member": line.code,
            "name": line.name,
            "income": _money(line.income),
            "cost": _money(line.cost),
            "ability": _money(line.ability),
            "asked": Rupiah(line.asked),
            "granted": _money(line.granted),
            "installment": _money(line.installment),
            "remark": line.remark or None,
        }
        for line in lines
    ]
    data = {"as_of": frame.as_of, "tenor": tenor, "members": listed}
    return issue(definition, frame, sections, data, facts=tuple(head))


def _proposed(definition: Definition, frame: Frame, lines: Sequence[FormLine], tenor: int) -> Section:
    table = Table(definition.tables["usulan"], frame.words)
    for row, line in enumerate(lines, 1):
        amounts = {"income": _money(line.income), "cost": _money(line.cost), "ability": _money(line.ability)}
        told: dict[str, Any] = {"name": line.name, "asked": Rupiah(line.asked), "tenor": tenor}
        table.line({"row": row, **told, **amounts})
    table.add(
        "total",
        {"name": definition.labels["jumlah"], "asked": Rupiah(sum(line.asked for line in lines))},
    )
    return table.section()


def _decided(definition: Definition, frame: Frame, lines: Sequence[FormLine], tenor: int) -> Section:
    table = Table(definition.tables["putusan"], frame.words)
    for row, line in enumerate(lines, 1):
        table.line(
            {
                "row": row,
                "name": line.name,
                "granted": _money(line.granted),
                "tenor": tenor if line.granted else None,
                "installment": _money(line.installment),
                "remark": line.remark or None,
            }
        )
    granted = [line.granted for line in lines if line.granted is not None]
    table.add(
        "total",
        {"name": definition.labels["jumlah"], "granted": Rupiah(sum(granted)) if granted else None},
    )
    return table.section()


def _money(sen: int | None) -> Rupiah | None:
    return None if sen is None else Rupiah(sen)
