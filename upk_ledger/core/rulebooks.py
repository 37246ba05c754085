"""Rulebooks: one edition of the programme's rules as data, read from TOML.

A book keeps the text of each rulebook that it adopted and computes from that copy. The keys are the
field's words, because a BKM reads and edits them; what no source confirms is listed under `belum_pasti`
with a reason.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from upk_ledger.core.allocation import ORDERS
from upk_ledger.core.dunning import USUAL_LEVELS, DunningLevel, parse_levels
from upk_ledger.core.errors.rulebooks import (
    RulebookChoiceUnknown,
    RulebookClassesOutOfOrder,
    RulebookKeyMissing,
    RulebookKeyUnknown,
    RulebookNotToml,
    RulebookValueWrong,
)
from upk_ledger.core.loan_files import PaperRule
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.schedules import FREQUENCIES, METHODS, MODES, RATE_PERIODS, ROUNDINGS

COUNTINGS = ("umur-tunggakan", "perdesaan")
"""How months overdue are counted: age of the oldest unpaid due date, or the rural count of installments."""

INDICATORS = ("LAR", "PAR", "CCr", "ROI", "RR")

SUSPENDING = ("LAR", "PAR")
"""What suspends new lending where a rulebook does not say."""

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    ">": lambda value, limit: value > limit,
    ">=": lambda value, limit: value >= limit,
    "<": lambda value, limit: value < limit,
    "<=": lambda value, limit: value <= limit,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit with its comparison sign, as in "> 3"."""

    sign: str
    value: Fraction

    def holds(self, value: int | Fraction) -> bool:
        """Whether `value` stands on this side of the limit."""
        return _SIGNS[self.sign](value, self.value)

    def met_by(self, numerator: int, denominator: int) -> bool:
        """Whether the exact ratio of the two (`denominator` positive) stands on this side of the limit."""
        limit = self.value
        return _SIGNS[self.sign](numerator * limit.denominator, limit.numerator * denominator)

    def __str__(self) -> str:
        shown = Decimal(self.value.numerator) / self.value.denominator
        return f"{self.sign} {shown.normalize():f}"


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One class: allowance in percent of the balance, months overdue up to `upper` (None: any number)."""

    name: str
    percent: Decimal
    upper: int | None


@dataclass(frozen=True, slots=True)
class CollectibilityRules:
    """The classes in order, best first, and how months overdue are counted."""

    classes: tuple[ClassRule, ...]
    counting: str = "umur-tunggakan"
    punctual: int = 3
    """How many punctual installments in a row end the class that a rescheduled loan keeps."""
    uppers: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        uppers = tuple(rule.upper for rule in self.classes[:-1] if rule.upper is not None)
        previous = -1
        for number, rule in enumerate(self.classes, start=1):
            last = number == len(self.classes)
            if (rule.upper is None) != last or (rule.upper is not None and rule.upper <= previous):
                raise RulebookClassesOutOfOrder(rule.name)
            previous = previous if rule.upper is None else rule.upper
        object.__setattr__(self, "uppers", uppers)

    def class_of(self, months: int) -> int:
        """The class (1 is the best) of a loan that many months overdue."""
        return bisect_left(self.uppers, months) + 1


@dataclass(frozen=True, slots=True)
class RatingRule:
    """When an indicator (percent) is satisfactory, when lending is to be suspended; between: the minimum."""

    satisfactory: Limit
    suspended: Limit


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """Who may borrow how much; None or 0 where the edition asks nothing. Ceilings: per member, in sen."""

    members: int
    women_percent: Decimal
    poor_listed: bool
    group_months: int
    training: bool
    joint_liability: bool
    stage_ceilings: tuple[int, ...] = ()
    later_ceiling: int | None = None
    most_loans: int | None = None
    shortest_tenor: int | None = None
    longest_tenor: int | None = None
    longest_grace: int | None = None

    def ceiling(self, stage: int) -> int | None:
        """The most a member may borrow as the `stage`-th loan (1 is the first), or None."""
        return self.stage_ceilings[stage - 1] if stage <= len(self.stage_ceilings) else self.later_ceiling


@dataclass(frozen=True, slots=True)
class DefaultTerms:
    """The terms of a loan for which nothing else was said."""

    rate_percent: Fraction
    rate_per: str
    method: str
    frequency: str
    grace: int
    rounding: str
    mode: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One edition of the rules; `doubts` are the keys that no source confirms, each with the reason."""

    code: str
    name: str
    edition: str
    valid_from: date
    sources: tuple[str, ...]
    collectibility: CollectibilityRules
    risk: Limit
    ratings: Mapping[str, RatingRule]
    eligibility: EligibilityRules
    terms: DefaultTerms
    order: str
    doubts: Mapping[str, str]
    suspending: tuple[str, ...] = SUSPENDING
    """Indicators whose rating `penundaan` suspends new lending."""
    papers: tuple[PaperRule, ...] = ()
    """The papers of a loan's file in their order; none: no file is asked for."""
    dunning: tuple[DunningLevel, ...] = USUAL_LEVELS
    """The levels of letters to groups that are behind."""


def parse_rulebook(text: str) -> Rulebook:
    """The rulebook that a TOML text describes; raises the errors of `core.errors.rulebooks`."""
    import tomllib  # only here: the daily commands compute from rules already read

    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RulebookNotToml(str(error)) from error
    top = _Table(content, "", set())
    rulebook = Rulebook(
        code=top.text("kode"),
        name=top.text("nama"),
        edition=top.text("edisi"),
        valid_from=top.day("berlaku_sejak"),
        sources=top.texts("sumber"),
        collectibility=_collectibility(top.table("kolektibilitas"), top.optional("penjadwalan", top.table)),
        risk=_risk(top.table("berisiko")),
        ratings=_ratings(top.table("penilaian")),
        eligibility=_eligibility(top.table("kelayakan")),
        order=top.choice("urutan", ORDERS),
        terms=_terms(top.table("pinjaman")),
        suspending=_suspending(top.optional("penundaan", top.table)),
        papers=_papers(top.optional("berkas", top.tables) or ()),
        dunning=parse_levels(table) if (table := top.optional("tagihan", top.table)) else USUAL_LEVELS,
        doubts=_doubts(top.table("belum_pasti")),
    )
    top.done()
    return rulebook


T = TypeVar("T")


class _Table:
    """One table of the text: typed reading that knows the full name of each key and all that were asked for."""

    def __init__(self, content: Mapping[str, Any], path: str, known: set[str]) -> None:
        self.content = content
        self._path = path
        self._known = known

    def name(self, key: str) -> str:
        return f"{self._path}{key}"

    def value(self, key: str, wanted: str, good: Callable[[Any], bool]) -> Any:
        self._known.add(self.name(key))
        if key not in self.content:
            raise RulebookKeyMissing(self.name(key))
        found = self.content[key]
        if not good(found):
            raise RulebookValueWrong(self.name(key), str(found), wanted)
        return found

    def optional(self, key: str, reader: Callable[[str], T]) -> T | None:
        self._known.add(self.name(key))
        return reader(key) if key in self.content else None

    def text(self, key: str) -> str:
        return str(self.value(key, "text", lambda v: isinstance(v, str) and bool(v.strip())))

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.value(key, "list", lambda v: isinstance(v, list) and all(isinstance(x, str) for x in v))
        return tuple(found)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        found = self.text(key)
        if found not in allowed:
            raise RulebookChoiceUnknown(self.name(key), found, allowed)
        return found

    def flag(self, key: str) -> bool:
        return bool(self.value(key, "flag", lambda v: isinstance(v, bool)))

    def count(self, key: str) -> int:
        return int(self.value(key, "count", lambda v: type(v) is int and v >= 0))

    def amount(self, key: str) -> int:
        return self.count(key) * RUPIAH

    def amounts(self, key: str) -> tuple[int, ...]:
        found = self.value(
            key, "count", lambda v: isinstance(v, list) and all(type(x) is int and x >= 0 for x in v)
        )
        return tuple(x * RUPIAH for x in found)

    def percent(self, key: str) -> Decimal:
        found = self.value(
            key, "percent", lambda v: type(v) in {int, Decimal} and Decimal(v).is_finite() and v >= 0
        )
        return Decimal(found)

    def day(self, key: str) -> date:
        found: date = self.value(key, "date", lambda v: type(v) is date)
        return found

    def limit(self, key: str) -> Limit:
        found = self.value(key, "limit", lambda v: isinstance(v, str) and _limit(v) is not None)
        limit = _limit(found)
        assert limit is not None  # noqa: S101 - just tested; tells the type checker
        return limit

    def table(self, key: str) -> "_Table":
        found = self.value(key, "table", lambda v: isinstance(v, dict))
        return _Table(found, f"{self.name(key)}.", self._known)

    def tables(self, key: str) -> list["_Table"]:
        found = self.value(
            key, "table", lambda v: isinstance(v, list) and bool(v) and all(isinstance(x, dict) for x in v)
        )
        rows = [f"{self.name(key)}.{number}" for number in range(1, len(found) + 1)]
        self._known.update(rows)
        return [_Table(content, f"{name}.", self._known) for name, content in zip(rows, found, strict=True)]

    def done(self) -> None:
        """Refuse a key that nothing read: a slip in a key's name must not silently lose a rule."""
        for key in self.content:
            self.known(self.name(key))

    def known(self, name: str) -> None:
        """Refuse the full name of a key that no rulebook has."""
        if name not in self._known:
            from difflib import get_close_matches

            raise RulebookKeyUnknown(name, tuple(get_close_matches(name, sorted(self._known), 2)))


def _limit(text: str) -> Limit | None:
    sign, _, number = text.partition(" ")
    digits = number.strip()
    if sign not in _SIGNS or not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None
    return Limit(sign, Fraction(digits))


def _collectibility(table: _Table, rescheduled: _Table | None) -> CollectibilityRules:
    classes = []
    for row in table.tables("kelas"):
        classes.append(
            ClassRule(row.text("nama"), row.percent("persen"), row.optional("sampai_bulan", row.count))
        )
        row.done()
    counting = table.choice("hitungan", COUNTINGS)
    table.done()
    if rescheduled is None:  # an edition from before the rule: the usual number
        return CollectibilityRules(tuple(classes), counting)
    rules = CollectibilityRules(tuple(classes), counting, rescheduled.count("angsuran_tepat_waktu"))
    rescheduled.done()
    return rules


def _suspending(table: _Table | None) -> tuple[str, ...]:
    if table is None:
        return SUSPENDING
    found = table.texts("indikator")
    for name in found:
        if name not in INDICATORS:
            raise RulebookChoiceUnknown(table.name("indikator"), name, INDICATORS)
    table.done()
    return found


def _papers(rows: Sequence[_Table]) -> tuple[PaperRule, ...]:
    papers = []
    for row in rows:
        papers.append(PaperRule(row.text("kode"), row.text("nama"), row.flag("sebelum_cair")))
        row.done()
    return tuple(papers)


def _risk(table: _Table) -> Limit:
    limit = table.limit("bulan_menunggak")
    table.done()
    return limit


def _ratings(table: _Table) -> Mapping[str, RatingRule]:
    ratings = {}
    for indicator in INDICATORS:
        row = table.table(indicator)
        ratings[indicator] = RatingRule(row.limit("memuaskan"), row.limit("penundaan"))
        row.done()
    table.done()
    return ratings


def _eligibility(table: _Table) -> EligibilityRules:
    rules = EligibilityRules(
        members=table.count("anggota_minimal"),
        women_percent=table.percent("perempuan_minimal_persen"),
        poor_listed=table.flag("miskin_terdaftar"),
        group_months=table.count("umur_ksm_bulan"),
        training=table.flag("pelatihan"),
        joint_liability=table.flag("tanggung_renteng"),
        stage_ceilings=table.optional("plafon_tahap", table.amounts) or (),
        later_ceiling=table.optional("plafon_seterusnya", table.amount),
        most_loans=table.optional("pinjaman_terbanyak", table.count),
        shortest_tenor=table.optional("tenor_minimal", table.count),
        longest_tenor=table.optional("tenor_maksimal", table.count),
        longest_grace=table.optional("masa_tenggang_maksimal", table.count),
    )
    table.done()
    return rules


def _terms(table: _Table) -> DefaultTerms:
    terms = DefaultTerms(
        rate_percent=Fraction(table.percent("jasa_persen")),
        rate_per=table.choice("jasa_per", RATE_PERIODS),
        method=table.choice("metode", METHODS),
        frequency=table.choice("frekuensi", FREQUENCIES),
        grace=table.count("masa_tenggang"),
        rounding=table.choice("pembulatan", ROUNDINGS),
        mode=table.choice("jadwal", MODES),
    )
    table.done()
    return terms


def _doubts(table: _Table) -> Mapping[str, str]:
    """The doubted keys with their reasons; each must be one that a rulebook has."""
    doubts = {}
    for key in table.content:
        table.known(key)
        doubts[key] = table.text(key)
    return doubts
