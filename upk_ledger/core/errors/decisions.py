"""Refusals on the way from application to decision: the file, the visits, the members, who may decide."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class MemberUndecided(UpkError):
    """Amounts were given for some of those who asked, and nothing was said of `members`."""

    number: str
    members: tuple[str, ...]


class MemberAboveAsked(UpkError):
    """A member is granted more than was asked for (sen; 0 who asked for nothing)."""

    number: str
    member: str
    asked: int
    granted: int


class MemberDecidedTwice(UpkError):
    """The same member is granted and refused, or refused twice."""

    member: str


class MemberDidNotAsk(UpkError):
    """A member is refused who has no share in the application."""

    number: str
    member: str


class ApproverRelated(UpkError):
    """Who decides is a member of the borrowing group, or of a member's family."""

    officer: str
    group: str


class UnknownPaper(UpkError):
    """The rulebook's file of a loan has no such paper; `known` are those that it has."""

    given: str
    known: tuple[str, ...]


class PaperSaidTwice(UpkError):
    """The same paper is said to be there and not to be there."""

    paper: str


class NoSuchOfficer(UpkError):
    """Nobody who ever held a role has this code."""

    given: str
    known: tuple[str, ...]


class NotRelated(UpkError):
    """A relation between a member and an officer is to end that the book does not have."""

    group: str
    member: str
    officer: str


class NotTrained(UpkError):
    """A member's part in a training is to be called off that the book does not have."""

    group: str
    member: str


class VisitBeforeDisbursement(UpkError):
    """A visit to those who already have the money, dated before they had it."""

    number: str
    on: date


class NoSuchVisit(UpkError):
    """A visit is to be called off that the book does not have."""

    number: str
    on: date
    purpose: str
