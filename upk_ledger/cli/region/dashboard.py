"""`upk wilayah dasbor`: the region on one page, for the screen or for paper."""

import os
from io import BytesIO
from pathlib import Path

import click

from upk_ledger.actions.region.dashboard import DashboardPaper, build_dashboard, month_shown
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.output import of_statement
from upk_ledger.cli.papers import BINARY, PAPER, Paper, destination, statement_bytes, stream, told_format
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.exchange.files import write_file

_ENDING = ".html"


@region_command(
    "dasbor",
    """Dasbor wilayah: angka, tren 12 bulan, dan semua UPK dengan KSM-nya.

    Berkas .html dibuka dengan peramban mana pun, tanpa jaringan; .pdf memuat hal yang sama untuk dicetak.
    Tanpa --bulan: bulan terakhir yang sudah dilaporkan.""",
    examples=(
        "upk wilayah dasbor --keluar dasbor.html",
        "upk wilayah dasbor --bulan 2026-10 --keluar dasbor.pdf",
        "upk wilayah dasbor --bulan 2026-10",
    ),
    formats=(*PAPER_FORMATS, "html"),
)
@click.option("--bulan", "month", type=MONTH, help="Akhir bulan ini, misalnya 2026-10.")
@click.option(
    "--keluar",
    "out",
    metavar="LOKASI",
    help="Tulis ke berkas (.html, .pdf, .xlsx, .csv, .json, .txt) atau ke folder; ke folder: .html.",
)
@PAPER
def dashboard(shell: Shell, *, month: Month | None, out: str | None, paper: Paper) -> None:
    """Show the dashboard, or write it where `--keluar` says."""
    desk = shell.desk()
    wanted = month_shown(desk, month)
    shell.notice_future(wanted.first, desk.today)
    made = build_dashboard(desk, wanted)
    if out is None:
        if shell.format in BINARY:
            stream(_content(made, shell.format, paper), shell.format)
        elif shell.format == "html":
            click.echo(_content(made, "html", paper), nl=False)
        else:
            shell.show(of_statement(made.paper))
        return
    path, form = _destination(out, f"dasbor-{wanted}", told_format(shell))
    write_file(path, _content(made, form, paper))
    shell.tell(f"Tersimpan: {path}")


def _destination(out: str, name: str, form: str | None) -> tuple[Path, str]:
    """The file that is meant and its format: a folder gets a page by itself."""
    path = Path(out)
    if path.suffix.lower() == _ENDING and not path.is_dir():
        return path, "html"
    folder = path.is_dir() or out.endswith(("/", os.sep)) or not path.suffix
    if folder and form in {None, "html"}:
        return path / f"{name}{_ENDING}", "html"
    return destination(out, name, form)


def _content(made: DashboardPaper, form: str, paper: Paper) -> bytes:
    if form == "html":
        from upk_ledger.exchange.dashboard import dashboard_html

        return dashboard_html(made.shown, made.definition, made.words, made.tables, made.paper)
    if form == "pdf":
        from upk_ledger.documents.region_dashboard import dashboard_pdf

        pdf = BytesIO()
        dashboard_pdf(
            made.shown, made.words, made.definition.labels, made.paper, made.tables, made.behind, pdf, paper
        )
        return pdf.getvalue()
    return statement_bytes(made.paper, form, paper)
