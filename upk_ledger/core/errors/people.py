"""Refusals about groups and their members."""

from dataclasses import dataclass

from upk_ledger.core.errors.base import UpkError


@dataclass(eq=False)
class UnknownGroup(UpkError):
    """No KSM has this code or name; `near` are the most similar, as "code name"."""

    given: str
    near: tuple[str, ...] = ()


@dataclass(eq=False)
class AmbiguousGroup(UpkError):
    """Several KSM fit the part of a name that was typed."""

    given: str
    matches: tuple[str, ...]


@dataclass(eq=False)
class GroupExists(UpkError):
    """A KSM of this code is registered already."""

    given: str
    name: str


@dataclass(eq=False)
class UnknownMember(UpkError):
    """The KSM has no member of this code."""

    given: str
    group: str
    near: tuple[str, ...] = ()


@dataclass(eq=False)
class MemberExists(UpkError):
    """The KSM has a member of this code already."""

    given: str
    group: str


@dataclass(eq=False)
class NikWrong(UpkError):
    """A NIK that is not 16 digits (`given` is masked)."""

    given: str


@dataclass(eq=False)
class EmptyField(UpkError):
    """A field that has to say something says nothing; `field` is its name on screen."""

    field: str
