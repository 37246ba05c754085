"""The yearly budget (RAB): its lines, how an amount is spread over a year, how it is raised."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from upk_ledger.core.errors.budgets import NotBudgeted
from upk_ledger.core.money import RUPIAH
from upk_ledger.core.offices import Account

MONTHS = range(1, 13)

PLAIN, LENT, REPAID = "", "cair", "angsuran"
SIDES = (LENT, REPAID)
"""What is budgeted of the loan account: what is lent, and the principal that is paid back."""


class BudgetLine(NamedTuple):
    """What is budgeted: an account of a fund; of the loan account one of `SIDES`."""

    account: str
    fund: str
    side: str = PLAIN


Amounts = Mapping[int, int]
"""Sen by month (1 to 12)."""

Budget = Mapping[BudgetLine, Amounts]


def spread(total: int) -> dict[int, int]:
    """An amount (sen) over the months of a year: the same whole rupiah each, the remainder in the last."""
    each = total // (12 * RUPIAH) * RUPIAH
    return dict.fromkeys(MONTHS, each) | {12: total - 11 * each}


def raised(amounts: Amounts, percent: Fraction) -> dict[int, int]:
    """The amounts, each raised by a percentage and rounded to the whole rupiah, a half going up."""
    found = {}
    for month, sen in amounts.items():
        more = (sen * (100 + percent)).as_integer_ratio()
        unit = 100 * RUPIAH * more[1]
        found[month] = (2 * more[0] + unit) // (2 * unit) * RUPIAH
    return found


def side_of(account: Account, given: str | None) -> str:
    """The side of an account's line; `NotBudgeted` for an account without a budget, or a side that it has not."""
    if account.role == "pinjaman":
        return given or LENT
    if account.type not in {"pendapatan", "biaya"} or given:
        raise NotBudgeted(account.code, account.name, given or "")
    return PLAIN
