"""The register of UPK and their boards, the profiles of their villages, and the register of misuse cases."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.errors.exchange import CellMissing, Fault, ImportFaults, RowTwice
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.region_registers import (
    CodeWithBlank,
    UnknownCase,
    UpkHasBook,
    UpkRegistered,
    UpkUnregistered,
    VillageOfTwoKinds,
)
from upk_ledger.core.region.registers import (
    NEEDED,
    OF_UPK,
    PROFILE,
    TAKEN_OFF,
    Change,
    MisuseCase,
    Registered,
    VillageProfile,
    check_profile,
)
from upk_ledger.exchange.region_register import HEADINGS, RegisterRow
from upk_ledger.store.desk import Desk
from upk_ledger.store.region import registers as store
from upk_ledger.store.region.members import members_of
from upk_ledger.store.session import ReadSession, WriteSession

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")


class Put(NamedTuple):
    """A UPK as the register has it now, and whether that is new: it was `baru`, `diubah` or `tetap`."""

    upk: Registered
    what: str


# UPK and their boards


def add_upk(desk: Desk, rows: Sequence[RegisterRow], words: str = "") -> list[Put]:
    """Put UPK on the register, all or none; one that is there with the same facts stays as it is.

    What a row does not tell of a UPK whose book is in the region is taken from the book. Raises `ImportFaults`
    with every fault of rows of a file, or the fault itself.
    """
    return _put(desk, rows, words, new=True)


def change_upk(desk: Desk, rows: Sequence[RegisterRow], words: str = "") -> list[Put]:
    """Change what the register has of UPK, all or none; what is not told stays. Raises as `add_upk`."""
    return _put(desk, rows, words, new=False)


def _put(desk: Desk, rows: Sequence[RegisterRow], words: str, *, new: bool) -> list[Put]:
    with desk.write() as session:
        known = {one.code.casefold(): one for one in store.registrations(session).values()}
        listed = {code.casefold() for code in store.on_register(session)}
        seen: dict[str, RegisterRow] = {}
        found: list[Put] = []
        faults: list[Fault] = []
        for row in rows:
            key = str(row.facts.get("code", "")).casefold()
            try:
                if key in seen and seen[key].facts == row.facts:
                    continue
                if key in seen:
                    raise RowTwice(row.facts["code"], seen[key].file, seen[key].row)
                seen[key] = row
                here = known.get(key)
                if new:
                    found.append(_added(session, row.facts, here, listed=key in listed))
                else:
                    here = here or known[store.find_upk(session, row.facts["code"]).code.casefold()]
                    found.append(_changed(row.facts, here, listed=key in listed))
            except _NotTold as error:
                faults += [Fault(row.file, row.row, HEADINGS[name], CellMissing()) for name in error.names]
                if not row.file:
                    raise EmptyField(", ".join(f"--{HEADINGS[name]}" for name in error.names)) from None
            except UpkError as error:
                if not row.file:
                    raise
                faults.append(Fault(row.file, row.row, None, error))
        if faults:
            raise ImportFaults(tuple(faults))
        _record(session, known, [put.upk for put in found if put.what != "tetap" or words], words, listed)
    return found


class _NotTold(Exception):
    """A row that does not say what is needed."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self.names = names


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as the register keeps them: kind and name of the village apart."""
    told = dict(facts)
    kinds = [(kind, told.pop(kind.casefold())) for kind in ("Kelurahan", "Desa") if kind.casefold() in told]
    if sum(bool(name) for _, name in kinds) > 1:
        raise VillageOfTwoKinds
    for kind, name in kinds:
        if name:
            told |= {"village_kind": kind, "village": name}
    return told


def _added(session: ReadSession, facts: Mapping[str, Any], here: Registered | None, *, listed: bool) -> Put:
    told = _told(facts)
    code = told.pop("code", "")
    if here is None and not _CODE.fullmatch(code):
        raise CodeWithBlank(code)
    base = here or Registered(code, regency=session.desk.office.regency)
    made = base.changed(told)
    if listed and here is not None:
        differing = made.differing(here)
        if differing:
            raise UpkRegistered(here.code, here.name, tuple(dict.fromkeys(map(_heading, differing))))
        return Put(here, "tetap")
    missing = [name for name in NEEDED if not getattr(made, name)]
    if missing:
        raise _NotTold(missing)
    return Put(made, "baru")


def _changed(facts: Mapping[str, Any], here: Registered, *, listed: bool) -> Put:
    told = _told(facts)
    del told["code"]
    if not listed:
        raise UpkUnregistered(here.code, here.name)
    made = here.changed(told)
    missing = [name for name in NEEDED if not getattr(made, name)]
    if missing:
        raise _NotTold(missing)
    return Put(made, "diubah" if made.differing(here) else "tetap")


def _heading(field: str) -> str:
    return HEADINGS.get("village" if field == "village_kind" else field, field)


def _record(
    session: WriteSession,
    known: Mapping[str, Registered],
    made: Sequence[Registered],
    words: str,
    listed: set[str],
) -> None:
    """Record what is new of UPK, all in one record, and of their boards, each with its own words."""
    if not made:
        return
    before = {one.code: known.get(one.code.casefold(), Registered(one.code)) for one in made}
    fresh = [
        one
        for one in made
        if words
        or one.code.casefold() not in listed
        or any(getattr(one, name) != getattr(before[one.code], name) for name in OF_UPK)
    ]
    if fresh:
        store.put_upk(session, fresh, words)
    for one in made:
        if any(name not in OF_UPK for name in one.differing(before[one.code])):
            store.put_board(session, one)


def remove_upk(desk: Desk, given: str, reason: str) -> Registered:
    """Take a UPK off the register; its history stays. Raises `UnknownUpk`, `UpkHasBook`, `EmptyField`."""
    if not reason.strip():
        raise EmptyField("alasan")
    with desk.write() as session:
        upk = store.find_upk(session, given)
        if upk.office_id is not None:
            raise UpkHasBook(upk.code, upk.name)
        one = store.registrations(session)[upk.code]
        store.take_off(session, one, reason.strip())
    return one


def list_upk(desk: Desk) -> list[Registered]:
    """Every UPK that the region knows, by code."""
    with desk.read() as session:
        found = store.registrations(session)
    return [found[code] for code in sorted(found)]


def view_upk(desk: Desk, given: str) -> tuple[Registered, list[Change]]:
    """What the register has of one UPK, and how that came about; raises `UnknownUpk`."""
    with desk.read() as session:
        code = store.find_upk(session, given).code
        return store.registrations(session)[code], store.changes_of(session, code)


# Villages


def set_profile(
    desk: Desk,
    given: str,
    on: date,
    facts: Mapping[str, Any],
    source: str,
    taken_back: Sequence[str] = (),
) -> tuple[Registered, VillageProfile]:
    """Record facts of the village that a UPK serves, as they were on a day.

    Raises `UnknownUpk`, `EmptyField` without a source, and what `check_profile` raises.
    """
    told = {name: facts[name] for name in PROFILE if facts.get(name) is not None}
    if not source.strip():
        raise EmptyField("sumber")
    check_profile(told.get("poor_percent"), told.get("voters"))
    with desk.write() as session:
        code = store.find_upk(session, given).code
        store.put_profile(session, code, on, told, taken_back, source.strip())
    return view_profile(desk, code, max(on, desk.today))


def view_profile(desk: Desk, given: str, as_of: date) -> tuple[Registered, VillageProfile]:
    """What is known of the village that a UPK serves; raises `UnknownUpk`."""
    with desk.read() as session:
        code = store.find_upk(session, given).code
        found = store.profiles(session, as_of)
        return store.registrations(session)[code], found.get(code, VillageProfile())


# Cases of misuse


def open_case(desk: Desk, given: str, on: date, facts: Mapping[str, Any], words: str) -> MisuseCase:
    """Write down a case of misuse; raises `UnknownUpk`, `EmptyField` without what happened, `CaseRepaidTooMuch`."""
    if not words.strip():
        raise EmptyField("uraian")
    with desk.write() as session:
        upk = store.find_upk(session, given).code
        used = store.case_codes(session)
        number = sum(code.startswith(f"KS-{on.year}-") for code in used) + 1
        case = MisuseCase(upk, f"KS-{on.year}-{number:03d}", on, 0, 0, "diduga").changed(**facts)
        store.put_case(session, case, words.strip())
    return view_case(desk, case.code, on)


def change_case(
    desk: Desk, given: str, on: date, facts: Mapping[str, Any], words: str, *, called_off: bool = False
) -> MisuseCase:
    """Write down how a case goes on, or with `called_off` that it was written down by mistake.

    Raises `UnknownCase`, `EmptyField` without what was done, `CaseRepaidTooMuch`.
    """
    if not words.strip():
        raise EmptyField("uraian")
    with desk.write() as session:
        now = _case(session, given, date.max)
        case = now.changed(**facts, on=max(on, now.on))
        store.put_case(session, case, words.strip(), TAKEN_OFF if called_off else "")
    return case if called_off else view_case(desk, case.code, case.on)


def view_case(desk: Desk, given: str, as_of: date) -> MisuseCase:
    """A case as it stood on a day; raises `UnknownCase`."""
    with desk.read() as session:
        return _case(session, given, as_of)


def _case(session: ReadSession, given: str, as_of: date) -> MisuseCase:
    found = store.cases(session, as_of)
    wanted = given.strip().upper()
    if wanted not in found:
        raise UnknownCase(given, tuple(list(found)[-3:]))
    return found[wanted]


def upk_name(desk: Desk, code: str) -> str:
    """What the UPK of a code is called; its code where the region does not know it any more."""
    with desk.read() as session:
        return next((upk.name for upk in members_of(session) if upk.code == code), code)


def list_cases(desk: Desk, as_of: date) -> list[tuple[MisuseCase, str]]:
    """Every case as it stood on a day, with the name of its UPK."""
    with desk.read() as session:
        names = {upk.code: upk.name for upk in members_of(session)}
        return [(case, names.get(case.upk, case.upk)) for case in store.cases(session, as_of).values()]
