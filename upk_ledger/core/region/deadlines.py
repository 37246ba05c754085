"""By when a month is reported, and who is late."""

from datetime import date

from upk_ledger.core.dates import Month, days_in_month


def deadline_of(month: Month, day: int) -> date:
    """The day of the next month by which a month is reported; its last day where it is shorter."""
    after = month.next()
    return date(after.year, after.month, min(day, days_in_month(after.year, after.month)))
