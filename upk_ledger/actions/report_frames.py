"""The frame of a paper: letterhead, period, who signs, the last entry counted, whether the month is closed.

For a closed month letterhead and officers are those that its closing kept, so that its papers stay the same.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from upk_ledger import resources
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.core.offices import BookIdentity, Officer, role_in
from upk_ledger.core.report_choices import TERM_SETS
from upk_ledger.core.report_definitions import Definition, parse_definition, parse_terms
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import EntryMark, Letterhead, Signature
from upk_ledger.store.desk import Desk
from upk_ledger.store.offices import officers_at
from upk_ledger.store.periods import closing_of, last_entry
from upk_ledger.store.settings import setting_at


@lru_cache(maxsize=64)
def definition_of(name: str, terms: str = TERM_SETS[0], office: str = "upk") -> Definition:
    """The definition of a paper, from `reports/`, in one of the sets of terms, for a kind of office."""
    return parse_definition(name, _text(name), terms_of(terms, office), office)


@lru_cache(maxsize=8)
def terms_of(which: str, office: str = "upk") -> Mapping[str, str]:
    """One set of the words that papers use; what each kind of office says of its own stands under its name."""
    words = parse_terms(_text("istilah"), which)
    own = f"_{office}"
    return {**words, **{key.removesuffix(own): word for key, word in words.items() if key.endswith(own)}}


def office_terms(desk: Desk) -> Mapping[str, str]:
    """The words that the office's papers use now."""
    with desk.read() as session:
        return terms_of(setting_at(session, "istilah-laporan", date.max), desk.office.kind)


def _text(name: str) -> str:
    return (resources.folder("reports") / f"{name}.toml").read_text(encoding="utf-8")


class Framer:
    """Frames of the papers of one period; what they share is asked of the book once."""

    def __init__(self, source: Source) -> None:
        session, self._end = source.session, source.period.end
        self._source = source
        closing = closing_of(session, source.period.month)
        if closing is None:
            self._office = session.desk.office
            self._officers = officers_at(session, self._end)
        else:
            kept = {name: value for name, value in closing.letterhead.items() if name != "start"}
            self._office = BookIdentity(start=session.desk.office.start, **kept)
            self._officers = closing.officers
        self._provisional = closing is None
        self._since = since_text(source.book_start, self._end)
        record, voucher, digest = last_entry(session, self._end)
        self._last = EntryMark(record, voucher, digest) if record else None

    def definition(self, name: str) -> Definition:
        """The definition of a paper of accounts, in the terms of the office."""
        return definition_of(name, self._source.terms, self._source.session.desk.office.kind)

    @property
    def last(self) -> EntryMark | None:
        """The last entry that the papers count."""
        return self._last

    @property
    def officers(self) -> Sequence[Officer]:
        """Who holds which role at the period's end; of a closed month as its closing kept it."""
        return self._officers

    @property
    def words(self) -> dict[str, str]:
        """Who keeps the book and who is in office, as the period's papers say it."""
        named = ", ".join(
            f"{officer.name} ({officer.role})" for officer in self._officers if officer.name.strip()
        )
        office = self._office
        return {"office": office.name, "board": office.board, "place": office.place, "officers": named}

    def frame(self, definition: Definition, period: str, **words: str) -> Frame:
        """The frame of one paper; `words` fill the definition's texts."""
        office = self._office
        filling = {"board": office.board, "since": self._since, **words}
        return Frame(
            as_of=self._end,
            period=period,
            letterhead=Letterhead(office.name, office.board, office.place, signing_place=office.village),
            signatures=signatures_of(definition, self._office.kind, self._officers, filling),
            last=self._last,
            provisional=self._provisional,
            words=filling,
        )


def signatures_of(
    definition: Definition, kind: str, officers: Sequence[Officer], filling: Mapping[str, str]
) -> tuple[Signature, ...]:
    """Who signs, by the office's own officers; one who stands for several of a UPK's signs once, as the last."""
    roles = [role_in(kind, slot.role) for slot in definition.signatures]
    return tuple(
        Signature(
            slot.action,
            slot.printed.format_map(filling) if role == slot.role else role,
            _holder(officers, role),
        )
        for place, (slot, role) in enumerate(zip(definition.signatures, roles, strict=True))
        if role == slot.role or role not in roles[place + 1 :]
    )


def _holder(officers: Sequence[Officer], role: str) -> str:
    """Who holds a role; nobody's name where the office has none."""
    return next((officer.name for officer in reversed(officers) if officer.role == role), "")


def since_text(start: date, end: date) -> str:
    """From when the figures of the year of `end` are: "1 Januari", or the day on which the book began."""
    whole_year = start <= date(end.year, 1, 1)
    return "1 Januari" if whole_year else f"{long_date(start)} (awal pembukuan)"


def at_text(day: date) -> str:
    """Per 31 Oktober 2026."""
    return f"Per {long_date(day)}"


def range_text(period: ReportPeriod, start: date) -> str:
    """Bulan Oktober 2026, Tahun 2026, or 1 Januari s.d. 31 Oktober 2026."""
    if period.kind == "tahun":
        return f"Tahun {period.end.year}"
    if start == period.month.first and period.end == period.month.last:
        return f"Bulan {long_month(period.month)}"
    return f"{long_date(start)} s.d. {long_date(period.end)}"
