"""Refusals about the office's settings."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class UnknownSetting(UpkError):
    """There is no setting of this name."""

    name: str
    known: tuple[str, ...]


class SettingValueWrong(UpkError):
    """A setting cannot take this value."""

    name: str
    value: str
    wanted: str


class HolidayTwice(UpkError):
    """A list of holidays names a day twice; `first` is the row of the other one."""

    day: date
    first: int
