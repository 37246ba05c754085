"""How the commands of a region are declared: as all others, and the book may be named behind them too."""

import functools
from collections.abc import Callable
from typing import Any

import click

from upk_ledger.cli.commands import command
from upk_ledger.cli.shell import Shell


def region_command(name: str, text: str, **how: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command of `upk wilayah`; see `cli.commands.command`. `--buku` may stand behind its name."""

    def declare(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(shell: Shell, /, *, book_here: str | None, **given: Any) -> object:
            shell.book = book_here or shell.book
            return function(shell, **given)

        declared = command(name, text, **how)(run)
        declared.params.append(
            click.Option(
                ["--buku", "book_here"],
                metavar="LOKASI",
                help="Buku wilayah; boleh juga sebelum nama perintah.",
            )
        )
        return declared

    return declare
