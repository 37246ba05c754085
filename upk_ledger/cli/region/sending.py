"""`upk kirim`: the bundle of a closed month, for the office that coaches the UPK."""

from pathlib import Path

import click

from upk_ledger.actions.region.sending import Bundled, check_place, send_again, send_month
from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.numbers import count
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import MONTH
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month
from upk_ledger.core.region.bundles import SUFFIX, readable
from upk_ledger.exchange.files import check_writable, in_folder, write_file


@command(
    "kirim",
    """Buat berkas kiriman satu bulan yang sudah ditutup, untuk Pemda yang membina: catatan, jurnal, pinjaman dan angka
    bulan itu, ditandatangani dengan kunci UPK.

    Kirimlah berkasnya lewat flash disk, surel atau pesan; tidak perlu jaringan. Kunci UPK dibuat sendiri pada kiriman
    pertama; sesudah itu cetak surat sidik jarinya: upk kunci surat. Nama, alamat, telepon dan penghasilan anggota tidak
    ikut; NIK hanya ikut tersegel untuk Pemda yang kuncinya didaftarkan (upk kunci pemda). Bulan yang sudah pernah
    dikirim dibuat lagi berkasnya, dan tidak ada yang dicatat.""",
    examples=(
        "upk kirim --bulan 2026-10",
        "upk kirim --bulan 2026-10 --keluar E:\\kiriman",
        "upk kirim --catatan 120",
    ),
    refused=(
        "bulan yang belum ditutup",
        "buku yang catatannya rusak",
        "berkas yang akhirannya bukan .upk",
        "nama berkas yang sudah dipakai kiriman lain",
    ),
    writes=True,
)
@click.option("--bulan", "month", type=MONTH, help="Bulan yang dikirim, misalnya 2026-10.")
@click.option(
    "--catatan", "record", type=click.IntRange(1), help="Buat lagi kiriman yang memuat nomor catatan ini."
)
@click.option(
    "--keluar",
    "out",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Berkas .upk, atau folder; bila kosong: folder ini.",
)
def send(shell: Shell, month: Month | None, record: int | None, out: Path) -> None:
    """Make the bundle of a month."""
    if (month is None) == (record is None):
        raise click.UsageError("Sebut --bulan BULAN, atau --catatan NOMOR untuk membuat kiriman lama lagi.")
    if out.suffix and not out.is_dir() and out.suffix.lower() != SUFFIX:
        raise click.UsageError(f"Berkas kiriman berakhiran {SUFFIX}, misalnya melati-2026-10{SUFFIX}.")
    with shell.working() as desk, desk.write():
        made = send_again(desk, record or 0) if month is None else send_month(desk, month)
        path = in_folder(out, made.name)
        check_writable(path)
        check_place(path, made)
    if not shell.trial:
        # Behind the book's own record: what fails here is made again, and no file names a key that was not kept.
        write_file(path, made.content)
    shell.show(_answer(made, path, trial=shell.trial))


def _answer(made: Bundled, path: Path, *, trial: bool) -> Answer:
    told = made.manifest
    unsure = trial and made.new_key  # the key of a trial is thrown away
    return Answer(
        data={
            "file": None if trial else str(path),
            "month": told.month,
            "first": told.first,
            "last": told.last,
            "records": told.last - told.first + 1,
            "size": len(made.content),
            "head": told.head,
            "fingerprint": None if unsure else told.fingerprint,
            "new_key": made.new_key,
            "replaces": told.replaces or None,
            "repeated": made.repeated,
            "identities_sealed": bool(told.recipient),
            "identities": made.sealed if told.recipient else 0,
            "recipient": told.recipient or None,
        },
        facts=(
            ("Berkas", path.name if trial else str(path)),
            ("Bulan", long_month(told.month)),
            ("Catatan", f"{count(told.first)} s.d. {count(told.last)} ({count(told.last - told.first + 1)})"),
            ("Ukuran", f"{count(-(-len(made.content) // 1024))} KB"),
            ("Sidik catatan terakhir", told.head),
            (
                "Sidik jari kunci",
                "(kunci baru dibuat saat dikirim)" if unsure else readable(told.fingerprint),
            ),
            ("NIK", _identities(made)),
        ),
        notes=tuple(_notes(made, unsure=unsure)),
    )


def _identities(made: Bundled) -> str:
    if not made.manifest.recipient:
        return "tidak ikut"
    return f"{count(made.sealed)} NIK ikut, tersegel untuk kunci {readable(made.manifest.recipient)}"


def _notes(made: Bundled, *, unsure: bool) -> list[str]:
    """What the bookkeeper should know of it, a sentence each."""
    notes = []
    if made.repeated:
        notes.append(
            "Tidak ada catatan baru untuk bulan ini sejak kiriman itu: berkasnya dibuat lagi dengan catatan yang sama."
        )
    if made.new_key and not unsure:
        notes.append(
            "Kunci kiriman UPK baru saja dibuat. Cetak surat sidik jarinya untuk ditandatangani Koordinator: upk kunci"
            " surat --keluar surat-kunci.pdf"
        )
    if made.manifest.replaces:
        notes.append(
            f"Kiriman pertama dengan kunci baru, pengganti kunci {readable(made.manifest.replaces)}. Serahkan surat"
            " sidik jari yang baru kepada Pemda: upk kunci surat."
        )
    if not made.manifest.recipient:
        notes.append("NIK tidak ikut dikirim, karena kunci Pemda belum didaftarkan: upk kunci pemda BERKAS.")
    return notes
