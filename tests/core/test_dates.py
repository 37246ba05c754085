import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.core.dates import Month, add_months, days_in_month, due_date

DAYS = st.dates(dt.date(1999, 1, 1), dt.date(2105, 12, 31))


@given(DAYS, st.integers(0, 400))
def test_months_are_added_as_dateutil_adds_them(start, months):
    assert add_months(start, months) == start + relativedelta(months=months)


@given(DAYS)
def test_the_last_day_of_a_month(day):
    first = day.replace(day=1)
    assert Month.of(day).last == first + relativedelta(months=1, days=-1)
    assert days_in_month(day.year, day.month) == Month.of(day).last.day


def test_the_31st_does_not_drift():
    start = dt.date(2026, 1, 31)
    assert [due_date(start, k, "bulanan").isoformat() for k in (1, 2, 3)] == [
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
    ]


@pytest.mark.parametrize(("frequency", "days"), [("mingguan", 7), ("dua-mingguan", 14)])
def test_weeks_count_days(frequency, days):
    assert due_date(dt.date(2024, 2, 20), 2, frequency) == dt.date(2024, 2, 20) + dt.timedelta(2 * days)


def test_months_stand_in_order_and_know_their_neighbours():
    october = Month(2026, 10)
    assert str(october) == "2026-10"
    assert Month(2026, 12).next() == Month(2027, 1)
    assert Month(2026, 1).previous() == Month(2025, 12)
    assert Month(2025, 12) < Month(2026, 1)
    assert Month(2027, 1).months_since(october) == 3
    assert (october.first, october.last) == (dt.date(2026, 10, 1), dt.date(2026, 10, 31))
