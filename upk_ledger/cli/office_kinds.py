"""Which kind of office has a command: what only a UPK does, and what only a Sekretariat does."""

import click

from upk_ledger.store.desk import Desk

ONLY_IN = {
    **dict.fromkeys(
        (
            "ksm", "anggota", "pinjaman", "produk", "angsuran", "tabungan", "titipan", "surat", "reward", "aturan",
            "mitra", "sekretariat",
        ),
        "upk",
    ),
    "dana": "sekretariat",
}  # fmt: skip
"""The kind of office whose commands these are, by their first word; all others are of every office."""


def check_kind(desk: Desk) -> None:
    """Raise `NotOfThisOffice` for a command that offices of the desk's kind have no use for."""
    context = click.get_current_context(silent=True)
    words = context.command_path.split()[1:] if context else []
    kind = ONLY_IN.get(words[0] if words else "", desk.office.kind)
    if kind != desk.office.kind:
        from upk_ledger.actions.secretariat import refuse_kind  # only a refusal needs it

        refuse_kind(desk, kind, " ".join(words))
