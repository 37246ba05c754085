"""`upk audit jejak`: what a figure of a paper is made of; `upk audit jejak-bukti`: which figures a voucher is in."""

from collections.abc import Iterable
from datetime import date

import click

from upk_ledger.actions import tracing_entry
from upk_ledger.actions.tracing import Wanted, list_figures, trace_figure
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, MONTH
from upk_ledger.cli.registry import REPORTS
from upk_ledger.cli.report_choices import Beside, choice_options, choices_of
from upk_ledger.cli.reports import report_period
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.report_choices import COMPARISONS


@command(
    "jejak",
    """Buka satu angka laporan: dari saldo, jurnal, jadwal dan catatan mana angka itu terdiri, sampai nomor bukti, orang
    dan waktu pencatatannya. Jumlahnya sama dengan angka di laporan; bila tidak, buku rusak dan status keluarnya 3.

    ANGKA: kode akun, nomor pinjaman, golongan ("kelas 2"), nama indikator (LAR, PAR, CCr, ROI, RR), atau nama barisnya
    seperti tercetak; sebagian nama sudah cukup. Bisa juga nomornya dalam daftar: "#3". Tanpa ANGKA: daftar semua angka
    laporan itu.

    Saldo dibuka sampai tutup buku terakhir sebelum masa angka itu (untuk neraca: akhir tahun lalu) dan setiap jurnal
    sesudahnya; dengan --sejak-awal sampai jurnal pertama buku.""",
    examples=(
        "upk audit jejak neraca 11030 --per 2026-10-31",
        'upk audit jejak laba-rugi "jumlah pendapatan" --bulan 2026-10 --kolom year',
        "upk audit jejak kinerja PAR --per 2026-10-31",
        'upk audit jejak kolektibilitas "kelas 2" --kolom allowance',
        "upk audit jejak buku-besar 11010 --akun 11010 --bulan 2026-10 --keluar jejak.pdf",
        "upk audit jejak arus-kas --tahun 2026",
    ),
    refused=(
        "laporan yang tidak ada",
        "angka yang tidak ada dalam laporan itu (yang mirip disebut)",
        "nama yang cocok dengan beberapa angka",
        "kolom yang tidak ada pada baris itu",
        "tanggal sebelum awal pembukuan",
    ),
    formats=PAPER_FORMATS,
)
@click.argument("report", metavar="LAPORAN", type=click.Choice(sorted(REPORTS)))
@click.argument("figure", metavar="[ANGKA]", required=False)
@click.option("--kolom", "column", metavar="KOLOM", help="Kolomnya: judulnya, atau sebagian judulnya.")
@click.option("--per", "on", type=DATE, help="Sampai dengan tanggal ini.")
@click.option("--bulan", "month", type=MONTH, help="Untuk bulan ini, misalnya 2026-10.")
@click.option("--tahun", "year", type=click.IntRange(1900, 2999), help="Untuk tahun ini.")
@click.option(
    "--akun", "account", metavar="AKUN", help="Untuk buku besar, buku kas dan buku bank: hanya akun ini."
)
@click.option(
    "--tanpa-sebelum",
    "older",
    type=DATE,
    help="Untuk kinerja: juga tanpa pinjaman yang cair sebelum tanggal ini.",
)
@click.option("--sejak-awal", "from_start", is_flag=True, help="Buka saldo sampai jurnal pertama buku.")
@OUT
@PAPER
def trace(
    shell: Shell,
    report: str,
    figure: str | None,
    column: str | None,
    on: date | None,
    month: Month | None,
    year: int | None,
    account: str | None,
    older: date | None,
    out: str | None,
    paper: Paper,
    *,
    from_start: bool,
    **given: object,
) -> None:
    """Open one figure of a paper, or list all that can be opened."""
    period = report_period(shell, on, month, year)
    wanted = Wanted(report, period, account, older, choices_of(given))
    if figure is None:
        found = list_figures(shell.desk(), wanted)
    else:
        found = trace_figure(shell.desk(), wanted, figure, column, from_start=from_start)
    deliver(shell, found, f"jejak-{report}-{on or month or year or period.end}", out, paper)


def _all_choices(reports: Iterable[str]) -> list[click.Option]:
    """The options by which papers are shown in another form, each once."""
    found: dict[str | None, click.Option] = {}
    for report in reports:
        for option in choice_options(report):
            found.setdefault(option.name, option)
    found["beside"].type = Beside(
        tuple(dict.fromkeys(one for known in COMPARISONS.values() for one in known))
    )
    return list(found.values())


trace.params[:0] = _all_choices(REPORTS)


@command(
    "jejak-bukti",
    """Semua angka laporan yang memuat satu bukti: laporan bulan dan tahunnya, baris dan kolomnya, berapa dari bukti
    itu, tutup buku yang menyimpannya, kartu pinjaman dan anggotanya, baris rekening koran, opname kas hari itu,
    bukti yang membatalkan atau dibatalkannya, dan tempatnya dalam rantai catatan.""",
    examples=(
        "upk audit jejak-bukti KM/2026/10/0001",
        "upk audit jejak-bukti KM/2026/10/0001 --keluar jejak-bukti.pdf",
    ),
    refused=("nomor bukti yang tidak ada",),
    formats=PAPER_FORMATS,
)
@click.argument("voucher", metavar="BUKTI")
@OUT
@PAPER
def trace_entry(shell: Shell, voucher: str, out: str | None, paper: Paper) -> None:
    """Show every figure that a voucher is in."""
    found = tracing_entry.trace_entry(shell.desk(), voucher)
    deliver(shell, found, f"jejak-bukti-{found.data['voucher'].replace('/', '-')}", out, paper)
