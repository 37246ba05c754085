"""The program's entry: global options, streams, exit status."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from upk_ledger.bahasa import click_texts
from upk_ledger.cli.faults import guarded
from upk_ledger.cli.lazy import LazyGroup
from upk_ledger.cli.registry import COMMANDS
from upk_ledger.cli.shell import Shell
from upk_ledger.version import VERSION

VARIABLES = ("UPK_BUKU", "UPK_KODE", "UPK_OLEH")
"""What may be said once for all commands: the book, the office, the officer."""


class Program(LazyGroup):
    """The whole program: exceptions become sentences and exit statuses, however it is called."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run and exit; Click's own way of ending is not asked for."""
        _prepare_streams()
        click_texts.install()
        given = sys.argv[1:] if args is None else list(args)
        extra["standalone_mode"] = False
        call = super().main

        def work() -> object:
            _check_readable([*given, *(os.environ.get(name, "") for name in VARIABLES)])
            return call(args, prog_name or "upk", **extra)

        sys.exit(guarded(work, given))


def _check_readable(words: Iterable[str]) -> None:
    """Refuse bytes that are no text in the encoding of this computer: no book could keep them."""
    for word in words:
        if not word.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in word):
            shown = word.encode(errors="replace").decode()
            raise click.UsageError(
                f'"{shown}" memuat huruf yang tidak dapat dibaca komputer ini. Ketik ulang dengan huruf biasa (UTF-8).'
            )


def _prepare_streams() -> None:
    """A sign that the console cannot show must not stop the bookkeeper; Windows consoles are given UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if os.name == "nt" else None, errors="replace")


def _global_options(ctx: click.Context, /, **chosen: str | None) -> None:
    shell = ctx.ensure_object(Shell)
    shell.book, shell.office, shell.actor = chosen["book"], chosen["office"], chosen["actor"]


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"upk {VERSION}")
        ctx.exit()


upk = Program(
    "upk",
    COMMANDS,
    callback=click.pass_context(_global_options),
    params=[
        click.Option(
            ["--buku", "book"],
            envvar="UPK_BUKU",
            metavar="LOKASI",
            help="Buku yang dipakai: berkas SQLite atau postgresql://... (variabel UPK_BUKU)",
        ),
        click.Option(
            ["--upk", "office"],
            envvar="UPK_KODE",
            metavar="KODE",
            help="UPK yang mana, bila buku memuat beberapa (variabel UPK_KODE)",
        ),
        click.Option(
            ["--oleh", "actor"],
            envvar="UPK_OLEH",
            metavar="KODE",
            help="Petugas yang mengerjakan (variabel UPK_OLEH)",
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help="Tampilkan versi, lalu selesai.",
        ),
    ],
)
