"""Statements of many UPK at the end of a month: what each book tells, side by side and added up."""

from collections.abc import Mapping, Sequence
from datetime import date

from upk_ledger.actions.region.frames import region_frame
from upk_ledger.actions.region.scopes import scope_at
from upk_ledger.actions.report_flows import money_moved, perubahan_modal
from upk_ledger.actions.report_frames import Framer, at_text, definition_of, range_text
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.region_views import coverage_notes
from upk_ledger.core.balances import AccountSums
from upk_ledger.core.dates import Month
from upk_ledger.core.offices import Account
from upk_ledger.core.region import consolidated
from upk_ledger.core.region.joining import UpkBook
from upk_ledger.core.region.scope import Scope
from upk_ledger.core.report_choices import Choices
from upk_ledger.core.report_definitions import Definition
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_frames import Frame
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk
from upk_ledger.store.region.members import sessions_of
from upk_ledger.store.region.rollups import accounts_by_office, rolled_sums, sums_by_office
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at

STATEMENTS = ("neraca", "laba-rugi", "arus-kas", "perubahan-modal")
"""The statements that any set of UPK has together."""


def build_consolidated(
    desk: Desk, name: str, period: ReportPeriod, codes: Sequence[str] = (), district: str | None = None
) -> Statement:
    """One of `STATEMENTS` of all UPK, of those named, or of those of a sub-district; the period ends with a month.

    Raises `NoBookClosed`, `UnknownUpk`, `UnknownPlace`, `IntegrityBroken`.
    """
    with desk.read() as session:
        scope = scope_at(session, period.month, codes, district)
        work = _Work(session, name, period, scope)
        build = {
            "neraca": work.balance_sheet,
            "laba-rugi": work.income_statement,
            "arus-kas": work.cash_flow,
            "perubahan-modal": work.changes_in_equity,
        }[name]
        return build()


class _Work:
    """One statement of a scope: its definitions, its words, its columns."""

    def __init__(self, session: ReadSession, name: str, period: ReportPeriod, scope: Scope) -> None:
        self._session, self._period, self._scope = session, period, scope
        self._terms = setting_at(session, "istilah-laporan", period.end)
        self._definition = definition_of("wilayah-gabungan", self._terms, "wilayah")
        self._lines_of = definition_of(name, self._terms, "upk")
        self._name = name

    @property
    def _start(self) -> date:
        return self._period.income_start

    def _frame(self, when: str) -> Frame:
        title = self._definition.labels[self._name]
        return region_frame(self._session, self._definition, self._period.end, when, statement=title)

    def _range(self) -> Frame:
        return self._frame(range_text(self._period, self._start))

    def _told(self) -> Mapping[str, object]:
        upk = [(one.upk.code, one.upk.name) for one in self._scope.told]
        return consolidated.told_of(self._name, self._start, self._period.end, upk, self._scope.data)

    def _notes(self) -> list[str]:
        return coverage_notes(self._scope)

    def _books(self, since: Month) -> list[UpkBook]:
        """The columns, from the snapshots alone."""
        offices = list(self._scope.offices)
        sums = sums_by_office(self._session, since, self._scope.month, offices)
        charts = accounts_by_office(self._session, offices)
        return [
            UpkBook(
                code,
                next(one.upk.name for one in self._scope.told if one.upk.code == code),
                {account[0]: Account(*account) for account in charts[office]},
                sums.get(office, {}),
            )
            for office, code in self._scope.offices.items()
        ]

    def _together(self, since: Month) -> Mapping[str, AccountSums]:
        """What all books together hold and moved by account code, counted apart from the columns."""
        return rolled_sums(self._session, since, self._scope.month, list(self._scope.offices))

    def balance_sheet(self) -> Statement:
        """Neraca of all: one question for the columns, one for their sum."""
        january = Month(self._period.end.year, 1)
        return consolidated.balance_sheet(
            *self._papers(self._frame(at_text(self._period.end))),
            self._books(january),
            self._together(january),
            {**self._told(), "from": None},
            self._notes(),
        )

    def income_statement(self) -> Statement:
        """Laba rugi of all."""
        since = Month.of(self._start)
        return consolidated.income_statement(
            *self._papers(self._range()),
            self._books(since),
            self._together(since),
            self._told(),
            self._notes(),
        )

    def _papers(self, frame: Frame) -> tuple[Definition, Definition, Frame]:
        return self._definition, self._lines_of, frame

    def _sources(self) -> list[tuple[str, str, Source]]:
        """The source of every UPK's own papers, in the region's words."""
        codes = {code: office for office, code in self._scope.offices.items()}
        choices = Choices(terms=self._terms, beside=())
        sessions = sessions_of(self._session, codes)
        names = {one.upk.code: one.upk.name for one in self._scope.told}
        return [
            (code, names[code], Source(session, self._period, choices=choices))
            for code, session in sessions.items()
        ]

    def cash_flow(self) -> Statement:
        """Arus kas of all: the money's counter accounts stand in the entries of the period, in no snapshot."""
        books, flows = [], []
        for code, name, source in self._sources():
            start = max(self._start, source.book_start)
            flows.append(money_moved(source.session, source.chart, start, self._period.end))
            books.append(UpkBook(code, name, source.chart, source.opened(start, self._period.end)))
        return consolidated.cash_flow(*self._papers(self._range()), books, flows, self._told(), self._notes())

    def changes_in_equity(self) -> Statement:
        """Perubahan modal of all, from each UPK's own paper of it."""
        books, papers = [], []
        for code, name, source in self._sources():
            papers.append(perubahan_modal(source, Framer(source)).data)
            books.append(UpkBook(code, name, source.chart, {}))
        return consolidated.changes_in_equity(
            *self._papers(self._range()), books, papers, self._told(), self._notes()
        )
