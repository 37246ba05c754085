"""Who may borrow: the breaches of a rulebook's conditions, and what a member can repay.

A breach is a warning that asks for a reason and stands on the exception list; it stops no loan (domain section 2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from upk_ledger.core.dates import PERIODS_PER_YEAR
from upk_ledger.core.lending import Capacity
from upk_ledger.core.money import RUPIAH, Rupiah, half_up, quotient
from upk_ledger.core.rulebooks import EligibilityRules
from upk_ledger.core.schedules import Installment

MEANS = "kemampuan"
"""The condition on what a member can pay."""


@dataclass(frozen=True, slots=True)
class GroupProfile:
    """A group as it applies: members, women and listed poor among them, months of own activity, papers."""

    members: int
    women: int
    poor: int
    months: int
    trained: bool
    joint_liability: bool
    untrained: tuple[str, ...] = ()
    """Members known to lack the training."""


@dataclass(frozen=True, slots=True)
class LoanRequest:
    """What is asked for: each member's share (code, sen) and how many loans that member had, the terms."""

    shares: Sequence[tuple[str, int, int]]
    tenor: int
    grace: int = 0
    whole: "WholeGroup | None" = None
    """Where no member is named."""


class WholeGroup(NamedTuple):
    """A group that asks for `principal` (sen) without naming members: how many they are, how many loans it had."""

    principal: int
    members: int
    earlier: int

    @property
    def average(self) -> int:
        """What a member gets on average (sen), rounded up to the rupiah."""
        return ceil(Fraction(self.principal, self.members * RUPIAH)) * RUPIAH


@dataclass(frozen=True, slots=True)
class Breach:
    """A condition that is not met: what was `found`, what is `wanted` (at least or at most), and whose it is.

    `detail` names the loans, members, groups or officers that it is about.
    """

    rule: str
    found: int
    wanted: int
    member: str | None = None
    detail: str = ""

    @property
    def recorded(self) -> str:
        """What the exception list keeps; not the ability to pay, for it tells an income and the chain travels."""
        wanted = 0 if self.rule == MEANS else self.wanted
        return f"{self.found} {wanted} {self.detail}".rstrip()


class Relation(NamedTuple):
    """That a member is an officer (`diri`) or of an officer's family (`keluarga`)."""

    group: str
    member: str
    officer: str
    kind: str
    record: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What else the book knows of those who ask.

    `running`: loans not paid back, by number the members that share them (none: the whole group); `elsewhere`: other
    groups that have a member of the same NIK; `nameless`: members without a NIK in a group that has NIKs.
    """

    borrowers: tuple[str, ...]
    running: Mapping[str, tuple[str, ...]]
    elsewhere: Mapping[str, tuple[str, ...]]
    nameless: tuple[str, ...]
    relations: tuple[Relation, ...]


def monthly_burdens(
    told: Sequence[Capacity], rows: Sequence[tuple[str, Sequence[Installment]]], frequency: str
) -> list[tuple[Capacity, int]]:
    """Each member that told income and cost, with the largest of the member's rows as sen a month."""
    largest = {member: max((row.total for row in own), default=0) for member, own in rows}
    yearly = PERIODS_PER_YEAR[frequency]
    return [(item, half_up(Fraction(largest.get(item.member, 0) * yearly, 12))) for item in told]


def means_breaches(burdens: Sequence[tuple[Capacity, int]]) -> tuple[Breach, ...]:
    """Installments a month (sen) beyond the ability to pay, income less cost (domain reference section 3, part B)."""
    return tuple(
        Breach(MEANS, Rupiah(monthly), Rupiah(item.ability), item.member)
        for item, monthly in burdens
        if monthly > item.ability
    )


def women_needed(members: int, rules: EligibilityRules) -> int:
    """The fewest women among `members`."""
    return ceil(Fraction(rules.women_percent) * members / 100)


def group_breaches(group: GroupProfile, rules: EligibilityRules) -> tuple[Breach, ...]:
    """The conditions on the group itself that it does not meet."""
    at_least = (
        ("anggota-minimal", group.members, rules.members),
        ("perempuan-minimal", group.women, women_needed(group.members, rules)),
        ("miskin-terdaftar", group.poor, group.members if rules.poor_listed else 0),
        ("umur-ksm", group.months, rules.group_months),
        ("pelatihan", int(group.trained), int(rules.training)),
        ("tanggung-renteng", int(group.joint_liability), int(rules.joint_liability)),
    )
    untrained = ", ".join(group.untrained)
    return tuple(
        Breach(rule, found, wanted, detail=untrained if rule == "pelatihan" else "")
        for rule, found, wanted in at_least
        if found < wanted
    )


def request_breaches(request: LoanRequest, rules: EligibilityRules) -> tuple[Breach, ...]:
    """The conditions on amounts, number of loans and terms that a request does not meet."""
    breaches = []
    if rules.shortest_tenor is not None and request.tenor < rules.shortest_tenor:
        breaches.append(Breach("tenor-minimal", request.tenor, rules.shortest_tenor))
    if rules.longest_tenor is not None and request.tenor > rules.longest_tenor:
        breaches.append(Breach("tenor-maksimal", request.tenor, rules.longest_tenor))
    if rules.longest_grace is not None and request.grace > rules.longest_grace:
        breaches.append(Breach("masa-tenggang", request.grace, rules.longest_grace))
    if request.whole is not None and request.whole.members:
        average, ceiling = request.whole.average, rules.ceiling(request.whole.earlier + 1)
        if ceiling is not None and average > ceiling:
            detail = str(request.whole.members)
            breaches.append(Breach("plafon", Rupiah(average), Rupiah(ceiling), detail=detail))
    for member, share, earlier in request.shares:
        ceiling = rules.ceiling(earlier + 1)
        if ceiling is not None and share > ceiling:
            breaches.append(Breach("plafon", Rupiah(share), Rupiah(ceiling), member))
        if rules.most_loans is not None and earlier >= rules.most_loans:
            breaches.append(Breach("pinjaman-terbanyak", earlier + 1, rules.most_loans, member))
    return tuple(breaches)


def standing_breaches(known: Standing) -> tuple[Breach, ...]:
    """What stands against those who ask besides amounts and terms: each asks for a reason, whatever the edition."""
    breaches = []
    asking = set(known.borrowers)
    whole = [loan for loan, members in known.running.items() if not asking.intersection(members)]
    if whole:
        breaches.append(Breach("pinjaman-berjalan", len(whole), 0, detail=", ".join(whole)))
    for member in known.borrowers:
        shared = [loan for loan, members in known.running.items() if member in members]
        if shared:
            breaches.append(Breach("bagian-berjalan", len(shared), 0, member, ", ".join(shared)))
        groups = known.elsewhere.get(member, ())
        if groups:
            breaches.append(Breach("nik-ganda", len(groups), 0, member, ", ".join(groups)))
        if member in known.nameless:
            breaches.append(Breach("identitas", 0, 1, member))
    for relation in known.relations:
        if relation.member in asking:
            rule = "pengurus" if relation.kind == "diri" else "keluarga-pengurus"
            breaches.append(Breach(rule, 1, 0, relation.member, relation.officer))
    return tuple(breaches)


@dataclass(frozen=True, slots=True)
class Ability:
    """What a member can repay in a month (income - cost, sen), and the installment in percent of it."""

    amount: int
    installment_percent: Decimal | None


def capacity(income: int, cost: int, installment: int) -> Ability:
    """Ability to pay of one member, all per month; the percentage is None where nothing is left."""
    amount = income - cost
    return Ability(amount, quotient(installment, amount, 100) if amount > 0 else None)
