"""`upk laporan`: one report, the names of all, a month's whole set."""

from datetime import date
from pathlib import Path

import click

from upk_ledger.actions.reports import build_statement, statement_names
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver, told_format, write_package
from upk_ledger.cli.params import DATE, MONTH
from upk_ledger.cli.registry import REPORTS
from upk_ledger.cli.report_choices import choice_options, choices_of
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.report_periods import ReportPeriod
from upk_ledger.core.statements import Column

_OF_ACCOUNTS = {"buku-besar": "11030", "buku-bank": "11021"}
"""The reports that can be had of one account, with an account to show in an example."""


def _report_command(name: str) -> click.Command:
    one = (f"upk laporan {name} --akun {_OF_ACCOUNTS[name]}",) if name in _OF_ACCOUNTS else ()
    fund = ("upk laporan dana --dana APBD-JALAN",) if name == "dana" else ()

    @command(
        name,
        f"""{REPORTS[name]}.

        Tanpa --per, --bulan atau --tahun: keadaan hari ini.""",
        examples=(
            f"upk laporan {name}",
            f"upk laporan {name} --bulan 2026-10 --keluar {name}.pdf",
            *one,
            *fund,
        ),
        refused=("tanggal sebelum awal pembukuan", *(("akun yang tidak ada",) if one else ())),
        formats=PAPER_FORMATS,
    )
    @click.option("--per", "on", type=DATE, help="Sampai dengan tanggal ini.")
    @click.option("--bulan", "month", type=MONTH, help="Untuk bulan ini, misalnya 2026-10.")
    @click.option("--tahun", "year", type=click.IntRange(1900, 2999), help="Untuk tahun ini.")
    @OUT
    @PAPER
    def report(
        shell: Shell,
        on: date | None,
        month: Month | None,
        year: int | None,
        out: str | None,
        paper: Paper,
        account: str | None = None,
        older: date | None = None,
        **given: object,
    ) -> None:
        period = report_period(shell, on, month, year)
        choices = choices_of(given)
        statement = build_statement(shell.desk(), name, period, account, older, choices)
        code = f"-{statement.data['accounts'][0]['code']}" if account else ""
        code += f"-{statement.data['funds'][0]['fund']}" if choices.fund and statement.data["funds"] else ""
        deliver(shell, statement, f"{name}{code}-{on or month or year or period.end}", out, paper)

    report.params[:0] = choice_options(name)
    if one:
        told = "Hanya akun ini: kode atau bagian namanya."
        report.params.insert(0, click.Option(["--akun", "account"], metavar="AKUN", help=told))
    if name == "kinerja":
        told = "Tampilkan LAR, PAR dan RR juga tanpa pinjaman yang cair sebelum tanggal ini."
        report.params.insert(0, click.Option(["--tanpa-sebelum", "older"], type=DATE, help=told))
    return report


def report_period(shell: Shell, on: date | None, month: Month | None, year: int | None) -> ReportPeriod:
    """The one period that was told; today where none was."""
    if sum(told is not None for told in (on, month, year)) > 1:
        raise click.UsageError("Pakai salah satu saja: --per, --bulan atau --tahun.")
    if month is not None:
        return ReportPeriod.of_month(month)
    if year is not None:
        return ReportPeriod.of_year(year)
    return ReportPeriod.at(shell.dated(on))


COMMANDS = {name: _report_command(name) for name in REPORTS}
"""One command for each report; all are made alike."""


@command("daftar", "Nama semua laporan.", examples=("upk laporan daftar",))
def list_names(shell: Shell) -> None:
    """List the names of the reports."""
    names = statement_names()
    columns = (Column("name", "Nama"), Column("title", "Laporan"))
    shell.show(
        Answer(
            data={"reports": [{"name": name, "title": title} for name, title in names]},
            sections=(table(columns, names),),
        )
    )


@command(
    "paket",
    """Tulis semua laporan satu bulan ke satu folder; PDF, kecuali bila --format disebut.""",
    examples=("upk laporan paket --bulan 2026-10 --keluar laporan-oktober",),
    refused=("bulan sebelum awal pembukuan",),
    formats=PAPER_FORMATS,
)
@click.option("--bulan", "month", type=MONTH, required=True, help="Bulannya, misalnya 2026-10.")
@click.option(
    "--keluar",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder tujuan.",
)
@PAPER
def package(shell: Shell, month: Month, folder: Path, paper: Paper) -> None:
    """Print the month's whole set."""
    form = told_format(shell) or "pdf"
    write_package(shell, month, folder, form, paper)
