"""Rows of groups and members; what is personal lies in a table of its own, outside every digest."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from upk_ledger.core.errors.people import AmbiguousGroup, UnknownGroup
from upk_ledger.core.people import Group, Member
from upk_ledger.store.naming import GROUP, add_names
from upk_ledger.store.session import ReadSession, WriteSession

_MOST_NEAR = 3
_PERSON = ("name", "nik", "gender", "poor", "address", "phone")


def add_group(session: WriteSession, group: Group) -> None:
    """Register a group, on the record."""
    formed = group.formed_on.isoformat() if group.formed_on else None
    record = session.append(GROUP, [group.code, group.name, formed])
    add_names(session, record, GROUP, [(group.code, group.name)])
    session.insert(
        "borrower_group", "code name address formed_on", [(group.code, group.name, group.address, formed)]
    )


def add_member(session: WriteSession, member: Member, since: date) -> None:
    """Register a member of a group, who belongs to it from `since` on; the chain holds the codes alone."""
    key = (member.group, member.code)
    record = session.append("anggota", [*key, since.isoformat()])
    session.insert("member", "group_code code record", [(*key, record)])
    session.insert(
        "member_person", f"group_code code {' '.join(_PERSON)}", [(*key, *_person(member).values())]
    )
    session.insert("membership", "group_code code valid_from", [(*key, since.isoformat())])


def change_member(session: WriteSession, old: Member, new: Member) -> None:
    """Correct what is known of a member; the record names the fields that changed, never what they say."""
    before, after = _person(old), _person(new)
    changed = [name for name in _PERSON if before[name] != after[name]]
    if changed:
        session.append("ubah-anggota", [old.group, old.code, changed])
        session.change(
            "member_person",
            ", ".join(f"{name} = :{name}" for name in changed),
            "group_code = :group_code AND code = :code",
            group_code=old.group,
            code=old.code,
            **{name: after[name] for name in changed},
        )


def change_address(session: WriteSession, group: str, address: str) -> None:
    """Correct a group's address."""
    session.change("borrower_group", "address = :address", "code = :code", address=address, code=group)


def _person(member: Member) -> dict[str, str | None]:
    poor = None if member.poor is None else "ya" if member.poor else "tidak"
    values = (member.name, member.nik, member.gender, poor, member.address, member.phone)
    return dict(zip(_PERSON, values, strict=True))


def groups_of(session: ReadSession) -> dict[str, Group]:
    """Every group by code, in code order."""
    rows = session.all(f"{_groups(session)} ORDER BY code")
    return {row[0]: _group(row) for row in rows}


def group_of_code(session: ReadSession, code: str) -> Group | None:
    """The group of exactly this code, or None."""
    row = session.first(f"{_groups(session)} AND code = :code", code=code)
    return None if row is None else _group(row)


def _groups(session: ReadSession) -> str:
    address = "address" if session.desk.book.personal else "NULL"
    return f"SELECT code, name, {address}, formed_on FROM borrower_group WHERE office_id = :office"


def _group(row: Sequence[Any]) -> Group:
    return Group(row[0], row[1], row[2], date.fromisoformat(row[3]) if row[3] else None)


def members_of(session: ReadSession, group: str | None = None) -> Sequence[Member]:
    """The members of one group (or of all), by group and code."""
    only = " AND group_code = :group_code" if group else ""
    rows = session.all(
        "SELECT group_code, code, name, gender, nik, poor, address, phone FROM member_person"
        f" WHERE office_id = :office{only} ORDER BY group_code, code",
        **({"group_code": group} if group else {}),
    )
    return [
        Member(
            row[0], row[1], row[2], row[3], row[4], None if row[5] is None else row[5] == "ya", row[6], row[7]
        )
        for row in rows
    ]


def member_codes(session: ReadSession) -> list[tuple[str, str]]:
    """Group and code of every member, of a copy too, which does not know who they are."""
    rows = session.all(
        "SELECT group_code, code FROM member WHERE office_id = :office ORDER BY group_code, code"
    )
    return [(row[0], row[1]) for row in rows]


def names_of(session: ReadSession, group: str | None = None) -> dict[tuple[str, str], str]:
    """Name of each member (of one group) by group and code; empty where persons are known at home alone."""
    only = " AND m.group_code = :group_code" if group else ""
    rows = session.all(
        "SELECT m.group_code, m.code, coalesce(p.name, '') FROM member AS m LEFT JOIN member_person AS p"
        " ON p.office_id = m.office_id AND p.group_code = m.group_code AND p.code = m.code"
        f" WHERE m.office_id = :office{only} ORDER BY m.group_code, m.code",
        **({"group_code": group} if group else {}),
    )
    return {(row[0], row[1]): row[2] for row in rows}


def find_group(session: ReadSession, given: str) -> Group:
    """The group of this code, or the only one whose name holds `given`; `UnknownGroup` names the nearest."""
    direct = group_of_code(session, given.strip())
    if direct is not None:
        return direct
    groups = groups_of(session)
    wanted = given.strip().casefold()
    exact = [group for group in groups.values() if wanted in {group.code.casefold(), group.name.casefold()}]
    found = exact or [group for group in groups.values() if wanted and wanted in group.name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousGroup(given, tuple(f"{group.code} {group.name}" for group in found))
    names = {name.casefold(): group for group in groups.values() for name in (group.code, group.name)}
    near = dict.fromkeys(names[name].code for name in get_close_matches(wanted, names, _MOST_NEAR, 0.5))
    raise UnknownGroup(given, tuple(f"{code} {groups[code].name}" for code in near))
