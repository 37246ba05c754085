"""The registers of an import: accounts, groups, members."""

from difflib import get_close_matches
from typing import Any

from upk_ledger.actions.import_work import ImportWork
from upk_ledger.core.errors.ledger import UnknownAccount
from upk_ledger.core.errors.people import UnknownGroup
from upk_ledger.core.offices import Account
from upk_ledger.core.people import Group, Member
from upk_ledger.exchange.rows import AccountRow, TableRow
from upk_ledger.store.offices import add_accounts
from upk_ledger.store.people import add_group, add_member, groups_of, members_of

_YES_NO = {"ya": True, "tidak": False, None: None}


def take_registers(work: ImportWork) -> None:
    """Add what the book does not know yet; an identity that it knows with other content is a fault."""
    _take_accounts(work)
    _take_groups(work)
    _take_members(work)


def _differing(row: TableRow, known: Any, always: str, given: str) -> list[str]:
    """The columns in which `row` and what the book holds differ; fields in `given` only where the row has them."""
    optional = [name for name in given.split() if getattr(row, name) is not None]
    return [name for name in (*always.split(), *optional) if getattr(row, name) != getattr(known, name)]


def _take_accounts(work: ImportWork) -> None:
    waiting: list[AccountRow] = []
    for row in work.tables.accounts:
        known = work.session.accounts.get(row.code)
        if known is None:
            waiting.append(row)
        else:
            headings = {"name": "nama", "type": "jenis", "role": "peran", "parent": "induk"}
            found = [headings[name] for name in _differing(row, known, "name type", "role parent")]
            work.compare(row, row.code, "kode", found)
    placed: dict[str, Account] = {}
    # An account comes after its parent, wherever the table has it.
    while waiting:
        ready = [
            row for row in waiting if row.parent is None or row.parent in {*work.session.accounts, *placed}
        ]
        if not ready:
            for row in waiting:
                near = get_close_matches(row.parent or "", work.session.accounts, 3)
                work.fault(row, "induk", UnknownAccount(row.parent or "", tuple(near)))
            return
        for row in ready:
            role = row.role or ("modal-dana" if row.type == "modal" else "lain")
            placed[row.code] = Account(row.code, row.name, row.type, role, row.parent)
        waiting = [row for row in waiting if row.code not in placed]
    add_accounts(work.session, placed.values())
    work.counts["accounts"] = len(placed)


def _take_groups(work: ImportWork) -> None:
    known = groups_of(work.session)
    for row in work.tables.groups:
        group = known.get(row.code)
        if group is not None:
            headings = {"name": "nama", "address": "alamat", "formed_on": "tanggal_berdiri"}
            found = [headings[name] for name in _differing(row, group, "name", "address formed_on")]
            work.compare(row, row.code, "kode", found)
        else:
            add_group(work.session, Group(row.code, row.name, row.address, row.formed_on))
            work.counts["groups"] += 1


def _take_members(work: ImportWork) -> None:
    groups = groups_of(work.session)
    known = {(member.group, member.code): member for member in members_of(work.session)}
    headings = {
        "name": "nama", "gender": "jenis_kelamin", "nik": "nik", "poor": "miskin", "address": "alamat", "phone": "hp",
    }  # fmt: skip
    for row in work.tables.members:
        if row.group not in groups:
            near = tuple(f"{code} {groups[code].name}" for code in get_close_matches(row.group, groups, 3))
            work.fault(row, "kode_ksm", UnknownGroup(row.group, near))
            continue
        made = Member(
            row.group, row.code, row.name, row.gender, row.nik, _YES_NO[row.poor], row.address, row.phone
        )
        member = known.get((row.group, row.code))
        if member is not None:
            given = " ".join(name for name in headings if getattr(made, name) is not None)
            found = [name for name in given.split() if getattr(made, name) != getattr(member, name)]
            work.compare(row, f"{row.group} {row.code}", "kode", [headings[name] for name in found])
        else:
            add_member(work.session, made, work.desk.office.start)
            work.counts["members"] += 1
