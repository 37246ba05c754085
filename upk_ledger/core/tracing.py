"""Amounts that remember what they were made of, so that a figure and its trace cannot disagree.

The builders of papers add, subtract and choose; given `Traced` amounts instead of plain ones, what they put into a
cell still knows the readings of the book that it is made of, each with its sign. Nothing is computed a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import Any, NamedTuple

from upk_ledger.core.money import Rupiah

_serials = count(1)


class Lines(NamedTuple):
    """What lines of the journal moved: those on `accounts` from `since` to `until` that meet all other conditions.

    `side`: net (debit less credit), debit, credit, came or went (credit or debit, a counter-entry taking back the
    other side). `kinds` are of the entry itself, `caused` what is told by `caused_by`; `own` names group, loan, member,
    fund and asset of the lines.
    """

    office: str
    accounts: tuple[str, ...]
    since: date | None
    until: date
    side: str = "net"
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    caused: str | None = None
    rises: bool | None = None
    own: tuple[tuple[str, str | None], ...] = ()
    record: int = 0
    line: int = 0
    known: int = 0
    """The record up to which entries count; 0: all that there are."""
    also: "Lines | None" = None
    """Other lines that belong to the same amount."""


class Lent(NamedTuple):
    """What entries and opening positions say of a loan (None: of all, or of those of a `fund`), between two days.

    `part`: disbursed, principal, service, written_off; recovered_principal and recovered_service of its claim;
    outstanding for what of the principal they leave, service_received for service with that of claims.
    """

    office: str
    loan: str | None
    part: str
    since: date | None
    until: date
    fund: str | None = None


class Due(NamedTuple):
    """What falls due of a loan before a day by one version of its schedule; `part`: principal or service."""

    office: str
    loan: str
    version: int
    part: str
    before: date


class Flow(NamedTuple):
    """What came into (or went out of) cash and bank against one account; `part`: received or paid."""

    office: str
    account: str
    part: str
    since: date
    until: date


class Fact(NamedTuple):
    """What is on record by itself and is made of nothing else; `what` says of which kind, `of` which one."""

    office: str
    what: str
    of: str


@dataclass(frozen=True, eq=False)
class Derived:
    """An amount that is computed by a rule from other amounts, not only added up; `facts` fill the rule's words."""

    office: str
    rule: str
    amount: int
    of: tuple["Traced", ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


Leaf = Lines | Lent | Due | Flow | Fact | Derived


class Traced(Rupiah):
    """An amount (sen) with the readings, or the sums, that made it."""

    leaf: Leaf | None
    parts: tuple[tuple["Traced", int], ...]
    serial: int

    @classmethod
    def read(cls, amount: int, leaf: Leaf) -> "Traced":
        """An amount as it was read from the book."""
        return _made(int(amount), leaf, ())

    def __add__(self, other: int) -> int:
        return _sum(self, 1, other, 1)

    __radd__ = __add__

    def __sub__(self, other: int) -> int:
        return _sum(self, 1, other, -1)

    def __rsub__(self, other: int) -> int:
        return _sum(self, -1, other, 1)

    def __neg__(self) -> int:
        return _made(-int(self), None, ((self, -1),))

    def __pos__(self) -> int:
        return self

    def __abs__(self) -> int:
        return -self if self < 0 else self

    def __mul__(self, other: int) -> int:
        if type(other) is not int:
            return int(self) * other
        return _made(int(self) * other, None, ((self, other),))

    __rmul__ = __mul__


def _made(amount: int, leaf: Leaf | None, parts: tuple[tuple[Traced, int], ...]) -> Traced:
    made = int.__new__(Traced, amount)
    made.leaf, made.parts, made.serial = leaf, parts, next(_serials)
    return made


def _sum(one: Traced, sign: int, other: int, other_sign: int) -> int:
    if isinstance(other, Traced):
        parts: tuple[tuple[Traced, int], ...] = ((one, sign), (other, other_sign))
    elif not isinstance(other, int):
        return NotImplemented
    elif other == 0 and sign == 1:
        return one
    else:
        parts = ((one, sign),)
    return _made(sign * int(one) + other_sign * int(other), None, parts)


def derived(amount: int, rule: str, *of: int, **facts: Any) -> int:
    """`amount`, which a rule made of other amounts; it remembers them where they are traced."""
    known = tuple(part for part in of if isinstance(part, Traced))
    if not known:
        return amount
    return Traced.read(amount, Derived("", rule, int(amount), known, facts))


def either(amount: int, *made: int) -> int:
    """That one of the traced amounts `made` which equals `amount`; `amount` itself where none does."""
    return next((one for one in made if one == amount), amount)


class Reading(NamedTuple):
    """A reading in a figure: how often it counts (negative: taken off), and its amount (sen)."""

    leaf: Leaf
    times: int
    amount: int

    @property
    def counted(self) -> int:
        """What it adds to the figure."""
        return self.times * self.amount


def readings(amount: int) -> tuple[list[Reading], int]:
    """What an amount is made of, in the order in which it was read, and what of it nothing accounts for (sen)."""
    if not isinstance(amount, Traced):
        return [], int(amount)
    found: dict[Leaf, tuple[int, int]] = {}
    times = {amount.serial: 1}
    known = {amount.serial: amount}
    waiting = [-amount.serial]
    while waiting:  # a sum is younger than its parts: when its turn comes, all that counts it has been seen
        serial = -heappop(waiting)
        one, many = known.pop(serial), times.pop(serial)
        if one.leaf is not None:
            found[one.leaf] = (found.get(one.leaf, (0, 0))[0] + many, int(one))
        for part, sign in one.parts:
            if part.serial not in known:
                known[part.serial], times[part.serial] = part, 0
                heappush(waiting, -part.serial)
            times[part.serial] += many * sign
    listed = [Reading(leaf, many, sen) for leaf, (many, sen) in reversed(found.items()) if many]
    return listed, int(amount) - sum(reading.counted for reading in listed)
