"""The Sekretariat of a board: a second office beside its UPK in the same book, with its own accounts and officers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NoReturn

from upk_ledger.actions.book import start_office
from upk_ledger.core.errors.book import NotOfThisOffice, SecretariatExists
from upk_ledger.core.offices import OFFICERS, USUAL_CODE, Account, BookIdentity, Officer
from upk_ledger.store.boards import board_sessions
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import add_accounts, officers_at, offices_of_book

KIND = "sekretariat"

_CLAIMS = (
    Account("11050", "Piutang kepada Sekretariat", "aset", "piutang-bkm"),
    Account("21070", "Hutang kepada Sekretariat", "kewajiban", "hutang-bkm"),
)
"""What a UPK needs beside a Sekretariat: accounts of what the two owe each other."""

_RULEBOOK = "pnpm-2012"
"""A Sekretariat lends nothing; its closings name a rulebook as every office's do."""


def secretariat_identity(
    office: BookIdentity, *, name: str | None = None, code: str | None = None, start: date | None = None
) -> BookIdentity:
    """The identity of the Sekretariat of an office's board: what is not told is as the UPK has it."""
    return replace(
        office,
        kind=KIND,
        name=name or f"Sekretariat {office.board}",
        code=code or ("SEK" if office.code == USUAL_CODE else f"SEK-{office.code}"),
        start=start or office.start,
    )


def start_secretariat(
    desk: Desk, identity: BookIdentity, names: Mapping[str, str], *, keep: bool = True
) -> Desk:
    """Begin the books of the Sekretariat beside those of its UPK; answers with the desk of its Bendahara.

    `names` are its officers' by their codes; who is Koordinator the UPK knows. The UPK's chart gets accounts of what
    the two owe each other. Raises `OfficeExists`, `SecretariatExists` where the board has one, and `NotOfThisOffice`
    at a desk that is no UPK's.
    """
    if desk.office.kind != "upk":
        refuse_kind(desk, "upk", "sekretariat mulai")
    with desk.read() as session:
        for one in board_sessions(session, date.max):
            if one.desk.office.kind == KIND:
                raise SecretariatExists(one.desk.office.code, one.desk.office.name)
        known = {
            officer.role: officer.name for officer in officers_at(session, max(identity.start, desk.today))
        }
    officers = [
        Officer(
            code,
            role,
            names.get(code) or (known.get(role, "") if role == "Koordinator" else ""),
            identity.start,
        )
        for code, role in OFFICERS[KIND].items()
    ]
    begun = start_office(
        desk.book,
        identity,
        rulebook=_RULEBOOK,
        officers=officers,
        clock=desk.clock,
        entropy=desk.entropy,
        keep=keep,
    )
    with desk.write(keep=keep) as session:
        chart = session.accounts.values()
        taken = {account.code for account in chart} | {account.role for account in chart}
        add_accounts(session, [one for one in _CLAIMS if not {one.code, one.role} & taken])
    return begun


def refuse_kind(desk: Desk, wanted: str, command: str) -> NoReturn:
    """Raise `NotOfThisOffice`, naming the offices of the book that are of the kind `wanted`."""
    with desk.read() as session:
        others = tuple(code for code, kind in offices_of_book(session) if kind == wanted)
    raise NotOfThisOffice(desk.office.name, desk.office.kind, wanted, command, others)
