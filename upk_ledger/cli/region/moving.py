"""`upk wilayah pindah`: a UPK's whole book moves into the region's book, or out of it."""

import click

from upk_ledger.actions.region.moving import IN, Moved, move_in, move_out
from upk_ledger.actions.region.recovering import Recovered, recover
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


@region_command(
    "pulihkan",
    """Buat kembali buku sebuah UPK dari yang sudah diterima wilayah, bila bukunya hilang atau UPK terlanjur kembali ke
    cadangan lama sehingga kirimannya ditolak.

    Isinya sampai catatan terakhir yang diterima, dengan sidik yang sama; UPK bekerja dan mengirim lagi dari situ. Yang
    tidak pernah dikirim tidak ada di dalamnya: nama, alamat, NIK dan penghasilan anggota, keterangan tentang peminjam,
    dan kunci rahasia. Bila UPK masih mempunyai cadangan lama yang belum dikerjakan lagi, semua itu diambil dari sana
    dengan --dari-cadangan. Pemulihan ini tercatat dalam buku wilayah dengan alasannya.""",
    examples=(
        'upk wilayah pindah pulihkan MELATI --keluar melati.db --alasan "Laptop UPK rusak, surat BKM 12/X/2026"',
        (
            "upk wilayah pindah pulihkan MELATI --keluar melati.db --dari-cadangan cadangan-juni.db"
            ' --alasan "Kembali ke cadangan lama"'
        ),
    ),
    refused=(
        "UPK yang bukunya di sini",
        "berkas yang sudah ada",
        "cadangan UPK lain, atau yang isinya lain daripada yang diterima wilayah",
    ),
    writes=True,
)
@click.argument("code", metavar="KODE")
@click.option("--keluar", "path", metavar="BERKAS", required=True, help="Berkas buku yang dibuat.")
@click.option(
    "--alasan", "reason", required=True, help="Mengapa bukunya dibuat kembali, dan surat yang mana."
)
@click.option(
    "--dari-cadangan", "backup", metavar="BERKAS", default="", help="Cadangan lama UPK itu, bila masih ada."
)
def put_back(shell: Shell, *, code: str, path: str, reason: str, backup: str) -> None:
    """Make a UPK's book from the region's copy."""
    with shell.working() as desk:
        made = recover(desk, code, path, reason, backup, keep=not shell.trial)
    shell.show(
        Answer(
            data={
                "upk": made.upk,
                "name": made.name,
                "place": made.place,
                "records": made.records,
                "head": made.head,
                "members_without_name": [f"{group}/{member}" for group, member in made.nameless],
                "key_held": made.held,
            },
            facts=(
                ("UPK", f"{made.name} ({made.upk})"),
                ("Buku", made.place),
                ("Catatan", count(made.records)),
                ("Sidik catatan terakhir", made.head),
            ),
            notes=tuple(_still_to_do(made, backup)),
        )
    )


def _still_to_do(made: Recovered, backup: str) -> list[str]:
    """What the UPK has to put in again, and how."""
    notes = [
        "Serahkan berkas ini kepada UPK. Buku atau cadangan yang lain jangan dikerjakan lagi: simpan sebagai arsip."
    ]
    notes.append(
        "Yang dibukukan UPK sesudah kiriman terakhirnya tidak ada di sini; UPK membukukannya sekali lagi dari bukti."
    )
    if made.nameless:
        group, member = made.nameless[0]
        notes.append(
            f"Data {count(len(made.nameless))} anggota (nama, NIK, jenis kelamin, alamat) tidak pernah dikirim, jadi"
            f' harus diisi lagi, satu per satu: upk anggota ubah {group} {member} --nama "NAMA" --jenis-kelamin P'
            " (sementara semuanya tertulis perempuan)."
        )
    if made.nameless and not backup:
        notes.append(
            "Bila UPK masih mempunyai cadangan lama, ulangi dengan --dari-cadangan CADANGAN.db dan --keluar lain."
        )
    if made.held is None:
        notes.append(
            "Kunci kiriman UPK tidak ada di dalamnya; kunci baru dibuat sendiri pada upk kirim yang berikut, dan"
            f" diterima wilayah dengan surat sidik jari dari BKM: upk wilayah terima-kunci {made.upk}."
        )
    elif not made.held:
        notes.append(
            "Kunci kiriman UPK tidak ada di dalamnya. UPK membuat kunci baru (upk kunci ganti --alasan ALASAN) dan"
            f" mengirim; wilayah menerimanya dengan surat sidik jari dari BKM: upk wilayah terima-kunci {made.upk}."
        )
    return notes
