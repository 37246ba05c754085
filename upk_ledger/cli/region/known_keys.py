"""`upk wilayah cocokkan-kunci` and `terima-kunci`: by which keys the bundles of UPK are known."""

import click

from upk_ledger.actions.region.known_keys import accept_key, compare_key
from upk_ledger.cli.output import Answer
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.region.bundles import readable
from upk_ledger.core.region.copies import KnownKey

_FINGERPRINT = click.option(
    "--sidik-jari", "typed", required=True, help="Sidik jari kunci seperti tertulis pada surat BKM."
)


@region_command(
    "cocokkan-kunci",
    """Catat bahwa kunci kiriman sebuah UPK sama dengan surat sidik jari yang ditandatangani BKM-nya.

    Ketiklah dari suratnya, jangan disalin dari layar. Sesudah cocok, kiriman berkunci itu pasti dari UPK tersebut.""",
    examples=('upk wilayah cocokkan-kunci MELATI --sidik-jari "3F2A 90C1 7B44 E6D0 1188 52AC 9E07 D4B3"',),
    refused=("sidik jari yang lain daripada kunci kirimannya", "UPK yang belum pernah mengirim"),
    writes=True,
)
@click.argument("code", metavar="KODE")
@_FINGERPRINT
def compare(shell: Shell, *, code: str, typed: str) -> None:
    """Hold a key against the board's paper."""
    with shell.working() as desk:
        known = compare_key(desk, code, typed)
    shell.show(_told(known, "cocok dengan surat BKM"))


@region_command(
    "terima-kunci",
    """Terima kunci baru sebuah UPK yang kunci lamanya hilang, berdasarkan surat sidik jari baru dari BKM-nya.

    Pergantian yang disahkan kunci lama tidak memerlukan ini. Tercatat dengan alasannya dalam buku wilayah; kiriman
    berikutnya harus ditandatangani kunci itu.""",
    examples=(
        (
            'upk wilayah terima-kunci MELATI --sidik-jari "3F2A 90C1 7B44 E6D0 1188 52AC 9E07 D4B3"'
            ' --alasan "Laptop UPK hilang, surat BKM 12/X/2026"'
        ),
    ),
    refused=("sidik jari yang tidak terbaca", "UPK yang belum pernah mengirim", "kunci yang sudah dikenal"),
    writes=True,
)
@click.argument("code", metavar="KODE")
@_FINGERPRINT
@click.option("--alasan", "reason", required=True, help="Mengapa kuncinya diganti, dan surat yang mana.")
def accept(shell: Shell, *, code: str, typed: str, reason: str) -> None:
    """Accept another key."""
    if not reason.strip():
        raise click.UsageError("Sebutkan alasannya dengan --alasan.")
    with shell.working() as desk:
        known = accept_key(desk, code, typed, reason.strip())
    shell.show(_told(known, "diterima; berlaku untuk kiriman berikutnya"))


def _told(known: KnownKey, result: str) -> Answer:
    return Answer(
        data={
            "upk": known.upk,
            "fingerprint": known.fingerprint,
            "basis": known.basis,
            "status": known.status,
        },
        facts=(("UPK", known.upk), ("Sidik jari kunci", readable(known.fingerprint)), ("Hasil", result)),
    )
