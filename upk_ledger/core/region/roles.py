"""Roles of a database server: which login works for which office of a hosted region."""

from dataclasses import dataclass

UPK, PEMDA = "upk", "pemda"
"""What a role does: the books of an office, or the region's review of them all."""


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """A login role works for an office of the book; `present` is False where the server has no such login."""

    role: str
    office: str
    office_name: str
    kind: str
    office_id: int
    present: bool = True
