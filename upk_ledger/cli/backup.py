"""`upk cadang`: a safe copy of the book."""

from pathlib import Path

import click

from upk_ledger.actions.backup import back_up
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.shell import Shell


@command(
    "cadang",
    """Salin buku ke berkas cadangan, misalnya di flash disk.

    Pakai perintah ini, bukan menyalin berkasnya sendiri: salinannya utuh walaupun buku sedang dipakai.""",
    examples=("upk cadang --keluar E:\\cadangan", "upk cadang --keluar cadangan-2026-10.db"),
    refused=("berkas yang sudah ada", "buku di PostgreSQL (pakai pg_dump)"),
)
@click.option(
    "--keluar",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    help="Berkas cadangan, atau folder yang diberi berkas bernama tanggal.",
)
def copy(shell: Shell, target: Path) -> None:
    """Copy the book."""
    made = back_up(shell.desk(), target)
    shell.show(Answer(data={"path": str(made)}, facts=(("Cadangan", str(made)),)))
