"""`upk wilayah pindah`: a UPK's whole book moves into the region's book, or out of it."""

import click

from upk_ledger.actions.region.moving import IN, Moved, move_in, move_out
from upk_ledger.bahasa.numbers import count
from upk_ledger.cli.output import Answer
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell


@region_command(
    "masuk",
    """Pindahkan seluruh buku sebuah UPK dari berkasnya ke buku wilayah ini: semua catatan, data anggota dan kuncinya.

    Sesudah itu UPK bekerja di sini; berkasnya tinggal salinan untuk dibaca. Bila wilayah sudah mempunyai salinannya
    dari kiriman, salinan itu dilengkapi. Bukunya diperiksa seluruhnya sebelum dan sesudah pindah, dan sidik catatan
    terakhirnya tetap. Bila terhenti di tengah jalan, ulangi perintah yang sama.""",
    examples=(
        "upk wilayah pindah masuk melati.db",
        "upk wilayah pindah masuk --buku postgresql://server/wilayah melati.db --kode MELATI",
    ),
    refused=(
        "buku yang rusak",
        "berkas yang riwayatnya lain daripada yang sudah diterima wilayah",
        "buku yang sudah pindah",
    ),
    writes=True,
)
@click.argument("path", metavar="BERKAS")
@click.option("--kode", "code", default="", help="Kode UPK ini di buku wilayah.")
@click.option("--dari", "office", default="", help="Kode UPK dalam berkas itu, bila isinya beberapa.")
def move_here(shell: Shell, *, path: str, code: str, office: str) -> None:
    """Move a book in."""
    with shell.working() as desk:
        moved = move_in(desk, path, code.strip(), office.strip(), keep=not shell.trial)
    shell.show(_told(moved))


@region_command(
    "keluar",
    """Pindahkan seluruh buku sebuah UPK dari buku wilayah ini ke berkas baru: semua catatan, data anggota dan kuncinya.

    Sesudah itu UPK bekerja dengan berkasnya, dan mengirim bulanannya dengan upk kirim; di sini tinggal salinan untuk
    dibaca, yang diteruskan oleh kiriman itu. Sidik catatan terakhirnya tetap. Bila terhenti di tengah jalan, ulangi
    perintah yang sama.""",
    examples=("upk wilayah pindah keluar MELATI --keluar melati.db",),
    refused=("UPK yang bukunya tidak di sini", "berkas yang sudah ada", "buku yang rusak"),
    writes=True,
)
@click.argument("code", metavar="KODE")
@click.option("--keluar", "path", metavar="BERKAS", required=True, help="Berkas buku yang dibuat.")
def move_away(shell: Shell, *, code: str, path: str) -> None:
    """Move a book out."""
    with shell.working() as desk:
        moved = move_out(desk, code, path, keep=not shell.trial)
    shell.show(_told(moved))


def _told(moved: Moved) -> Answer:
    inwards = moved.direction == IN
    return Answer(
        data={
            "upk": moved.upk,
            "name": moved.name,
            "direction": moved.direction,
            "place": moved.place,
            "records": moved.records,
            "head": moved.head,
        },
        facts=(
            ("UPK", f"{moved.name} ({moved.upk})"),
            ("Pindah", "ke buku wilayah ini" if inwards else "keluar dari buku wilayah ini"),
            ("Dari" if inwards else "Ke", moved.place),
            ("Catatan", count(moved.records)),
            ("Sidik catatan terakhir", moved.head),
        ),
        notes=(
            f"Mulai sekarang bekerjalah di buku wilayah ini dengan --upk {moved.upk}; berkas itu tinggal salinan."
            if inwards
            else "Mulai sekarang bekerjalah dengan berkas itu; di buku wilayah ini tinggal salinan.",
        ),
    )
