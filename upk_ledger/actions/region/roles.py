"""Who may do what in a region's book on a server: its database prepared, roles given an office and taken back."""

from hashlib import sha256

from upk_ledger import resources
from upk_ledger.core.errors.book import RoleNotAllowed, UnknownOffice
from upk_ledger.core.errors.region_roles import RolesNeedServer, UnknownRole
from upk_ledger.core.region.roles import RoleGrant
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import office_ids
from upk_ledger.store.region import roles
from upk_ledger.store.session import WriteSession


def prepare_roles(session: WriteSession) -> bool:
    """Make the group roles and policies of the region's database, or make them anew (then False).

    Raises `RolesNeedServer`, `RoleNotAllowed`, and `RolesNotMakable` for an owner who may make no roles.
    """
    _check_owner(session.desk)
    texts = [
        path.read_text(encoding="utf-8") for path in sorted(resources.folder("rulebooks").glob("*.toml"))
    ]
    return roles.prepare(session, [(sha256(words.encode()).hexdigest(), words) for words in texts])


def prepare_again(desk: Desk) -> bool:
    """Prepare the database of a region that began without, or anew; see `prepare_roles`."""
    with desk.write() as session:
        return prepare_roles(session)


def add_role(desk: Desk, office: str, role: str, password: str | None) -> bool:
    """Let a login role work for an office of the book; True where the role was made for it."""
    _check_owner(desk)
    with desk.write() as session:
        offices = office_ids(session)
        if office not in offices:
            raise UnknownOffice(office, tuple(offices))
        office_id, kind = offices[office]
        return roles.grant(session, role, (office_id, office, kind), password)


def list_roles(desk: Desk) -> list[RoleGrant]:
    """Every role and its office."""
    _check_owner(desk)
    with desk.read() as session:
        return roles.grants(session)


def withdraw_role(desk: Desk, role: str, office: str | None) -> list[RoleGrant]:
    """Take a role's offices (or the one named) from it; answers with what it had. Raises `UnknownRole`."""
    _check_owner(desk)
    with desk.write() as session:
        known = roles.grants(session)
        had = [given for given in known if given.role == role and office in {None, given.office}]
        if not had:
            raise UnknownRole(role, tuple(dict.fromkeys(given.role for given in known)))
        for given in had:
            roles.withdraw(session, given)
    return had


def _check_owner(desk: Desk) -> None:
    """Roles are of a server, and its owner's business: raise `RolesNeedServer`, `RoleNotAllowed`."""
    if desk.book.dialect != "postgresql":
        raise RolesNeedServer(desk.book.place)
    if desk.book.restricted:
        raise RoleNotAllowed(desk.book.place, "office_role")
