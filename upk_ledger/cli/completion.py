"""`upk pelengkap`: the script that lets a terminal complete commands with the Tab key."""

import click
from click.shell_completion import get_completion_class

from upk_ledger.cli.commands import command
from upk_ledger.cli.shell import Shell


@command(
    "pelengkap",
    """Tampilkan naskah pelengkap perintah untuk terminal Anda.

    Simpan hasilnya ke berkas yang dibaca terminal ketika dibuka.""",
    examples=("upk pelengkap bash >> ~/.bashrc", "upk pelengkap powershell >> $PROFILE"),
)
@click.argument("terminal", type=click.Choice(["bash", "zsh", "fish", "powershell"], case_sensitive=False))
def script(_shell: Shell, terminal: str) -> None:
    """Print the completion script of one kind of shell."""
    kind = get_completion_class(terminal)
    if kind is None:
        raise click.UsageError(f"Terminal {terminal} tidak dikenal.")
    from upk_ledger.cli.main import upk

    click.echo(kind(upk, {}, "upk", "_UPK_COMPLETE").source())
