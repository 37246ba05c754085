"""Rescheduling: a new schedule of the same loan, which keeps its class until it is paid punctually.

What was paid by then is one settled row, number 0; the principal that is left gets new rows. Cumulative dues against
cumulative payments go on as before, so that undoing an earlier payment makes the settled row an unpaid one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from upk_ledger.core.allocation import due_by
from upk_ledger.core.errors.rescheduling import (
    AddedNotAsked,
    AddedPrincipalMissing,
    NoPrincipalLeft,
    ServiceIntoPrincipal,
    TermNotOfThisKind,
    WaiverNotOfThisKind,
)
from upk_ledger.core.lending import PAID_OFF, RESCHEDULES, Share
from upk_ledger.core.member_split import MemberDebt
from upk_ledger.core.schedules import GroupSchedule, Installment, LoanTerms, group_schedule

UNPAID_SERVICE = ("dibawa", "dihapus", "dipokokkan")
"""What becomes of service that is due and unpaid: carried into the first new installment, waived, made principal."""

_OF_DATES = frozenset(("tenor", "frequency", "grace"))
"""What a penjadwalan changes: when is paid, not how much."""

_OPTIONS = {
    "rate_percent": "--jasa",
    "rate_per": "--jasa-per",
    "method": "--metode",
    "rounding": "--pembulatan",
}


@dataclass(frozen=True, slots=True)
class RescheduleRequest:
    """What was decided about a loan: `terms` are the fields of `LoanTerms` that change, `tenor` among them.

    `added` is principal paid out on top (sen), `shares` who of the members gets it.
    """

    loan: str
    kind: str
    decision: str
    on: date
    terms: Mapping[str, Any]
    reason: str
    unpaid_service: str = "dibawa"
    added: int = 0
    shares: tuple[Share, ...] = ()
    account: str | None = None

    def check(self) -> None:
        """Raise where the request asks for what its kind is not: penjadwalan moves dates, penataan adds principal."""
        if self.unpaid_service == "dipokokkan":
            raise ServiceIntoPrincipal(self.loan)
        if self.unpaid_service == "dihapus" and self.kind != "persyaratan":
            raise WaiverNotOfThisKind(self.kind)
        if self.kind == "penjadwalan":
            for name in self.terms:
                if name not in _OF_DATES:
                    raise TermNotOfThisKind(self.kind, _OPTIONS[name])
        if self.kind == "penataan" and self.added <= 0:
            raise AddedPrincipalMissing(self.loan)
        if self.kind != "penataan" and (self.added or self.shares):
            raise AddedNotAsked(self.kind)


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """What rescheduling (or taking it back) did; `carried` and `waived` are unpaid service (sen)."""

    loan: str
    version: int
    on: date
    kind: str
    schedule: GroupSchedule
    principal: int
    carried: int = 0
    waived: int = 0
    kept_class: int | None = None
    voucher: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a loan stands on when it is rescheduled: its rows in force, principal and service paid, its members."""

    rows: tuple[Installment, ...]
    paid: tuple[int, int]
    members: tuple[MemberDebt, ...] = ()

    def unpaid_service(self, on: date) -> dict[str, int]:
        """Service due by a day, that day included, and not paid: by member, or under "" of the whole."""
        debts = self.members or (MemberDebt("", self.rows, *self.paid),)
        return {
            debt.member: due_by(debt.rows, debt.paid_principal, debt.paid_service, on)[1] for debt in debts
        }


def reschedule(
    terms: LoanTerms,
    shares: Sequence[tuple[str, int]],
    mode: str,
    standing: Standing,
    carried: Mapping[str, int],
    holidays: Collection[date] = (),
) -> GroupSchedule:
    """The schedule from the start of `terms` on, whose principal (as the members' `shares`) counts what was paid too.

    `carried` is unpaid service that goes into the first new row, by member. Raises `NoPrincipalLeft` and the errors
    of terms and shares.
    """
    paid = {debt.member: (debt.paid_principal, debt.paid_service) for debt in standing.members}
    rest = terms.principal - standing.paid[0]
    if rest <= 0:
        raise NoPrincipalLeft
    owed = [(member, share - paid.get(member, (0, 0))[0]) for member, share in shares]
    made = group_schedule(replace(terms, principal=rest), [one for one in owed if one[1] > 0], mode, holidays)
    first, new = made.rows[0].due, dict(made.members)

    def whole(settled: tuple[int, int], rows: Sequence[Installment], more: int) -> tuple[Installment, ...]:
        rest = sum(row.principal for row in rows)
        head = [Installment(0, terms.start, *settled, rest)] if any(settled) else []
        listed = list(rows) or ([Installment(1, first, 0, 0, 0)] if more else [])
        if more:
            listed[0] = listed[0]._replace(service=listed[0].service + more)
        return (*head, *listed)

    parts = tuple(
        (member, rows)
        for member, _ in owed
        if (rows := whole(paid.get(member, (0, 0)), new.get(member, ()), carried.get(member, 0)))
    )
    return GroupSchedule(whole(standing.paid, made.rows, sum(carried.values())), parts)


class Version(NamedTuple):
    """What a schedule version rests on, for telling which of a loan's versions stand on one another."""

    version: int
    record: int
    kind: str
    valid_from: date
    start: date
    kept_class: int | None


def standing_versions(versions: Iterable[Version]) -> list[Version]:
    """The versions that count, oldest first, of all in order: taking a rescheduling back takes its version away.

    A version that restores the one before begins where that one began; a disbursement begins everything anew.
    """
    stack: list[Version] = []
    for version in versions:
        if stack and stack[-1].kind == PAID_OFF:
            stack.pop()  # nothing stands on it but its own undoing
            continue
        if not stack or (version.kind == "pencairan" and version.start == version.valid_from):
            stack = [version]
            continue
        begins = stack[-1].start if version.kind in {"alih", PAID_OFF} else version.valid_from
        if version.kind != "pencairan" and version.start == begins:
            stack.append(version)
            continue
        stack.pop()
        while len(stack) > 1 and stack[-1].start != version.start:
            stack.pop()
    return stack


def newest_rescheduling(stack: Sequence[Version]) -> Version | None:
    """The rescheduling in force among versions that count."""
    return next((version for version in reversed(stack) if version.kind in RESCHEDULES), None)


class Duty(NamedTuple):
    """A new installment: its due date, and principal and service due up to it (sen)."""

    due: date
    principal: int
    service: int


class Payment(NamedTuple):
    """What was paid on a day (sen), or undone."""

    on: date
    principal: int
    service: int


def paid_punctually(
    duties: Sequence[Duty], payments: Sequence[Payment], as_of: date, wanted: int, tolerance: int = 0
) -> bool:
    """Whether `wanted` new installments in a row were paid by their due dates (and so many days of tolerance)."""
    return punctual_streak(duties, payments, as_of, wanted, tolerance) >= wanted


def punctual_streak(
    duties: Sequence[Duty], payments: Sequence[Payment], as_of: date, wanted: int, tolerance: int = 0
) -> int:
    """How many of the newest installments in a row were paid punctually, counted no further than to `wanted`.

    Installments due by `as_of` count, and payments by then; both are in order of date. An undone payment counts until
    the day on which it was undone.
    """
    streak = place = principal = service = 0
    for duty in duties:
        if streak >= wanted or duty.due > as_of:
            break
        deadline = duty.due + timedelta(tolerance)
        last = min(deadline, as_of)
        while place < len(payments) and payments[place].on <= last:
            principal += payments[place].principal
            service += payments[place].service
            place += 1
        if principal >= duty.principal and service >= duty.service:
            streak += 1
        elif deadline >= as_of:
            break  # it can be paid still
        else:
            streak = 0
    return streak
