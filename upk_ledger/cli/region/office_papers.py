"""`upk wilayah lembar-kunjungan`, `peringkat`, `laporan-triwulan`: the papers of the office that coaches."""

from datetime import date

import click

from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.many_papers import deliver_many
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, MONTH, Typed
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.region.review import review_month
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.region.quarterly_memo import Addressed
from upk_ledger.core.region.quarters import MONTHS, Quarter, parse_quarter

QUARTER = Typed("triwulan", parse_quarter)

_GUESSED = 3
"""Fewer UPK without a name among others with theirs are guessed."""

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


@region_command(
    "peringkat",
    """Peringkat UPK untuk Forum Komunikasi BKM, dengan aturannya; dengan nama, atau tanpa nama bagi yang memintanya.

    UPK tanpa nama disebut "UPK ke-n" menurut urutannya dalam daftar.""",
    examples=(
        "upk wilayah peringkat --bulan 2026-10 --keluar peringkat.pdf",
        "upk wilayah peringkat --bulan 2026-10 --tanpa-nama --keluar peringkat.pdf",
        "upk wilayah peringkat --bulan 2026-10 --nama MELATI,MAWAR",
    ),
    refused=(
        "--tanpa-nama bersama --nama",
        "UPK yang tidak dikenal",
        "bulan yang belum dilaporkan UPK mana pun",
    ),
    formats=PAPER_FORMATS,
)
@_MONTH
@click.option("--tanpa-nama", "anonymous", is_flag=True, help="Semua UPK tanpa nama.")
@click.option("--nama", "named", metavar="KODE,KODE", help="Hanya UPK ini dengan nama; yang lain tanpa nama.")
@click.option(
    "--tanpa-lama", "without_legacy", is_flag=True, help="Tanpa pinjaman dari sebelum pembukuan UPK."
)
@OUT
@PAPER
def ranking(
    shell: Shell,
    *,
    month: Month | None,
    anonymous: bool,
    named: str | None,
    without_legacy: bool,
    out: str | None,
    paper: Paper,
) -> None:
    """Print the ranking."""
    from upk_ledger.actions.region.ranking import ranking_statement

    if anonymous and named is not None:
        raise click.UsageError("Pakai salah satu saja: --tanpa-nama atau --nama.")
    wanted = review_month(shell, None, month)
    told = [code for code in (named or "").replace(",", " ").split() if code]
    shown = told if anonymous or named is not None else None
    made = ranking_statement(shell.desk(), wanted, shown, legacy=not without_legacy)
    hidden, listed = made.data["anonymous"], len(made.data["ranking"]) + len(made.data["self_reported"])
    if 0 < hidden < min(listed, _GUESSED):
        shell.warn(f"Hanya {hidden} UPK tanpa nama: siapa mereka mudah ditebak dari yang bernama.")
    deliver(shell, made, f"peringkat-{wanted}", out, paper)


@region_command(
    "laporan-triwulan",
    """Nota dinas dan laporan triwulan sebagai lampirannya: PDF untuk ditandatangani, .xlsx satu lembar setiap tabel.

    Angka akhir triwulan di samping triwulan sebelumnya dan tahun lalu; menurut kecamatan dan UPK; yang turun dan
    sebabnya, yang belum lapor, hapus buku, temuan, pembukuan, tindak lanjut. Tanpa --triwulan: yang terakhir lewat.""",
    examples=(
        "upk wilayah laporan-triwulan --triwulan 2026-1 --keluar triwulan-1.pdf",
        'upk wilayah laporan-triwulan --triwulan 2026-1 --nomor "045/12/Perkim" --keluar triwulan-1.xlsx',
    ),
    refused=("triwulan yang salah tulis", "triwulan yang bulan terakhirnya belum dilaporkan UPK mana pun"),
    formats=PAPER_FORMATS,
)
@click.option("--triwulan", "quarter", type=QUARTER, help="Tahun dan triwulannya, misalnya 2026-1.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal nota dinas; bila kosong: hari ini.")
@click.option("--kepada", "to", default="", help="Kepada siapa; bila kosong: kepala kantor.")
@click.option("--dari", "sender", default="", help="Dari siapa; bila kosong: Petugas Pembina UPK.")
@click.option("--nomor", "number", default="", help="Nomor nota dinas; bila kosong: diisi tangan.")
@OUT
@PAPER
def quarterly(
    shell: Shell,
    *,
    quarter: Quarter | None,
    on: date | None,
    to: str,
    sender: str,
    number: str,
    out: str | None,
    paper: Paper,
) -> None:
    """Print the quarterly report."""
    from upk_ledger.actions.region.quarterly import NAME, quarterly_papers

    day = shell.dated(on)
    wanted = quarter or Quarter.of(Month.of(day).plus(-MONTHS))
    shell.notice_future(wanted.last.last, shell.desk().today)
    made = quarterly_papers(shell.desk(), wanted, day, Addressed(to, sender, number))
    data = {"quarter": str(wanted), "memo": made.memo.data, "report": made.report.data}
    deliver_many(shell, made, data, f"{NAME}-{wanted}", out, paper, binding="berurutan")
