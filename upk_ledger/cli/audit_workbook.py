"""`upk audit buku-kerja`: a year in one workbook, for the accountant's office."""

from datetime import timedelta
from pathlib import Path

import click

from upk_ledger.actions.audit_workbook import write_audit_workbook
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.shell import Shell

_SOON = timedelta(seconds=1)
"""What takes no longer than this needs no word about how far it is."""


@command(
    "buku-kerja",
    """Satu buku kerja Excel untuk kantor akuntan: neraca lajur, skedul utama setiap pos, mutasi cadangan, daftar
    pinjaman dengan golongannya, bukti sepuluh hari sebelum dan sesudah akhir tahun, pembatalan dan bukti bertanggal
    mundur, pengecualian, opname kas, rekonsiliasi bank, inventaris, dan seluruh jurnal.

    Angkanya angka, jumlahnya rumus; lembar Sampul mencocokkan lembar-lembarnya. Tahun yang Desembernya belum ditutup
    ditandai SEMENTARA dan dihitung sampai hari ini. Daftar pinjamannya tanpa NIK dan data anggota.""",
    examples=(
        "upk audit buku-kerja --tahun 2026 --keluar audit-2026.xlsx",
        "upk audit buku-kerja --tahun 2026 --keluar untuk-akuntan/",
    ),
    refused=(
        "tahun sebelum awal pembukuan",
        "berkas tujuan yang bukan .xlsx, atau berkas buku itu sendiri",
        "buku yang angkanya tidak cocok satu sama lain",
    ),
)
@click.option("--tahun", "year", type=click.IntRange(1900, 2999), required=True, help="Tahun bukunya.")
@click.option(
    "--keluar",
    "path",
    type=click.Path(path_type=Path),
    required=True,
    help="Berkas .xlsx tujuan, atau foldernya.",
)
def write(shell: Shell, year: int, path: Path) -> None:
    """Write the workbook of a year."""
    if path.suffix and not path.is_dir() and path.suffix.lower() != ".xlsx":
        raise click.UsageError("Buku kerja ditulis sebagai .xlsx: beri --keluar nama yang berakhiran .xlsx.")
    desk, begun = shell.desk(), shell.clock()
    told = set()

    def progress(name: str) -> None:
        if name not in told and shell.clock() - begun > _SOON:
            told.add(name)
            shell.tell(f"Menulis lembar {name} ...")

    made = write_audit_workbook(desk, year, path, progress)
    if not made.sealed:
        shell.warn("Desember belum ditutup: buku kerja ini sementara.")
    shell.show(
        Answer(
            data={
                "path": str(made.path),
                "year": year,
                "as_of": made.end,
                "provisional": not made.sealed,
                "sheets": list(made.sheets),
                "journal_lines": made.lines,
            },
            facts=(
                ("Berkas", str(made.path)),
                ("Sampai", made.end),
                ("Keadaan", "Desember sudah ditutup" if made.sealed else "sementara"),
                ("Lembar", ", ".join(made.sheets)),
                ("Baris jurnal", made.lines),
            ),
        )
    )
