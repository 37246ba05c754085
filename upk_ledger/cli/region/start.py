"""`upk wilayah mulai`: a region's book."""

import click

from upk_ledger.actions.region.start import RULEBOOK, region_identity, start_region
from upk_ledger.bahasa.dates import parse_date
from upk_ledger.cli.output import Answer
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import ZONES
from upk_ledger.core.offices import BookIdentity

_QUESTIONS = {
    "--nama": "Nama kantor pembina (misalnya Dinas Perkim Kota Semarang)",
    "--kota": "Nama kota (untuk kabupaten, pakai --kabupaten)",
    "--kabupaten": "Nama kabupaten",
    "--provinsi": "Nama provinsi",
    "--tanggal-mulai": "Tanggal mulai (misalnya 2026-01-01)",
}


@region_command(
    "mulai",
    """Mulai buku wilayah: satu berkas (atau basis data PostgreSQL) untuk banyak UPK.

    Sesudah itu daftarkan UPK-nya dan terima kirimannya. Dalam buku yang sudah memuat UPK, wilayah ditambahkan.
    Pada PostgreSQL basis datanya sekaligus disiapkan untuk banyak pembuku: setiap UPK dan Pemda masuk dengan peran
    sendiri (upk wilayah peran tambah), dan hanya melihat yang menjadi bagiannya.""",
    examples=(
        (
            'upk wilayah mulai --buku wilayah.db --nama "Dinas Perkim Kota Semarang" --kota Semarang'
            ' --provinsi "Jawa Tengah" --tanggal-mulai 2026-01-01'
        ),
        (
            'upk wilayah mulai --buku postgresql://pemilik@server/wilayah --nama "Dinas Perkim Kota Semarang"'
            ' --kota Semarang --provinsi "Jawa Tengah" --tanggal-mulai 2026-01-01'
        ),
    ),
    refused=("kode yang sudah dipakai dalam buku itu", "pemilik basis data yang belum boleh membuat peran"),
    writes=True,
)
@click.option("--nama", "name", help="Nama kantor pembina.")
@click.option("--kota", help="Nama kota; atau pakai --kabupaten.")
@click.option("--kabupaten", help="Nama kabupaten; atau pakai --kota.")
@click.option("--provinsi", "province", help="Nama provinsi.")
@click.option("--tanggal-mulai", "start_text", metavar="TANGGAL", help="Awal pembinaan.")
@click.option("--kode", "code", default="WILAYAH", help="Kode kantor ini; bila kosong: WILAYAH.")
@click.option("--aturan", "rulebook", default=RULEBOOK, help="Aturan yang batasnya dipakai menilai UPK.")
@click.option(
    "--zona", "zone", type=click.Choice(list(ZONES), case_sensitive=False), default="WIB", help="Zona waktu."
)
@click.option(
    "--tanpa-peran", "roleless", is_flag=True, help="Pada PostgreSQL: jangan siapkan peran per UPK."
)
@click.option("--petugas", default="", help="Nama petugas pembina.")
@click.option("--kepala", default="", help="Nama kepala dinas.")
def start(
    shell: Shell,
    *,
    name: str | None,
    kota: str | None,
    kabupaten: str | None,
    province: str | None,
    start_text: str | None,
    code: str,
    rulebook: str,
    zone: str,
    roleless: bool,
    **names: str,
) -> None:
    """Make a region's book."""
    if kota and kabupaten:
        raise click.UsageError("Pakai salah satu saja: --kota atau --kabupaten.")
    option, regency = ("--kabupaten", kabupaten) if kabupaten else ("--kota", kota)
    given = {"--nama": name, option: regency, "--provinsi": province, "--tanggal-mulai": start_text}
    told = shell.complete(given, _QUESTIONS, {"--tanggal-mulai": parse_date})
    identity = region_identity(
        told["--nama"],
        option.removeprefix("--").capitalize(),
        told[option],
        told["--provinsi"],
        parse_date(told["--tanggal-mulai"]),
        code=code,
        zone=zone,
    )
    desk = start_region(
        shell.location,
        identity,
        names,
        rulebook=rulebook,
        clock=shell.clock,
        entropy=shell.entropy,
        keep=not shell.trial,
        roles=not roleless,
    )
    place = desk.book.place if not shell.trial else shell.location
    shell.show(_answer(identity, place, rulebook))
    if shell.trial:
        shell.tell("Percobaan: buku tidak dibuat.")


def _answer(identity: BookIdentity, place: str, rulebook: str) -> Answer:
    return Answer(
        data={
            "book": place,
            "office": identity.code,
            "name": identity.name,
            "start_date": identity.start,
            "zone": identity.zone,
            "rulebook": rulebook,
        },
        facts=(
            ("Buku", place),
            ("Kantor", f"{identity.name} ({identity.code})"),
            ("Wilayah", identity.place),
            ("Mulai", identity.start),
            ("Aturan", rulebook),
        ),
        notes=(
            "Langkah berikutnya:",
            "Daftarkan UPK: upk wilayah upk tambah --help",
            "Kunci untuk NIK, yang diberikan kepada UPK: upk wilayah kunci --keluar pemda.kunci",
            "Terima kirimannya: upk wilayah terima BERKAS...",
        ),
    )
