"""Refusals of closing a year, and of putting right the result of a closed one."""

from upk_ledger.core.errors.base import UpkError


class EarlierYearOpen(UpkError):
    """Years close in order: `first` has to be closed before `year`."""

    year: int
    first: int


class YearNotClosed(UpkError):
    """The year is not closed."""

    year: int


class NotNewestYear(UpkError):
    """Only the newest closed year can be opened again."""

    year: int
    newest: int


class YearAllocated(UpkError):
    """The year's surplus was allocated by a voucher, which stands."""

    year: int
    voucher: str


class NotAPriorYear(UpkError):
    """The year is not over before the first open day: its result is put right in the year itself."""

    year: int


class YearBeforeBook(UpkError):
    """The book holds nothing of the year: it starts later."""

    year: int
    start: int


class NotOnPriorYears(UpkError):
    """An account of income, expense or results is no counterpart of a correction of an earlier year."""

    account: str
    name: str
