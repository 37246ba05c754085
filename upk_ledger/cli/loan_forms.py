"""`upk pinjaman formulir`: the sheet on which a loan is applied for, proposed and decided."""

from datetime import date

import click

from upk_ledger.actions.loan_forms import form_of
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell


@command(
    "formulir",
    """Formulir Permohonan dan Keputusan Pemberian Pinjaman, dengan yang sudah tercatat; sisanya diisi tangan.""",
    examples=(
        "upk pinjaman formulir P-2026-0001 --keluar formulir.pdf",
        "upk pinjaman formulir P-2026-0001",
    ),
    refused=("pinjaman yang tidak dikenal",),
    formats=PAPER_FORMATS,
)
@click.argument("number", metavar="NOMOR")
@click.option("--per", "as_of", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
@OUT
@PAPER
def form(shell: Shell, number: str, as_of: date | None, out: str | None, paper: Paper) -> None:
    """Show or print the form of one loan."""
    made = form_of(shell.desk(), number, as_of or shell.desk().today)
    deliver(shell, made, f"formulir-{str(made.data['number']).replace('/', '-')}", out, paper)
