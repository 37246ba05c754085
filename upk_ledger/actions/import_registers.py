"""The registers of an import: accounts, groups, members."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from upk_ledger.actions.accounts import check_role
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
    asked = [name for name in (*always.split(), *optional) if row.has(name)]
    return [name for name in asked if getattr(row, name) != getattr(known, name)]


def _take_accounts(work: ImportWork) -> None:
    waiting: list[AccountRow] = []
    codes = {row.code for row in work.tables.accounts if row.has("code")}
    for row in work.tables.accounts:
        known = work.session.accounts.get(row.code) if row.has("code") else None
        if known is None:
            _judge_account(work, row, {*work.session.accounts, *codes})
            waiting += [row] * row.whole
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
            _judge_circles(work, waiting)
            return
        for row in ready:
            role = row.role or ("modal-dana" if row.type == "modal" else "lain")
            placed[row.code] = Account(row.code, row.name, row.type, role, row.parent)
        waiting = [row for row in waiting if row.code not in placed]
    add_accounts(work.session, placed.values())
    work.counts["accounts"] = len(placed)


def _judge_account(work: ImportWork, row: AccountRow, codes: Collection[str]) -> None:
    """Whether a new account's parent is one of `codes`, and its role one that its type can have."""
    if row.parent is not None and row.parent not in codes:
        near = tuple(get_close_matches(row.parent, work.session.accounts, 3))
        work.fault(row, "induk", UnknownAccount(row.parent, near))
    if row.role is not None and row.has("type"):
        with work.judging(row, "peran"):
            check_role(row.type, row.role)


def _judge_circles(work: ImportWork, waiting: list[AccountRow]) -> None:
    """Accounts that are below themselves; those below one that has a fault of its own wait with it."""
    parents = {row.code: row.parent for row in waiting}
    for row in waiting:
        above, passed = row.parent, set()
        while above in parents and above not in passed:
            passed.add(above)
            above = parents[above]
        if above in passed:
            work.fault(row, "induk", UnknownAccount(row.parent or ""))


def _take_groups(work: ImportWork) -> None:
    known = groups_of(work.session)
    for row in work.tables.groups:
        group = known.get(row.code) if row.has("code") else None
        if group is not None:
            headings = {"name": "nama", "address": "alamat", "formed_on": "tanggal_berdiri"}
            found = [headings[name] for name in _differing(row, group, "name", "address formed_on")]
            work.compare(row, row.code, "kode", found)
        elif row.whole:
            add_group(work.session, Group(row.code, row.name, row.address, row.formed_on))
            work.counts["groups"] += 1


def _take_members(work: ImportWork) -> None:
    groups = groups_of(work.session)
    known = {(member.group, member.code): member for member in members_of(work.session)}
    headings = {
        "name": "nama", "gender": "jenis_kelamin", "nik": "nik", "poor": "miskin", "address": "alamat", "phone": "hp",
    }  # fmt: skip
    for row in work.tables.members:
        if row.has("group") and row.group not in groups:
            work.fault(row, "kode_ksm", unknown_group(row.group, groups))
            continue
        poor = _YES_NO[row.poor]
        member = known.get((row.group, row.code)) if row.has("group", "code") else None
        if member is not None:
            said = {
                name: poor if name == "poor" else getattr(row, name) for name in headings if row.has(name)
            }
            found = [
                headings[name]
                for name, value in said.items()
                if value is not None and value != getattr(member, name)
            ]
            work.compare(row, f"{row.group} {row.code}", "kode", found)
        elif row.whole:
            made = Member(row.group, row.code, row.name, row.gender, row.nik, poor, row.address, row.phone)
            add_member(work.session, made, work.desk.office.start)
            work.counts["members"] += 1


def unknown_group(given: str, groups: Mapping[str, Group]) -> UnknownGroup:
    """The refusal of a code that no group has, with those that come near."""
    return UnknownGroup(
        given, tuple(f"{code} {groups[code].name}" for code in get_close_matches(given, groups, 3))
    )
