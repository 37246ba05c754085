"""`upk wilayah temuan`: what the books of many UPK show together that wants checking."""

import click

from upk_ledger.actions.region.findings import findings_paper
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.region.bookkeeping import months_looked_at, told_months
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.region.findings import KINDS


@region_command(
    "temuan",
    """Temuan pada banyak UPK: yang perlu diperiksa, dengan bukti di baliknya.

    Dengan KODE hanya yang menyangkut UPK itu. Setiap temuan mempunyai kode yang tetap, untuk daftar tindak lanjut.
    NIK hanya dibandingkan dan tidak pernah ditampilkan.""",
    examples=(
        "upk wilayah temuan --bulan 2026-10",
        "upk wilayah temuan MELATI --tahun 2026",
        "upk wilayah temuan --jenis orang-sama --keluar temuan.pdf",
    ),
    refused=("kode UPK yang tidak dikenal wilayah",),
    formats=PAPER_FORMATS,
)
@click.argument("code", metavar="[KODE]", required=False, default="")
@months_looked_at
@click.option(
    "--jenis",
    "kinds",
    type=click.Choice(KINDS, case_sensitive=False),
    multiple=True,
    help="Hanya jenis temuan ini; boleh diulang.",
)
@OUT
@PAPER
def show(
    shell: Shell,
    *,
    code: str,
    month: Month | None,
    year: int | None,
    kinds: tuple[str, ...],
    out: str | None,
    paper: Paper,
) -> None:
    """Show what wants checking."""
    until, since = told_months(shell, month, year)
    statement = findings_paper(shell.desk(), until, since, code, kinds)
    name = f"wilayah-temuan-{code.strip()}-{year or until}" if code else f"wilayah-temuan-{year or until}"
    deliver(shell, statement, name, out, paper)
