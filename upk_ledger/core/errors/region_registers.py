"""Refusals about a region's registers: UPK and boards, villages, cases of misuse."""

from datetime import date

from upk_ledger.core.dates import Month
from upk_ledger.core.errors.base import UpkError


class UnknownUpk(UpkError):
    """The region knows no UPK of this code; `near` are the most similar, as "code name"."""

    given: str
    near: tuple[str, ...] = ()


class UpkRegistered(UpkError):
    """A UPK of this code is on the register with other facts; `columns` are those that differ."""

    given: str
    name: str
    columns: tuple[str, ...]


class UpkUnregistered(UpkError):
    """The UPK has a book in the region but is not on its register."""

    given: str
    name: str


class UpkHasBook(UpkError):
    """A UPK whose book is in the region cannot be taken off its register."""

    given: str
    name: str


class CodeWithBlank(UpkError):
    """A code is one short word: no blanks, and nothing that a sheet's or a file's name cannot hold."""

    given: str


class VillageOfTwoKinds(UpkError):
    """A UPK serves a kelurahan or a desa, not both."""


class TermBackwards(UpkError):
    """A term of office that ends before it begins."""

    begins: date
    ends: date


class PercentTooHigh(UpkError):
    """More than all are poor."""


class MoreVotersThanAdults(UpkError):
    """More people voted than there are adults."""

    voters: int
    adults: int


class UnknownCase(UpkError):
    """The register has no case of this number."""

    given: str
    near: tuple[str, ...] = ()


class CaseRepaidTooMuch(UpkError):
    """More came back than was misused (sen)."""

    repaid: int
    amount: int


class UnknownCriterion(UpkError):
    """There is no criterion of this name."""

    given: str
    known: tuple[str, ...]


class NobodyLate(UpkError):
    """Every UPK that is asked for has reported the month."""

    month: Month


class NotYetLate(UpkError):
    """The day by which the month is reported has not passed."""

    month: Month
    deadline: date


class ReportedAlready(UpkError):
    """The UPK has reported the month: nothing is to be reminded of."""

    given: str
    name: str
    month: Month


class PatternWithoutNumber(UpkError):
    """A pattern for the numbers of several letters that gives all of them the same."""

    pattern: str
