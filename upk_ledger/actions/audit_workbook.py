"""The workbook for the accountant's office: the year's papers and journal gathered, described, written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from upk_ledger.actions.report_assets import inventaris
from upk_ledger.actions.report_cash import opname_kas
from upk_ledger.actions.report_frames import Framer
from upk_ledger.actions.report_loan_papers import cadangan, kolektibilitas
from upk_ledger.actions.report_oversight import pengawasan
from upk_ledger.actions.report_papers import laba_rugi, neraca, neraca_saldo
from upk_ledger.actions.report_source import Source
from upk_ledger.bahasa.dates import long_date, short_date
from upk_ledger.bahasa.exceptions import exception_detail
from upk_ledger.core.audit_journal import ADJUSTED_ROLES, AROUND, Journal, moves_of
from upk_ledger.core.audit_leads import Leads, YearFigures
from upk_ledger.core.audit_lists import Reconciliation
from upk_ledger.core.audit_loans import LoanFacts
from upk_ledger.core.audit_trial import Trial
from upk_ledger.core.audit_workbook import AuditYear, audit_workbook
from upk_ledger.core.balances import Sums, natural
from upk_ledger.core.dates import Month
from upk_ledger.core.periods import closing_deadline
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statement_builders import equity_with_results, open_results
from upk_ledger.exchange.files import in_folder, replacing
from upk_ledger.exchange.sheets import write_workbook
from upk_ledger.store.banking import reconciliations, statements_of
from upk_ledger.store.desk import Desk
from upk_ledger.store.listings import newest_day
from upk_ledger.store.session import ReadSession
from upk_ledger.store.settings import setting_at
from upk_ledger.store.support import supports_between
from upk_ledger.store.vouchers import histories
from upk_ledger.version import VERSION

_NAME = "buku-kerja"
_LENDING = "upk"
_PAPERS = {
    "neraca": neraca,
    "laba-rugi": laba_rugi,
    "neraca-saldo": neraca_saldo,
    "inventaris": inventaris,
    "pengawasan": pengawasan,
    "opname-kas": opname_kas,
}


@dataclass(frozen=True, slots=True)
class WrittenWorkbook:
    """Where the workbook was written, the day that it counts to, whether December is closed, what it holds."""

    path: Path
    end: date
    sealed: bool
    sheets: tuple[str, ...]
    lines: int


def write_audit_workbook(
    desk: Desk, year: int, path: Path, progress: Callable[[str], None] = lambda _name: None
) -> WrittenWorkbook:
    """Write the workbook of a year to `path`, or into the folder `path` as `audit-<office>-<year>.xlsx`.

    Raises `BeforeBookStart`, `FiguresDisagree`, `WouldReplaceBook`, `FolderReadOnly`, `FileInUse`, `NoRoomForFile`,
    `CannotWrite`.
    """
    with desk.read() as session:
        gathered = gather(session, year)
    made = audit_workbook(gathered)
    target = in_folder(path, f"audit-{desk.office.code.lower()}-{year}.xlsx")
    with replacing(target) as file:
        write_workbook(made, file, progress)
    lines = sum(len(one.entry.lines) for one in gathered.journal.year)
    names = tuple(sheet.name for sheet in made.sheets)
    return WrittenWorkbook(target, gathered.journal.end, gathered.sealed, names, lines)


def gather(session: ReadSession, year: int) -> AuditYear:
    """All that the workbook of a year is made of."""
    period = ReportPeriod("tahun", _end(session, year))
    period.check(session.desk.office.start)
    source = Source(session, period)
    framer = Framer(source)
    statements = {name: make(source, framer).data for name, make in _PAPERS.items()}
    journal = _journal(source)
    sealed = source.sealed and period.end == date(year, 12, 31)
    loans = _loans(source, framer) if session.desk.office.kind == _LENDING else None
    definition = framer.definition(_NAME)
    words = _words(source, framer, sealed=sealed)
    return AuditYear(
        definition=definition,
        words=words,
        facts=_facts(source, framer, words, sealed=sealed),
        journal=journal,
        trial=_trial(source, journal, statements["laba-rugi"]["net_income"]),
        leads=_leads(source, framer),
        statements=statements,
        reconciled=_reconciled(source),
        loans=loans,
        sealed=sealed,
        detail_of=exception_detail,
    )


def _end(session: ReadSession, year: int) -> date:
    """The last day of the year; of a year that is not over the newest day that is over, closed or has entries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    known = [session.desk.today, session.closed_through]
    newest = newest_day(session, first, last)
    day = max([*known, newest] if newest else known)
    return min(day, last) if day >= first else last


def _journal(source: Source) -> Journal:
    session, end = source.session, source.period.end
    turn = date(end.year, 12, 31)
    start = max(source.period.new_year, source.book_start)
    until = turn + AROUND
    day_of = {}
    for number in range(1, 13):
        month = Month(end.year, number)
        day = int(setting_at(session, "hari-lapor", month.next().first, source.known_through))
        day_of[month.first] = closing_deadline(month, day)
    names = {code: account.name for code, account in session.accounts.items()}
    return Journal(
        start=start,
        end=end,
        zone=session.desk.office.zone,
        names=names | {code: account.name for code, account in source.chart.items()},
        histories=histories(session, start, until),
        supports=supports_between(session, start, until),
        deadlines=day_of,
        adjusted=frozenset(account.code for account in source.accounts_of(*ADJUSTED_ROLES)),
    )


def _trial(source: Source, journal: Journal, net: int) -> Trial:
    start, end = journal.start, source.period.end
    sums, opened = source.opened(start, end), start == source.book_start
    return Trial(
        chart=source.chart,
        opened=opened,
        opening={code: each.opening for code, each in sums.items()},
        moves=moves_of(journal),
        ledger={code: each.balance for code, each in sums.items()},
        results=open_results(source.chart, source.year_to(end)),
        net=net,
    )


def _leads(source: Source, framer: Framer) -> Leads:
    sheet, income = framer.definition("neraca"), framer.definition("laba-rugi")
    now, before = source.year_to(source.period.end), source.before
    # The first year stands beside what the book began with.
    last = source.year_to(before.end) if before else source.opening
    return Leads(
        sheet,
        income,
        equity_with_results(source.chart, now, sheet)[0],
        _figures(source, now, earned=True),
        _figures(source, last, earned=before is not None),
    )


def _figures(source: Source, sums: Sums, *, earned: bool) -> YearFigures:
    chart = source.chart
    known = {code: each for code, each in sums.items() if code in chart}
    return YearFigures(
        {code: natural(chart[code], each.balance) for code, each in known.items()},
        {code: natural(chart[code], each.earned) for code, each in known.items()} if earned else {},
        open_results(chart, known),
    )


def _loans(source: Source, framer: Framer) -> LoanFacts:
    return LoanFacts(
        kolektibilitas(source, framer).data,
        cadangan(source, framer).data,
        source.loans(source.period.end),
        source.loan_funds,
    )


def _reconciled(source: Source) -> list[Reconciliation]:
    """The year's reconciliations by day, the newest of each account and day."""
    session, known, end = source.session, source.known_through, source.period.end
    statements = statements_of(session, known)
    newest = {(one.on, one.account): one for one in reconciliations(session, end, known)}
    return [
        Reconciliation(
            one.record,
            one.account,
            one.on,
            one.bank,
            one.book,
            stands=not any(
                each.account == one.account and each.since <= one.on and each.record < one.record < each.ended
                for each in statements
            ),
        )
        for _, one in sorted(newest.items())
        if one.on >= source.period.new_year
    ]


def _words(source: Source, framer: Framer, *, sealed: bool) -> Mapping[str, str]:
    """What fills the headings, and what stands beneath each title."""
    end, start = source.period.end, max(source.period.new_year, source.book_start)
    told, labels = framer.words, framer.definition(_NAME).labels
    year = str(end.year)
    before = source.before
    rules = source.rules(end).name if source.session.desk.office.kind == _LENDING else ""
    beneath = [told["office"], told["board"], f"Tahun {year}", f"{short_date(start)} s.d. {short_date(end)}"]
    return {
        **told,
        "year": year,
        "beneath": " - ".join([*beneath, *(() if sealed else (labels["sementara"],))]),
        "foot": f"{told['office']} - {year}".replace("&", "&&"),
        "start": short_date(start),
        "end": short_date(end),
        "now": year if sealed else short_date(end),
        "before": str(before.end.year) if before else f"Awal {short_date(source.book_start)}",
        "range": f"{short_date(start)} s.d. {short_date(end)}",
        "rulebook": rules,
        "isi-sampul": labels["isi-sampul"].format(office=told["office"], year=year),
    }


def _facts(
    source: Source, framer: Framer, words: Mapping[str, str], *, sealed: bool
) -> Sequence[tuple[str, str]]:
    """The cover's labels and texts."""
    labels, last = framer.definition(_NAME).labels, framer.last
    return [
        ("kantor", words["office"]),
        ("pengurus", words["board"]),
        ("wilayah", words["place"]),
        ("tahun", words["year"]),
        ("posisi", long_date(source.period.end)),
        ("keadaan", labels["tutup" if sealed else "sementara"]),
        ("bukti-terakhir", last.voucher if last else labels["tidak-ada"]),
        ("sidik", f"{last.number} {last.digest}" if last else labels["tidak-ada"]),
        ("versi", VERSION),
        *([("aturan", words["rulebook"])] if words["rulebook"] else []),
    ]
