"""What a region writes down of those whom it coaches: UPK and boards, their villages, cases of misuse."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from upk_ledger.core.errors.region_registers import (
    CaseRepaidTooMuch,
    MoreVotersThanAdults,
    PercentTooHigh,
    TermBackwards,
)
from upk_ledger.core.region.members import ACTIVE, DORMANT

REPORTING = ("program", "blanko")
STATUSES = (ACTIVE, DORMANT)
TAKEN_OFF = "batal"
ADEQUACY = ("memadai", "tidak")
YES_OR_NO = ("ya", "tidak")
CASE_STATUSES = ("diduga", "diperbaiki", "selesai")
"""Suspected, under repair, settled; a case that was written down by mistake is `batal`."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A UPK and its board as the register has them; what is not known is empty or None.

    `reporting` is program or blanko, `status` aktif or dorman, `secretariat_bookkeeping` memadai, tidak or empty.
    """

    code: str
    name: str = ""
    board: str = ""
    village_kind: str = ""
    village: str = ""
    district: str = ""
    regency: str = ""
    uuid: str = ""
    reporting: str = "program"
    status: str = ACTIVE
    deed: str = ""
    deed_on: date | None = None
    term_from: date | None = None
    term_until: date | None = None
    bank: str = ""
    bank_account: str = ""
    handed_over_on: date | None = None
    secretariat_bookkeeping: str = ""
    contact: str = ""

    def changed(self, facts: Mapping[str, Any]) -> "Registered":
        """The same with other facts; raises `TermBackwards`."""
        made = replace(self, **facts)
        if made.term_from and made.term_until and made.term_until < made.term_from:
            raise TermBackwards(made.term_from, made.term_until)
        return made

    def differing(self, other: "Registered") -> tuple[str, ...]:
        """The facts in which two of them differ."""
        return tuple(name for name in FACTS if getattr(self, name) != getattr(other, name))


FACTS = tuple(field.name for field in fields(Registered))
OF_UPK = (
    "name", "board", "village_kind", "village", "district", "regency", "reporting", "status",
)  # fmt: skip
"""What the register must or may say of a UPK itself; the rest is about its board."""
NEEDED = ("name", "board", "village", "district")
"""Without these nobody knows who is meant."""


class Change(NamedTuple):
    """A time when the register was changed: who did, what it was about (before, after), and the words with it."""

    on: date
    record: int
    actor: str
    facts: tuple[tuple[str, Any, Any], ...]
    words: str


class Told(NamedTuple):
    """A fact of a village with the day that it holds of, and where it comes from."""

    value: Any
    on: date
    source: str


class Voters(NamedTuple):
    """Adults of a village, and how many of them took part in electing the board."""

    adults: int
    voters: int

    @property
    def percent(self) -> Fraction:
        """How many of a hundred adults voted."""
        return Fraction(self.voters * 100, self.adults)


@dataclass(frozen=True, slots=True)
class VillageProfile:
    """What is known of the village that a UPK serves, each fact by its own newest date and source."""

    poor_percent: Told | None = None
    slum_hectares: Told | None = None
    dense: Told | None = None
    priority: Told | None = None
    voters: Told | None = None


PROFILE = tuple(field.name for field in fields(VillageProfile))


def check_profile(poor: Fraction | None, voters: Voters | None) -> None:
    """Raise `PercentTooHigh` or `MoreVotersThanAdults` for what cannot be."""
    if poor is not None and poor > 100:
        raise PercentTooHigh
    if voters is not None and voters.voters > voters.adults:
        raise MoreVotersThanAdults(voters.voters, voters.adults)


@dataclass(frozen=True, slots=True)
class MisuseCase:
    """A case of misuse as it stands on a day (sen); `told` is what happened and what was done, newest last.

    Each of it: the day, the status, the words, and the amount and what of it was repaid as they stood then.
    """

    upk: str
    code: str
    on: date
    amount: int
    repaid: int
    status: str
    told: tuple[tuple[date, str, str, int, int], ...] = ()

    @property
    def open(self) -> bool:
        """Whether it still waits for its settlement."""
        return self.status in {"diduga", "diperbaiki"}

    @property
    def left(self) -> int:
        """What has not come back."""
        return max(0, self.amount - self.repaid)

    def changed(self, **facts: Any) -> "MisuseCase":
        """The same with other facts; raises `CaseRepaidTooMuch`."""
        made = replace(self, **facts)
        if made.repaid > made.amount:
            raise CaseRepaidTooMuch(made.repaid, made.amount)
        return made
