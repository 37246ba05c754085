"""`upk ekspor`: the whole journal for other programs."""

from pathlib import Path

import click

from upk_ledger.actions.exporting import ENDINGS, Format, export_journal
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.registry import EXPORTS
from upk_ledger.cli.shell import Shell


def _export_command(name: Format) -> click.Command:
    @command(
        name,
        f"""{EXPORTS[name]}: seluruh jurnal ke satu berkas, atau ke folder yang disebut.""",
        examples=(f"upk ekspor {name} --keluar ekspor/",),
    )
    @click.option(
        "--keluar", "path", type=click.Path(path_type=Path), required=True, help="Berkas atau folder tujuan."
    )
    def export(shell: Shell, path: Path) -> None:
        result = export_journal(shell.desk(), name, path)
        shell.show(
            Answer(
                data={"path": str(result.path), "entries": result.entries, "lines": result.lines},
                facts=(("Berkas", str(result.path)), ("Jurnal", result.entries), ("Baris", result.lines)),
            )
        )

    return export


COMMANDS = {name: _export_command(name) for name in ENDINGS}
"""One command for each format."""
