"""`upk mulai`: a new book."""

from collections.abc import Container

import click

from upk_ledger.actions.book import start_book, try_book
from upk_ledger.bahasa.dates import parse_date
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import ZONES
from upk_ledger.core.offices import OFFICERS, USUAL_CODE, BookIdentity, Officer

_ROLES = OFFICERS["upk"]

_QUESTIONS = {
    "--nama": "Nama UPK (misalnya UPK Melati)",
    "--bkm": "Nama BKM/LKM (misalnya BKM Melati)",
    "--kelurahan": "Nama kelurahan (untuk desa, pakai --desa)",
    "--desa": "Nama desa",
    "--kecamatan": "Nama kecamatan",
    "--kota": "Nama kota (untuk kabupaten, pakai --kabupaten)",
    "--kabupaten": "Nama kabupaten",
    "--provinsi": "Nama provinsi",
    "--tanggal-mulai": "Tanggal mulai pembukuan (misalnya 2026-01-01)",
}


@command(
    "mulai",
    """Buat buku baru dengan daftar akun baku.

    Yang belum ditulis ditanyakan bila perintah ini dijalankan di terminal. Pejabat yang menandatangani
    laporan boleh diisi kemudian dengan: upk petugas tambah.""",
    examples=(
        "upk mulai",
        (
            'upk mulai --nama "UPK Melati" --bkm "BKM Melati" --kelurahan Kudu --kecamatan Genuk'
            ' --kota Semarang --provinsi "Jawa Tengah" --tanggal-mulai 2026-01-01'
        ),
    ),
    refused=("lokasi yang sudah berisi buku atau berkas lain", "kode UPK yang sudah ada di basis data itu"),
    writes=True,
)
@click.option("--nama", "name", help="Nama UPK.")
@click.option("--bkm", "board", help="Nama BKM/LKM.")
@click.option("--kelurahan", help="Nama kelurahan; atau pakai --desa.")
@click.option("--desa", help="Nama desa; atau pakai --kelurahan.")
@click.option("--kecamatan", "district", help="Nama kecamatan.")
@click.option("--kota", help="Nama kota; atau pakai --kabupaten.")
@click.option("--kabupaten", help="Nama kabupaten; atau pakai --kota.")
@click.option("--provinsi", "province", help="Nama provinsi.")
@click.option("--tanggal-mulai", "start_text", metavar="TANGGAL", help="Tanggal mulai pembukuan.")
@click.option(
    "--kode", "code", help="Kode UPK; dengan kode baru, buku yang sudah ada boleh memuat UPK ini juga."
)
@click.option("--aturan", "rulebook", default="pnpm-2012", help="Aturan program, misalnya pnpm-2012.")
@click.option(
    "--zona", "zone", type=click.Choice(list(ZONES), case_sensitive=False), default="WIB", help="Zona waktu."
)
@click.option("--pembuku", default="", help="Nama pembuku.")
@click.option("--manajer", default="", help="Nama manajer UPK.")
@click.option("--pengawas", default="", help="Nama pengawas.")
@click.option("--koordinator", default="", help="Nama koordinator BKM/LKM.")
def start(
    shell: Shell,
    *,
    name: str | None,
    board: str | None,
    kelurahan: str | None,
    desa: str | None,
    district: str | None,
    kota: str | None,
    kabupaten: str | None,
    province: str | None,
    start_text: str | None,
    code: str | None,
    rulebook: str,
    zone: str,
    **names: str,
) -> None:
    """Make a book from the office's identity."""
    village_option, village = _one_of({"--kelurahan": kelurahan, "--desa": desa})
    regency_option, regency = _one_of({"--kota": kota, "--kabupaten": kabupaten})
    given = {
        "--nama": name,
        "--bkm": board,
        village_option: village,
        "--kecamatan": district,
        regency_option: regency,
        "--provinsi": province,
        "--tanggal-mulai": start_text,
    }
    told = shell.complete(given, _QUESTIONS, {"--tanggal-mulai": parse_date})
    identity = BookIdentity(
        name=told["--nama"],
        board=told["--bkm"],
        village_kind=_kind(village_option),
        village=told[village_option],
        district=told["--kecamatan"],
        regency_kind=_kind(regency_option),
        regency=told[regency_option],
        province=told["--provinsi"],
        start=parse_date(told["--tanggal-mulai"]),
        code=code or USUAL_CODE,
        zone=zone,
    )
    officers = [Officer(role, title, names[role], identity.start) for role, title in _ROLES.items()]
    _begin(shell, identity, rulebook, officers, join=code is not None)


def _one_of(options: dict[str, str | None]) -> tuple[str, str | None]:
    """The option of a pair that was used; the first of them where none was."""
    used = [(option, value) for option, value in options.items() if value]
    if len(used) > 1:
        raise click.UsageError(f"Pakai salah satu saja: {' atau '.join(options)}.")
    return used[0] if used else next(iter(options.items()))


def _kind(option: str) -> str:
    return option.removeprefix("--").capitalize()


def _begin(
    shell: Shell, identity: BookIdentity, rulebook: str, officers: list[Officer], *, join: bool
) -> None:
    place = shell.location
    begin = try_book if shell.trial else start_book
    desk = begin(
        place,
        identity,
        rulebook=rulebook,
        officers=officers,
        clock=shell.clock,
        entropy=shell.entropy,
        join=join,
    )
    shell.notice_future(identity.start, desk.today)
    named = {officer.code for officer in officers if officer.name}
    shell.show(_answer(identity, rulebook, desk.book.place if not shell.trial else place, named))
    if shell.trial:
        shell.tell("Percobaan: buku tidak dibuat.")


def _answer(identity: BookIdentity, rulebook: str, place: str, named: Container[str]) -> Answer:
    missing = [
        f'{title}, yang menandatangani laporan: upk petugas tambah --kode {code} --nama "..." --jabatan "{title}"'
        for code, title in _ROLES.items()
        if code not in named
    ]
    return Answer(
        data={
            "book": place,
            "office": identity.code,
            "name": identity.name,
            "board": identity.board,
            "start_date": identity.start,
            "zone": identity.zone,
            "rulebook": rulebook,
        },
        facts=(
            ("Buku", place),
            ("UPK", f"{identity.name} ({identity.code})"),
            ("BKM/LKM", identity.board),
            ("Tempat", identity.place),
            ("Mulai", identity.start),
            ("Aturan", rulebook),
        ),
        notes=(
            "Langkah berikutnya:",
            *missing,
            "Saldo awal dan pinjaman berjalan: upk impor-blanko --keluar blanko.xlsx, isi, lalu upk impor blanko.xlsx",
            "KSM satu per satu: upk ksm tambah --kode K01 --nama Mawar",
        ),
    )
