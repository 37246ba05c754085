"""The plan of a sample office: the same seed and number give the same office, month for month.

A longer history begins with the same months as a shorter one, because every group and every month draws from a
generator of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, groupby, islice
from random import Random
from typing import Literal

from upk_ledger.core.dates import Month
from upk_ledger.core.offices import BookIdentity, Officer
from upk_ledger.core.sample import names
from upk_ledger.core.sample.events import (
    BookRewards,
    Cancel,
    Carry,
    Event,
    Letters,
    Memorial,
    Money,
    Pay,
    PayReward,
)
from upk_ledger.core.sample.groups import THOUSAND, SampleGroup, Temper, make_group, open_day
from upk_ledger.core.sample.old_loans import OldLoan, ending, make_old_loan
from upk_ledger.core.sample.stories import story

Health = Literal["sedang", "baik", "buruk"]
"""The three kinds of offices of the field, by how their groups pay (domain reference section 8)."""

START = Month(2025, 1)

_TEMPERS: dict[Health, tuple[Temper, ...]] = {
    "sedang": ("lancar", "lambat", "macet", "lancar", "lancar", "lambat", "lancar", "lancar"),
    "baik": ("lancar", "lambat", "lancar", "lancar", "lancar", "lancar", "lancar", "lancar"),
    "buruk": ("lancar", "lambat", "macet", "macet", "lambat", "macet", "lancar", "macet"),
}
_OLD_LOANS: dict[Health, int] = {"sedang": 2, "baik": 1, "buruk": 3}
"""The first of them is written off in the first year."""
_AT_THE_END: dict[type[Event], int] = {BookRewards: 1, PayReward: 2}
"""What waits for everything else of its day."""
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
    old: tuple[OldLoan, ...]
    months: tuple[tuple[Month, tuple[Event, ...]], ...]


def plan_office(number: int, months: int, seed: int, *, alone: bool, groups: int = 8) -> OfficePlan:
    """Plan the office of this number (from 1); the only office of a book has the code that `upk mulai` gives.

    All of its `groups` have their first loan within half a year.
    """
    rng = _rng(seed, number)
    health = _health(number, rng)
    identity = _identity(number, alone=alone)
    each_month = max(2, -(-groups // 6))
    tempers = islice(cycle(_TEMPERS[health]), groups)
    made = tuple(
        make_group(place, temper, START, _rng(seed, number, place), each_month)
        for place, temper in enumerate(tempers, 1)
    )
    until = START.plus(months - 1).last
    people = sum(len(sample.members) for sample in made)
    old = tuple(
        make_old_loan(turn, START, _rng(seed, number, "lama", turn)) for turn in range(_OLD_LOANS[health])
    )
    happenings = [
        _capital(identity, people),
        *(event for event in ending(old[0], START) if event.on <= until),
    ]
    for sample in made:
        happenings += story(sample, until, _rng(seed, number, sample.group.code), renews=health != "buruk")
    for turn in range(months):
        happenings += _costs(START.plus(turn), turn, made, _rng(seed, number, START.plus(turn)))
        happenings += _routine(START.plus(turn))
    # Stable: within a day the order of planning.
    happenings.sort(key=lambda event: (event.on, _AT_THE_END.get(type(event), 0)))
    ordered = _with_bank(_with_receipts(happenings))
    by_month = {month: tuple(events) for month, events in groupby(ordered, lambda event: Month.of(event.on))}
    each = tuple((START.plus(turn), by_month.get(START.plus(turn), ())) for turn in range(months))
    return OfficePlan(identity, _officers(rng), health, made, old, each)


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


def _routine(month: Month) -> Iterator[Event]:
    """Letters to who is behind, and at the year's end what was earned by paying punctually."""
    yield Letters(open_day(month.first + timedelta(9)))
    if month.month == 12:
        yield BookRewards(month.last)


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
    """Number the paper receipts; one of them is recorded with a wrong amount, taken back and recorded again.

    What is recorded again has the number of the receipt that it was recorded from at first.
    """
    given, newest = 0, dict[str, str]()
    for event in events:
        if isinstance(event, Cancel):
            yield replace(event, receipt=newest[event.loan])
            continue
        if not isinstance(event, Pay):
            yield event
            continue
        if event.dated is None:
            given += 1
            newest[event.loan] = f"{given:04d}"
        pay = replace(event, receipt=newest[event.loan])
        if given == _SLIP and event.dated is None:
            wrong = replace(pay, amount=pay.amount + 90 * THOUSAND)
            yield wrong
            yield Cancel(pay.on, pay.loan, wrong.amount, "Jumlah salah ketik", pay.receipt)
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
