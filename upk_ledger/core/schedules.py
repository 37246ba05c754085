"""Loan terms -> installments, exactly as section 4 of the contract says.

All arithmetic is on integers: amounts in sen, the rate per installment period as a reduced fraction a/b.
"Rounded" is half up to the whole rupiah.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core import dates
from upk_ledger.core.due_rules import due_rule
from upk_ledger.core.errors.loans import (
    DueDateBeyondCalendar,
    GraceOutOfRange,
    MemberSharesTwice,
    PrincipalNotPositive,
    RateNegative,
    ShareNotPositive,
    SharesDoNotAddUp,
    TenorOutOfRange,
    UnknownTerm,
)
from upk_ledger.core.money import RUPIAH, split

METHODS = ("flat", "menurun", "anuitas")
RATE_PERIODS = ("bulan", "tahun", "jangka")
FREQUENCIES = tuple(dates.PERIODS_PER_YEAR)
MODES = ("anggota", "kelompok")
ROUNDINGS = ("none", *(f"{unit}-{way}" for unit in (100, 500, 1000) for way in ("atas", "bawah", "dekat")))
LONGEST_TENOR = 1200
"""A hundred years of months: more is a slip of the keyboard."""


class Installment(NamedTuple):
    """One row of a schedule (a named tuple, because they are made by the hundred thousand).

    `balance` is the principal outstanding after it; amounts in sen.
    """

    number: int
    due: date
    principal: int
    service: int
    balance: int

    @property
    def total(self) -> int:
        """Principal and service together."""
        return self.principal + self.service


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """What was agreed: `principal` in sen, `tenor` installments, `rate_percent` per `rate_per`.

    Raises the errors of `core.errors.loans` for terms that make no schedule.
    """

    principal: int
    tenor: int
    rate_percent: Fraction
    rate_per: str
    method: str
    start: date
    frequency: str = "bulanan"
    grace: int = 0
    rounding: str = "none"
    due_rule: str = ""
    """How due dates are moved (`core.due_rules`); empty: every period on the same day (contract section 4)."""

    def __post_init__(self) -> None:
        if self.principal <= 0:
            raise PrincipalNotPositive(self.principal)
        if not 1 <= self.tenor <= LONGEST_TENOR:
            raise TenorOutOfRange(self.tenor, LONGEST_TENOR)
        if self.rate_percent < 0:
            raise RateNegative(self.rate_percent)
        if not 0 <= self.grace < self.tenor:
            raise GraceOutOfRange(self.grace, self.tenor)
        for term, given, allowed in (
            ("jasa-per", self.rate_per, RATE_PERIODS),
            ("metode", self.method, METHODS),
            ("frekuensi", self.frequency, FREQUENCIES),
            ("pembulatan", self.rounding, ROUNDINGS),
        ):
            if given not in allowed:
                raise UnknownTerm(term, given, allowed)
        # At most 2 * tenor periods of at most a month each, and the months counted past maturity in arrears.
        if self.start.year + self.tenor // 6 > 9900:
            raise DueDateBeyondCalendar(self.start, self.tenor)

    def period_rate(self) -> tuple[int, int]:
        """The rate per installment period as a reduced fraction: numerator, denominator."""
        rate = self.rate_percent / 100
        if self.rate_per == "jangka":
            rate /= self.tenor
        elif self.rate_per == "tahun":
            rate /= dates.PERIODS_PER_YEAR[self.frequency]
        elif self.frequency != "bulanan":
            rate = rate * 12 / dates.PERIODS_PER_YEAR[self.frequency]
        return rate.numerator, rate.denominator


@dataclass(frozen=True, slots=True)
class GroupSchedule:
    """A group's schedule and, by member code, the part of each member; the members' rows add up to `rows`."""

    rows: tuple[Installment, ...]
    members: tuple[tuple[str, tuple[Installment, ...]], ...]


def build_schedule(terms: LoanTerms, holidays: Collection[date] = ()) -> tuple[Installment, ...]:
    """The installments of one loan (or of one member's share of it); `holidays` where due dates are moved off them."""
    a, b = terms.period_rate()
    if terms.method == "flat":
        rows = _flat(terms, a, b)
    elif terms.method == "menurun":
        rows = _declining(terms, a, b)
    else:
        rows = _annuity(terms, a, b)
    return _moved(terms, rows, holidays) if terms.due_rule else rows


def _moved(
    terms: LoanTerms, rows: tuple[Installment, ...], holidays: Collection[date]
) -> tuple[Installment, ...]:
    """The rows with the due dates that the loan's own rule gives them."""
    rule = due_rule(terms.due_rule)
    later = terms.grace if terms.method == "flat" else 0
    return tuple(
        row._replace(due=rule.due(terms.start, row.number + later, terms.frequency, holidays)) for row in rows
    )


def group_schedule(
    terms: LoanTerms,
    shares: Sequence[tuple[str, int]],
    mode: str = "anggota",
    holidays: Collection[date] = (),
) -> GroupSchedule:
    """The schedule of a loan of which each member (code, sen) carries a share.

    `anggota`: the rules applied to each share, the group's rows are the sums (a member whose schedule ends
    early is simply missing in the later ones). `kelompok`: the rules applied to the whole, each row split
    over the members. Without shares: the whole, and no members.
    """
    if mode not in MODES:
        raise UnknownTerm("jadwal", mode, MODES)
    if not shares:
        return GroupSchedule(build_schedule(terms, holidays), ())
    seen: set[str] = set()
    for member, share in shares:
        if member in seen:
            raise MemberSharesTwice(member)
        seen.add(member)
        if share <= 0:
            raise ShareNotPositive(member, share)
    total = sum(share for _, share in shares)
    if total != terms.principal:
        raise SharesDoNotAddUp(terms.principal, total)
    made = _by_member if mode == "anggota" else _by_group
    return made(terms, shares, holidays)


def _by_member(
    terms: LoanTerms, shares: Sequence[tuple[str, int]], holidays: Collection[date]
) -> GroupSchedule:
    by_share = {
        share: build_schedule(replace(terms, principal=share), holidays)
        for share in {share for _, share in shares}
    }
    members = tuple((member, by_share[share]) for member, share in shares)
    longest = max(by_share.values(), key=len)
    rows = []
    for i, row in enumerate(longest):
        parts = [schedule[i] for _, schedule in members if i < len(schedule)]
        rows.append(
            row._replace(
                principal=sum(part.principal for part in parts),
                service=sum(part.service for part in parts),
                balance=sum(part.balance for part in parts),
            )
        )
    return GroupSchedule(tuple(rows), members)


def _by_group(
    terms: LoanTerms, shares: Sequence[tuple[str, int]], holidays: Collection[date]
) -> GroupSchedule:
    """Split each row by largest remainder over the members' shares; the last row takes what each still owes.

    So each member's principal adds up to the share. Where the odd rupiah has fallen so often on one member that a
    row would ask for more than is left, that row is split over what is still owed.
    """
    rows = build_schedule(terms, holidays)
    weights = [share for _, share in shares]
    owed = list(weights)
    unit = RUPIAH if all(share % RUPIAH == 0 for share in owed) else 1
    services = split(sum(row.service for row in rows), owed)
    members: list[list[Installment]] = [[] for _ in shares]
    for row in rows:
        last = row is rows[-1]
        principal_parts = list(owed) if last else _share_out(row.principal, weights, owed, unit)
        service_parts = list(services) if last else _share_out(row.service, weights, services, RUPIAH)
        for i, (principal, service) in enumerate(zip(principal_parts, service_parts, strict=True)):
            owed[i] -= principal
            services[i] -= service
            members[i].append(Installment(row.number, row.due, principal, service, owed[i]))
    parts = tuple((member, tuple(own)) for (member, _), own in zip(shares, members, strict=True))
    return GroupSchedule(rows, parts)


def _share_out(amount: int, weights: Sequence[int], owed: Sequence[int], unit: int) -> list[int]:
    parts = split(amount, weights, unit)
    return (
        parts
        if all(part <= left for part, left in zip(parts, owed, strict=True))
        else split(amount, owed, unit)
    )


def _half_up(numerator: int, denominator: int, unit: int = RUPIAH) -> int:
    """A fraction of sen, rounded to the nearest multiple of `unit`, a half going up."""
    return (2 * numerator + denominator * unit) // (2 * denominator * unit) * unit


def _up(numerator: int, denominator: int, unit: int) -> int:
    return -(-numerator // (denominator * unit)) * unit


def _down(numerator: int, denominator: int, unit: int) -> int:
    return numerator // (denominator * unit) * unit


_WAYS: dict[str, Callable[[int, int, int], int]] = {"atas": _up, "bawah": _down, "dekat": _half_up}


def rounded_total(terms: LoanTerms, numerator: int, denominator: int) -> int:
    """The exact total of an installment, rounded by the loan's `pembulatan`."""
    unit, way = terms.rounding.split("-")
    return _WAYS[way](numerator, denominator, int(unit) * RUPIAH)


def _flat(terms: LoanTerms, a: int, b: int) -> tuple[Installment, ...]:
    loan, n, start, frequency = terms.principal, terms.tenor, terms.start, terms.frequency
    each_service = _half_up(loan * a, b)
    if terms.rounding == "none":
        each_principal = loan // (n * RUPIAH) * RUPIAH
    else:
        each_principal = max(0, rounded_total(terms, loan * (b + a * n), n * b) - each_service)
    balance = loan
    service_left = _half_up(loan * a * n, b)
    rows = []
    for number in range(1, n):
        principal = min(each_principal, balance)
        # Half-up of less than a rupiah would otherwise ask for more service than the whole term has.
        service = min(each_service, service_left)
        balance -= principal
        service_left -= service
        due = dates.due_date(start, number + terms.grace, frequency)
        rows.append(Installment(number, due, principal, service, balance))
        if not balance:
            return tuple(rows)
    rows.append(Installment(n, dates.due_date(start, n + terms.grace, frequency), balance, service_left, 0))
    return tuple(rows)


def _declining(terms: LoanTerms, a: int, b: int) -> tuple[Installment, ...]:
    parts = terms.tenor - terms.grace
    equal = terms.principal // (parts * RUPIAH) * RUPIAH

    def principal_of(balance: int, service: int) -> int:
        if terms.rounding == "none":
            return equal
        return rounded_total(terms, terms.principal * b + balance * a * parts, parts * b) - service

    return _on_balance(terms, a, b, principal_of)


def _annuity(terms: LoanTerms, a: int, b: int) -> tuple[Installment, ...]:
    parts = terms.tenor - terms.grace
    if a:
        # P·r / (1 − (1+r)^−n) with r = a/b, as one fraction of integers.
        grown = (a + b) ** parts
        numerator, denominator = terms.principal * a * grown, b * (grown - b**parts)
    else:
        numerator, denominator = terms.principal, parts
    if terms.rounding == "none":
        total = _half_up(numerator, denominator)
    else:
        total = rounded_total(terms, numerator, denominator)
    return _on_balance(terms, a, b, lambda _balance, service: total - service)


def _on_balance(
    terms: LoanTerms, a: int, b: int, principal_of: Callable[[int, int], int]
) -> tuple[Installment, ...]:
    """Rows with service on the balance; the first `grace` pay service only, the last pays what is left."""
    balance = terms.principal
    rows = []
    for number in range(1, terms.tenor + 1):
        service = _half_up(balance * a, b)
        if number == terms.tenor:
            principal = balance
        elif number <= terms.grace:
            principal = 0
        else:
            principal = min(balance, max(0, principal_of(balance, service)))
        balance -= principal
        due = dates.due_date(terms.start, number, terms.frequency)
        rows.append(Installment(number, due, principal, service, balance))
        if not balance:
            break
    return tuple(rows)
