"""Which kind of office has a command: what only a UPK does, and what only a Sekretariat does."""

import click

from upk_ledger.store.desk import Desk

ONLY_IN = {
    **dict.fromkeys(
        (
            "ksm", "anggota", "pinjaman", "produk", "angsuran", "tabungan", "titipan", "surat", "reward", "aturan",
            "mitra", "sekretariat", "kirim", "kunci",
        ),
        "upk",
    ),
    "dana": "sekretariat",
    "wilayah": "wilayah",
}  # fmt: skip
"""The kind of office whose commands these are, by their first word; all others are of every office."""


OF_REGION = (
    ["wilayah"], ["tugas"], ["petugas"], ["kartu-kode"], ["pengaturan"], ["aturan"], ["audit", "periksa"], ["cadang"],
)  # fmt: skip
"""What an office that coaches many UPK has use for: it keeps no accounts of its own. How the commands begin."""


def _words() -> list[str]:
    context = click.get_current_context(silent=True)
    return context.command_path.split()[1:] if context else []


OWNERS_WORK = (["wilayah", "peran"], ["wilayah", "pindah"])
"""What the owner of a hosted region's database is for; the rest is done by the roles that he gave."""


def is_owners_work() -> bool:
    """Whether this command is one for the owner of the database."""
    return _words()[:2] in OWNERS_WORK


def wanted_kind() -> str | None:
    """`wilayah` for a command of the region: a book has one, which need not be named among its many UPK."""
    words = _words()
    return "wilayah" if words[:1] == ["wilayah"] else None


def check_kind(desk: Desk) -> None:
    """Raise `NotOfThisOffice` for a command that offices of the desk's kind have no use for."""
    words = _words()
    if desk.office.kind == "wilayah":
        if not words or any(words[: len(begin)] == begin for begin in OF_REGION):
            return
        kind = "upk"
    else:
        kind = ONLY_IN.get(words[0] if words else "", desk.office.kind)
    if kind != desk.office.kind:
        from upk_ledger.actions.secretariat import refuse_kind  # only a refusal needs it

        refuse_kind(desk, kind, " ".join(words))
