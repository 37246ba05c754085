"""`upk wilayah blanko`: the month's form of UPK that use no program."""

from pathlib import Path

import click

from upk_ledger.actions.region.blanko_reading import make_forms
from upk_ledger.bahasa.dates import long_month
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.statements import Column
from upk_ledger.exchange.files import check_absent, check_writable, write_file

_MADE = (Column("code", "Kode"), Column("name", "UPK"), Column("file", "Berkas"))


@region_command(
    "blanko",
    """Blanko bulanan untuk UPK tanpa program: satu halaman A4 berisi selusin angka, sebagai buku kerja Excel.

    Boleh diisi di Excel atau dicetak dan ditulis tangan. Tanpa KODE: semua UPK aktif yang melapor dengan blanko. Bila
    --keluar berakhiran .xlsx, satu lembar setiap UPK; bila folder, satu berkas setiap UPK.""",
    examples=(
        "upk wilayah blanko --bulan 2026-10 --keluar blanko-oktober",
        "upk wilayah blanko MELATI ANGGREK --bulan 2026-10 --keluar blanko.xlsx",
    ),
    refused=("UPK yang tidak dikenal", "bulan yang sudah ada dalam buku UPK itu", "berkas yang sudah ada"),
)
@click.argument("codes", metavar="[KODE]...", nargs=-1)
@click.option("--bulan", "month", type=MONTH, required=True, help="Bulan yang dilaporkan, misalnya 2026-10.")
@click.option(
    "--keluar",
    "out",
    metavar="LOKASI",
    type=click.Path(path_type=Path),
    required=True,
    help="Berkas atau folder.",
)
def make(shell: Shell, *, codes: tuple[str, ...], month: Month, out: Path) -> None:
    """Write the forms of a month."""
    apart = out.suffix.casefold() != ".xlsx"
    if apart and out.suffix and not out.is_dir():
        raise click.UsageError("--keluar adalah berkas .xlsx, atau sebuah folder.")
    check_writable(out / "blanko.xlsx" if apart else out)
    made = [
        (out / f"blanko-{forms.upk[0].code}-{month}.xlsx" if apart else out, forms)
        for forms in make_forms(shell.desk(), codes, month, apart=apart)
    ]
    for path, _ in made:
        check_absent(path)  # it may be filled in already
    listed = []
    for path, forms in made:
        write_file(path, forms.content)
        listed += [{"code": one.code, "name": one.name, "file": str(path)} for one in forms.upk]
    shell.show(
        Answer(
            data={"month": str(month), "forms": listed},
            sections=(table(_MADE, [tuple(one.values()) for one in listed], f"Blanko {long_month(month)}"),),
            notes=("Sesudah diisi: upk wilayah terima BERKAS.xlsx",),
        )
    )
