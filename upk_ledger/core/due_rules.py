"""How due dates are moved: the village's payment day, the cut-off day, days on which nobody comes to pay.

A rule is a short text among the terms of a loan: empty as the contract's section 4 has it, else one or more of
"hari=15 batas=20 geser=maju". A date that is moved off a weekend or a holiday stays strictly between the due days
before and after it; where no working day lies there it stays where it is.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from upk_ledger.core import dates

SHIFTS = ("tidak", "maju", "mundur")
"""Due on a day on which nobody pays: stay, go to the working day before, or to the one after."""

_SATURDAY = 5


class DueRule(NamedTuple):
    """The payment day and the cut-off day of monthly loans (None: the day of paying out; none), and the shift."""

    day: int | None = None
    cutoff: int | None = None
    shift: str = "tidak"

    def __str__(self) -> str:
        parts = []
        if self.day is not None:
            parts.append(f"hari={self.day}")
        if self.cutoff is not None:
            parts.append(f"batas={self.cutoff}")
        if self.shift != "tidak":
            parts.append(f"geser={self.shift}")
        return " ".join(parts)

    def due_day(self, start: date) -> int:
        """The day of the month on which a monthly loan falls due."""
        return self.day or start.day

    def unmoved(self, start: date, periods: int, frequency: str) -> date:
        """The due day `periods` after `start`, before weekends and holidays are looked at."""
        if frequency != "bulanan":
            return dates.due_date(start, periods, frequency)
        late = self.cutoff is not None and start.day > self.cutoff
        if self.day is None:
            return dates.add_months(start, periods + late)
        first = dates.add_months(start.replace(day=1), periods + late)
        return first.replace(day=min(self.day, dates.days_in_month(first.year, first.month)))

    def due(self, start: date, periods: int, frequency: str, holidays: Collection[date]) -> date:
        """The date on which the installment of that period is due."""
        day = self.unmoved(start, periods, frequency)
        if self.shift == "tidak":
            return day
        before = max(start, self.unmoved(start, periods - 1, frequency))
        after = self.unmoved(start, periods + 1, frequency)
        step = timedelta(-1 if self.shift == "maju" else 1)
        moved = day
        while not _is_working_day(moved, holidays):
            moved += step
            if not before < moved < after:
                return day
        return moved

    def months_past(self, last_due: date, as_of: date, start: date) -> int:
        """Months begun since the last due date of a monthly loan, counted along its unmoved due days."""
        if as_of <= last_due:
            return 0
        day = self.due_day(start)
        own = last_due.replace(day=min(day, dates.days_in_month(last_due.year, last_due.month)))
        months = (as_of.year - last_due.year) * 12 + as_of.month - last_due.month + (as_of.day > day)
        # Moved over the end of a month: the due day itself lies in the month before or after.
        if self.shift == "mundur" and own > last_due:
            months += 1
        elif self.shift == "maju" and own < last_due:
            months -= 1
        return max(1, months)


def _is_working_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


@lru_cache(maxsize=256)
def due_rule(text: str) -> DueRule:
    """The rule that a text says; `ValueError` for a text that no rule makes."""
    said = dict(part.split("=", 1) for part in text.split())
    day, cutoff = said.get("hari"), said.get("batas")
    rule = DueRule(int(day) if day else None, int(cutoff) if cutoff else None, said.get("geser", "tidak"))
    days = {1 <= number <= 31 for number in (rule.day, rule.cutoff) if number is not None}
    if str(rule) != text or False in days or rule.shift not in SHIFTS:
        raise ValueError(text)
    return rule
