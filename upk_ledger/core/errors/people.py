"""Refusals about groups and their members."""

from datetime import date

from upk_ledger.core.errors.base import UpkError


class UnknownGroup(UpkError):
    """No KSM has this code or name; `near` are the most similar, as "code name"."""

    given: str
    near: tuple[str, ...] = ()


class AmbiguousGroup(UpkError):
    """Several KSM fit the part of a name that was typed."""

    given: str
    matches: tuple[str, ...]


class GroupExists(UpkError):
    """A KSM of this code is registered already."""

    given: str
    name: str


class UnknownMember(UpkError):
    """The KSM has no member of this code."""

    given: str
    group: str
    near: tuple[str, ...] = ()


class MemberExists(UpkError):
    """The KSM has a member of this code already."""

    given: str
    group: str


class MemberLeft(UpkError):
    """The member left the group on that day."""

    member: str
    group: str
    on: date


class MemberNotLeft(UpkError):
    """The member never left the group, or is back already."""

    member: str
    group: str


class MemberOwes(UpkError):
    """The member still owes something of these loans, and so cannot leave the group."""

    member: str
    group: str
    loans: tuple[str, ...]


class NikWrong(UpkError):
    """A NIK that is not 16 digits (`given` is masked)."""

    given: str


class EmptyField(UpkError):
    """A field that has to say something says nothing; `field` is its name on screen."""

    field: str
