"""Refusals about loan funds of partners."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class PartnerFundClosed(UpkError):
    """The fund was closed: nothing comes in, goes back or is lent from it."""

    fund: str
    name: str


class PartnerFundOpen(UpkError):
    """The fund is not closed."""

    fund: str


class PartnerStillOwed(UpkError):
    """The fund cannot be closed while something is owed to the partner, or lent from it (sen)."""

    fund: str
    owed: int
    lent: int


class NoPartnerSchedule(UpkError):
    """The fund has no schedule: a payment cannot be split by it."""

    fund: str


class PaysPartnerTooMuch(UpkError):
    """More is paid (sen) than the schedule and the debt still ask for."""

    fund: str
    amount: int
    principal: int
    service: int


class PartnerSplitWrong(UpkError):
    """The split that was told does not add up to what is paid (sen)."""

    amount: int
    principal: int
    service: int


class BeforePartnerAgreement(UpkError):
    """Nothing of a fund happens before its agreement."""

    fund: str
    on: date
    agreed_on: date


class LoanHasEntries(UpkError):
    """Something was booked about the loan: its fund cannot be told any more."""

    loan: str


class ScheduleRowWrong(UpkError):
    """A row of a schedule has nothing to pay, or is not later than the one before."""

    number: int
    due: date


class ScheduleBelowRepaid(UpkError):
    """A schedule with less principal or service than was paid already (sen)."""

    fund: str
    principal: int
    service: int
