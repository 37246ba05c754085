"""What a region writes down of coaching: visits to UPK, and what each has to put right, who and by when."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from upk_ledger.core.errors.region_coaching import FollowUpClosed, NotAFindingCode

OPEN, DONE, CALLED_OFF = "terbuka", "selesai", "batal"
STATUSES = (OPEN, DONE, CALLED_OFF)
MADE = "ada"
"""The status of a visit that counts."""

_FINDING = re.compile(r"([A-Za-z]{2})-([0-9A-Fa-f]{8})")


class Agreed(NamedTuple):
    """What was agreed at a visit: what, who does it, by when."""

    what: str
    who: str
    due: date


@dataclass(frozen=True, slots=True)
class CoachingVisit:
    """A visit of the office to a UPK.

    `present` are those who were there, each as they are to be named, `found` what was found, `agreed` the codes of the
    follow-ups that were agreed upon.
    """

    upk: str
    code: str
    on: date
    visitor: str
    place: str
    present: tuple[str, ...]
    found: str
    agreed: tuple[str, ...] = ()
    status: str = MADE


class Step(NamedTuple):
    """How a follow-up went on: on which day it became what, and the words with it."""

    on: date
    status: str
    words: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a UPK has to put right; `finding` is the code of a finding of the program, or empty."""

    upk: str
    code: str
    finding: str
    who: str
    due: date
    steps: tuple[Step, ...]

    @property
    def what(self) -> str:
        """What is to be done."""
        return self.steps[0].words

    @property
    def status(self) -> str:
        """terbuka, selesai or batal."""
        return self.steps[-1].status

    @property
    def closed_on(self) -> date | None:
        """Since when it is open no more."""
        return None if self.status == OPEN else self.steps[-1].on

    @property
    def result(self) -> str:
        """How it ended."""
        return "" if self.status == OPEN else self.steps[-1].words

    def late(self, on: date) -> int:
        """For how many days it is overdue."""
        return max((on - self.due).days, 0) if self.status == OPEN else 0

    def ended(self, status: str, on: date, words: str) -> "FollowUp":
        """The same, done or called off; raises `FollowUpClosed`."""
        if self.status != OPEN:
            raise FollowUpClosed(self.code, self.status, self.steps[-1].on)
        return replace(self, steps=(*self.steps, Step(max(on, self.steps[0].on), status, words)))


def finding_named(given: str) -> str:
    """The code of a finding as the program writes it; raises `NotAFindingCode`."""
    found = _FINDING.fullmatch(given.strip())
    if not found:
        raise NotAFindingCode(given)
    return f"{found[1].upper()}-{found[2].lower()}"


def numbered(prefix: str, year: int, used: Iterable[str]) -> str:
    """The next code of a year: TL-2026-001."""
    start = f"{prefix}-{year}-"
    taken = [int(code.removeprefix(start)) for code in used if code.startswith(start)]
    return f"{start}{max(taken, default=0) + 1:03d}"


def in_order(follow_ups: Iterable[FollowUp], on: date) -> list[FollowUp]:
    """Those overdue longest first, then the open ones by their day, then the others, newest first."""
    listed = sorted(follow_ups, key=lambda one: one.code)
    still = sorted((one for one in listed if one.status == OPEN), key=lambda one: (one.due, one.code))
    ended = [one for one in listed if one.status != OPEN]
    return [*still, *sorted(ended, key=lambda one: one.closed_on or on, reverse=True)]
