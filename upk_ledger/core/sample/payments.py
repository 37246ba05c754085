"""How a group of the sample pays, by its temper: the days and amounts (sen) of a schedule's payments."""

from datetime import date, timedelta
from random import Random

from upk_ledger.core.sample.groups import THOUSAND, Temper, open_day
from upk_ledger.core.schedules import Installment


def payments(rows: tuple[Installment, ...], temper: Temper, rng: Random) -> list[tuple[date, int]]:
    """What a group of this temper pays on a schedule."""
    if temper == "lancar":
        return punctual(rows, rng)
    return _late(rows, rng) if temper == "lambat" else _hardly(rows, rng)


def punctual(rows: tuple[Installment, ...], rng: Random) -> list[tuple[date, int]]:
    """On the due day or a few days before it; now and then two installments at once."""
    paid, owed = [], 0
    for row in rows:
        owed += row.total
        if owed <= 0:
            continue
        day = open_day(row.due - timedelta(rng.randrange(4)))
        ahead = rows[row.number].total if row.number < len(rows) and rng.randrange(9) == 0 else 0
        paid.append((day, owed + ahead))
        owed = -ahead
    return paid


def _late(rows: tuple[Installment, ...], rng: Random) -> list[tuple[date, int]]:
    """Sometimes on time, mostly weeks late, in parts, or two months together; in the end everything."""
    paid, owed = [], 0
    for row in rows:
        owed += row.total
        turn = rng.randrange(10)
        if turn == 9:
            continue
        part = owed * 3 // 5 // (10 * THOUSAND) * 10 * THOUSAND if turn > 6 else owed
        wait = rng.randint(0, 5) if turn < 4 else rng.randint(8, 25)
        paid.append((open_day(row.due + timedelta(wait)), part))
        owed -= part
    if owed:
        paid.append((open_day(rows[-1].due + timedelta(rng.randint(27, 50))), owed))
    return paid


def _hardly(rows: tuple[Installment, ...], rng: Random) -> list[tuple[date, int]]:
    """The first one or two installments, a part of the next, and nothing more."""
    many = rng.randint(1, 2)
    paid = [(open_day(row.due + timedelta(rng.randint(3, 18))), row.total) for row in rows[:many]]
    part = rows[many].total // 2 // (10 * THOUSAND) * 10 * THOUSAND
    return [*paid, (open_day(rows[many].due + timedelta(rng.randint(10, 20))), part)]
