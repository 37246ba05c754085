"""What the journal says of an account over a range of days, and on which side it shows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from upk_ledger.core.offices import Account


class Overdraft(NamedTuple):
    """An account of cash or bank that holds less than nothing (sen) at the end of a day."""

    account: str
    name: str
    on: date
    balance: int


class AccountSums(NamedTuple):
    """One account over a range (sen, debit less credit where one figure stands for both).

    `opening` is the balance before the range; `debit` and `credit` are all movements within it, of which
    `closing_debit` and `closing_credit` come from year-end closing entries (kind `penutup`);
    `year_end` is the change by those of the range's last day where that is a 31 December: they close their own
    year, those of other days an earlier one.
    """

    opening: int = 0
    debit: int = 0
    credit: int = 0
    closing_debit: int = 0
    closing_credit: int = 0
    year_end: int = 0

    @property
    def balance(self) -> int:
        """The balance at the end of the range."""
        return self.opening + self.debit - self.credit

    @property
    def movement(self) -> int:
        """The change within the range."""
        return self.debit - self.credit

    @property
    def closing(self) -> int:
        """The part of the change that closing entries made."""
        return self.closing_debit - self.closing_credit

    @property
    def earned(self) -> int:
        """The change without closing entries: what income statements count."""
        return self.movement - self.closing


Sums = Mapping[str, AccountSums]
"""Sums by account code; accounts without any are absent."""

NOTHING = AccountSums()


def natural(account: Account, net: int) -> int:
    """A net debit (sen) on the side on which the account's class grows: contra accounts come out negative."""
    return net if account.debit_normal else -net


def income_and_expense(chart: Mapping[str, Account], sums: Sums) -> tuple[int, int]:
    """Income and expense of the range (sen), closing entries left out."""
    income = expense = 0
    for code, found in sums.items():
        kind = chart[code].type
        if kind == "pendapatan":
            income -= found.earned
        elif kind == "biaya":
            expense += found.earned
    return income, expense


def with_roles(chart: Mapping[str, Account], sums: Sums, *roles: str) -> int:
    """The balance (sen, on the natural side) of the accounts that have one of `roles`."""
    return sum(
        natural(chart[code], found.balance) for code, found in sums.items() if chart[code].role in roles
    )


def without_turned_back(sums: Sums, back: Iterable[tuple[str, int, int, int, bool]]) -> Sums:
    """The sums without what is no turn: account, record, debit, credit (sen), whether all of it is undone."""
    found = dict(sums)
    for code, _, debit, credit, undone in back:
        off = (debit, credit) if undone else (min(debit, credit),) * 2
        was = found[code]
        found[code] = was._replace(debit=was.debit - off[0], credit=was.credit - off[1])
    return found
