"""Dates without surprises: months, due dates that do not drift, the zones of Indonesia.

Plain integer arithmetic, because schedules and arrears ask for millions of dates.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
"""Hours ahead of UTC of the three zones of Indonesia."""

PERIOD_DAYS = {"dua-mingguan": 14, "mingguan": 7}
"""Days in one installment period of the frequencies that count days; `bulanan` counts months."""

PERIODS_PER_YEAR = {"bulanan": 12, "dua-mingguan": 26, "mingguan": 52}
"""Installment periods in one year, by frequency."""

_MONTH_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def local_moment(recorded_at: str, zone: str) -> datetime:
    """A recorded moment (UTC, as the chain has it) by the clock on the office's wall."""
    return datetime.fromisoformat(recorded_at) + timedelta(hours=ZONES[zone])


def utc_start(day: date, zone: str) -> str:
    """When a day begins in a zone, in UTC, to compare recorded moments with."""
    return (datetime.combine(day, time.min) - timedelta(hours=ZONES[zone])).isoformat()


def days_in_month(year: int, month: int) -> int:
    """How many days the month has."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_DAYS[month]


def add_months(start: date, months: int) -> date:
    """`months` after `start` on the same day, or on the month's last day where it lacks that day.

    Always counted from the first date: adding month by month would drift from the 31st to the 28th.
    """
    year, zero_based = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = start.day
    if day > 28:
        day = min(day, days_in_month(year, zero_based + 1))
    return date(year, zero_based + 1, day)


def due_date(start: date, periods: int, frequency: str) -> date:
    """The date `periods` installment periods after `start`."""
    days = PERIOD_DAYS.get(frequency)
    return add_months(start, periods) if days is None else start + timedelta(days * periods)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month; months compare in time."""

    year: int
    month: int

    @classmethod
    def of(cls, on: date) -> "Month":
        """The month in which `on` lies."""
        return cls(on.year, on.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, days_in_month(self.year, self.month))

    def plus(self, months: int) -> "Month":
        """The month that many months later (earlier, if negative)."""
        year, zero_based = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, zero_based + 1)

    def next(self) -> "Month":
        """The month after it."""
        return self.plus(1)

    def previous(self) -> "Month":
        """The month before it."""
        return self.plus(-1)

    def months_since(self, earlier: "Month") -> int:
        """How many months it lies after `earlier`."""
        return (self.year - earlier.year) * 12 + self.month - earlier.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
