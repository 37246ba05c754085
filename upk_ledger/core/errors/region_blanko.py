"""Refusals of the month's figures that a UPK without the program reports on a form."""

from datetime import date

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class NotThisForm(UpkError):
    """A sheet that is not the form of a month's figures, or one of another edition."""


class FormChanged(UpkError):
    """A line of the form says something else than it did when it was made."""

    number: int
    wanted: str


class FigureBelowZero(UpkError):
    """A figure of the form is below zero; none of them can be."""

    given: str


class FormTwice(UpkError):
    """Two sheets of one file report the same month of the same UPK."""

    given: str
    month: Month


class ClassesDifferFromBalance(UpkError):
    """The balances of the classes do not add up to the whole (sen)."""

    classes: int
    balance: int


class MoreGroupsAtRisk(UpkError):
    """More groups are long overdue than there are."""

    at_risk: int
    groups: int


class BalanceWithoutGroups(UpkError):
    """Groups that owe nothing, or a balance (sen) that no group owes."""

    groups: int
    balance: int


class GroupsAtRiskWithoutBalance(UpkError):
    """Long overdue groups without a balance in the classes of such loans (sen), or the other way round."""

    at_risk: int
    balance: int


class ArrearsAboveBalance(UpkError):
    """More is in arrears than the loans still owe (sen)."""

    arrears: int
    balance: int


class ResultHalfTold(UpkError):
    """Income without expense, or the other way round."""


class MonthNotOver(UpkError):
    """A month is reported that has not ended yet."""

    month: Month
    today: date


class MonthInBook(UpkError):
    """The UPK's own book tells of the month."""

    given: str
    name: str
    month: Month


class NoUpkByForm(UpkError):
    """No UPK of the region reports by the form."""
