"""`upk wilayah blanko` and `baca-blanko`: the month's form of UPK that use no program."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.region.blanko_reading import FormTaken, make_forms, read_blanko
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.region_review import UNVERIFIED
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.money import Rupiah
from upk_ledger.core.region.figures import NUMBERS
from upk_ledger.core.statements import Column
from upk_ledger.exchange.files import check_writable, write_file

_MADE = (Column("code", "Kode"), Column("name", "UPK"), Column("file", "Berkas"))
_TAKEN = (
    Column("upk", "Kode"),
    Column("name", "UPK"),
    Column("month", "Bulan"),
    Column("result", "Hasil"),
    Column("groups", "KSM", "count"),
    Column("groups_at_risk", "Menunggak lama", "count"),
    Column("balance", "Saldo pinjaman", "money"),
    Column("balance_at_risk", "Saldo berisiko", "money"),
)


@region_command(
    "blanko",
    """Blanko bulanan untuk UPK tanpa program: satu halaman A4 berisi selusin angka, sebagai buku kerja Excel.

    Boleh diisi di Excel atau dicetak dan ditulis tangan. Tanpa KODE: semua UPK aktif yang melapor dengan blanko. Bila
    --keluar berakhiran .xlsx, satu lembar setiap UPK; bila folder, satu berkas setiap UPK.""",
    examples=(
        "upk wilayah blanko --bulan 2026-10 --keluar blanko-oktober",
        "upk wilayah blanko MELATI ANGGREK --bulan 2026-10 --keluar blanko.xlsx",
    ),
    refused=("UPK yang tidak dikenal", "bulan yang sudah ada dalam buku UPK itu"),
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
    listed = []
    for forms in make_forms(shell.desk(), codes, month, apart=apart):
        path = out / f"blanko-{forms.upk[0].code}-{month}.xlsx" if apart else out
        write_file(path, forms.content)
        listed += [{"code": one.code, "name": one.name, "file": str(path)} for one in forms.upk]
    shell.show(
        Answer(
            data={"month": str(month), "forms": listed},
            sections=(table(_MADE, [tuple(one.values()) for one in listed], f"Blanko {long_month(month)}"),),
            notes=("Sesudah diisi: upk wilayah terima BERKAS.xlsx",),
        )
    )


def forms_answer(taken: Sequence[FormTaken]) -> Answer:
    """What was read from forms, with the words that nobody verified it."""
    data = [form_data(one) for one in taken]
    rows: list[list[Any]] = [
        [one["figures"].get(column.key) if column.key not in one else one[column.key] for column in _TAKEN]
        for one in data
    ]
    return Answer(
        data={"forms": data},
        sections=(table(_TAKEN, rows),),
        notes=(f"Angka-angka ini {UNVERIFIED}.",),
    )


def form_data(one: FormTaken) -> dict[str, Any]:
    """A form that was read, for JSON."""
    figures = {name: value if name in NUMBERS else Rupiah(value) for name, value in one.figures.items()}
    return {
        "upk": one.upk,
        "name": one.name,
        "month": str(one.month),
        "result": one.what,
        "source": "blanko",
        "verified": False,
        "figures": figures,
    }


@region_command(
    "baca-blanko",
    """Baca blanko bulanan yang sudah diisi, satu berkas atau lebih.

    Semua isi sebuah berkas diterima, atau tidak ada; berkas yang sama sekali lagi tidak mengubah apa pun, isi lain
    untuk bulan yang sama menggantikannya. Angkanya berdiri sebagai "dilaporkan sendiri, belum diverifikasi".""",
    examples=("upk wilayah baca-blanko blanko-MELATI-2026-10.xlsx",),
    refused=(
        "isian yang salah atau saling bertentangan: lembar dan selnya disebut",
        "bulan yang ada dalam buku UPK",
    ),
    writes=True,
)
@click.argument(
    "files", metavar="BERKAS...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)
)
def read(shell: Shell, *, files: tuple[Path, ...]) -> None:
    """Read forms that were filled in."""
    taken: list[FormTaken] = []
    with shell.working() as desk:
        for path in files:
            taken += read_blanko(desk, path.name, path.read_bytes())
    shell.show(forms_answer(taken))
