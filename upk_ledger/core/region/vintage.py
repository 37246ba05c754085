"""Angkatan: what was lent year by year, and what became of it. Pure: definition + figures -> Statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.region.loans import KeptLoan, Vintage
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Cell, Statement

_SUMS = ("loans", "lent", "paid", "written_off", "outstanding", "at_risk", "running")


def with_standing(vintages: Iterable[Vintage], loans: Iterable[KeptLoan]) -> list[Vintage]:
    """The vintages of several UPK, those of one year together, with what is outstanding of them and at risk."""
    found: dict[tuple[int, bool], Vintage] = {}
    for each in vintages:
        known = found.setdefault((each.year, each.legacy), Vintage(each.year, each.legacy))
        found[each.year, each.legacy] = replace(
            known, **{name: getattr(known, name) + getattr(each, name) for name in _SUMS}
        )
    for loan in loans:
        key = (loan.disbursed_on.year, loan.legacy)
        known = found.setdefault(key, Vintage(*key))
        found[key] = replace(
            known,
            outstanding=known.outstanding + loan.balance,
            at_risk=known.at_risk + (loan.balance if loan.at_risk else 0),
            running=known.running + 1,
        )
    return [found[key] for key in sorted(found, key=lambda key: (key[0], not key[1]))]


def _share(part: int, whole: int) -> Decimal | None:
    return quotient(part, whole, 100) if whole > 0 else None


def vintage_paper(
    definition: Definition,
    frame: Frame,
    found: Sequence[Vintage],
    by_upk: Mapping[str, Sequence[Vintage]],
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """The vintages of all UPK together; `by_upk` is for programs."""
    table = Table(definition.tables["angkatan"], frame.words)
    total = Vintage(0, legacy=False)
    for each in found:
        total = replace(total, **{name: getattr(total, name) + getattr(each, name) for name in _SUMS})
    for each in found:
        label = definition.labels["lama" if each.legacy else "baru"]
        table.line({"year": label.format(year=each.year), **_cells(each, total)})
    table.add("total", {"year": definition.labels["jumlah"], **_cells(total, total)})
    data = {
        **told,
        "vintages": [_data(each, total) for each in found],
        "total": _data(total, total) | {"year": None, "legacy": None},
        "by_upk": [
            {"upk": code, "vintages": [_data(each, total) for each in own]} for code, own in by_upk.items()
        ],
    }
    return issue(definition, frame, [table.section()], data, notes)


def _cells(each: Vintage, total: Vintage) -> dict[str, Cell]:
    return {
        "loans": each.loans,
        "lent": Rupiah(each.lent),
        "paid": Rupiah(each.paid),
        "written_off": Rupiah(each.written_off),
        "lost": _share(each.written_off, each.lent),
        "running": each.running,
        "outstanding": Rupiah(each.outstanding),
        "share": _share(each.outstanding, total.outstanding),
        "at_risk": Rupiah(each.at_risk),
        "risk": _share(each.at_risk, each.outstanding),
    }


def _data(each: Vintage, total: Vintage) -> dict[str, Any]:
    return {
        "year": each.year,
        "legacy": each.legacy,
        **{
            name: value
            for name, value in _cells(each, total).items()
            if name not in {"lost", "share", "risk"}
        },
        "written_off_percent": _share(each.written_off, each.lent),
        "share_percent": _share(each.outstanding, total.outstanding),
        "at_risk_percent": _share(each.at_risk, each.outstanding),
    }
