"""Cash that is kept in the box beyond what the office allows, day after day, instead of being banked."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple


class OverLimit(NamedTuple):
    """Days at whose end an account of cash held more than its limit (sen), both ends included.

    `lasting` where it still did at the end of the days looked at.
    """

    account: str
    name: str
    since: date
    until: date
    highest: int
    limit: int
    lasting: bool

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.until - self.since).days + 1


def days_above(
    opening: int, moved: Sequence[tuple[date, int]], since: date, until: date, limit: int
) -> list[tuple[date, date, int]]:
    """The stretches of days from `since` to `until` at whose end a balance is above a limit, each with its highest.

    `opening` is the balance before `since`, `moved` what each day within moves, by day.
    """
    changes: Mapping[date, int] = dict(moved)
    found: list[tuple[date, date, int]] = []
    balance = opening
    turning = sorted({since, *changes})
    for day, following in zip(turning, [*turning[1:], until + timedelta(1)], strict=True):
        balance += changes.get(day, 0)
        if balance <= limit:
            continue
        last = following - timedelta(1)
        if found and found[-1][1] == day - timedelta(1):
            found[-1] = (found[-1][0], last, max(found[-1][2], balance))
        else:
            found.append((day, last, balance))
    return found
