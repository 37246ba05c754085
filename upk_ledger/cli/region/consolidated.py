"""`upk wilayah gabungan`: statements of many UPK side by side and added up."""

from datetime import date

import click

from upk_ledger.actions.region.consolidated import STATEMENTS, build_consolidated
from upk_ledger.actions.region.scopes import month_asked
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.report_periods import ReportPeriod

_TOLD = {
    "neraca": "Neraca banyak UPK: satu kolom tiap UPK dan jumlahnya",
    "laba-rugi": "Laba rugi banyak UPK: satu kolom tiap UPK dan jumlahnya",
    "arus-kas": "Arus kas banyak UPK: satu kolom tiap UPK dan jumlahnya",
    "perubahan-modal": "Perubahan modal banyak UPK: satu kolom tiap UPK dan jumlahnya",
}


def _command(name: str) -> click.Command:
    @region_command(
        name,
        f"""{_TOLD[name]}.

        Hanya UPK yang pembukuannya ada di wilayah ini dan bulannya sudah ditutup; yang lain disebut di bawahnya.
        Tanpa --per, --bulan atau --tahun: bulan terakhir yang ditutup. Dengan --per di tengah bulan: bulan
        terakhir yang sudah berakhir. Di kertas UPK yang banyak dibagi atas beberapa halaman, jumlahnya di halaman
        terakhir.""",
        examples=(
            f"upk wilayah gabungan {name} --bulan 2026-10",
            f"upk wilayah gabungan {name} --upk-mana MELATI,MAWAR --tahun 2026",
            f"upk wilayah gabungan {name} --kecamatan Genuk --per 2026-10-31 --keluar {name}.pdf",
        ),
        refused=("bulan yang belum ditutup satu pun UPK yang diminta", "UPK atau kecamatan yang tidak ada"),
        formats=PAPER_FORMATS,
    )
    @click.option("--upk-mana", "codes", metavar="KODE,KODE", default="", help="Hanya UPK dengan kode ini.")
    @click.option("--kecamatan", "district", help="Hanya UPK di kecamatan ini.")
    @click.option("--per", "on", type=DATE, help="Sampai akhir bulan terakhir pada tanggal ini.")
    @click.option("--bulan", "month", type=MONTH, help="Untuk bulan ini, misalnya 2026-10.")
    @click.option("--tahun", "year", type=click.IntRange(1900, 2999), help="Untuk tahun ini.")
    @OUT
    @PAPER
    def statement(
        shell: Shell,
        *,
        codes: str,
        district: str | None,
        on: date | None,
        month: Month | None,
        year: int | None,
        out: str | None,
        paper: Paper,
    ) -> None:
        if codes and district:
            raise click.UsageError("Pakai salah satu saja: --upk-mana atau --kecamatan.")
        wanted = [code.strip() for code in codes.split(",") if code.strip()]
        period = _period(shell, on, month, year)
        found = build_consolidated(shell.desk(), name, period, wanted, district)
        deliver(shell, found, f"gabungan-{name}-{year or period.month}", out, paper)

    return statement


def _period(shell: Shell, on: date | None, month: Month | None, year: int | None) -> ReportPeriod:
    """The one period that was told; it ends with a month."""
    if sum(told is not None for told in (on, month, year)) > 1:
        raise click.UsageError("Pakai salah satu saja: --per, --bulan atau --tahun.")
    if year is not None:
        return ReportPeriod.of_year(year)
    if month is not None:
        return ReportPeriod.of_month(month)
    return ReportPeriod.at(month_asked(shell.desk(), on, None).last)


COMMANDS = {name: _command(name) for name in STATEMENTS}
"""One command for each statement; all are made alike."""
