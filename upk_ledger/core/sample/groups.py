"""A group of the sample: its people, how it pays, and the story of its loans."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Literal

from upk_ledger.core.dates import Month, add_months
from upk_ledger.core.lending import Capacity, LoanApplication, Share
from upk_ledger.core.people import Group, Member
from upk_ledger.core.sample import names
from upk_ledger.core.sample.events import Apply, Decide, Disburse, Event, Examine, Pay, Save
from upk_ledger.core.schedules import Installment, LoanTerms, group_schedule

Temper = Literal["lancar", "lambat", "macet"]
"""How a group pays: on time; late and in parts; hardly at all."""

THOUSAND = 1000 * 100
_SHARES = (500, 500, 600, 700, 750, 800, 1000)
"""First loans of a member, in thousands."""
_TENORS = (10, 10, 10, 10, 12, 12, 12, 6)
_RATE = Fraction(3, 2)


@dataclass(frozen=True, slots=True)
class SampleGroup:
    """A group with its members, its temper, and the day on which it first applies for a loan."""

    group: Group
    members: tuple[Member, ...]
    temper: Temper
    first_day: date


def open_day(day: date) -> date:
    """`day`, or the Saturday before it where the office is closed."""
    return day - timedelta(1) if day.weekday() == 6 else day


def make_group(number: int, temper: Temper, start: Month, rng: Random) -> SampleGroup:
    """The office's group of this number; two groups apply for their first loan each month."""
    code = f"K{number:02d}"
    turn = (number - 1) % len(names.GROUPS)
    again = (number - 1) // len(names.GROUPS)
    name = names.GROUPS[turn] + (f" {again + 1}" if again else "")
    formed = add_months(start.first, -rng.randint(5, 30)) + timedelta(rng.randrange(20))
    group = Group(code, name, f"RT {rng.randint(1, 9):02d} RW {rng.randint(1, 6):02d}", formed)
    size = rng.randint(5, 6) if temper == "macet" else rng.randint(5, 11)
    women = [f"{first} {last}" for first in names.WOMEN for last in names.LAST]
    men = [f"{first} {last}" for first in names.MEN for last in names.LAST_MEN]
    called = rng.sample(women, size - size // 4) + rng.sample(men, size // 4)
    members = tuple(
        _member(code, place, full_name, place <= size - size // 4, group.address or "", rng)
        for place, full_name in enumerate(called, 1)
    )
    first_day = start.plus((number - 1) // 2).first + timedelta(2 + rng.randrange(6))
    return SampleGroup(group, members, temper, open_day(first_day))


def _member(code: str, place: int, name: str, woman: bool, address: str, rng: Random) -> Member:
    born = date(1965, 1, 1) + timedelta(rng.randrange(35 * 365))
    # A NIK tells a woman's day of birth with 40 added.
    day = born.day + (40 if woman else 0)
    return Member(
        group=code,
        code=f"{place:02d}",
        name=name,
        gender="P" if woman else "L",
        nik=f"99{rng.randrange(10**4):04d}{day:02d}{born:%m%y}{rng.randrange(10**4):04d}",
        poor=True,
        address=address,
        phone=f"0800-000-{rng.randrange(10**4):04d}",
    )


def story(sample: SampleGroup, until: date, rng: Random, *, renews: bool) -> list[Event]:
    """Everything that the group and the office do together up to a day."""
    events: list[Event] = []
    day, turn = sample.first_day, 1
    while day <= until:
        name = f"{sample.group.code}-{turn}"
        paid_out = list(_granting(sample, name, day, turn, rng))
        disbursed = next(event for event in paid_out if isinstance(event, Disburse))
        rows = _schedule(paid_out, disbursed.on)
        paid = _payments(rows, sample.temper, rng)
        pays = [Pay(on, name, amount) for on, amount in paid]
        kept = disbursed.principal // 20
        events += [*paid_out, Save(disbursed.on, sample.group.code, kept), *pays]
        if sample.temper == "macet":
            events += _refusal(
                sample, f"{sample.group.code}-{turn + 1}", open_day(add_months(disbursed.on, 5)), rng
            )
            break
        last = pays[-1].on
        events.append(Save(open_day(last + timedelta(2)), sample.group.code, -kept))
        if not renews:
            break
        day, turn = open_day(last + timedelta(rng.randint(5, 15))), turn + 1
    return [event for event in events if event.on <= until]


def _granting(sample: SampleGroup, name: str, day: date, turn: int, rng: Random) -> Iterator[Event]:
    application = _application(sample, day, turn, rng)
    examined = open_day(day + timedelta(rng.randint(2, 4)))
    decided = open_day(examined + timedelta(rng.randint(2, 3)))
    paid_out = open_day(decided + timedelta(rng.randint(1, 3)))
    yield Apply(day, name, application)
    yield Examine(examined, name, "Usaha berjalan, layak menurut kunjungan rumah")
    yield Decide(decided, name, "disetujui", f"{name}/UPK/{decided.year}")
    yield Disburse(max(paid_out, decided), name, application.terms.principal)


def _refusal(sample: SampleGroup, name: str, day: date, rng: Random) -> list[Event]:
    decided = open_day(day + timedelta(3))
    return [
        Apply(day, name, _application(sample, day, 2, rng)),
        Decide(decided, name, "ditolak", f"{name}/UPK/{decided.year}", "Pinjaman lama masih menunggak"),
    ]


def _application(sample: SampleGroup, day: date, turn: int, rng: Random) -> LoanApplication:
    thousands = [500 if sample.temper == "macet" else rng.choice(_SHARES) for _ in sample.members]
    if turn > 1:  # who paid back may borrow a quarter more
        thousands = [amount * 5 // 4 // 50 * 50 for amount in thousands]
    shares = tuple(
        Share(member.code, amount * THOUSAND)
        for member, amount in zip(sample.members, thousands, strict=True)
    )
    capacities = []
    for share in shares:
        income = rng.randint(24, 60) * 50 * THOUSAND
        capacities.append(Capacity(share.member, income, income * rng.randint(11, 15) // 20))
    tenor = rng.choice(_TENORS)
    terms = LoanTerms(
        principal=sum(share.principal for share in shares),
        tenor=tenor,
        rate_percent=_RATE,
        rate_per="bulan",
        method="flat",
        start=day,
        rounding="none" if tenor == 10 else "1000-atas",
    )
    return LoanApplication(
        sample.group.code, terms, shares, purpose=rng.choice(names.PURPOSES), capacities=tuple(capacities)
    )


def _schedule(granting: list[Event], paid_out: date) -> tuple[Installment, ...]:
    asked = next(event.application for event in granting if isinstance(event, Apply))
    return group_schedule(replace(asked.terms, start=paid_out), asked.shares, asked.mode).rows


def _payments(rows: tuple[Installment, ...], temper: Temper, rng: Random) -> list[tuple[date, int]]:
    if temper == "lancar":
        return _punctual(rows, rng)
    return _late(rows, rng) if temper == "lambat" else _hardly(rows, rng)


def _punctual(rows: tuple[Installment, ...], rng: Random) -> list[tuple[date, int]]:
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
