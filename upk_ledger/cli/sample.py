"""`upk contoh`: a sample book to learn from; the current book is never touched."""

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.sample import SampleResult, SampleStep, make_sample
from upk_ledger.actions.sample_region import CODE as REGION
from upk_ledger.bahasa.dates import long_month
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.shell import Shell
from upk_ledger.core.statements import Column

_OFFICES = (
    Column("code", "UPK"),
    Column("name", "Nama"),
    Column("health", "Keadaan"),
    Column("groups", "KSM", "count"),
    Column("members", "Anggota", "count"),
    Column("loans", "Pinjaman", "count"),
    Column("entries", "Jurnal", "count"),
    Column("head", "Sidik"),
)

_WORTH_SEEING = {
    "dijadwal-ulang": "Pinjaman yang dijadwal ulang",
    "hapus-buku": "Pinjaman yang dihapus buku",
    "alih-bagian": "Pinjaman dengan bagian anggota yang dialihkan",
    "lunas-dini": "Pinjaman yang dilunasi sebelum waktunya",
}
_REGION = (
    "wilayah kinerja --bulan {month}",
    "wilayah dasbor --bulan {month} --keluar dasbor.html",
    "wilayah belum-lapor --bulan {month}",
)
_EXPLAINED = "dijadwal-ulang"
"""The kind of loan of which the figures say most."""


@command(
    "contoh",
    """Buat buku contoh yang dikarang tetapi masuk akal, tutup bulan-bulannya, dan cetak laporannya.

    Buku Anda sendiri tidak disentuh. Bilangan acak yang sama memberi contoh yang sama.""",
    examples=(
        "upk contoh",
        "upk contoh --folder latihan --jumlah-upk 3 --bulan 6 --acak 7",
        "upk contoh --folder wilayah-contoh --jumlah-upk 8 --wilayah",
    ),
    refused=("folder yang sudah berisi",),
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("contoh-upk"),
    help="Folder yang dibuat; bila kosong: contoh-upk.",
)
@click.option("--jumlah-upk", "offices", type=click.IntRange(1, 999), default=1, help="Banyaknya UPK.")
@click.option(
    "--bulan", "months", type=click.IntRange(1, 120), default=12, help="Banyaknya bulan sejak Januari 2025."
)
@click.option("--acak", "seed", type=int, default=1, help="Bilangan acak.")
@click.option(
    "--wilayah", "region", is_flag=True, help="Sertakan kantor Pemda yang membina UPK-UPK itu (upk wilayah)."
)
def make(shell: Shell, folder: Path, *, offices: int, months: int, seed: int, region: bool) -> None:
    """Make a sample book."""
    watched = _progress if sys.stderr.isatty() else _quiet
    result = make_sample(folder, offices, months, seed, watched, region=region)
    if sys.stderr.isatty():
        click.echo("\r" + " " * 70 + "\r", nl=False, err=True)
    shell.show(_answer(result))


def _quiet(_step: SampleStep) -> None:
    """Say nothing: nobody is watching."""


def _progress(step: SampleStep) -> None:
    doing = {"buku": "mencatat", "cetak": "mencetak"}.get(step.doing, "mencatat pembinaan sampai")
    line = f"{step.done * 100 // step.steps:3d}% {step.office}: {doing} {long_month(step.month)}"
    click.echo(f"\r{line[:70]:<70}", nl=False, err=True)


def _answer(result: SampleResult) -> Answer:
    offices: list[dict[str, Any]] = [
        {
            "code": office.code,
            "name": office.name,
            "health": office.health,
            "groups": office.groups,
            "members": office.members,
            "loans": office.loans,
            "entries": office.entries,
            "head": office.head,
            "worth_seeing": [{"kind": kind, "loan": loan} for kind, loan in office.seen.items()],
        }
        for office in result.offices
    ]
    rows = [[office[column.key] for column in _OFFICES] for office in offices]
    return Answer(
        data={
            "folder": str(result.folder),
            "book": str(result.book),
            "first_month": result.first,
            "last_month": result.last,
            "papers": result.papers,
            "offices": offices,
            **({"region": {"code": REGION, "head": result.region}} if result.region else {}),
        },
        heading=(f"Contoh sudah dibuat di {result.folder}.",),
        facts=(
            ("Buku", str(result.book)),
            ("Bulan", f"{long_month(result.first)} sampai {long_month(result.last)}, semuanya ditutup"),
            ("Kertas tercetak", result.papers),
        ),
        tables=(table(_OFFICES, [(*row[:-1], row[-1][:8]) for row in rows]),),
        notes=tuple(_to_try(result)),
    )


def _to_try(result: SampleResult) -> Iterator[str]:
    """What to type next, as it stands."""
    which = f" --upk {result.offices[0].code}" if len(result.offices) > 1 or result.region else ""
    book = f"{_program()} --buku {_quoted(str(result.book))}{which}"
    at = f"--per {result.last.last}"
    yield "Coba sekarang:"
    for words in (
        f"pinjaman daftar {at}",
        f"laporan kinerja --bulan {result.last}",
        f"laporan pengawasan --tahun {result.last.year}",
        f"tugas {at}",
        f"surat jatuh-tempo {at}",
        "audit periksa",
    ):
        yield f"  {book} {words}"
    for words in _REGION if result.region else ():
        yield f"  {_program()} --buku {_quoted(str(result.book))} {words.format(month=result.last)}"
    for kind, number in result.offices[0].seen.items():
        yield f"{_WORTH_SEEING[kind]}:"
        yield f"  {book} pinjaman lihat {number} {at}"
        if kind == _EXPLAINED:
            yield f"  {book} pinjaman jelaskan {number} {at}"


def _program() -> str:
    """How this person starts the program: without a prefix where the shell finds it, else as it was started now."""
    if shutil.which("upk"):
        return "upk"
    started = Path(sys.argv[0])
    return _quoted(str(started)) if started.stem == "upk" else "python -m upk_ledger"


def _quoted(text: str) -> str:
    """A word for the shell; Windows knows only double quotes."""
    if sys.platform == "win32":
        return f'"{text}"' if " " in text else text
    return shlex.quote(text)
