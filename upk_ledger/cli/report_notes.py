"""`upk laporan catatan-isi` and what belongs to it: what the office itself adds to the notes to its statements."""

from collections.abc import Iterable

import click

from upk_ledger.actions.report_notes import list_notes, set_note, take_note_back
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.report_notes import OF_A_MONTH, TOPICS, ReportNote
from upk_ledger.core.statements import Column

_COLUMNS = (Column("topic", "Topik"), Column("month", "Bulan"), Column("text", "Isi"))
_TOPIC = click.argument("topic", metavar="TOPIK", type=click.Choice(TOPICS))
_MONTH = click.option(
    "--bulan", "month", type=MONTH, required=True, help="Untuk laporan bulan ini, misalnya 2026-12."
)


def _answer(notes: Iterable[ReportNote]) -> Answer:
    told = [{"topic": note.topic, "month": str(note.month), "text": note.text} for note in notes]
    return Answer(data={"notes": told}, sections=(table(_COLUMNS, [tuple(row.values()) for row in told]),))


@command(
    "catatan-isi",
    f"""Isi catatan Anda sendiri untuk catatan atas laporan keuangan (upk laporan calk).

    TOPIK: {", ".join(TOPICS)}. Catatan {" dan ".join(OF_A_MONTH)} hanya untuk bulan itu; yang lain berlaku sejak
    bulan itu sampai diganti.""",
    examples=(
        'upk laporan catatan-isi dasar-hukum --bulan 2026-01 --teks "SK Lurah Kudu No. 5 Tahun 2012"',
        'upk laporan catatan-isi peristiwa --bulan 2026-12 --teks "Kantor pindah pada 10 Januari 2027."',
    ),
    refused=("teks kosong", "bulan yang sudah ditutup", "bulan sebelum awal pembukuan"),
    writes=True,
)
@_TOPIC
@_MONTH
@click.option("--teks", "text", required=True, help="Isinya.")
def write(shell: Shell, topic: str, month: Month, text: str) -> None:
    """Set a note."""
    with shell.working() as desk:
        note = set_note(desk, topic, month, text)
    shell.show(_answer([note]))


@command(
    "catatan-batal",
    """Batalkan catatan yang salah diisi; catatan sebelumnya berlaku lagi.""",
    examples=("upk laporan catatan-batal peristiwa --bulan 2026-12",),
    refused=("catatan yang tidak ada", "bulan yang sudah ditutup"),
    writes=True,
)
@_TOPIC
@_MONTH
def take_back(shell: Shell, topic: str, month: Month) -> None:
    """Take a note back."""
    with shell.working() as desk:
        note = take_note_back(desk, topic, month)
    shell.show(_answer([note]))


@command(
    "catatan-daftar",
    """Daftar catatan Anda sendiri untuk catatan atas laporan keuangan.""",
    examples=("upk laporan catatan-daftar",),
)
def list_all(shell: Shell) -> None:
    """List the notes."""
    shell.show(_answer(list_notes(shell.desk())))
