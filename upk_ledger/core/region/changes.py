"""What changed in a region since the month before. Pure: definition + what both months told -> Statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from upk_ledger.core.dates import Month
from upk_ledger.core.indicators import MINIMUM, SATISFACTORY, SUSPENDED, Ratio
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Section, Statement

_ORDER = {SATISFACTORY: 0, MINIMUM: 1, SUSPENDED: 2}


class Moved(NamedTuple):
    """An indicator of a UPK in both months."""

    upk: str
    indicator: str
    before: Ratio
    now: Ratio

    @property
    def rating(self) -> int:
        """By how many ratings it became worse (negative: better); 0 where one month could not be rated."""
        if self.before.rating not in _ORDER or self.now.rating not in _ORDER:
            return 0
        return _ORDER[self.now.rating] - _ORDER[self.before.rating]

    @property
    def way(self) -> str:
        """How the rating changed; dinilai: it could not be rated before, hilang: it cannot be any longer."""
        was, is_ = self.before.rating in _ORDER, self.now.rating in _ORDER
        if was != is_:
            return "dinilai" if is_ else "hilang"
        return "tetap" if not self.rating else "memburuk" if self.rating > 0 else "membaik"

    @property
    def points(self) -> Decimal | None:
        """By how many points of percent it moved."""
        if self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value


class Standing(NamedTuple):
    """What a UPK has lent in both months (sen): balance, balance at risk, principal in arrears of that."""

    upk: str
    before: tuple[int, ...]
    now: tuple[int, ...]


class GroupAtRisk(NamedTuple):
    """A group that is at risk in only one of the months: `kind` is masuk, or how it left: membaik, lunas, hapus."""

    upk: str
    group: str
    name: str
    kind: str
    balance: int
    arrears: int
    months: int


class WrittenOffLoan(NamedTuple):
    """A loan of which something was written off in the month, or taken back (negative); sen."""

    upk: str
    group: str
    name: str
    loan: str
    amount: int


class Opened(NamedTuple):
    """A month that was opened again, and why."""

    upk: str
    month: Month
    reason: str


class Report(NamedTuple):
    """How a UPK's reporting changed: `kind` is baru, berhenti, buku (no longer on paper) or blanko."""

    upk: str
    kind: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed."""

    standing: Sequence[Standing]
    moved: Sequence[Moved]
    groups: Sequence[GroupAtRisk]
    written_off: Sequence[WrittenOffLoan]
    opened: Sequence[Opened]
    reports: Sequence[Report]


def group_changes(before: Iterable[KeptLoan], now: Iterable[KeptLoan]) -> list[GroupAtRisk]:
    """The groups that came to be at risk and those that no longer are, with their loans of the own fund."""
    old, new = _by_group(before), _by_group(now)
    found = []
    for key in sorted(old.keys() | new.keys()):
        was = [loan for loan in old.get(key, ()) if loan.at_risk]
        is_ = [loan for loan in new.get(key, ()) if loan.at_risk]
        if bool(was) == bool(is_):
            continue
        loans = is_ or new.get(key) or was
        kind = "masuk" if is_ else _left(was, new.get(key, []))
        shown = loans if is_ or key in new else []
        found.append(
            GroupAtRisk(
                *key,
                loans[0].name,
                kind,
                sum(loan.balance for loan in shown),
                sum(loan.arrears_principal + loan.arrears_service for loan in shown),
                max((loan.months for loan in shown), default=0),
            )
        )
    return found


def _left(was: Iterable[KeptLoan], now: Iterable[KeptLoan]) -> str:
    """How a group is no longer at risk: one of its loans was written off, all are paid, or it does better."""
    here = {loan.number for loan in now}
    away = [loan for loan in was if loan.number not in here]
    if any(loan.written_off for loan in away):
        return "hapus"
    return "membaik" if here or not away else "lunas"


def _by_group(loans: Iterable[KeptLoan]) -> dict[tuple[str, str], list[KeptLoan]]:
    found: dict[tuple[str, str], list[KeptLoan]] = {}
    for loan in loans:
        if loan.own:
            found.setdefault((loan.upk, loan.group), []).append(loan)
    return found


def written_off_in(before: Iterable[KeptLoan], now: Iterable[KeptLoan]) -> list[WrittenOffLoan]:
    """The loans of which something was written off in the month."""
    both = {(loan.upk, loan.number): loan for loan in (*before, *now)}
    return [
        WrittenOffLoan(loan.upk, loan.group, loan.name, loan.number, loan.written_off)
        for _, loan in sorted(both.items())
        if loan.written_off
    ]


def changes_paper(
    definition: Definition,
    frame: Frame,
    found: Changes,
    names: Mapping[str, str],
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """What changed, a table for each kind of change that there was; `names` are those of the UPK by code."""
    sections = [
        _standing(definition, frame, found.standing, names),
        _moved(definition, frame, found.moved, names),
        _groups(definition, frame, found.groups, names),
        _written_off(definition, frame, found.written_off, names),
        _opened(definition, frame, found.opened, names),
        _reports(definition, frame, found.reports, names),
    ]
    data = {
        **told,
        "figures": [{"upk": one.upk, **_amounts(one.before, one.now)} for one in found.standing],
        "indicators": [
            {
                "upk": one.upk,
                "indicator": one.indicator,
                "before": {"value": one.before.value, "rating": one.before.rating},
                "now": {"value": one.now.value, "rating": one.now.rating},
                "change": one.way,
            }
            for one in found.moved
        ],
        "groups": [
            {**one._asdict(), "balance": Rupiah(one.balance), "arrears": Rupiah(one.arrears)}
            for one in found.groups
        ],
        "written_off": [{**one._asdict(), "amount": Rupiah(one.amount)} for one in found.written_off],
        "reopened": [one._asdict() for one in found.opened],
        "reports": [one._asdict() for one in found.reports],
    }
    shown = [section for section in sections if section.rows]
    nothing = [section.caption for section in sections if not section.rows]
    none = [definition.labels["tidak-ada"].format(what="; ".join(nothing))] if nothing else []
    return issue(definition, frame, shown, data, [*none, *notes])


_FIGURES = ("balance", "at_risk", "arrears")


def _amounts(before: Sequence[int], now: Sequence[int]) -> dict[str, Rupiah]:
    found: dict[str, Rupiah] = {}
    for name, old, new in zip(_FIGURES, before, now, strict=True):
        found |= {
            f"{name}_before": Rupiah(old),
            f"{name}_now": Rupiah(new),
            f"{name}_change": Rupiah(new - old),
        }
    return found


def _standing(
    definition: Definition, frame: Frame, rows: Sequence[Standing], names: Mapping[str, str]
) -> Section:
    table = Table(definition.tables["angka"], frame.words)
    for one in rows:
        table.line({"upk": names[one.upk], **_amounts(one.before, one.now)})
    if len(rows) > 1:
        before, now = (
            [sum(column) for column in zip(*parts, strict=True)]
            for parts in ([one.before for one in rows], [one.now for one in rows])
        )
        table.add("total", {"upk": definition.labels["jumlah"], **_amounts(before, now)})
    return table.section()


def _moved(definition: Definition, frame: Frame, rows: Sequence[Moved], names: Mapping[str, str]) -> Section:
    """Indicators whose rating changed first, the worst change above."""
    table, labels = Table(definition.tables["indikator"], frame.words), definition.labels
    for one in sorted(rows, key=lambda row: (-abs(row.rating), -row.rating, row.way == "tetap", row.upk)):
        table.line(
            {
                "upk": names[one.upk],
                "indicator": one.indicator,
                "before": one.before.value,
                "rating_before": labels[f"nilai-{one.before.rating}"],
                "now": one.now.value,
                "rating_now": labels[f"nilai-{one.now.rating}"],
                "points": one.points,
                "way": labels[f"arah-{one.way}"],
            }
        )
    return table.section()


def _groups(
    definition: Definition, frame: Frame, rows: Sequence[GroupAtRisk], names: Mapping[str, str]
) -> Section:
    table = Table(definition.tables["ksm"], frame.words)
    for one in sorted(rows, key=lambda row: (row.kind != "masuk", row.upk, -row.balance)):
        table.line(
            {
                "upk": names[one.upk],
                "group": f"{one.group} {one.name}",
                "kind": definition.labels[f"ksm-{one.kind}"],
                "balance": Rupiah(one.balance),
                "arrears": Rupiah(one.arrears),
                "months": one.months,
            }
        )
    return table.section()


def _written_off(
    definition: Definition, frame: Frame, rows: Sequence[WrittenOffLoan], names: Mapping[str, str]
) -> Section:
    table = Table(definition.tables["hapus"], frame.words)
    for one in rows:
        table.line(
            {
                "upk": names[one.upk],
                "group": f"{one.group} {one.name}",
                "loan": one.loan,
                "amount": Rupiah(one.amount),
            }
        )
    if len(rows) > 1:
        total = Rupiah(sum(one.amount for one in rows))
        table.add("total", {"upk": definition.labels["jumlah"], "amount": total})
    return table.section()


def _opened(
    definition: Definition, frame: Frame, rows: Sequence[Opened], names: Mapping[str, str]
) -> Section:
    table = Table(definition.tables["dibuka"], frame.words)
    for one in rows:
        table.line({"upk": names[one.upk], "month": str(one.month), "reason": one.reason})
    return table.section()


def _reports(
    definition: Definition, frame: Frame, rows: Sequence[Report], names: Mapping[str, str]
) -> Section:
    table = Table(definition.tables["laporan"], frame.words)
    for one in rows:
        table.line({"upk": names[one.upk], "kind": definition.labels[f"laporan-{one.kind}"]})
    return table.section()
