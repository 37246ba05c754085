"""`upk wilayah angkatan`, `perpindahan`, `perubahan`, `ksm`: what stands behind a review."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from upk_ledger.actions.region import views
from upk_ledger.actions.region.scopes import month_asked
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.region.review import review_month
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.region.members import LEVELS

_REFUSED = (
    "bulan yang belum ditutup satu pun UPK yang diminta",
    "UPK yang tidak ada",
    "--per bersama --bulan",
)
_WHEN = (
    "Tanpa --per atau --bulan: bulan terakhir yang ditutup UPK. --per memakai akhir bulan terakhir sampai tanggal"
    " itu."
)


def _asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every one of these commands has."""
    for option in (
        PAPER,
        OUT,
        click.option(
            "--tanpa-lama", "without_legacy", is_flag=True, help="Tanpa pinjaman dari sebelum pembukuan UPK."
        ),
        click.option("--bulan", "month", type=MONTH, help="Untuk bulan ini, misalnya 2026-10."),
        click.option("--per", "on", type=DATE, help="Akhir bulan terakhir sampai dengan tanggal ini."),
        click.argument("code", metavar="[KODE]", required=False),
    ):
        function = option(function)
    return function


def _month(shell: Shell, on: date | None, month: Month | None) -> Month:
    if on is None and month is None:
        return month_asked(shell.desk(), None, None)
    return review_month(shell, on, month)


def _named(name: str, code: str | None, month: Month, *, without_legacy: bool) -> str:
    """What the file of a paper is called."""
    return f"{name}{f'-{code}' if code else ''}{'-tanpa-lama' if without_legacy else ''}-{month}"


@region_command(
    "angkatan",
    f"""Pinjaman menurut tahun pencairan: yang dicairkan, dibayar, dihapus buku, saldo dan yang berisiko.

    Semua UPK bersama, atau satu saja dengan KODE. {_WHEN}""",
    examples=(
        "upk wilayah angkatan --per 2026-10-31",
        "upk wilayah angkatan MELATI --tanpa-lama",
        "upk wilayah angkatan --bulan 2026-10 --keluar angkatan.pdf",
    ),
    refused=_REFUSED,
    formats=PAPER_FORMATS,
)
@_asked
def vintages(
    shell: Shell,
    *,
    code: str | None,
    on: date | None,
    month: Month | None,
    without_legacy: bool,
    out: str | None,
    paper: Paper,
) -> None:
    """Loans by the year in which they were paid out."""
    wanted = _month(shell, on, month)
    found = views.vintage_view(shell.desk(), wanted, _codes(code), legacy=not without_legacy)
    deliver(shell, found, _named("angkatan", code, wanted, without_legacy=without_legacy), out, paper)


@region_command(
    "perpindahan",
    f"""Perpindahan golongan kolektibilitas sejak bulan lalu: saldo dan jumlah pinjaman, lunas, dihapus, baru.

    Di bawahnya satu baris tiap UPK atau tempat. {_WHEN}""",
    examples=(
        "upk wilayah perpindahan --bulan 2026-10",
        "upk wilayah perpindahan --bulan 2026-10 --tingkat kecamatan --keluar perpindahan.pdf",
        "upk wilayah perpindahan MELATI --format json",
    ),
    refused=_REFUSED,
    formats=PAPER_FORMATS,
)
@click.option(
    "--tingkat",
    "level",
    type=click.Choice(LEVELS, case_sensitive=False),
    default="upk",
    help="Satu baris per UPK, atau per kelurahan/desa, kecamatan, kota/kabupaten; bila kosong: upk",
)
@_asked
def rolls(
    shell: Shell,
    *,
    code: str | None,
    on: date | None,
    month: Month | None,
    level: str,
    without_legacy: bool,
    out: str | None,
    paper: Paper,
) -> None:
    """How loans moved between classes."""
    wanted = _month(shell, on, month)
    found = views.roll_view(shell.desk(), wanted, level, _codes(code), legacy=not without_legacy)
    deliver(shell, found, _named("perpindahan", code, wanted, without_legacy=without_legacy), out, paper)


@region_command(
    "perubahan",
    f"""Yang berubah sejak bulan lalu: indikator dan penilaiannya, KSM yang menjadi berisiko atau tidak lagi,
    hapus buku, bulan yang dibuka kembali, pelaporan.

    {_WHEN}""",
    examples=(
        "upk wilayah perubahan --bulan 2026-10",
        "upk wilayah perubahan MELATI --bulan 2026-10",
        "upk wilayah perubahan --bulan 2026-10 --keluar perubahan.pdf",
    ),
    refused=_REFUSED,
    formats=PAPER_FORMATS,
)
@_asked
def changes(
    shell: Shell,
    *,
    code: str | None,
    on: date | None,
    month: Month | None,
    without_legacy: bool,
    out: str | None,
    paper: Paper,
) -> None:
    """What changed since the month before."""
    wanted = _month(shell, on, month)
    found = views.changes_view(shell.desk(), wanted, _codes(code), legacy=not without_legacy)
    deliver(shell, found, _named("perubahan", code, wanted, without_legacy=without_legacy), out, paper)


@region_command(
    "ksm",
    f"""Pinjaman KSM di balik sebuah angka: saldo, tunggakan, golongan, dan sejak kapan berisiko; tanpa nama anggota.

    Satu UPK dengan KODE, atau semuanya. {_WHEN}""",
    examples=(
        "upk wilayah ksm MELATI --per 2026-10-31 --berisiko",
        "upk wilayah ksm --bulan 2026-10 --berisiko --tanpa-lama --format csv",
        "upk wilayah ksm MELATI --keluar ksm.pdf",
    ),
    refused=_REFUSED,
    formats=PAPER_FORMATS,
)
@click.option("--berisiko", "risky", is_flag=True, help="Hanya pinjaman yang berisiko.")
@_asked
def groups(
    shell: Shell,
    *,
    code: str | None,
    on: date | None,
    month: Month | None,
    risky: bool,
    without_legacy: bool,
    out: str | None,
    paper: Paper,
) -> None:
    """The groups behind a figure."""
    wanted = _month(shell, on, month)
    found = views.group_view(shell.desk(), wanted, _codes(code), risky=risky, legacy=not without_legacy)
    name = _named("ksm-berisiko" if risky else "ksm", code, wanted, without_legacy=without_legacy)
    deliver(shell, found, name, out, paper)


def _codes(code: str | None) -> list[str]:
    return [code] if code else []
