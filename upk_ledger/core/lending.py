"""Loans as the office handles them: the application, the granted schedule, where a loan stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core.arrears import Position
from upk_ledger.core.schedules import LoanTerms


class Share(NamedTuple):
    """A member's part of a loan, in sen."""

    member: str
    principal: int


class MemberDecision(NamedTuple):
    """What one member asked for (None: only the group did) and got, in sen; a refusal has a reason."""

    member: str
    asked: int | None
    granted: int
    outcome: str
    reason: str = ""


class DecidedBy(NamedTuple):
    """The newest decision that granted a loan: when, under which number, by whom it was recorded."""

    on: date
    number: str | None
    actor: str


class Capacity(NamedTuple):
    """What a member earns and spends a month (sen), as told with the application."""

    member: str
    income: int
    cost: int

    @property
    def ability(self) -> int:
        """Ability to pay: income less cost (domain reference section 3, part B of the form)."""
        return self.income - self.cost


STATUSES = (
    "diajukan", "diperiksa", "disetujui", "ditolak", "ditunda", "siap-cair", "berjalan", "lunas", "dijadwal-ulang",
    "hapus-buku",
)  # fmt: skip
"""Where a loan can stand, in the contract's words."""

RUNNING = ("berjalan", "dijadwal-ulang")
"""Where a loan stands that is paid back: on the schedule of its disbursement, or on a later one."""

RESCHEDULES = ("penjadwalan", "persyaratan", "penataan")
"""The kinds of rescheduling: other dates, other terms, more principal."""

PAID_OFF = "lunas"
"""What a schedule rests on whose rest of the service is no longer owed, because all principal was paid before."""


@dataclass(frozen=True, slots=True)
class LoanApplication:
    """A group's application; `start` of the terms is the day of applying until the money is paid out."""

    group: str
    terms: LoanTerms
    shares: tuple[Share, ...] = ()
    mode: str = "anggota"
    purpose: str = ""
    capacities: tuple[Capacity, ...] = ()
    number: str | None = None
    origin: str = "aplikasi"
    product: int | None = None
    """Record of the product's version that the terms come from."""
    papers: tuple[str, ...] = ()
    """Papers of the loan's file that came with the application, by code."""


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan's own row: what was asked for, on which terms, under which rulebook."""

    number: str
    record: int
    group: str
    group_name: str
    origin: str
    terms: LoanTerms
    mode: str
    rulebook: str
    """Digest of the rulebook's text."""
    product: int | None = None
    """Record of the product's version that the terms came from."""


class ScheduleBasis(NamedTuple):
    """What a schedule version rests on.

    `kind` is pencairan, one of `RESCHEDULES`, alih (a member's share taken over), or `PAID_OFF`; `carried` is
    unpaid service (sen) carried into the new rows; `kept_class` the class that a rescheduled loan keeps until it pays
    punctually.
    """

    kind: str = "pencairan"
    carried: int = 0
    kept_class: int | None = None
    decision: str | None = None


FIRST_SCHEDULE = ScheduleBasis()
"""The schedule made when the money was paid out."""


@dataclass(frozen=True, slots=True)
class GrantedSchedule:
    """One version of a loan's schedule: the terms in force from `valid_from`."""

    loan: str
    version: int
    record: int
    valid_from: date
    terms: LoanTerms
    mode: str
    order: str
    service: int
    basis: ScheduleBasis


class Rescheduling(NamedTuple):
    """That a loan runs on a later schedule: since when, of which kind, the class that it still keeps because of it."""

    on: date
    kind: str
    kept_class: int | None = None


class LoanAt(NamedTuple):
    """A paid-out loan at a date (sen); `principal` is what was lent. A named tuple: a report makes one a loan."""

    number: str
    group: str
    group_name: str
    origin: str
    version: int
    disbursed_on: date
    frequency: str
    principal: int
    service: int
    tenor: int
    paid_principal: int
    paid_service: int
    due_principal: int
    due_service: int
    last_due: date
    position: Position
    written_off: int = 0
    rescheduled: Rescheduling | None = None

    @property
    def status(self) -> str:
        """`lunas` once principal and service of the whole schedule are paid, else one of `RUNNING`.

        `hapus-buku` where nothing is outstanding because it was written off.
        """
        running = "dijadwal-ulang" if self.rescheduled else "berjalan"
        if self.written_off:
            return running if self.position.outstanding else "hapus-buku"
        done = self.paid_principal >= self.principal and self.paid_service >= self.service
        return "lunas" if done else running

    @property
    def kept_class(self) -> int | None:
        """The class that a rescheduled loan keeps until it is paid punctually."""
        return self.rescheduled.kept_class if self.rescheduled else None


def rate_text(rate: Fraction) -> str:
    """A rate in percent as plain decimal text: 1.5."""
    shown = Decimal(rate.numerator) / rate.denominator
    return f"{shown.normalize():f}"


def by_group(loans: Iterable[LoanAt]) -> list[LoanAt]:
    """Loans in the order of listings."""
    return sorted(loans, key=lambda loan: (loan.group, loan.number))


def outstanding(loans: Iterable[LoanAt]) -> list[LoanAt]:
    """The loans that have principal outstanding, in the order of listings."""
    return by_group(loan for loan in loans if loan.position.outstanding > 0)
