"""Loans from before the book: never paid back, one of them written off in the course of the first year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from upk_ledger.core.dates import Month, add_months
from upk_ledger.core.people import Group
from upk_ledger.core.sample import names
from upk_ledger.core.sample.events import Event, Pay, Visit, WriteOff
from upk_ledger.core.sample.groups import THOUSAND, SampleGroup, make_members, open_day
from upk_ledger.core.schedules import LoanTerms
from upk_ledger.core.visits import COLLECTING

_FIRST_NUMBER = 91
"""The codes of these groups leave room for those of today."""


@dataclass(frozen=True, slots=True)
class OldLoan:
    """A loan that was running when the book began, with its group, and what was paid of it before (sen)."""

    number: str
    sample: SampleGroup
    terms: LoanTerms
    paid_principal: int
    paid_service: int
    purpose: str

    @property
    def left(self) -> int:
        """The principal that is still owed."""
        return self.terms.principal - self.paid_principal


def make_old_loan(turn: int, start: Month, rng: Random) -> OldLoan:
    """The old loan of this number (from 0): ten installments, of which a few were paid."""
    code = f"K{_FIRST_NUMBER + turn}"
    paid_out = open_day(add_months(start.first, -rng.randint(26, 40)) + timedelta(rng.randint(4, 20)))
    formed = add_months(paid_out, -6)
    group = Group(
        code, names.OLD_GROUPS[turn], f"RT {rng.randint(1, 9):02d} RW {rng.randint(1, 6):02d}", formed
    )
    members = make_members(code, 5, group.address or "", rng)
    terms = LoanTerms(
        principal=2500 * THOUSAND,
        tenor=10,
        rate_percent=Fraction(3, 2),
        rate_per="bulan",
        method="flat",
        start=paid_out,
    )
    paid = rng.randint(5, 7)
    return OldLoan(
        number=f"P-{paid_out.year}-{10 * turn + rng.randint(1, 9):04d}",
        sample=SampleGroup(group, members, "macet", "", start.first),
        terms=terms,
        paid_principal=paid * terms.principal // 10,
        paid_service=paid * terms.principal * 3 // 200,
        purpose=rng.choice(names.PURPOSES),
    )


def ending(old: OldLoan, start: Month) -> Iterator[Event]:
    """A last visit, the board's decision to write it off, and what comes in all the same afterwards."""
    number, group = old.number, old.sample.group

    def day(month: int, of_month: int) -> date:
        return open_day(start.plus(month).first + timedelta(of_month))

    yield Visit(day(3, 14), number, COLLECTING, "Ketua pindah, dua anggota mau mencicil semampunya")
    decision = f"{group.code}H/BKM/{start.year}"
    yield WriteOff(day(5, 19), number, decision, "Menunggak lebih dari dua tahun, ketua tidak ditemukan")
    for month in (8, 10):
        yield Pay(day(month, 9), number, 150 * THOUSAND)
