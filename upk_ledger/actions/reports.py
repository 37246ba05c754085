"""Reports: every paper as a `Statement`, alone or a month's whole package."""

from collections.abc import Mapping
from datetime import date
from importlib import import_module

from upk_ledger.actions.report_frames import Framer, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.reports import UnknownReport
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk

PAPERS: Mapping[str, str] = {
    "neraca": "report_papers:neraca",
    "laba-rugi": "report_papers:laba_rugi",
    "arus-kas": "report_papers:arus_kas",
    "perubahan-modal": "report_papers:perubahan_modal",
    "neraca-saldo": "report_papers:neraca_saldo",
    "buku-besar": "report_papers:buku_besar",
    "buku-kas": "report_papers:buku_kas",
    "buku-bank": "report_papers:buku_bank",
    "jurnal": "report_papers:jurnal",
    "perkembangan-pinjaman": "report_loan_papers:perkembangan_pinjaman",
    "tunggakan": "report_loan_papers:tunggakan",
    "kolektibilitas": "report_loan_papers:kolektibilitas",
    "cadangan": "report_loan_papers:cadangan",
    "kinerja": "report_loan_papers:kinerja",
    "hapus-buku": "report_loan_papers:hapus_buku",
    "tabungan": "savings_views:savings_paper",
    "pinjaman-pengurus": "report_related_loans:pinjaman_pengurus",
    "pengawasan": "report_oversight:pengawasan",
}
"""Every paper by its name on the command line, and what makes it: loaded when it is asked for."""


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
            from upk_ledger.actions.report_papers import account_books  # papers of loans do without

            return account_books(name, source, Framer(source), account)
        return _made(name, source, Framer(source))


def month_package(desk: Desk, month: Month) -> list[Statement]:
    """The month's whole set, all from the same view of the book."""
    period = ReportPeriod.of_month(month)
    period.check(desk.office.start)
    with desk.read() as session:
        source = Source(session, period)
        framer = Framer(source)
        return [_made(name, source, framer) for name in PAPERS]


def _made(name: str, source: Source, framer: Framer) -> Statement:
    """The paper of this name."""
    module, function = PAPERS[name].split(":")
    paper: Statement = getattr(import_module(f"upk_ledger.actions.{module}"), function)(source, framer)
    return paper
