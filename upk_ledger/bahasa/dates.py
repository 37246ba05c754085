"""Dates and months as Indonesia writes them, and the forms in which people type them (contract section 1)."""

import re
from datetime import date, datetime

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.typing_in import ImpossibleDate, ImpossibleMonth, NotADate, NotAMonth

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {"pebruari": 2, "nopember": 11}
"""With the older spellings that many offices still write."""

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2})([-/])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_SPELLED = re.compile(r"(?P<day>[0-9]{1,2})\s+(?P<name>[A-Za-z]+)\s+(?P<year>[0-9]{4})")
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})")
_MONTH_SPELLED = re.compile(r"(?P<name>[A-Za-z]+)\s+(?P<year>[0-9]{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")


def long_date(day: date) -> str:
    """31 Oktober 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """31-10-2026, for the columns of a table."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def long_month(month: Month) -> str:
    """Oktober 2026."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def long_moment(moment: datetime, zone: str) -> str:
    """31 Oktober 2026 pukul 14.05 WIB."""
    return f"{long_date(moment.date())} pukul {moment:%H.%M} {zone}"


def parse_date(text: str) -> date:
    """A date from 2026-10-31, 31-10-2026, 31/10/2026 or 31 Oktober 2026."""
    bare = text.strip()
    found = _ISO.fullmatch(bare) or _NUMERIC.fullmatch(bare) or _SPELLED.fullmatch(bare)
    if not found:
        raise NotADate(text)
    parts = found.groupdict()
    number = _NUMBER.get(parts["name"].lower()) if "name" in parts else int(parts["month"])
    if number is None:
        raise NotADate(text)
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        raise ImpossibleDate(text) from None


def parse_month(text: str) -> Month:
    """A month from 2026-10, 10/2026 or Oktober 2026."""
    bare = text.strip()
    found = _MONTH.fullmatch(bare) or _MONTH_FIRST.fullmatch(bare) or _MONTH_SPELLED.fullmatch(bare)
    if not found:
        raise NotAMonth(text)
    parts = found.groupdict()
    month = _NUMBER.get(parts["name"].lower()) if "name" in parts else int(parts["month"])
    if month is None:
        raise NotAMonth(text)
    year = int(parts["year"])
    if year < 1 or not 1 <= month <= len(MONTHS):
        raise ImpossibleMonth(text)
    return Month(year, month)
