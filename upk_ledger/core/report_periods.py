"""The period of a report: a date, a month or a year (contract section 2, "Periods")."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.ledger import BeforeBookStart


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """What was asked for; balances are those of its last day, `end`."""

    kind: Literal["per", "bulan", "tahun"]
    end: date

    @classmethod
    def at(cls, day: date) -> "ReportPeriod":
        """`--per`: the position on a day; income from 1 January to it."""
        return cls("per", day)

    @classmethod
    def of_month(cls, month: Month) -> "ReportPeriod":
        """`--bulan`: that month."""
        return cls("bulan", month.last)

    @classmethod
    def of_year(cls, year: int) -> "ReportPeriod":
        """`--tahun`: that year."""
        return cls("tahun", date(year, 12, 31))

    @property
    def month(self) -> Month:
        """The month of its last day."""
        return Month.of(self.end)

    @property
    def new_year(self) -> date:
        """1 January of its last day's year."""
        return date(self.end.year, 1, 1)

    @property
    def income_start(self) -> date:
        """The first day of an income statement: 1 January, or the month's first day for `--bulan`."""
        return self.month.first if self.kind == "bulan" else self.new_year

    @property
    def listing_start(self) -> date:
        """The first day of a listing: 1 January for `--tahun`, else the first day of the month."""
        return self.new_year if self.kind == "tahun" else self.month.first

    def comparison(self) -> "ReportPeriod":
        """The period to compare with: the month before (its last day), or the year before for `--tahun`."""
        if self.kind == "tahun":
            return ReportPeriod.of_year(self.end.year - 1)
        return ReportPeriod(self.kind, self.month.first - timedelta(days=1))

    def beside(self, what: str) -> "ReportPeriod | None":
        """The period of a comparative column; None where it would show this period again.

        `what` is bulan-lalu (beside a year: the year before), tahun-lalu, or sampai-kini (the year so far).
        """
        if what == "sampai-kini":
            return ReportPeriod.at(self.end) if self.kind == "bulan" else None
        if what == "bulan-lalu":
            return self.comparison()
        if self.kind == "tahun":
            return None
        last_year = Month(self.end.year - 1, self.end.month).last
        whole = self.end == self.month.last
        return ReportPeriod(self.kind, last_year if whole else last_year.replace(day=self.end.day))

    def check(self, start: date) -> None:
        """Raise `BeforeBookStart` where the period ends before the book's start."""
        if self.end < start:
            raise BeforeBookStart(self.end, start)
