"""`upk kunci` and `upk wilayah kunci`: the keys of bundles, by their fingerprints."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from upk_ledger.actions.region.keys import (
    change_key,
    change_region_key,
    known_keys,
    region_key,
    register_recipient,
)
from upk_ledger.cli.commands import PAPER_FORMATS, command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.errors.exchange import FileUnreadable
from upk_ledger.core.errors.region_sending import NotAKey
from upk_ledger.core.region.bundles import readable
from upk_ledger.exchange.files import in_folder, system_code, write_file
from upk_ledger.exchange.key_files import LIMIT, HandedKey, read_key

_COMPARE = (
    "Cocokkan sidik jari ini lewat telepon atau surat resmi dengan kantor pembina sebelum mengirim; bila berbeda,"
    " jangan mengirim."
)
_UNTIL_THEN = (
    "Selama sebuah UPK belum mendaftarkan kunci baru, NIK-nya masih tersegel untuk kunci lama. Beritahukan sidik jari"
    " yang baru kepada semua UPK lewat telepon atau surat resmi."
)


@command(
    "lihat",
    "Sidik jari kunci kiriman UPK ini, dan kunci Pemda yang didaftarkan untuk menyegel NIK.",
    examples=("upk kunci lihat",),
)
def show(shell: Shell) -> None:
    """Show the fingerprints."""
    known = known_keys(shell.desk())
    own, recipient = known.own, known.recipient
    notes = []
    if own is None:
        notes.append("Kunci kiriman dibuat sendiri pada kiriman pertama: upk kirim --bulan BULAN.")
    elif not known.held:
        notes.append(
            "Buku ini tidak menyimpan rahasia kunci itu; untuk mengirim dari sini: upk kunci ganti --alasan ALASAN."
        )
    if recipient is None:
        notes.append("Tanpa kunci Pemda, NIK tidak ikut dikirim. Daftarkan dengan: upk kunci pemda BERKAS.")
    shell.show(
        Answer(
            data={
                "fingerprint": own.fingerprint if own else None,
                "since_record": own.record if own else None,
                "held": known.held,
                "recipient": recipient.fingerprint if recipient else None,
                "recipient_name": (recipient.name or None) if recipient else None,
            },
            facts=(
                ("Kunci kiriman UPK", readable(own.fingerprint) if own else "belum ada"),
                ("Kunci Pemda", readable(recipient.fingerprint) if recipient else "belum didaftarkan"),
                *((("Milik", recipient.name),) if recipient and recipient.name else ()),
            ),
            notes=tuple(notes),
        )
    )


@command(
    "pemda",
    """Daftarkan kunci Pemda: sejak itu NIK anggota ikut dikirim, tersegel sehingga hanya Pemda itu yang dapat membuka.

    Kuncinya berupa berkas kecil dari kantor pembina (upk wilayah kunci). Cocokkan dulu sidik jarinya dengan kantor
    itu.""",
    examples=("upk kunci pemda kunci-wilayah.txt",),
    refused=("berkas atau tulisan yang bukan kunci", "kunci yang sudah terdaftar"),
    writes=True,
)
@click.argument("given", metavar="BERKAS")
def recipient(shell: Shell, given: str) -> None:
    """Register the key for which NIK are sealed."""
    handed = _handed(given)
    with shell.working() as desk:
        before = register_recipient(desk, handed)
    shell.show(
        Answer(
            data={
                "fingerprint": handed.fingerprint,
                "name": handed.office or None,
                "replaces": before.fingerprint if before else None,
            },
            facts=(
                ("Kunci Pemda", readable(handed.fingerprint)),
                *((("Milik", handed.office),) if handed.office else ()),
                *((("Pengganti kunci", readable(before.fingerprint)),) if before else ()),
            ),
            notes=(_COMPARE,),
        )
    )


def _handed(given: str) -> HandedKey:
    """The key in the file that `given` names, or that `given` is."""
    path = Path(given)
    with suppress(OSError):  # a name too long for a file is no file
        if path.is_file():
            if path.stat().st_size > LIMIT:
                raise NotAKey(given)
            return read_key(_text_of(path), given)
    return read_key(given, given)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise FileUnreadable(system_code(error)) from None


@command(
    "ganti",
    """Ganti kunci kiriman UPK, misalnya karena komputernya hilang. Penggantiannya tercatat dengan alasannya.

    Kiriman pertama sesudahnya ditandatangani dengan kunci baru dan, bila masih tersimpan di buku ini, juga dengan kunci
    lama, supaya Pemda menerimanya tanpa bertanya. Serahkan juga surat sidik jari yang baru: upk kunci surat.""",
    examples=('upk kunci ganti --alasan "Laptop UPK hilang"',),
    refused=("tanpa alasan", "UPK yang belum mempunyai kunci"),
    writes=True,
)
@click.option("--alasan", "reason", required=True, help="Mengapa diganti.")
def change(shell: Shell, reason: str) -> None:
    """Change the key that signs."""
    with shell.working() as desk:
        made = change_key(desk, reason)
    told = (
        "Kiriman berikutnya ditandatangani dengan kunci baru dan kunci lama."
        if made.both
        else "Kunci lama tidak tersimpan di buku ini: kiriman berikutnya hanya ditandatangani dengan kunci baru, dan"
        " Pemda akan memastikannya dulu kepada UPK."
    )
    fingerprint = None if shell.trial else made.fingerprint  # the key of a trial is thrown away
    shell.show(
        Answer(
            data={"fingerprint": fingerprint, "replaces": made.replaces, "signed_by_both": made.both},
            facts=(
                ("Kunci baru", "(dibuat saat diganti)" if shell.trial else readable(made.fingerprint)),
                ("Kunci lama", readable(made.replaces)),
            ),
            notes=(told, "Cetak surat sidik jari yang baru untuk Pemda dan Forum: upk kunci surat."),
        )
    )


@command(
    "surat",
    """Surat sidik jari kunci kiriman: satu halaman yang ditandatangani Koordinator dan Manajer, untuk Pemda dan Forum.

    Dengan surat itu Pemda tahu bahwa berkas kiriman benar dari UPK ini.""",
    examples=(
        "upk kunci surat --keluar surat-kunci.pdf",
        "upk kunci surat --tanggal 2026-11-05 --format pdf",
    ),
    refused=("UPK yang belum mempunyai kunci",),
    formats=PAPER_FORMATS,
)
@click.option("--tanggal", "on", type=DATE, help="Tanggal surat; bila kosong: hari ini.")
@OUT
@PAPER
def letter(shell: Shell, on: date | None, out: str | None, paper: Paper) -> None:
    """Print the letter of the fingerprint."""
    from upk_ledger.actions.region.key_letter import key_letter

    deliver(shell, key_letter(shell.desk(), shell.dated(on)), "surat-kunci", out, paper)


@region_command(
    "kunci",
    """Kunci Pemda untuk NIK: dibuat pada pemakaian pertama; bagian umumnya dibagikan kepada UPK sebagai berkas kecil.

    NIK yang dikirim UPK tersegel untuk kunci ini: hanya buku wilayah ini yang dapat mencocokkannya, dan NIK tidak
    pernah ditampilkan. Buku ini menyimpan rahasianya; buatlah cadangan dengan upk cadang.

    Bila laptop atau berkas buku hilang atau pernah disalin orang lain, buat kunci baru dengan --ganti. Penggantiannya
    tercatat dengan alasannya; NIK dari kiriman lama tetap dapat dicocokkan.""",
    examples=(
        "upk wilayah kunci",
        "upk wilayah kunci --keluar kunci-wilayah.txt",
        'upk wilayah kunci --ganti --alasan "Laptop dinas hilang" --keluar kunci-baru.txt',
    ),
    refused=("--ganti tanpa alasan", "mengganti kunci yang belum pernah dibuat"),
    writes=True,
)
@click.option(
    "--keluar", "out", type=click.Path(path_type=Path), help="Berkas teks untuk UPK, atau foldernya."
)
@click.option("--ganti", "anew", is_flag=True, help="Buat kunci baru sebagai pengganti yang sekarang.")
@click.option("--alasan", "reason", default="", help="Mengapa diganti; wajib bersama --ganti.")
def of_region(shell: Shell, out: Path | None, anew: bool, reason: str) -> None:
    """Show the region's key (or make another) and write it for the UPK."""
    if bool(reason) != anew:
        raise click.UsageError("--ganti dan --alasan dipakai bersama.")
    with shell.working() as desk:
        key = change_region_key(desk, reason) if anew else region_key(desk)
    path = None if out is None else in_folder(out, f"kunci-{desk.office.code.lower()}.txt")
    if path is not None and not shell.trial:
        write_file(path, key.text)
        shell.tell(f"Tersimpan: {path}. Bagikan kepada UPK; di sana: upk kunci pemda {path.name}")
    unsure = shell.trial and key.new  # the key of a trial is thrown away
    notes = [] if path else ["Untuk dibagikan kepada UPK: upk wilayah kunci --keluar kunci-wilayah.txt"]
    if anew:
        notes.append(_UNTIL_THEN)
    shell.show(
        Answer(
            data={
                "fingerprint": None if unsure else key.fingerprint,
                "public_key": None if unsure else key.public_key,
                "new": key.new,
                "replaces": key.replaces or None,
                "file": None if path is None or shell.trial else str(path),
            },
            facts=(
                ("Sidik jari kunci Pemda", "(dibuat saat dipakai)" if unsure else readable(key.fingerprint)),
                ("Kunci", "(dibuat saat dipakai)" if unsure else key.public_key),
                *((("Pengganti kunci", readable(key.replaces)),) if key.replaces else ()),
            ),
            notes=tuple(notes),
        )
    )
