"""The list of savings by group and member. Pure: definition + what was saved -> Statement."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from upk_ledger.core import checks
from upk_ledger.core.money import Rupiah
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.savings import SavingsTurn
from upk_ledger.core.statement_frames import Frame, Table, issue, refuse
from upk_ledger.core.statements import Section, Statement


def savings(
    definition: Definition,
    frame: Frame,
    turns: Sequence[SavingsTurn],
    names: Mapping[str, str],
    held: Mapping[str, int],
    ledger: int,
) -> Statement:
    """Tabungan. `turns` by group and member, those of no group last; `held` (sen) has to stay for running loans."""
    whole = _sum(None, turns)
    refuse(checks.agree("tabungan", {"tabungan": whole.closing, "neraca": ledger}))
    table = Table(definition.tables["tabungan"], frame.words)
    groups = []
    for row, (code, found) in enumerate(groupby(turns, key=lambda turn: turn.group), 1):
        parts = list(found)
        turn = _sum(code, parts)
        kept = Rupiah(held.get(code or "", 0))
        name = definition.labels["belum-dibagi"] if code is None else f"{code} {names[code]}"
        table.line({"row": row, "name": name, **_amounts(turn), "held": kept}, keep=len(parts) > 1)
        shown = [] if all(part.member is None for part in parts) else parts
        for part in shown:
            label = part.member or definition.labels["bersama"]
            table.line({"row": None, "name": f"   {label}", **_amounts(part), "held": None})
        members = [{"code": part.member, **_amounts(part)} for part in shown]
        groups.append(
            {"group": code, "group_name": names.get(code or ""), **_amounts(turn), "held": kept}
            | {"members": members}
        )
    totals = {**_amounts(whole), "held": Rupiah(sum(held.values()))}
    table.add("total", {"name": definition.labels["jumlah"], **totals})
    data = {"as_of": frame.as_of, "groups": groups, "totals": totals, "ledger": Rupiah(ledger)}
    sections = [table.section(), _reconciliation(definition, frame, turns, ledger)]
    return issue(definition, frame, sections, data)


def _sum(group: str | None, turns: Sequence[SavingsTurn]) -> SavingsTurn:
    return SavingsTurn(
        group,
        None,
        sum(turn.opening for turn in turns),
        sum(turn.came for turn in turns),
        sum(turn.went for turn in turns),
    )


def _amounts(turn: SavingsTurn) -> dict[str, Rupiah]:
    return {
        "opening": Rupiah(turn.opening),
        "came": Rupiah(turn.came),
        "went": Rupiah(turn.went),
        "closing": Rupiah(turn.closing),
    }


def _reconciliation(
    definition: Definition, frame: Frame, turns: Sequence[SavingsTurn], ledger: int
) -> Section:
    """The account holds what the groups have, and what the opening balance gave nobody yet."""
    table = Table(definition.tables["periksa"], frame.words)
    owned = sum(turn.closing for turn in turns if turn.group is not None)
    nobody = sum(turn.closing for turn in turns if turn.group is None)
    for label, amount in (("ksm", owned), ("belum-dibagi", nobody)):
        table.line({"name": definition.labels[label], "amount": Rupiah(amount)})
    table.add("total", {"name": definition.labels["pembukuan"], "amount": Rupiah(ledger)})
    return table.section()
