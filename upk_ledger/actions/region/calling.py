"""What a region calls a UPK whose book comes here for the first time."""

from collections.abc import Sequence
from typing import NamedTuple

from upk_ledger.core.errors.book import OfficeExists
from upk_ledger.core.errors.region_receiving import KnownAsAnother
from upk_ledger.core.offices import USUAL_CODE
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.store.facts import add_facts
from upk_ledger.store.session import WriteSession


class Caller(NamedTuple):
    """Who came: the UUID of its book, what it calls itself, its name and village."""

    uuid: str
    code: str
    name: str
    village: str


def listed_upk(members: Sequence[RegionUpk], caller: Caller, code: str = "") -> RegionUpk | None:
    """The UPK of the region that this is; one without a book yet is known by name and village, or by `code`."""
    for upk in members:
        if upk.uuid == caller.uuid:
            return upk
    wanted = (caller.name.casefold(), caller.village.casefold())
    for upk in members:
        same = (upk.name.casefold(), upk.village.casefold()) == wanted
        if not upk.uuid and upk.office_id is None and (upk.code == code or (same and not code)):
            return upk
    return None


def code_for(members: Sequence[RegionUpk], caller: Caller, own: str, code: str = "") -> str:
    """The region's code for a UPK: its registered one, what it calls itself, or one made of its name.

    `own` is the region's own code, `code` the one that was asked for. Raises `OfficeExists` for one that another has,
    `KnownAsAnother` for a UPK that has one.
    """
    listed = listed_upk(members, caller, code)
    if listed is not None:
        if code not in {"", listed.code}:
            raise KnownAsAnother(code, listed.code)
        return listed.code
    taken = {upk.code for upk in members} | {own}
    if code:
        if code in taken:
            raise OfficeExists(code)
        return code
    name = _word(caller.name.upper().removeprefix("UPK "))
    called = [] if caller.code == USUAL_CODE else [caller.code]  # what every UPK calls itself names none
    wanted = [*called, name, f"{name}-{_word(caller.village.upper())}"]
    wanted += [f"{name}-{number}" for number in range(2, len(taken) + 3)]
    return next(one for one in wanted if one not in taken)


def note_book(session: WriteSession, upk: RegionUpk | None, uuid: str) -> None:
    """Record on the register which book is that of a UPK that was there before its book."""
    if upk is not None and not upk.uuid:
        row = (
            upk.code, uuid, upk.name, upk.board, upk.village_kind, upk.village, upk.district, upk.regency,
            upk.reporting, upk.status,
        )  # fmt: skip
        add_facts(session, "wilayah-upk", [row])


def _word(name: str) -> str:
    """A name as a code: letters and digits, with a hyphen for what stands between them."""
    signs = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in name)
    return "-".join(signs.split()) or "UPK"
