"""Refusals of following a figure."""

from upk_ledger.core.errors.base import UpkError


class UnknownFigure(UpkError):
    """The paper has no figure of this name; `near` are those most alike."""

    report: str
    given: str
    near: tuple[str, ...] = ()


class AmbiguousFigure(UpkError):
    """Several figures of the paper are meant; `near` are some of them, by number and name."""

    report: str
    given: str
    near: tuple[str, ...]


class NoSuchColumn(UpkError):
    """The row has no amount in this column; `known` are the columns in which it has one."""

    given: str
    known: tuple[str, ...]


class FigureNotFollowed(UpkError):
    """A figure, of which a part (sen) was not read from the journal or from other records that can be opened."""

    report: str
    figure: str
    amount: int
    rest: int
