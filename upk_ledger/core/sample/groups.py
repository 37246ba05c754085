"""A group of the sample: its people, how it pays, and the part that it has to play."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from upk_ledger.core.dates import Month, add_months
from upk_ledger.core.people import Group, Member
from upk_ledger.core.sample import names

Temper = Literal["lancar", "lambat", "macet"]
"""How a group pays: on time; late and in parts; hardly at all."""

THOUSAND = 1000 * 100

RELATED, MOVED, TROUBLED, EARLY, AHEAD, TURNED_DOWN, SLIPPED = (
    "keluarga", "pindah", "jadwal-ulang", "lunas-dini", "titipan", "anggota-ditolak", "salah-catat",
)  # fmt: skip
_PARTS: dict[tuple[int, Temper], str] = {
    (1, "lancar"): RELATED,
    (2, "lambat"): MOVED,
    (3, "macet"): TROUBLED,
    (4, "lancar"): EARLY,
    (5, "lancar"): AHEAD,
    (7, "lancar"): TURNED_DOWN,
    (8, "lancar"): SLIPPED,
}
"""What happens to the groups of an office beside paying well or badly, so that every kind of thing is there once."""


@dataclass(frozen=True, slots=True)
class SampleGroup:
    """A group with its members, its temper, its part (or none), and the day on which it first applies for a loan."""

    group: Group
    members: tuple[Member, ...]
    temper: Temper
    part: str
    first_day: date


def open_day(day: date) -> date:
    """`day`, or the Saturday before it where the office is closed."""
    return day - timedelta(1) if day.weekday() == 6 else day


def make_group(number: int, temper: Temper, start: Month, rng: Random, each_month: int = 2) -> SampleGroup:
    """The office's group of this number; so many groups apply for their first loan each month."""
    part = _PARTS.get((number, temper), "")
    code = f"K{number:02d}"
    turn = (number - 1) % len(names.GROUPS)
    again = (number - 1) // len(names.GROUPS)
    name = names.GROUPS[turn] + (f" {again + 1}" if again else "")
    formed = add_months(start.first, -rng.randint(5, 30)) + timedelta(rng.randrange(20))
    group = Group(code, name, f"RT {rng.randint(1, 9):02d} RW {rng.randint(1, 6):02d}", formed)
    size = rng.randint(5, 6) if temper == "macet" else rng.randint(6 if part == MOVED else 5, 11)
    members = make_members(code, size, group.address or "", rng)
    first_day = start.plus((number - 1) // each_month).first + timedelta(2 + rng.randrange(6))
    return SampleGroup(group, members, temper, part, open_day(first_day))


def make_members(group: str, size: int, address: str, rng: Random) -> tuple[Member, ...]:
    """So many people, a quarter of them men."""
    women = [f"{first} {last}" for first in names.WOMEN for last in names.LAST]
    men = [f"{first} {last}" for first in names.MEN for last in names.LAST_MEN]
    called = rng.sample(women, size - size // 4) + rng.sample(men, size // 4)
    return tuple(
        _member(group, place, full_name, place <= size - size // 4, address, rng)
        for place, full_name in enumerate(called, 1)
    )


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
