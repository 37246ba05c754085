"""Who has not reported a month, and the letters that remind them."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from upk_ledger import resources
from upk_ledger.actions.region.frames import region_frame, region_letterhead
from upk_ledger.actions.report_frames import definition_of
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.region_review import coverage_text
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.region_registers import (
    NobodyLate,
    NotYetLate,
    PatternWithoutNumber,
    ReportedAlready,
)
from upk_ledger.core.papers import FormalLetter
from upk_ledger.core.periods import closing_deadline
from upk_ledger.core.region.members import ACTIVE
from upk_ledger.core.region.reminders import LateList, LateUpk, due_dates, late_paper
from upk_ledger.core.region.reviewing import coverage_of
from upk_ledger.core.statements import Column, Row, Section, Signature, Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.region.members import histories
from upk_ledger.store.region.registers import (
    find_upk,
    letters_in,
    letters_of,
    put_letters,
    registrations,
)
from upk_ledger.store.region.reported import last_months
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at

KIND = "pengingat"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_HEAD = "Kepala Dinas"


class Reminder(NamedTuple):
    """A letter to a UPK that is late: its number, whether it was made before, whether a form goes with it."""

    upk: str
    name: str
    number: str
    letter: FormalLetter
    repeated: bool
    by_form: bool


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    text = (resources.folder("reports") / "surat-pengingat.toml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = tomllib.loads(text)
    return content


def late_list(desk: Desk, month: Month) -> LateList:
    """Which active UPK have not reported a month; the questions are as many for one UPK as for a thousand."""
    with desk.read() as session:
        return _late(session, month)


def _late(session: ReadSession, month: Month) -> LateList:
    told = [one for one in histories(session, month, month) if one.upk.status == ACTIVE]
    coverage = coverage_of(told, month)
    last = last_months(session, list(coverage.late), month)
    known, letters = registrations(session), letters_of(session, KIND, month)
    late = tuple(
        LateUpk(upk, last.get(upk.code), known[upk.code].contact, tuple(letters.get(upk.code, ())))
        for upk in coverage.late
    )
    return LateList(month, closing_deadline(month, _day(session, month)), coverage, late)


def _day(session: ReadSession, month: Month) -> int:
    return int(setting_at(session, "hari-lapor-wilayah", month.next().first))


def late_statement(desk: Desk, month: Month) -> Statement:
    """The paper of those that have not reported a month."""
    definition = definition_of("wilayah-belum-lapor")
    with desk.read() as session:
        found = _late(session, month)
        frame = region_frame(session, definition, month.last, f"Bulan {long_month(month)}")
        words = {str(one.last): long_month(one.last) for one in found.late if one.last}
        words |= {"coverage": coverage_text(found.coverage), "deadline": long_date(found.deadline)}
        return late_paper(definition, frame, found, words)


def make_reminders(
    desk: Desk, month: Month, on: date, codes: Sequence[str], until: date | None = None, pattern: str = ""
) -> list[Reminder]:
    """Make out and record a letter to each UPK that is late with a month, or to those named.

    A letter of the same day is made out again with its number, not recorded twice. `until` is by when the report is
    asked for, `pattern` how letters are numbered. Raises `UnknownUpk`, `ReportedAlready`, `NobodyLate`,
    `NotYetLate`, `PatternWithoutNumber`.
    """
    numbered = pattern or _words()["nomor"]
    by_when = until or on + timedelta(days=_words()["batas_hari"])
    with desk.write() as session:
        found = _late(session, month)
        chosen = _chosen(session, found, codes, on)
        again = {one.upk.code: number for one in chosen for day, number in one.letters if day == on}
        fresh = [one.upk.code for one in chosen if one.upk.code not in again]
        if len(fresh) > 1 and "<no>" not in numbered:
            raise PatternWithoutNumber(numbered)
        begin = letters_in(session, on.year) + 1
        numbers = again | {code: _number(numbered, place, on) for place, code in enumerate(fresh, begin)}
        if fresh:
            put_letters(session, KIND, [(code, month, numbers[code], on) for code in fresh])
        writer = _Writer(session, found, on, by_when)
        return [
            Reminder(
                one.upk.code,
                one.upk.name,
                numbers[one.upk.code],
                writer.letter(one, numbers[one.upk.code]),
                one.upk.code in again,
                one.upk.reporting == "blanko",
            )
            for one in chosen
        ]


def _chosen(session: ReadSession, found: LateList, codes: Sequence[str], on: date) -> list[LateUpk]:
    late = {one.upk.code: one for one in found.late}
    if codes:
        wanted = [find_upk(session, code) for code in dict.fromkeys(codes)]
        for upk in wanted:
            if upk.code not in late:
                raise ReportedAlready(upk.code, upk.name, found.month)
        return [late[code] for code in dict.fromkeys(upk.code for upk in wanted)]
    if not late:
        raise NobodyLate(found.month)
    if on <= found.deadline:
        raise NotYetLate(found.month, found.deadline)
    return list(late.values())


def _number(pattern: str, place: int, on: date) -> str:
    filling = {"<no>": f"{place:03d}", "<bulan>": _ROMAN[on.month - 1], "<tahun>": str(on.year)}
    for mark, value in filling.items():
        pattern = pattern.replace(mark, value)
    return pattern


class _Writer:
    """Writes the letters of one day; what they share is asked once."""

    def __init__(self, session: ReadSession, found: LateList, on: date, until: date) -> None:
        self._found, self._on, self._day = found, on, _day(session, found.month)
        self._letterhead = region_letterhead(session)
        office = session.desk.office.name
        heads = [one.name for one in officers_at(session, on) if one.role == _HEAD]
        self._filling = {
            "bulan": long_month(found.month),
            "kode_bulan": str(found.month),
            "tanggal": long_date(on),
            "batas": long_date(found.deadline),
            "sampai": long_date(until),
            "kantor": office,
        }
        signed = _words()["kalimat"]["tanda_tangan"].format_map(self._filling)
        self._signatures = (Signature("Hormat kami", signed, heads[-1] if heads else ""),)

    def letter(self, one: LateUpk, number: str) -> FormalLetter:
        """The letter to one UPK."""
        upk, texts = one.upk, _words()["kalimat"]
        before = [letter for letter in one.letters if letter[0] < self._on]
        filling = {
            **self._filling,
            "upk": upk.name,
            "bkm": upk.board,
            "tempat": f"{upk.village_kind} {upk.village}, Kecamatan {upk.district}",
        }
        if before:
            filling |= {"surat": before[-1][1], "tanggal_surat": long_date(before[-1][0])}

        def say(*names: str) -> tuple[str, ...]:
            return tuple(texts[name].format_map(filling) for name in names)

        by_form = upk.reporting == "blanko"
        attached = texts["satu_blanko" if by_form else "tanpa"]
        labels = say("nomor", "lampiran", "perihal")
        return FormalLetter(
            kind=_words()["judul"],
            about=f"{upk.code} {upk.name}",
            letterhead=self._letterhead,
            on=self._on,
            facts=tuple(zip(labels, (number, attached, *say("isi_perihal")), strict=True)),
            to=say("kepada", "koordinator", "manajer", "di"),
            opening=say("salam", "pembuka", *(("surat_sebelumnya",) if before else ()), "rincian"),
            table=self._table(one),
            closing=say("blanko" if by_form else "program", "guna", "bantuan", "penutup"),
            signatures=self._signatures,
        )

    def _table(self, one: LateUpk) -> Section:
        headings = _words()["tabel"]
        columns = (
            Column("month", headings["bulan"], "text", 30),
            Column("due", headings["batas"], "date", 20),
        )
        dues = due_dates(one.missing(self._found.month), self._day)
        return Section(columns, tuple(Row((long_month(month), due)) for month, due in dues))
