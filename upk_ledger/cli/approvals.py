"""`--kode-persetujuan`: the code of another person's approval card, for the commands that can be made to need one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from upk_ledger.cli.shell import Shell, ask, interactive

if TYPE_CHECKING:
    from upk_ledger.store.desk import Desk

Done = TypeVar("Done")

CODES = click.option(
    "--kode-persetujuan",
    "codes",
    multiple=True,
    metavar="KODE",
    help="Kode dari kartu kode persetujuan orang lain, dengan atau tanpa nomornya.",
)

REFUSED = (
    "tanpa kode persetujuan, bila pengaturan mewajibkannya",
    "kode yang salah, sudah dipakai, dari kartu yang dicabut, atau milik petugas yang mencatat sendiri",
)
"""What is refused where a code can be needed, for the help of such a command."""


def with_codes(
    shell: Shell, desk: "Desk", codes: Sequence[str], act: Callable[[Sequence[str]], Done]
) -> Done:
    """Do an act with these codes; a person at the terminal is asked for one that is needed and was not given.

    An act done by one person alone is warned of.
    """
    # Not above: the other commands beside those that can need a code load this module too.
    from upk_ledger.actions.approvals import acted_alone, newest_record
    from upk_ledger.bahasa.sentences import sentence
    from upk_ledger.core.approvals import read_code
    from upk_ledger.core.errors.approvals import CodeNeeded

    before = newest_record(desk)
    try:
        done = act(codes)
    except CodeNeeded as needed:
        if not interactive():
            raise
        shell.tell(sentence(needed))
        done = act([ask("Kode persetujuan", read_code, hidden=True)])
    if acted_alone(desk, before):
        shell.warn(
            "Dilakukan satu orang tanpa kode persetujuan; dicatat dalam daftar pengecualian untuk Pengawas."
        )
    return done
