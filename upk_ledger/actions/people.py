"""Registering groups and members, and mending what was mistyped."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from upk_ledger.core.errors.people import GroupExists, MemberExists, UnknownMember
from upk_ledger.core.people import Group, Member
from upk_ledger.store import people
from upk_ledger.store.desk import Desk
from upk_ledger.store.members import left_members
from upk_ledger.store.naming import GROUP, rename


def register_group(
    desk: Desk, code: str, name: str, address: str | None = None, formed_on: date | None = None
) -> Group:
    """Register a KSM; `GroupExists` where the code is taken."""
    group = Group(code, name, address, formed_on)
    with desk.write() as session:
        known = people.groups_of(session).get(code)
        if known is not None:
            raise GroupExists(known.code, known.name)
        people.add_group(session, group)
    return group


def correct_group(desk: Desk, code: str, name: str | None = None, address: str | None = None) -> Group:
    """Mend a group's name or address; papers of closed months keep the name that it had."""
    with desk.write() as session:
        known = people.find_group(session, code)
        made = replace(known, name=name or known.name, address=known.address if address is None else address)
        if made.name != known.name:
            rename(session, GROUP, known.code, made.name)
        if made.address is not None and made.address != known.address:
            people.change_address(session, known.code, made.address)
    return made


def correct_member(desk: Desk, group: str, code: str, changes: Mapping[str, object]) -> Member:
    """Mend what is known of a member: `changes` by field name. Raises `UnknownMember`, `NikWrong`."""
    with desk.write() as session:
        found = people.find_group(session, group)
        members = {member.code: member for member in people.members_of(session, found.code)}
        if code not in members:
            raise UnknownMember(code, found.code, tuple(members))
        made: Member = replace(members[code], **changes)  # type: ignore[arg-type]
        people.change_member(session, members[code], made)
    return made


def register_member(desk: Desk, member: Member, since: date | None = None) -> Member:
    """Register a member of a group, from `since` (the book's start when not told); the group by code or name.

    Raises `UnknownGroup`, `MemberExists`, `NikWrong`.
    """
    with desk.write() as session:
        group = people.find_group(session, member.group)
        found = replace(member, group=group.code)
        if any(known.code == found.code for known in people.members_of(session, group.code)):
            raise MemberExists(found.code, group.code)
        people.add_member(session, found, since or desk.office.start)
    return found


def list_groups(desk: Desk) -> list[tuple[Group, int]]:
    """Every group with the number of its members; who left is none any more."""
    with desk.read() as session:
        gone = left_members(session)
        counts: dict[str, int] = {}
        for group, code in people.member_codes(session):
            if (group, code) not in gone:
                counts[group] = counts.get(group, 0) + 1
        return [(group, counts.get(code, 0)) for code, group in people.groups_of(session).items()]


def members_gone(desk: Desk) -> dict[tuple[str, str], date]:
    """By group and code the members who left, with the day."""
    with desk.read() as session:
        return left_members(session)


def list_members(desk: Desk, group: str | None = None) -> list[Member]:
    """The members of one group (by code or part of its name), or all."""
    with desk.read() as session:
        return list(people.members_of(session, people.find_group(session, group).code if group else None))
