"""Refusals of the journal and the accounts."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class TooFewLines(UpkError):
    """An entry with fewer than two lines."""

    count: int


class LineNotOneSided(UpkError):
    """A line whose debit and credit are not exactly one positive amount (sen)."""

    account: str
    debit: int
    credit: int


class Unbalanced(UpkError):
    """Debit and credit totals (sen) differ."""

    debit: int
    credit: int


class UnknownAccount(UpkError):
    """No account has this code or name; `near` are the most similar, as "code name"."""

    given: str
    near: tuple[str, ...] = ()


class AmbiguousAccount(UpkError):
    """Several accounts fit the part of a name that was typed."""

    given: str
    matches: tuple[str, ...]


class WrongAccountRole(UpkError):
    """The account cannot serve here; `wanted` are the roles that can, `choices` the accounts that have them."""

    account: str
    name: str
    wanted: tuple[str, ...]
    choices: tuple[str, ...] = ()


class NoAccountOfRole(UpkError):
    """The chart of accounts has no account with this role."""

    role: str


class BetweenTills(UpkError):
    """Money that only moves between cash and bank, which has its own commands."""

    account: str
    name: str


class ReservedAccount(UpkError):
    """A line on a control account typed into the general journal; `command` is the one that may book it."""

    account: str
    name: str
    command: str


class MonthClosed(UpkError):
    """The date lies in a closed month; `first_open` is the first date that is open."""

    on: date
    first_open: date


class BeforeBookStart(UpkError):
    """The date lies before the book's start."""

    on: date
    start: date


class UnknownVoucher(UpkError):
    """No entry has this voucher number."""

    voucher: str
    near: tuple[str, ...] = ()


class AlreadyReversed(UpkError):
    """The entry was already undone, by the voucher `by`."""

    voucher: str
    by: str


class NotReversibleHere(UpkError):
    """This entry has to be undone by its own command."""

    voucher: str
    command: str


class OpeningNotReversible(UpkError):
    """The opening entry stays as it is."""

    voucher: str


class CancellationNotReversible(NotReversibleHere):
    """A counter-entry is not undone; what it took back is done anew, by `command`."""


class KeyUsed(UpkError):
    """The idempotency key (or paper number) was used before, with other content."""

    key: str
    voucher: str


class ReversalBeforeOriginal(UpkError):
    """A counter-entry dated before the entry that it undoes."""

    voucher: str
    on: date
    original: date


class NotARepayment(UpkError):
    """The voucher is no payment of an installment, so that it has no receipt."""

    voucher: str


class AccountExists(UpkError):
    """The chart has an account of this code already."""

    account: str
    name: str
