"""How every command is declared: its help with examples, `--format`, `--ya`, and `--coba` where it writes."""

import functools
from collections.abc import Callable
from typing import Any

import click

from upk_ledger.cli.params import told_support, with_support
from upk_ledger.cli.shell import Shell

FORMATS = ("tabel", "json", "csv")
PAPER_FORMATS = (*FORMATS, "pdf", "xlsx")
"""Those of a paper."""


def command(
    name: str,
    text: str,
    *,
    examples: tuple[str, ...],
    refused: tuple[str, ...] = (),
    writes: bool = False,
    books: bool = False,
    formats: tuple[str, ...] = FORMATS,
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command. `text` is its help, `refused` what it does not accept; `writes` adds `--coba`.

    `books`: it books a voucher with papers from outside, which can be told with it.
    """

    def declare(function: Callable[..., Any]) -> click.Command:
        @click.pass_context
        @functools.wraps(function)
        def run(ctx: click.Context, /, **given: Any) -> object:
            shell = ctx.ensure_object(Shell)
            shell.format, shell.yes = given.pop("format_"), given.pop("yes")
            shell.trial = given.pop("trial", False)
            shell.support = told_support(given) if books else None
            shell.writes = writes
            return shell.carry_out(lambda: function(shell, **given))

        declared = click.command(
            name,
            help=text,
            epilog=_epilog(examples, refused),
            options_metavar="[PILIHAN]",
            no_args_is_help=False,
        )(with_support(run) if books else run)
        declared.params += _common(formats, writes=writes)
        return declared

    return declare


def _common(formats: tuple[str, ...], *, writes: bool) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(
            ["--format", "format_"],
            type=click.Choice(formats, case_sensitive=False),
            default=formats[0],
            help="Bentuk hasilnya; bila kosong: " + formats[0],
        ),
        click.Option(["--ya", "yes"], is_flag=True, help="Setujui semua pertanyaan dan peringatan."),
    ]
    if writes:
        trial = click.Option(
            ["--coba", "trial"], is_flag=True, help="Perlihatkan hasilnya saja; buku tidak berubah."
        )
        options.append(trial)
    return options


def _epilog(examples: tuple[str, ...], refused: tuple[str, ...]) -> str:
    # The \b keeps Click from wrapping a paragraph: an example has to be copied as it is.
    parts = ["\b\nContoh:\n" + "\n".join(f"  {example}" for example in examples)]
    if refused:
        parts.append("Ditolak: " + "; ".join(refused) + ".")
    return "\n\n".join(parts)
