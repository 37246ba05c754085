"""Reports: every paper as a `Statement`, alone or a month's whole package."""

from collections.abc import Callable, Mapping
from datetime import date

from upk_ledger.actions import report_loan_papers as loans
from upk_ledger.actions import report_papers as accounts
from upk_ledger.actions import report_related_loans as related
from upk_ledger.actions.report_frames import Framer, definition_of
from upk_ledger.actions.report_oversight import pengawasan
from upk_ledger.actions.report_source import Source
from upk_ledger.actions.savings_views import savings_paper
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.reports import UnknownReport
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk

PAPERS: Mapping[str, Callable[[Source, Framer], Statement]] = {
    "neraca": accounts.neraca,
    "laba-rugi": accounts.laba_rugi,
    "arus-kas": accounts.arus_kas,
    "perubahan-modal": accounts.perubahan_modal,
    "neraca-saldo": accounts.neraca_saldo,
    "buku-besar": accounts.buku_besar,
    "buku-kas": accounts.buku_kas,
    "buku-bank": accounts.buku_bank,
    "jurnal": accounts.jurnal,
    "perkembangan-pinjaman": loans.perkembangan_pinjaman,
    "tunggakan": loans.tunggakan,
    "kolektibilitas": loans.kolektibilitas,
    "cadangan": loans.cadangan,
    "kinerja": loans.kinerja,
    "hapus-buku": loans.hapus_buku,
    "tabungan": savings_paper,
    "pinjaman-pengurus": related.pinjaman_pengurus,
    "pengawasan": pengawasan,
}
"""Every paper by its name on the command line."""


def statement_names() -> list[tuple[str, str]]:
    """Name and title of every paper."""
    return [(name, definition_of(name).title) for name in PAPERS]


def build_statement(
    desk: Desk, name: str, period: ReportPeriod, account: str | None = None, older: date | None = None
) -> Statement:
    """One paper of a period; of a paper of books only that of `account`, by code or part of its name.

    Kinerja shows its ratios also without the loans that were paid out before `older`.

    Raises `UnknownReport`, `BeforeBookStart`, `IntegrityBroken`, and the refusals of `find_account`.
    """
    if name not in PAPERS:
        raise UnknownReport(name, tuple(PAPERS))
    period.check(desk.office.start)
    with desk.read() as session:
        source = Source(session, period, older)
        if account is not None:
            return accounts.account_books(name, source, Framer(source), account)
        return PAPERS[name](source, Framer(source))


def month_package(desk: Desk, month: Month) -> list[Statement]:
    """The month's whole set, all from the same view of the book."""
    period = ReportPeriod.of_month(month)
    period.check(desk.office.start)
    with desk.read() as session:
        source = Source(session, period)
        framer = Framer(source)
        return [paper(source, framer) for paper in PAPERS.values()]
