"""`upk surat`: letters to groups that are behind, which are due, printed, and on record."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.dunning import call_off_letter, letter_log, letters_due, make_due_letters, make_letter
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import PAPER, Paper
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dunning import LetterDue, LetterPaper
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Column
from upk_ledger.exchange.files import check_writable, in_folder, write_file
from upk_ledger.store.desk import Desk

_DUE = (
    Column("loan", "Pinjaman"),
    Column("group_name", "KSM"),
    Column("months_overdue", "Bulan", "count"),
    Column("arrears_principal", "Tunggakan pokok", "money"),
    Column("arrears_service", "Tunggakan jasa", "money"),
    Column("letter", "Surat"),
    Column("last_date", "Surat terakhir", "date"),
)
_LOG = (Column("date", "Tanggal", "date"), Column("level", "Tingkat", "count"), Column("letter", "Surat"))
_MADE = (
    Column("loan", "Pinjaman"),
    Column("letter", "Surat"),
    Column("total", "Jumlah tagihan", "money"),
    Column("file", "Berkas"),
)


def due_data(one: LetterDue) -> dict[str, Any]:
    """A letter that is due, for JSON."""
    return {
        "loan": one.loan,
        "group": one.group,
        "group_name": one.group_name,
        "months_overdue": one.months,
        "arrears_principal": Rupiah(one.arrears_principal),
        "arrears_service": Rupiah(one.arrears_service),
        "level": one.level.number,
        "letter": one.level.name,
        "visit": one.level.visit,
        "last_level": one.last.level if one.last else None,
        "last_date": one.last.on if one.last else None,
    }


@command(
    "jatuh-tempo",
    """Surat tagihan yang sudah waktunya, menurut lama menunggak dan surat yang sudah ada.

    Tingkat dan bulannya diatur dalam aturan UPK ([tagihan]); setiap tingkat mengikuti tingkat sebelumnya, paling
    sedikit "jarak-surat" hari sesudahnya (upk pengaturan daftar).""",
    examples=("upk surat jatuh-tempo", "upk surat jatuh-tempo --per 2026-03-31"),
)
@click.option("--per", "on", type=DATE, help="Keadaan pada tanggal ini; bila kosong: hari ini.")
def due(shell: Shell, on: date | None) -> None:
    """List the letters that are due."""
    day = on or shell.desk().today
    listed = [due_data(one) for one in letters_due(shell.desk(), day)]
    shell.show(
        Answer(
            data={"as_of": day, "letters": listed},
            sections=(table(_DUE, [[one[column.key] for column in _DUE] for one in listed]),),
            notes=("Cetak semuanya: upk surat cetak --semua --keluar FOLDER",) if listed else (),
        )
    )


@command(
    "cetak",
    """Cetak surat tagihan untuk satu pinjaman, atau --semua yang sudah waktunya, dan catat bahwa suratnya dibuat.

    Surat yang tingkat dan tanggalnya sama hanya dicetak ulang. Salah buat? upk surat batal.""",
    examples=(
        "upk surat cetak P-2026-0001 --keluar surat.pdf",
        "upk surat cetak P-2026-0001 --tingkat 2 --tanggal 2026-04-20 --keluar surat.pdf",
        "upk surat cetak --semua --keluar surat-tagihan",
    ),
    refused=(
        "pinjaman yang tidak menunggak, sudah lunas atau dihapus buku",
        "belum waktunya surat berikutnya, kecuali --tingkat disebut",
        "tingkat yang tidak ada dalam aturan",
    ),
    writes=True,
)
@click.argument("number", metavar="[NOMOR]", required=False)
@click.option("--semua", "every", is_flag=True, help="Semua surat yang sudah waktunya.")
@click.option("--tingkat", "level", type=click.IntRange(1), help="Tingkat surat; bila kosong: yang waktunya.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal surat; bila kosong: hari ini.")
@click.option(
    "--keluar",
    "out",
    metavar="LOKASI",
    required=True,
    type=click.Path(path_type=Path),
    help="Berkas PDF, atau folder.",
)
@PAPER
def make(
    shell: Shell,
    number: str | None,
    *,
    every: bool,
    level: int | None,
    on: date | None,
    out: Path,
    paper: Paper,
) -> None:
    """Print letters and record them."""
    if (number is None) != every or (every and level):
        raise click.UsageError("Sebut satu NOMOR pinjaman, atau --semua (tanpa --tingkat).")
    if every and out.suffix:
        raise click.UsageError("Dengan --semua, --keluar adalah sebuah folder.")
    day = shell.dated(on)
    check_writable(out / "surat.pdf" if every else out)
    with shell.working() as desk:
        made = make_due_letters(desk, day) if every else [make_letter(desk, number or "", day, level)]
    files = [] if shell.trial else [_written(letter, out, paper) for letter in made]
    shell.show(_made_answer(day, made, files))


def _written(letter: LetterPaper, out: Path, paper: Paper) -> str:
    from upk_ledger.documents.letter import letters_pdf

    name = f"surat-{letter.loan.replace('/', '-')}-{letter.level.number}-{letter.on}.pdf"
    path, content = in_folder(out, name), BytesIO()
    letters_pdf([letter], content, paper)
    write_file(path, content.getvalue())
    return str(path)


def _made_answer(day: date, made: Sequence[LetterPaper], files: Sequence[str]) -> Answer:
    listed = [
        {
            "loan": letter.loan,
            "group_name": letter.group,
            "level": letter.level.number,
            "letter": letter.level.name,
            "total": Rupiah(letter.total),
            "repeated": letter.repeated,
            "file": files[place] if files else None,
        }
        for place, letter in enumerate(made)
    ]
    rows = [[one[column.key] for column in _MADE] for one in listed]
    return Answer(
        data={"date": day, "letters": listed},
        sections=(table(_MADE, rows),),
        notes=() if listed else ("Tidak ada surat yang sudah waktunya.",),
    )


@command(
    "daftar",
    "Surat tagihan yang pernah dibuat untuk satu pinjaman.",
    examples=("upk surat daftar P-2026-0001",),
    refused=("pinjaman yang tidak dikenal",),
)
@click.argument("number", metavar="NOMOR")
def log(shell: Shell, number: str) -> None:
    """List the letters of a loan."""
    shell.show(_log_answer(shell.desk(), number))


def _log_answer(desk: Desk, number: str) -> Answer:
    loan, found = letter_log(desk, number)
    rows = [(letter.on, letter.level, name) for letter, name in found]
    return Answer(
        data={
            "loan": loan.number,
            "letters": [{"date": on, "level": level, "letter": name} for on, level, name in rows],
        },
        sections=(table(_LOG, rows, f"Surat tagihan {loan.number} {loan.group_name}"),),
        notes=() if rows else ("Belum ada surat.",),
    )


@command(
    "batal",
    "Batalkan catatan sebuah surat yang salah dibuat; suratnya sendiri ditarik dari KSM.",
    examples=(
        'upk surat batal P-2026-0001 --tingkat 1 --tanggal 2026-03-20 --alasan "Sudah dibayar hari itu"',
    ),
    refused=("surat yang tidak tercatat", "tanpa alasan"),
    writes=True,
)
@click.argument("number", metavar="NOMOR")
@click.option("--tingkat", "level", type=click.IntRange(1), required=True, help="Tingkat surat itu.")
@click.option("--tanggal", "on", type=DATE, required=True, help="Tanggal surat itu.")
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
def call_off(shell: Shell, number: str, level: int, on: date, reason: str) -> None:
    """Take a letter back."""
    with shell.working() as desk:
        answer = _log_answer(desk, call_off_letter(desk, number, level, on, reason))
    shell.show(answer)
