"""Reports: every paper as a `Statement`, alone or a month's whole package."""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import NamedTuple

from upk_ledger.actions.report_frames import Framer, definition_of
from upk_ledger.actions.report_source import Source
from upk_ledger.core.dates import Month
from upk_ledger.core.errors.reports import UnknownReport
from upk_ledger.core.report_choices import AS_SET, Choices
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Statement
from upk_ledger.store.desk import Desk

_UPK = ("upk",)
_SEKRETARIAT = ("sekretariat",)
_ANY = ("upk", "sekretariat")


class PaperKind(NamedTuple):
    """One paper: what makes it ("module:function"), the kinds of office that have it, whether the month's set does."""

    maker: str
    offices: tuple[str, ...] = _UPK
    monthly: bool = True


PAPERS: Mapping[str, PaperKind] = {
    "neraca": PaperKind("report_papers:neraca", _ANY),
    "laba-rugi": PaperKind("report_papers:laba_rugi", _ANY),
    "arus-kas": PaperKind("report_flows:arus_kas", _ANY),
    "perubahan-modal": PaperKind("report_flows:perubahan_modal", _ANY),
    "neraca-saldo": PaperKind("report_papers:neraca_saldo", _ANY),
    "calk": PaperKind("report_calk:calk", _ANY, monthly=False),
    "buku-besar": PaperKind("report_papers:buku_besar", _ANY),
    "buku-kas": PaperKind("report_papers:buku_kas", _ANY),
    "buku-bank": PaperKind("report_papers:buku_bank", _ANY),
    "jurnal": PaperKind("report_papers:jurnal", _ANY),
    "cum": PaperKind("report_day_books:cum", _ANY),
    "cuk": PaperKind("report_day_books:cuk", _ANY),
    "buku-pemindahbukuan": PaperKind("report_day_books:buku_pemindahbukuan", _ANY),
    "buku-pembantu-pinjaman": PaperKind("report_subledgers:buku_pembantu_pinjaman"),
    "buku-pembantu-tabungan": PaperKind("report_subledgers:buku_pembantu_tabungan"),
    "buku-pembantu-titipan": PaperKind("report_subledgers:buku_pembantu_titipan"),
    "buku-pembantu-hutang": PaperKind("report_subledgers:buku_pembantu_hutang", _ANY),
    "tanpa-lampiran": PaperKind("report_day_books:tanpa_lampiran", _ANY),
    "perkembangan-pinjaman": PaperKind("report_loan_papers:perkembangan_pinjaman"),
    "tunggakan": PaperKind("report_loan_papers:tunggakan"),
    "kolektibilitas": PaperKind("report_loan_papers:kolektibilitas"),
    "cadangan": PaperKind("report_loan_papers:cadangan"),
    "kinerja": PaperKind("report_loan_papers:kinerja"),
    "hapus-buku": PaperKind("report_loan_papers:hapus_buku"),
    "tabungan": PaperKind("savings_views:savings_paper"),
    "inventaris": PaperKind("report_assets:inventaris", _ANY),
    "pinjaman-pengurus": PaperKind("report_related_loans:pinjaman_pengurus"),
    "dana": PaperKind("report_funds:dana", _SEKRETARIAT),
    "dana-daftar": PaperKind("report_funds:dana_daftar", _SEKRETARIAT),
    "gabungan-bkm": PaperKind("report_board:gabungan_bkm", _ANY, monthly=False),
    "pengawasan": PaperKind("report_oversight:pengawasan", _ANY),
    "anggaran": PaperKind("report_budget:anggaran", _ANY, monthly=False),
    "rekonsiliasi-bank": PaperKind("report_bank:rekonsiliasi_bank", _ANY, monthly=False),
    "opname-kas": PaperKind("report_cash:opname_kas", _ANY, monthly=False),
    "uang-muka": PaperKind("report_cash:uang_muka", _ANY, monthly=False),
    "alokasi-laba": PaperKind("report_surplus:alokasi_laba", _ANY, monthly=False),
}
"""Every paper by its name on the command line; what makes one is loaded when it is asked for."""


_WHERE_ANY = ("rekonsiliasi-bank", "opname-kas", "uang-muka")
"""Papers of both kinds of office that stand in the set of a month that has something to list on them."""


_APART = ("kinerja-pembukuan",)
"""Papers with a command of their own: what they tell is as it is known now, not as it was at a month's end."""


def statement_names() -> list[tuple[str, str]]:
    """Name and title of every paper; a title that names its year, without it."""
    return [(name, definition_of(name).title.removesuffix(" Tahun {year}")) for name in (*PAPERS, *_APART)]


def monthly_papers(kind: str) -> list[str]:
    """The names of the papers in the month's set of an office of this kind."""
    return [name for name, paper in PAPERS.items() if paper.monthly and kind in paper.offices]


def build_statement(
    desk: Desk,
    name: str,
    period: ReportPeriod,
    account: str | None = None,
    older: date | None = None,
    choices: Choices = AS_SET,
) -> Statement:
    """One paper of a period; of a paper of books only that of `account`, by code or part of its name.

    Kinerja shows its ratios also without the loans that were paid out before `older`; `choices` are how a paper of
    accounts is to be shown.

    Raises `UnknownReport`, `BeforeBookStart`, `IntegrityBroken`, and the refusals of `find_account`.
    """
    known = tuple(each for each, paper in PAPERS.items() if desk.office.kind in paper.offices)
    if name not in PAPERS:
        raise UnknownReport(name, known)
    if name not in known:
        from upk_ledger.actions.secretariat import refuse_kind  # few ask an office for another's paper

        refuse_kind(desk, PAPERS[name].offices[0], f"laporan {name}")
    period.check(desk.office.start)
    with desk.read() as session:
        source = Source(session, period, older, choices)
        if account is not None:
            from upk_ledger.actions.report_papers import account_books  # papers of loans do without

            return account_books(name, source, Framer(source), account)
        return made(name, source, Framer(source))


def month_package(desk: Desk, month: Month) -> list[Statement]:
    """The month's whole set, all from the same view of the book, with its counts, reconciliations and advances."""
    period = ReportPeriod.of_month(month)
    period.check(desk.office.start)
    with desk.read() as session:
        source = Source(session, period)
        framer = Framer(source)
        always = [made(name, source, framer) for name in monthly_papers(desk.office.kind)]
        return always + [one for name in _WHERE_ANY if _says(one := made(name, source, framer))]


def _says(paper: Statement) -> bool:
    """Whether the first table of a paper lists anything."""
    return any(row.style == "line" for section in paper.sections[:1] for row in section.rows)


def made(name: str, source: Source, framer: Framer) -> Statement:
    """The paper of this name."""
    module, function = PAPERS[name].maker.split(":")
    paper: Statement = getattr(import_module(f"upk_ledger.actions.{module}"), function)(source, framer)
    return paper
