"""Refusals about the roles of a database server that hosts a region."""

from upk_ledger.core.errors.base import UpkError


class RolesNeedServer(UpkError):
    """Roles are of a PostgreSQL server; this book is a file."""

    place: str


class RolesNotPrepared(UpkError):
    """The database was not prepared for roles."""

    place: str


class RolesNotMakable(UpkError):
    """The owner of the book may make no roles on its server."""

    owner: str


class RoleNameWrong(UpkError):
    """A role cannot be called so."""

    given: str


class RoleTooMighty(UpkError):
    """The role is bound by no policy: a superuser, the owner of the book, or one that may make roles."""

    role: str


class RoleOfBoth(UpkError):
    """The role works for a UPK or its secretariat (or for the region) already, and was to get the other too."""

    role: str
    office: str


class UnknownRole(UpkError):
    """No role of this name works for an office; `known` are those that do."""

    given: str
    known: tuple[str, ...] = ()
