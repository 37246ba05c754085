"""`upk wilayah pembukuan`: how well every UPK and Sekretariat keeps its books."""

from collections.abc import Callable
from typing import Any

import click

from upk_ledger.actions.region.bookkeeping import bookkeeping_paper, own_bookkeeping_paper
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month


def months_looked_at(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which months a paper looks at: the 12 to a month, or those of a year."""
    year = click.option("--tahun", "year", type=click.IntRange(1900, 2999), help="Bulan-bulan tahun ini.")
    month = click.option(
        "--bulan",
        "month",
        type=MONTH,
        help="Dua belas bulan sampai dengan bulan ini; bila kosong: bulan berjalan.",
    )
    return month(year(function))


def told_months(shell: Shell, month: Month | None, year: int | None) -> tuple[Month, Month | None]:
    """The last month that is meant, and the first where it is not a year before it."""
    if month is not None and year is not None:
        raise click.UsageError("Pakai salah satu saja: --bulan atau --tahun.")
    if year is not None:
        return Month(year, 12), Month(year, 1)
    return month or Month.of(shell.desk().today), None


@region_command(
    "pembukuan",
    """Kinerja pembukuan UPK dan Sekretariat, dinilai dari isi bukunya: yang terburuk lebih dulu.

    Dengan KODE: bagian-bagian nilai satu kantor, dan apa saja yang belum terpenuhi. Tanpa --tahun: dua belas bulan.""",
    examples=(
        "upk wilayah pembukuan --bulan 2026-10",
        "upk wilayah pembukuan --tahun 2026 --keluar pembukuan-2026.pdf",
        "upk wilayah pembukuan MELATI --bulan 2026-10",
    ),
    refused=("kode UPK yang tidak dikenal wilayah",),
    formats=PAPER_FORMATS,
)
@click.argument("code", metavar="[KODE]", required=False, default="")
@months_looked_at
@OUT
@PAPER
def score(
    shell: Shell, *, code: str, month: Month | None, year: int | None, out: str | None, paper: Paper
) -> None:
    """Show how well the books are kept."""
    until, since = told_months(shell, month, year)
    statement = bookkeeping_paper(shell.desk(), until, since, code)
    name = (
        f"wilayah-pembukuan-{code.strip()}-{year or until}" if code else f"wilayah-pembukuan-{year or until}"
    )
    deliver(shell, statement, name, out, paper)


@command(
    "kinerja-pembukuan",
    """Kinerja pembukuan kantor ini, dinilai dari isi bukunya seperti yang dilihat wilayah, dengan yang belum terpenuhi.

    Tanpa --tahun: dua belas bulan. Selalu menurut yang diketahui sekarang, juga untuk bulan yang sudah ditutup.""",
    examples=(
        "upk laporan kinerja-pembukuan",
        "upk laporan kinerja-pembukuan --tahun 2026 --keluar kinerja-pembukuan.pdf",
    ),
    refused=("bulan sebelum awal pembukuan",),
    formats=PAPER_FORMATS,
)
@months_looked_at
@OUT
@PAPER
def own_score(shell: Shell, *, month: Month | None, year: int | None, out: str | None, paper: Paper) -> None:
    """Show how well this office's books are kept."""
    until, since = told_months(shell, month, year)
    statement = own_bookkeeping_paper(shell.desk(), until, since)
    deliver(shell, statement, f"kinerja-pembukuan-{year or until}", out, paper)
