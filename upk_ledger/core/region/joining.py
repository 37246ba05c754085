"""Accounts of many UPK in one table: a line for what is the same, however each chart codes it.

A role that no UPK has twice is one line, whatever its accounts are called; all others are joined by their names.
Whatever is joined to nothing has a line of its own: nothing is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from upk_ledger.core.balances import Sums
from upk_ledger.core.offices import Account
from upk_ledger.core.statements import Style

Figures = Mapping[str, int]
"""One figure (sen) by account code."""

UNBOUND = "lain"
"""The role of accounts with which the program does nothing."""


@dataclass(frozen=True, slots=True)
class UpkBook:
    """One UPK's column: its chart, and its sums over the range."""

    code: str
    name: str
    chart: Mapping[str, Account]
    sums: Sums


class Line(NamedTuple):
    """A row of the table: a figure (sen) for each UPK, none for a heading. `code` where all have the same."""

    style: Style
    name: str
    amounts: tuple[int, ...] = ()
    code: str = ""
    kind: str = ""
    """What the row is in JSON, where it is more than an account."""


class Joined(NamedTuple):
    """Accounts of several UPK that are one line: an account that stands for them, and each UPK's figure (sen)."""

    account: Account
    amounts: tuple[int, ...]
    code: str
    """The code of the accounts where all have the same."""


def joined(charts: Sequence[Mapping[str, Account]], figures: Sequence[Figures]) -> list[Joined]:
    """Every account that has a figure with any UPK, joined, by code of what stands for it."""
    alone = _single_roles(charts, figures)
    lines: dict[tuple[str, str, str], list[int]] = {}
    accounts: defaultdict[tuple[str, str, str], list[Account]] = defaultdict(list)
    for place, (chart, found) in enumerate(zip(charts, figures, strict=True)):
        for code, amount in found.items():
            if not amount:
                continue
            account = chart[code]
            by_role = (account.type, account.role) in alone
            key = (account.type, account.role, "" if by_role else " ".join(account.name.split()).casefold())
            lines.setdefault(key, [0] * len(charts))[place] += amount
            accounts[key].append(account)
    found_lines = [_line(accounts[key], amounts) for key, amounts in lines.items()]
    return sorted(found_lines, key=lambda line: (line.account.code, line.account.name))


def _line(accounts: Sequence[Account], amounts: Sequence[int]) -> Joined:
    account = _standing_for(accounts)
    alike = all(one.code == account.code for one in accounts)
    return Joined(account, tuple(amounts), account.code if alike else "")


def _single_roles(
    charts: Sequence[Mapping[str, Account]], figures: Sequence[Figures]
) -> frozenset[tuple[str, str]]:
    """Types and roles of which no UPK has more than one account with a figure."""
    most: dict[tuple[str, str], int] = {}
    for chart, found in zip(charts, figures, strict=True):
        held = Counter((chart[code].type, chart[code].role) for code, amount in found.items() if amount)
        for key, many in held.items():
            most[key] = max(most.get(key, 0), many)
    return frozenset(key for key, many in most.items() if many == 1 and key[1] != UNBOUND)


def _standing_for(accounts: Sequence[Account]) -> Account:
    """The account that most of them are like, by its name and then its code."""
    names = Counter(account.name for account in accounts)
    name = min(names, key=lambda each: (-names[each], each))
    codes = Counter(account.code for account in accounts if account.name == name)
    code = min(codes, key=lambda each: (-codes[each], each))
    first = accounts[0]
    return Account(code, name, first.type, first.role)


def added(lines: Sequence[Sequence[int]], many: int) -> tuple[int, ...]:
    """The sum of rows of figures, column by column."""
    return tuple(sum(line[place] for line in lines) for place in range(many))
