"""Whether a village meets the criteria by which programmes admit one: each yes, no or unknown, with its evidence. Pure.

A criterion is met by what follows from profile, registers and books, or by what an officer typed with evidence.
Where the two say different things nobody wins: it is unknown until one of them is put right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.region.members import RegionUpk
from upk_ledger.core.region.registers import MisuseCase, Told, VillageProfile

YES, NO, UNKNOWN = "ya", "tidak", "belum-diketahui"
ADEQUATE = "memadai"


class Criterion(NamedTuple):
    """A criterion: `limit` in percent where it has one, `origin` program or kami."""

    key: str
    number: str
    short: str
    title: str
    limit: int | None
    origin: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria in order; `adequate` are the grades of bookkeeping that are good enough."""

    basis: str
    adequate: tuple[str, ...]
    every: tuple[Criterion, ...]


def parse_criteria(content: Mapping[str, Any]) -> Criteria:
    """The criteria that `limits/kelayakan.toml` holds."""
    every = tuple(
        Criterion(
            one["kunci"],
            one["nomor"],
            one["pendek"],
            one["judul"].format(batas=one.get("batas")),
            one.get("batas"),
            one["asal"],
        )
        for one in content["syarat"]
    )
    return Criteria(content["dasar"], tuple(content["pembukuan_memadai"]), every)


class Evidence(NamedTuple):
    """What answers a criterion: `kind` says what `value` is, `on` of which day it is, `source` where it comes from."""

    answer: str
    kind: str
    value: Any
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """A criterion with what follows from the data and what was typed; either may be missing."""

    criterion: Criterion
    derived: Evidence | None
    typed: Evidence | None

    @property
    def contradictory(self) -> bool:
        """Whether the data and what was typed say different things."""
        return bool(self.derived and self.typed and self.derived.answer != self.typed.answer)

    @property
    def answer(self) -> str:
        """Yes, no or unknown."""
        told = self.derived or self.typed
        return UNKNOWN if told is None or self.contradictory else told.answer


@dataclass(frozen=True, slots=True)
class VillageAssessed:
    """All criteria of the village that a UPK serves."""

    upk: RegionUpk
    assessed: tuple[Assessed, ...]

    @property
    def answer(self) -> str:
        """Yes where every criterion is met, no where one is not, else unknown."""
        found = {one.answer for one in self.assessed}
        return NO if NO in found else UNKNOWN if UNKNOWN in found else YES


class Bookkept(NamedTuple):
    """How the Sekretariat keeps its books: a grade from them (with its score), or what the register says."""

    grade: str
    score: Any
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class VillageFacts:
    """What is known of a village at a day; `typed` by criterion. `register` is what the list of cases is called."""

    profile: VillageProfile
    bookkept: Bookkept | None
    cases: Sequence[MisuseCase]
    typed: Mapping[str, Told]
    register: str


def assess(upk: RegionUpk, facts: VillageFacts, criteria: Criteria, as_of: date) -> VillageAssessed:
    """Hold a village against every criterion."""
    derived = _derived(facts, criteria, as_of)
    assessed = []
    for one in criteria.every:
        told = facts.typed.get(one.key)
        typed = None if told is None else Evidence(told.value, "petugas", None, told.on, told.source)
        assessed.append(Assessed(one, derived.get(one.key), typed))
    return VillageAssessed(upk, tuple(assessed))


def _derived(facts: VillageFacts, criteria: Criteria, as_of: date) -> dict[str, Evidence]:
    profile, limits = facts.profile, {one.key: one.limit or 0 for one in criteria.every}
    found: dict[str, Evidence] = {}

    def put(key: str, met: bool, told: Told) -> None:
        found[key] = Evidence(YES if met else NO, key, told.value, told.on, told.source)

    if profile.poor_percent is not None:
        put("kemiskinan", profile.poor_percent.value >= limits["kemiskinan"], profile.poor_percent)
    if profile.dense is not None:
        put("permukiman", profile.dense.value == YES, profile.dense)
    if profile.voters is not None:
        put("pemilih", profile.voters.value.percent >= limits["pemilih"], profile.voters)
    if profile.priority is not None:
        put("prioritas", profile.priority.value == YES, profile.priority)
    if facts.bookkept is not None:
        kept = facts.bookkept
        good = kept.grade in criteria.adequate if kept.score is not None else kept.grade == ADEQUATE
        put("pembukuan", good, Told((kept.grade, kept.score), kept.on, kept.source))
    pending = tuple(case.code for case in facts.cases if case.open)
    put("kasus", not pending, Told(pending, as_of, facts.register))
    return found
