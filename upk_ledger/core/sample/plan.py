"""The plan of a sample office: the same seed and number give the same office, month for month.

A longer history begins with the same months as a shorter one, because every group and every month draws from a
generator of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Literal

from upk_ledger.core.dates import Month
from upk_ledger.core.offices import BookIdentity, Officer
from upk_ledger.core.sample import names
from upk_ledger.core.sample.events import Cancel, Carry, Event, Memorial, Money, Pay
from upk_ledger.core.sample.groups import THOUSAND, SampleGroup, Temper, make_group, open_day, story

Health = Literal["sedang", "baik", "buruk"]
"""The three kinds of offices of the field, by how their groups pay (domain reference section 8)."""

START = Month(2025, 1)

_TEMPERS: dict[Health, tuple[Temper, ...]] = {
    "sedang": ("lancar", "lambat", "macet", "lancar", "lancar", "lambat", "lancar", "lancar"),
    "baik": ("lancar", "lambat", "lancar", "lancar", "lancar", "lancar", "lancar", "lancar"),
    "buruk": ("lancar", "lambat", "macet", "macet", "lambat", "macet", "lancar", "macet"),
}
_FLOAT = 500 * THOUSAND
"""Cash that stays in the box."""
_LOT = 100 * THOUSAND
_STATIONERY = ("Kertas dan fotokopi", "Pulpen dan map", "Tinta printer", "Buku kas")
_CUPBOARD = 1200 * THOUSAND
_CUPBOARD_MONTHS = 48
_SLIP = 3
"""Which receipt of an office is first recorded with a wrong amount."""


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """An invented office, its people, and its events month by month."""

    identity: BookIdentity
    officers: tuple[Officer, ...]
    health: Health
    groups: tuple[SampleGroup, ...]
    months: tuple[tuple[Month, tuple[Event, ...]], ...]


def plan_office(number: int, months: int, seed: int, *, alone: bool) -> OfficePlan:
    """Plan the office of this number (from 1); the only office of a book has the code that `upk mulai` gives."""
    rng = _rng(seed, number)
    health = _health(number, rng)
    identity = _identity(number, alone=alone)
    groups = tuple(
        make_group(place, temper, START, _rng(seed, number, place))
        for place, temper in enumerate(_TEMPERS[health], 1)
    )
    until = START.plus(months - 1).last
    people = sum(len(sample.members) for sample in groups)
    happenings = [_capital(identity, people)]
    for sample in groups:
        happenings += story(sample, until, _rng(seed, number, sample.group.code), renews=health != "buruk")
    for turn in range(months):
        happenings += _costs(START.plus(turn), turn, groups, _rng(seed, number, START.plus(turn)))
    happenings.sort(key=lambda event: event.on)  # stable: within a day the order of planning
    ordered = _with_bank(_with_receipts(happenings))
    by_month = {month: tuple(events) for month, events in groupby(ordered, lambda event: Month.of(event.on))}
    each = tuple((START.plus(turn), by_month.get(START.plus(turn), ())) for turn in range(months))
    return OfficePlan(identity, _officers(rng), health, groups, each)


def _rng(*parts: object) -> Random:
    # Not for secrets: the sample has to come out the same again.
    return Random("/".join(map(str, parts)))  # noqa: S311


def _health(number: int, rng: Random) -> Health:
    """The first three offices are one of each kind; the others come in the field's proportions."""
    kinds: tuple[Health, ...] = ("sedang", "baik", "buruk")
    return kinds[number - 1] if number <= len(kinds) else rng.choices(kinds, (30, 25, 45))[0]


def _identity(number: int, *, alone: bool) -> BookIdentity:
    turn, again = (number - 1) % len(names.OFFICES), (number - 1) // len(names.OFFICES)
    name = names.OFFICES[turn] + (f" {again + 1}" if again else "")
    return BookIdentity(
        name=f"UPK {name}",
        board=f"BKM {name}",
        village_kind="Kelurahan",
        village=names.VILLAGES[turn],
        district=names.DISTRICTS[again % len(names.DISTRICTS)],
        regency_kind="Kota",
        regency=names.REGENCY,
        province=names.PROVINCE,
        start=START.first,
        code="UPK" if alone else f"UPK{number:03d}",
    )


def _officers(rng: Random) -> tuple[Officer, ...]:
    people = [f"{first} {last}" for first in names.WOMEN for last in names.LAST]
    called = rng.sample(people, len(names.OFFICERS))
    return tuple(
        Officer(code, role, name, START.first)
        for (code, role), name in zip(names.OFFICERS, called, strict=True)
    )


def _capital(identity: BookIdentity, people: int) -> Event:
    """Of which somewhat more than half will be lent out."""
    amount = -(-people * 850 // 5000) * 5000 * THOUSAND
    words = f"Modal dana bergulir PNPM dari {identity.board}"
    return Money(START.first + timedelta(1), "31020", amount, words, at_bank=True)


def _costs(month: Month, turn: int, groups: tuple[SampleGroup, ...], rng: Random) -> list[Event]:
    people = sum(len(sample.members) for sample in groups)
    incentive = people * 120 // 1000 * 10
    stationery = rng.sample(_STATIONERY, rng.randint(1, 2))
    visited = rng.sample(groups, rng.randint(2, 3))
    costs = [
        *(("51030", rng.randint(3, 8) * 5, words) for words in stationery),
        *(("51040", rng.randint(2, 4) * 5, f"Transport penagihan KSM {each.group.name}") for each in visited),
        ("51020", rng.randint(5, 10) * 5, "Konsumsi rapat UPK"),
        ("51070", 25, "Pulsa telepon kantor"),
        *((("12020", _CUPBOARD // THOUSAND, "Lemari arsip"),) if turn == 0 else ()),
    ]
    events: list[Event] = [
        Money(_some_day(month, rng), account, -thousands * THOUSAND, words)
        for account, thousands, words in costs
    ]
    payday = open_day(month.last)
    events += [
        Money(payday, "51010", -incentive * THOUSAND, f"Insentif {who}") for who in ("manajer UPK", "pembuku")
    ]
    if 0 < turn <= _CUPBOARD_MONTHS:
        worn = _CUPBOARD // _CUPBOARD_MONTHS
        events.append(Memorial(month.last, "51060", "12021", worn, "Penyusutan lemari arsip"))
    return events


def _some_day(month: Month, rng: Random) -> date:
    """A day after the capital has come."""
    return open_day(month.first + timedelta(rng.randint(5, 24)))


def _with_receipts(events: Iterable[Event]) -> Iterator[Event]:
    """Number the paper receipts; one of them is recorded with a wrong amount, taken back and recorded again."""
    given = 0
    for event in events:
        if not isinstance(event, Pay):
            yield event
            continue
        given += 1
        pay = replace(event, receipt=f"{given:04d}")
        if given == _SLIP:
            wrong = replace(pay, amount=pay.amount + 90 * THOUSAND)
            yield wrong
            yield Cancel(pay.on, pay.receipt, wrong.amount, "Jumlah salah ketik")
        yield pay


def _with_bank(events: Iterable[Event]) -> Iterator[Event]:
    """Add what goes between cash and bank, and the bank's interest, tax and fee at each month's end.

    Cash is drawn when a payment needs it and carried away when much has gathered; a cost for which there is no
    money is not paid.
    """
    cash = bank = 0
    for month, of_month in groupby(events, lambda event: Month.of(event.on)):
        for on, of_day in groupby(of_month, lambda event: event.on):
            for event in of_day:
                short = _FLOAT - (cash + event.cash)
                if event.cash < 0 < short:
                    drawn = min(-(-short // _LOT) * _LOT, bank // _LOT * _LOT)
                    if drawn:
                        cash, bank = cash + drawn, bank - drawn
                        yield Carry(on, -drawn)
                if isinstance(event, Money) and cash + event.cash < 0:
                    continue
                cash, bank = cash + event.cash, bank + event.bank
                yield event
            if cash > 5 * _FLOAT:
                carried = (cash - 2 * _FLOAT) // _LOT * _LOT
                cash, bank = cash - carried, bank + carried
                yield Carry(on, carried)
        for event in _statement_of_bank(month, bank):
            bank += event.bank
            yield event


def _statement_of_bank(month: Month, bank: int) -> Iterator[Event]:
    """Three per cent a year, a fifth of it tax, and a fee; in whole rupiah."""
    interest = bank // 400 // 100 * 100
    if interest > 0:
        yield Money(month.last, "41021", interest, "Bunga bank", at_bank=True)
        yield Money(month.last, "51091", -interest // 500 * 100, "Pajak bunga bank", at_bank=True)
        yield Money(month.last, "51090", -5 * THOUSAND, "Administrasi bank", at_bank=True)
