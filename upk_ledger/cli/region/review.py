"""`upk wilayah kinerja`: who is healthy, who is slipping and since when."""

from datetime import date

import click

from upk_ledger.actions.region.review import NAME, review_statement
from upk_ledger.bahasa.dates import long_date
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.region.members import LEVELS
from upk_ledger.core.region.scope import ended_month


@region_command(
    "kinerja",
    """Kinerja semua UPK: LAR, PAR, CCr, ROI, RR dengan penilaian dan perkembangannya, kolektibilitas, cadangan.

    Yang paling perlu perhatian lebih dulu, dengan sebabnya dan jaraknya ke batas. Tanpa --per atau --bulan: bulan
    terakhir yang sudah lewat. --per memakai akhir bulan terakhir sampai dengan tanggal itu.""",
    examples=(
        "upk wilayah kinerja --per 2026-10-31",
        "upk wilayah kinerja --bulan 2026-10 --tingkat kecamatan --keluar kinerja.pdf",
        "upk wilayah kinerja --bulan 2026-10 --tanpa-lama --format json",
    ),
    refused=("--per bersama --bulan",),
    formats=PAPER_FORMATS,
)
@click.option("--per", "on", type=DATE, help="Akhir bulan terakhir sampai dengan tanggal ini.")
@click.option("--bulan", "month", type=MONTH, help="Untuk bulan ini, misalnya 2026-10.")
@click.option(
    "--tingkat",
    "level",
    type=click.Choice(LEVELS, case_sensitive=False),
    default="upk",
    help="Per UPK, atau dijumlah per kelurahan/desa, kecamatan, kota/kabupaten; bila kosong: upk",
)
@click.option(
    "--tanpa-lama", "without_legacy", is_flag=True, help="Tanpa pinjaman dari sebelum pembukuan UPK."
)
@OUT
@PAPER
def performance(
    shell: Shell,
    *,
    on: date | None,
    month: Month | None,
    level: str,
    without_legacy: bool,
    out: str | None,
    paper: Paper,
) -> None:
    """The review of a region."""
    wanted = review_month(shell, on, month)
    statement = review_statement(shell.desk(), wanted, level, legacy=not without_legacy)
    name = NAME if level == "upk" else f"{NAME}-{level}"
    deliver(shell, statement, f"{name}{'-tanpa-lama' if without_legacy else ''}-{wanted}", out, paper)


def review_month(shell: Shell, on: date | None, month: Month | None) -> Month:
    """The month asked for: the newest whose end lies at or before the day told, or before today."""
    if on is not None and month is not None:
        raise click.UsageError("Pakai salah satu saja: --per atau --bulan.")
    if month is not None:
        return month
    day = shell.dated(on)
    newest = ended_month(day)
    if on is not None and newest.last != on:
        shell.tell(f"Memakai akhir bulan terakhir sampai tanggal itu: {long_date(newest.last)}.")
    return newest
