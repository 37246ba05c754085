"""The yearly accountability report (LPJ): what the supervisors said, what the residents decided, the papers bound."""

from dataclasses import replace
from datetime import date

from upk_ledger.actions.report_frames import Framer, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.actions.reports import PAPERS, made
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import exact, rupiah
from upk_ledger.core import statement_builders_yearly as builders
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import yearly_reports as errors
from upk_ledger.core.errors.people import EmptyField
from upk_ledger.core.errors.year_end import YearBeforeBook
from upk_ledger.core.offices import role_in
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders_books import journal
from upk_ledger.core.statement_builders_yearly import SurplusUse
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import EntryMark, Section, Statement
from upk_ledger.core.yearly_reports import Ratification, SupervisorReport, YearlySet
from upk_ledger.store import yearly_reports as store
from upk_ledger.store.budgets import whole_budget
from upk_ledger.store.desk import Desk
from upk_ledger.store.listings import entries_between
from upk_ledger.store.offices import officers_at
from upk_ledger.store.periods import first_open_month
from upk_ledger.store.posting import entry_at
from upk_ledger.store.session import ReadSession
from upk_ledger.store.surplus import allocation_of, shares_of
from upk_ledger.store.year_closings import standing_entries

SUPERVISORS, RATIFIED = "pengawas", "pengesahan"

_REPORTS = (
    "neraca", "laba-rugi", "arus-kas", "perubahan-modal", "calk", "kinerja", "kolektibilitas", "perkembangan-pinjaman",
    "tunggakan", "hapus-buku", "dana-daftar", "dana", "inventaris", "anggaran",
)  # fmt: skip
"""The papers of the year between the supervisors' report and what is decided, in the order of the meeting."""


def tell_supervisors(desk: Desk, year: int, on: date, text: str) -> SupervisorReport:
    """Record the supervisors' report on a year, in place of an earlier one; the same again is no new record.

    Raises `EmptyField`, `YearBeforeBook`.
    """
    if not text.strip():
        raise EmptyField("teks")
    with desk.write() as session:
        _check_year(desk, year)
        wanted = role_in(desk.office.kind, "Pengawas")
        serving = officers_at(session, on)
        officer = next((one.code for one in reversed(serving) if one.role == wanted), desk.actor)
        told = SupervisorReport(year, on, officer, text.strip())
        if store.supervisor_report(session, year) != told:
            store.put_report(session, told)
        return told


def ratify(desk: Desk, told: Ratification) -> Ratification:
    """Record that the residents' meeting ratified a year's accounts; the same again is no new record.

    Raises `EmptyField`, `NobodyPresent`, `YearBeforeBook`, `RatifiedTooEarly`, `YearNotOver`, `YearRatified`.
    """
    for field, given in (("putusan", told.decision), ("tempat", told.place)):
        if not given.strip():
            raise EmptyField(field)
    if told.present < 1:
        raise errors.NobodyPresent(told.present)
    with desk.write() as session:
        _check_year(desk, told.year)
        if told.on.year <= told.year:
            raise errors.RatifiedTooEarly(told.year, told.on)
        first = first_open_month(session)
        if first <= Month(told.year, 12):
            raise errors.YearNotOver(told.year, first)
        said = told._replace(decision=told.decision.strip(), place=told.place.strip(), text=told.text.strip())
        standing = store.ratification(session, told.year)
        if standing is not None and standing != said:
            raise errors.YearRatified(told.year, standing.decision)
        if standing is None:
            store.put_ratification(session, said)
        return said


def take_back(desk: Desk, what: str, year: int) -> None:
    """Take the newest supervisors' report or the ratification of a year back; `NotReported`."""
    with desk.write() as session:
        report, ratified = store.supervisor_report(session, year), store.ratification(session, year)
        if what == SUPERVISORS and report is not None:
            store.put_report(session, report, back=True)
        elif what == RATIFIED and ratified is not None:
            store.put_ratification(session, ratified, back=True)
        else:
            raise errors.NotReported(year, what)


def recorded(desk: Desk, year: int) -> tuple[SupervisorReport | None, Ratification | None]:
    """What stands of a year."""
    with desk.read() as session:
        _check_year(desk, year)
        return store.supervisor_report(session, year), store.ratification(session, year)


def yearly_set(desk: Desk, year: int) -> YearlySet:
    """All papers of a year, all from the same view of the book; those of a year not yet closed are provisional.

    Raises `YearBeforeBook` and what making a paper raises.
    """
    _check_year(desk, year)
    with desk.read() as session:
        source = Source(session, ReportPeriod.of_year(year))
        framer = Framer(source)
        kind = desk.office.kind
        papers = {name: made(name, source, framer) for name in _REPORTS if kind in PAPERS[name].offices}
        own = _Own(session, source, framer, papers)
        words, labels = own.words, framer.definition("lpj").labels
        cover = own.frame("lpj").letterhead
        provisional = papers["neraca"].provisional
        closing = [own.plan(), own.closing_journal(), own.minutes()]
        if kind == "upk":
            closing.insert(2, own.surplus())
        return YearlySet(
            year,
            labels["sampul"],
            (cover.office, cover.board, cover.place, labels["tahun-buku"].format_map(words)),
            labels["daftar-isi"],
            (own.foreword(), own.supervisors(), *papers.values(), *closing),
            provisional,
        )


class _Own:
    """The papers that only the yearly set has."""

    def __init__(
        self, session: ReadSession, source: Source, framer: Framer, papers: dict[str, Statement]
    ) -> None:
        self._session, self._source, self._framer = session, source, framer
        self.year = source.period.end.year
        self._result = papers["laba-rugi"].data["net_income"]
        assets = papers["neraca"].data["total_assets"]
        self.words = {
            "office": framer.words["office"],
            "year": str(self.year),
            "next": str(self.year + 1),
            "assets": rupiah(assets),
            "result": rupiah(self._result),
        }
        self._next_budget = whole_budget(session, self.year + 1)
        self._use = SurplusUse(self._result, allocation_of(session, self.year), shares_of(session), exact)

    def frame(self, name: str) -> Frame:
        """The frame of a paper of this definition; it counts no entries of its own."""
        return replace(
            self._framer.frame(self._framer.definition(name), f"Tahun {self.year}", **self.words), last=None
        )

    def foreword(self) -> Statement:
        """Kata pengantar."""
        return builders.foreword(self._framer.definition("lpj"), self.frame("lpj"))

    def supervisors(self) -> Statement:
        """What the supervisors said, or a form for it."""
        told = store.supervisor_report(self._session, self.year)
        name = "lpj-pengawas"
        on = long_date(told.on) if told else ""
        return builders.supervisors(self._framer.definition(name), self.frame(name), told, on)

    def plan(self) -> Statement:
        """The plan and budget of the year after."""
        definition = self._framer.definition("lpj")
        planned = builders.plan(definition, self.frame("lpj"), self._source.chart, self._next_budget)
        title = definition.labels["rencana"].format_map(self.words)
        return replace(planned, title=title, period=f"Tahun {self.year + 1}")

    def closing_journal(self) -> Statement:
        """The entries that closed the year."""
        session, definition = self._session, self._framer.definition("lpj")
        title = definition.labels["jurnal-penutup"]
        closing = [entry_at(session, record) for record, _ in standing_entries(session, self.year)]
        if closing:
            records, last = {posted.record for posted in closing}, closing[-1]
            days = sorted({posted.entry.date for posted in closing})
            found = [
                entry
                for day in days
                for entry in entries_between(session, day, day)
                if entry.record in records
            ]
            mark = EntryMark(last.record, last.voucher, last.digest)
            frame = replace(self.frame("jurnal"), last=mark)
            made_ = journal(definition_of("jurnal"), frame, session.accounts, days[0], found)
            return replace(made_, title=title)
        told = definition.labels["jurnal-kosong"].format_map(self.words)
        return replace(
            builders.foreword(definition, self.frame("lpj")),
            title=title,
            sections=(Section((), (), prose=(told,)),),
        )

    def surplus(self) -> Statement:
        """How the year's surplus is used."""
        definition, decided = self._framer.definition("lpj"), self._use.decided
        told = dict.fromkeys(("decision", "on", "voucher"), "")
        if decided:
            told = {"decision": decided.decision, "on": long_date(decided.on), "voucher": decided.voucher}
        shown = builders.surplus_use(definition, self.frame("lpj"), self._use, told)
        return replace(shown, title=definition.labels["pembagian"])

    def minutes(self) -> Statement:
        """The minutes of the meeting that ratified the year, or a form for them."""
        held = store.ratification(self._session, self.year)
        name = "lpj-pengesahan"
        on = long_date(held.on) if held else ""
        use = self._use if self._session.desk.office.kind == "upk" else None
        planned = bool(self._next_budget)
        definition = self._framer.definition(name)
        return builders.minutes(definition, self.frame(name), held, on, use, planned=planned)


def _check_year(desk: Desk, year: int) -> None:
    start = desk.office.start.year
    if year < start:
        raise YearBeforeBook(year, start)
