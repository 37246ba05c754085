"""A region's registers as facts: UPK and their boards, villages, cases of misuse, letters; the newest counts."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.errors.region_registers import UnknownUpk
from upk_ledger.core.region.members import RegionUpk
from upk_ledger.core.region.registers import (
    TAKEN_OFF,
    Change,
    MisuseCase,
    Registered,
    Told,
    VillageProfile,
    Voters,
)
from upk_ledger.store.facts import add_facts, columns_of
from upk_ledger.store.region.members import members_of
from upk_ledger.store.session import ReadSession, WriteSession

_TAKEN_BACK = "-"
"""Stands in a village's profile for a fact that was told by mistake."""

_DATES = frozenset({"deed_on", "term_from", "term_until", "handed_over_on"})
_MOST_NEAR = 3


def find_upk(session: ReadSession, given: str, known: Iterable[RegionUpk] | None = None) -> RegionUpk:
    """The UPK of this code, in either case; `UnknownUpk` names the nearest ones."""
    by_code = {upk.code.casefold(): upk for upk in (known or members_of(session))}
    wanted = given.strip().casefold()
    if wanted not in by_code:
        near = get_close_matches(wanted, by_code, _MOST_NEAR, 0.5)
        raise UnknownUpk(given, tuple(f"{by_code[code].code} {by_code[code].name}" for code in near))
    return by_code[wanted]


def worded(session: ReadSession, kind: str, where: str = "", /, **values: object) -> list[tuple[Any, ...]]:
    """Facts of a kind with when and by whom each was recorded, and its words: (moment, actor, words, record, ...)."""
    table, columns = columns_of(kind)
    listed = ", ".join(f"f.{column}" for column in ("record", *columns))
    condition = f" AND {where}" if where else ""
    rows = session.all(
        f"SELECT r.recorded_at, r.actor, coalesce(t.text, ''), {listed} FROM {table} AS f"
        " JOIN record AS r ON r.office_id = f.office_id AND r.number = f.record"
        " LEFT JOIN record_text AS t ON t.office_id = f.office_id AND t.record = f.record"
        f" WHERE f.office_id = :office{condition} ORDER BY f.record, f.line",
        **values,
    )
    return [tuple(row) for row in rows]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# UPK and their boards


def put_upk(session: WriteSession, rows: Sequence[Registered], words: str = "") -> None:
    """Record what holds of UPK from now on."""
    add_facts(session, "wilayah-upk", [_upk_row(one, one.status) for one in rows], words)


def take_off(session: WriteSession, one: Registered, words: str) -> None:
    """Take a UPK off the register."""
    add_facts(session, "wilayah-upk", [_upk_row(one, TAKEN_OFF)], words)


def _upk_row(one: Registered, status: str) -> tuple[str, ...]:
    return (
        one.code, one.uuid, one.name, one.board, one.village_kind, one.village, one.district, one.regency,
        one.reporting, status,
    )  # fmt: skip


def put_board(session: WriteSession, one: Registered) -> None:
    """Record what holds of a UPK's board from now on; whom to reach is the record's text."""
    days = (one.deed_on, one.term_from, one.term_until, one.handed_over_on)
    deed_on, begins, ends, handed = (day.isoformat() if day else "" for day in days)
    row = (
        one.code, one.deed, deed_on, begins, ends, one.bank, one.bank_account, handed,
        one.secretariat_bookkeeping,
    )  # fmt: skip
    add_facts(session, "wilayah-bkm", [row], one.contact)


def _upk_facts(row: Sequence[str]) -> dict[str, Any]:
    names = columns_of("wilayah-upk")[1]
    told = dict(zip(names, row, strict=True))
    return {"code": told.pop("upk"), **told}


def _board_facts(row: Sequence[str], words: str) -> dict[str, Any]:
    names = columns_of("wilayah-bkm")[1][1:]
    told = dict(zip(names, row[1:], strict=True))
    days = {name: _day(value) for name, value in told.items() if name in _DATES}
    return {**told, **days, "contact": words}


def registrations(session: ReadSession) -> dict[str, Registered]:
    """Every UPK that the region knows, by code, with what its register has of it."""
    shared = [field.name for field in fields(RegionUpk) if field.name not in {"office_id", "since"}]
    found = {
        upk.code: Registered(**{name: getattr(upk, name) for name in shared}) for upk in members_of(session)
    }
    for _, _, words, _, *row in worded(session, "wilayah-bkm"):
        if row[0] in found:
            found[row[0]] = found[row[0]].changed(_board_facts(row, words))
    return found


def on_register(session: ReadSession) -> set[str]:
    """The codes that the register itself has, beside those of whom there is only a book."""
    newest = {row[4]: row[-1] for row in worded(session, "wilayah-upk")}
    return {code for code, status in newest.items() if status != TAKEN_OFF}


def changes_of(session: ReadSession, code: str) -> list[Change]:
    """Every change of what the register has of a UPK and its board, oldest first."""
    told = [
        (row[3], row[0], row[1], row[2], _upk_facts(row[4:]))
        for row in worded(session, "wilayah-upk", "f.upk = :upk", upk=code)
    ]
    told += [
        (row[3], row[0], row[1], "", _board_facts(row[4:], row[2]))
        for row in worded(session, "wilayah-bkm", "f.upk = :upk", upk=code)
    ]
    now: dict[str, Any] = {}
    found = []
    for record, moment, actor, words, facts in sorted(told, key=lambda one: one[0]):
        facts.pop("uuid", None)
        changed = tuple(
            (name, now.get(name), value)
            for name, value in facts.items()
            if (now.get(name) or "") != (value or "")
        )
        now |= facts
        on = local_moment(moment, session.desk.office.zone).date()
        found.append(Change(on, record, actor, changed, words))
    return found


# Villages


def put_profile(
    session: WriteSession, code: str, on: date, facts: dict[str, Any], taken_back: Sequence[str], source: str
) -> None:
    """Record facts of a village that hold of a day; those that are not told keep their own day."""
    told: dict[str, Any] = dict.fromkeys(("poor_percent", "slum_hectares", "dense", "priority"), "")
    told |= {name: str(value) for name, value in facts.items() if name in told}
    told |= {name: _TAKEN_BACK for name in taken_back if name in told}
    voters = facts.get("voters", Voters(0, 0) if "voters" in taken_back else None)
    row = (
        code, on.isoformat(), told["poor_percent"], told["slum_hectares"], told["dense"], told["priority"],
        *(voters or (None, None)),
    )  # fmt: skip
    add_facts(session, "wilayah-profil", [row], source)


def profiles(session: ReadSession, as_of: date) -> dict[str, VillageProfile]:
    """What is known of each village at a day, by the UPK that serves it."""
    found: dict[str, dict[str, Told | None]] = {}
    rows = worded(session, "wilayah-profil", "f.on_date <= :as_of", as_of=as_of.isoformat())
    # Of two facts the one that holds of the later day counts, however late the other one was written down.
    for _, _, source, _, code, on, poor, slum, dense, priority, adults, voters in sorted(
        rows, key=lambda row: (row[5], row[3])
    ):
        told = found.setdefault(code, {})
        day = date.fromisoformat(on)
        texts = {"poor_percent": poor, "slum_hectares": slum, "dense": dense, "priority": priority}
        for name, text in texts.items():
            if text == _TAKEN_BACK:
                told[name] = None
            elif text:
                told[name] = Told(
                    Decimal(text) if name in {"poor_percent", "slum_hectares"} else text, day, source
                )
        if adults is not None:
            told["voters"] = Told(Voters(adults, voters), day, source) if adults else None
    return {code: VillageProfile(**told) for code, told in found.items()}


def put_answer(
    session: WriteSession, code: str, criterion: str, answer: str, on: date, evidence: str
) -> None:
    """Record whether a village meets a criterion, with the evidence as the record's text."""
    add_facts(session, "wilayah-syarat", [(code, criterion, answer, on.isoformat())], evidence)


def answers(session: ReadSession, as_of: date) -> dict[tuple[str, str], Told]:
    """What was typed of each UPK's criteria until a day, by UPK and criterion."""
    rows = worded(session, "wilayah-syarat", "f.on_date <= :as_of", as_of=as_of.isoformat())
    found: dict[tuple[str, str], Told] = {}
    for _, _, words, _, code, criterion, answer, on in sorted(rows, key=lambda row: (row[7], row[3])):
        found[code, criterion] = Told(answer, date.fromisoformat(on), words)
    return {key: told for key, told in found.items() if told.value}


def adequacy(session: ReadSession, as_of: date) -> dict[str, Told]:
    """Whether the register calls the bookkeeping of each board's Sekretariat adequate, as it was known on a day."""
    found: dict[str, Told] = {}
    for moment, actor, _, _, code, *board in worded(session, "wilayah-bkm"):
        on, value = local_moment(moment, session.desk.office.zone).date(), board[-1]
        if on > as_of:
            continue
        if not value:
            found.pop(code, None)
        elif code not in found or found[code].value != value:
            found[code] = Told(value, on, actor)
    return found


def secretariats(session: ReadSession) -> dict[str, str]:
    """By UPK the office of its board's Sekretariat whose book is here: the one of the same board and village."""
    rows = session.all(
        "SELECT code, board, village, district FROM office WHERE kind = 'sekretariat' ORDER BY code"
    )
    offices = {tuple(part.casefold() for part in place): code for code, *place in rows}
    if not offices:
        return {}
    return {
        one.code: office
        for one in members_of(session)
        if (office := offices.get(tuple(part.casefold() for part in (one.board, one.village, one.district))))
    }


# Cases of misuse


def put_case(session: WriteSession, case: MisuseCase, words: str, status: str = "") -> None:
    """Record how a case stands from its day on."""
    row = (case.upk, case.code, case.on.isoformat(), case.amount, case.repaid, status or case.status)
    add_facts(session, "wilayah-kasus", [row], words)


def cases(session: ReadSession, as_of: date) -> dict[str, MisuseCase]:
    """The cases as they stood on a day, by number; each with the whole of what was written of it until then."""
    found: dict[str, MisuseCase] = {}
    told: dict[str, list[tuple[date, str, str, int, int]]] = {}
    rows = worded(session, "wilayah-kasus", "f.on_date <= :as_of", as_of=as_of.isoformat())
    for _, _, words, _, upk, code, on, amount, repaid, status in sorted(
        rows, key=lambda row: (row[6], row[3])
    ):
        day = date.fromisoformat(on)
        told.setdefault(code, []).append((day, status, words, int(amount), int(repaid)))
        found[code] = MisuseCase(upk, code, day, int(amount), int(repaid), status, tuple(told[code]))
    return {code: case for code, case in sorted(found.items()) if case.status != TAKEN_OFF}


def case_codes(session: ReadSession) -> set[str]:
    """The numbers of all cases that were ever written down."""
    return {str(row[0]) for row in session.all("SELECT code FROM misuse_case WHERE office_id = :office")}


# Letters


def put_letters(session: WriteSession, kind: str, rows: Sequence[tuple[str, Month, str, date]]) -> None:
    """Record that letters went to UPK: code, what month they are about, number, day."""
    facts = [(upk, kind, str(month), number, on.isoformat()) for upk, month, number, on in rows]
    add_facts(session, "wilayah-surat", facts)


def letters_of(session: ReadSession, kind: str, month: Month) -> dict[str, list[tuple[date, str]]]:
    """The letters of a kind about a month, by UPK: day and number, oldest first."""
    rows = worded(
        session, "wilayah-surat", "f.kind = :kind AND f.month = :month", kind=kind, month=str(month)
    )
    found: dict[str, list[tuple[date, str]]] = {}
    for _, _, _, _, upk, _, _, number, on in rows:
        found.setdefault(upk, []).append((date.fromisoformat(on), number))
    return found


def letters_in(session: ReadSession, year: int) -> int:
    """How many letters of all kinds went out in a year."""
    return int(
        session.value(
            "SELECT count(*) FROM regional_letter WHERE office_id = :office AND on_date BETWEEN :first AND :last",
            first=f"{year}-01-01",
            last=f"{year}-12-31",
        )
    )
