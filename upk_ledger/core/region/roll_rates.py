"""Perpindahan golongan: how loans moved between classes in a month. Pure: definition + loans -> Statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from upk_ledger.core.money import Rupiah, quotient
from upk_ledger.core.region.loans import KeptLoan
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.statement_frames import Frame, Table, issue
from upk_ledger.core.statements import Cell, Section, Statement

NEW, PAID, GONE = "baru", "lunas", "hapus"
"""Where a loan comes from that was not there the month before, and where it goes that is no longer there."""

BETTER, SAME, WORSE = "membaik", "tetap", "memburuk"


class Part(NamedTuple):
    """Loans that went one way: how many, what they owed a month before and owe now, what was written off (sen)."""

    loans: int = 0
    before: int = 0
    now: int = 0
    written_off: int = 0

    def and_(self, other: "Part") -> "Part":
        """Both together."""
        return Part(*(one + more for one, more in zip(self, other, strict=True)))


@dataclass(slots=True)
class Rolls:
    """How the loans of some UPK moved: by where from and where to, a class or one of `NEW`, `PAID`, `GONE`."""

    parts: dict[tuple[int | str, int | str], Part] = field(default_factory=dict)

    def add(self, start: int | str, end: int | str, part: Part) -> None:
        """Add loans that went this way."""
        self.parts[start, end] = self.parts.get((start, end), Part()).and_(part)

    def sum(self, *, start: int | str | None = None, end: int | str | None = None) -> Part:
        """All that came from here or went there."""
        found = Part()
        for (first, last), part in self.parts.items():
            if start in {None, first} and end in {None, last}:
                found = found.and_(part)
        return found

    def way(self, name: str) -> Part:
        """All that became better, stayed, or became worse; those that are gone are none of them."""
        found = Part()
        for (first, last), part in self.parts.items():
            if isinstance(first, int) and isinstance(last, int) and _way(first, last) == name:
                found = found.and_(part)
        return found


def _way(first: int, last: int) -> str:
    return SAME if first == last else BETTER if last < first else WORSE


def rolls_of(before: Iterable[KeptLoan], now: Iterable[KeptLoan]) -> Rolls:
    """Every loan of either month, once."""
    rolls = Rolls()
    left = {(loan.upk, loan.number): loan for loan in now}
    for old in before:
        new = left.pop((old.upk, old.number), None)
        if new is not None:
            rolls.add(old.class_, new.class_, Part(1, old.balance, new.balance, new.written_off))
        else:
            rolls.add(old.class_, GONE if old.written_off else PAID, Part(1, old.balance, 0, old.written_off))
    for new in left.values():
        rolls.add(NEW, new.class_, Part(1, 0, new.balance, new.written_off))
    return rolls


def roll_paper(
    definition: Definition,
    frame: Frame,
    names: Sequence[str],
    total: Rolls,
    places: Mapping[str, Rolls],
    told: Mapping[str, Any],
    notes: Sequence[str],
) -> Statement:
    """The matrix of all in balance and in number, and a line for each place; `names` are those of the classes."""
    sections = [
        _matrix(definition, frame, "saldo", names, total),
        _matrix(definition, frame, "jumlah", names, total),
        _places(definition, frame, places, total),
    ]
    data = {
        **told,
        "classes": list(names),
        "total": _data(total),
        "places": [{"name": name, **_data(rolls)} for name, rolls in places.items()],
    }
    return issue(definition, frame, sections, data, notes)


def _matrix(definition: Definition, frame: Frame, name: str, names: Sequence[str], rolls: Rolls) -> Section:
    """A row for each class that loans come from, by the classes that they went to."""
    table, cells = Table(definition.tables[name], frame.words), _MATRICES[name]
    classes = range(1, len(names) + 1)
    for class_ in classes:
        table.line({"from": names[class_ - 1], **cells(rolls, class_, classes)})
    table.line({"from": definition.labels["baru"], **cells(rolls, NEW, classes)})
    table.add("total", {"from": definition.labels["jumlah"], **cells(rolls, None, classes)})
    return table.section()


def _balances(rolls: Rolls, start: int | str | None, classes: Iterable[int]) -> dict[str, Cell]:
    """What was owed the month before; what is owed now, by class; what came in and was written off between."""
    whole, lent = rolls.sum(start=start), rolls.sum(start=NEW)
    new = lent.now + lent.written_off if start in {None, NEW} else 0
    return {
        "before": Rupiah(whole.before),
        **{f"to_{end}": Rupiah(rolls.sum(start=start, end=end).now) for end in classes},
        "paid": Rupiah(whole.before + new - whole.now - whole.written_off),
        "gone": Rupiah(whole.written_off),
        "now": Rupiah(whole.now),
    }


def _numbers(rolls: Rolls, start: int | str | None, classes: Iterable[int]) -> dict[str, Cell]:
    """The same as numbers of loans."""
    whole = rolls.sum(start=start).loans
    new = rolls.sum(start=NEW).loans if start in {None, NEW} else 0
    paid, gone = rolls.sum(start=start, end=PAID).loans, rolls.sum(start=start, end=GONE).loans
    return {
        "before": whole - new,
        **{f"to_{end}": rolls.sum(start=start, end=end).loans for end in classes},
        "paid": paid,
        "gone": gone,
        "now": whole - paid - gone,
    }


_MATRICES = {"saldo": _balances, "jumlah": _numbers}


def _percent(part: int, whole: int) -> Decimal | None:
    return quotient(part, whole, 100) if whole > 0 else None


def _places(definition: Definition, frame: Frame, places: Mapping[str, Rolls], total: Rolls) -> Section:
    table = Table(definition.tables["tempat"], frame.words)
    for name, rolls in places.items():
        table.line({"name": name, **_moves(rolls)})
    table.add("total", {"name": definition.labels["jumlah"], **_moves(total)})
    return table.section()


def _moves(rolls: Rolls) -> dict[str, Cell]:
    """What the loans of the month before owed then, by where they went; rates are of all of it."""
    opening = rolls.sum().before
    worse = rolls.way(WORSE).before
    return {
        "before": Rupiah(opening),
        "better": Rupiah(rolls.way(BETTER).before),
        "same": Rupiah(rolls.way(SAME).before),
        "worse": Rupiah(worse),
        "rate": _percent(worse, opening),
        "paid": Rupiah(rolls.sum(end=PAID).before),
        "gone": Rupiah(rolls.sum(end=GONE).before),
        "new": Rupiah(rolls.sum(start=NEW).now),
        "now": Rupiah(rolls.sum().now),
    }


def _data(rolls: Rolls) -> dict[str, Any]:
    moves = _moves(rolls)
    return {
        "opening_balance": moves["before"],
        "closing_balance": moves["now"],
        "better": moves["better"],
        "same": moves["same"],
        "worse": moves["worse"],
        "worse_percent": moves["rate"],
        "matrix": [
            {
                "from": _END.get(str(first), first),
                "to": _END.get(str(last), last),
                "loans": part.loans,
                "opening_balance": Rupiah(part.before),
                "closing_balance": Rupiah(part.now),
                "written_off": Rupiah(part.written_off),
            }
            for (first, last), part in sorted(rolls.parts.items(), key=lambda item: tuple(map(str, item[0])))
        ],
    }


_END = {NEW: "new", PAID: "paid_off", GONE: "written_off"}
