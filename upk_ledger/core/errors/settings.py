"""Refusals about the office's settings."""

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
