"""`upk wilayah lembar-kunjungan`, `peringkat`, `laporan-triwulan`: the papers of the office that coaches."""

import click

from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.many_papers import deliver_many
from upk_ledger.cli.papers import OUT, PAPER, Paper
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.region.review import review_month
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month

_MONTH = click.option(
    "--bulan", "month", type=MONTH, help="Keadaan akhir bulan ini; bila kosong: bulan lalu."
)


@region_command(
    "lembar-kunjungan",
    """Satu halaman untuk kunjungan ke tiap UPK: mengapa turun, lima KSM yang paling menunggak, yang perlu ditanyakan.

    Tanpa KODE: semua UPK aktif, yang paling perlu perhatian lebih dulu.""",
    examples=(
        "upk wilayah lembar-kunjungan MELATI --bulan 2026-10 --keluar melati.pdf",
        "upk wilayah lembar-kunjungan --bulan 2026-10 --keluar kunjungan.pdf",
    ),
    refused=("UPK yang tidak dikenal",),
    formats=PAPER_FORMATS,
)
@click.argument("codes", metavar="[KODE]...", nargs=-1)
@_MONTH
@OUT
@PAPER
def visit_sheets(
    shell: Shell, *, codes: tuple[str, ...], month: Month | None, out: str | None, paper: Paper
) -> None:
    """Print a sheet for each visit."""
    from upk_ledger.actions.region import visit_sheets as made

    wanted = review_month(shell, None, month)
    sheets = made.visit_sheets(shell.desk(), wanted, codes)
    data = {"month": str(wanted), "sheets": [one.data for one in sheets]}
    name = f"{made.NAME}-{sheets[0].data['upk']}-{wanted}" if len(sheets) == 1 else f"{made.NAME}-{wanted}"
    deliver_many(shell, sheets, data, name, out, paper, sheets="laporan")
