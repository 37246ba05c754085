from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from upk_ledger.bahasa import dates
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.typing_in import ImpossibleDate, ImpossibleMonth, NotADate, NotAMonth


@pytest.mark.parametrize(
    "text",
    ["2026-10-31", "31-10-2026", "31/10/2026", "31 Oktober 2026", "31 oktober 2026", " 31  OKTOBER 2026 "],
)
def test_typed_forms_of_one_date(text):
    assert dates.parse_date(text) == date(2026, 10, 31)


def test_the_day_comes_before_the_month():
    assert dates.parse_date("03-04-2026") == date(2026, 4, 3)
    assert dates.parse_date("3/4/2026") == date(2026, 4, 3)


def test_older_spellings_are_read():
    assert dates.parse_date("1 Nopember 2026") == date(2026, 11, 1)
    assert dates.parse_date("1 Pebruari 2026") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "text", ["2026-02-29", "31-04-2026", "2026-13-01", "0-1-2026", "0000-01-01", "30 Februari 2026"]
)
def test_dates_that_no_calendar_has_are_refused(text):
    with pytest.raises(ImpossibleDate):
        dates.parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31-10/2026",
        "31-10-26",
        "10/2026",
        "besok",
        "31 October 2026",
        "20261031",
        "2026/10/31",
        "1 2 2026",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotADate):
        dates.parse_date(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_dates_are_written_as_babel_writes_them_and_read_back(day):
    assert dates.long_date(day) == format_date(day, "d MMMM y", locale="id")
    assert dates.short_date(day) == format_date(day, "dd-MM-yyyy", locale="id")
    assert dates.parse_date(dates.long_date(day)) == dates.parse_date(dates.short_date(day)) == day
    assert dates.long_month(Month.of(day)) == format_date(day, "MMMM y", locale="id")


def test_typed_months():
    assert (
        dates.parse_month("2026-10")
        == dates.parse_month("10/2026")
        == dates.parse_month("oktober 2026")
        == dates.parse_month(" 2026-10 ")
        == Month(2026, 10)
    )
    for text in ("2026-13", "0/2026", "0000-01"):
        with pytest.raises(ImpossibleMonth):
            dates.parse_month(text)
    for text in ("", "10-2026", "October 2026", "2026", "2026-10-01"):
        with pytest.raises(NotAMonth):
            dates.parse_month(text)
