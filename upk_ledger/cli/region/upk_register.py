"""`upk wilayah upk`: the register of the UPK and boards that a region coaches."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.region.registers import Put, add_upk, change_upk, list_upk, remove_upk, view_upk
from upk_ledger.bahasa.dates import parse_date
from upk_ledger.bahasa.region_registers import LABELS, changed_words
from upk_ledger.cli.commands import PAPER_FORMATS
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.papers import OUT, PAPER, Paper, deliver
from upk_ledger.cli.params import DATE, Typed
from upk_ledger.cli.region.commands import region_command
from upk_ledger.cli.shell import Shell
from upk_ledger.core.region.register_papers import registered_data, term_standing
from upk_ledger.core.region.registers import ADEQUACY, REPORTING, STATUSES, Registered
from upk_ledger.core.statements import Column
from upk_ledger.exchange.region_register import RegisterRow, read_register, register_workbook
from upk_ledger.store.desk import Desk

_CODE = click.argument("code", metavar="KODE")
_REASON = click.option("--alasan", "reason", default="", help="Alasannya, untuk riwayat.")
_PUT = (Column("code", "Kode"), Column("name", "UPK"), Column("what", "Hasil"))
_HISTORY = (
    Column("on", "Tanggal", "date"),
    Column("actor", "Oleh"),
    Column("changed", "Yang dicatat"),
    Column("words", "Alasan"),
)
_CLEARED = date.min
"""Stands for a date that is not known after all."""

_DAY = Typed("tanggal", lambda text: parse_date(text) if text.strip() else _CLEARED)

_TERMS = {
    "habis": "sudah habis",
    "akan-habis": "segera habis",
    "kosong": "belum diketahui",
}


def _facts(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that tell the facts of a UPK and its board."""
    options = (
        click.option("--nama", "name", help="Nama UPK."),
        click.option("--bkm", "board", help="Nama BKM/LKM."),
        click.option("--kelurahan", "kelurahan", help="Nama kelurahan; atau pakai --desa."),
        click.option("--desa", "desa", help="Nama desa; atau pakai --kelurahan."),
        click.option("--kecamatan", "district", help="Nama kecamatan."),
        click.option(
            "--kota", "--kabupaten", "regency", help="Kota atau kabupaten; bila kosong: wilayah ini."
        ),
        click.option(
            "--status", type=click.Choice(STATUSES), help="Masih berjalan (aktif) atau tidak (dorman)."
        ),
        click.option("--lapor", "reporting", type=click.Choice(REPORTING), help="Cara melapor."),
        click.option("--akta", "deed", help="Nomor akta pendirian BKM/LKM."),
        click.option("--tanggal-akta", "deed_on", type=_DAY, help="Tanggal akta."),
        click.option("--masa-bakti-dari", "term_from", type=_DAY, help="Awal masa bakti pengurus BKM/LKM."),
        click.option("--masa-bakti-sampai", "term_until", type=_DAY, help="Akhir masa bakti pengurus."),
        click.option("--bank", help="Nama bank."),
        click.option("--rekening", "bank_account", help="Nomor rekening."),
        click.option(
            "--serah-terima", "handed_over_on", type=_DAY, help="Tanggal serah terima kepada Pemda."
        ),
        click.option(
            "--pembukuan-sekretariat",
            "secretariat_bookkeeping",
            type=click.Choice(ADEQUACY),
            help="Pembukuan Sekretariat memadai?",
        ),
        click.option("--kontak", "contact", help="Siapa yang dihubungi, dan bagaimana."),
        click.option(
            "--berkas",
            "path",
            type=click.Path(path_type=Path),
            help="Banyak sekaligus: berkas .xlsx atau .csv.",
        ),
        _REASON,
    )
    for option in reversed(options):
        function = option(function)
    return function


def _rows(code: str | None, path: Path | None, facts: dict[str, Any]) -> list[RegisterRow]:
    told = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    told = {name: None if value == _CLEARED else value for name, value in told.items() if value is not None}
    if path is not None and (code is not None or told):
        raise click.UsageError("Pakai salah satu saja: KODE dengan isinya, atau --berkas.")
    if path is not None:
        return read_register(path)
    if code is None:
        raise click.UsageError("Sebut KODE UPK-nya, atau --berkas.")
    return [RegisterRow("", 0, {"code": code.strip(), **told})]


def _put(
    shell: Shell,
    act: Callable[[Desk, Sequence[RegisterRow], str], list[Put]],
    rows: list[RegisterRow],
    reason: str,
) -> None:
    with shell.working() as desk:
        done = act(desk, rows, reason.strip())
        own = desk.office.regency
    for one in done:
        if one.what != "tetap" and _place(one.upk.regency) != _place(own):
            shell.warn(f"{one.upk.name} ({one.upk.code}) di {one.upk.regency}, padahal wilayah ini {own}.")
    counts = {what: sum(one.what == what for one in done) for what in ("baru", "diubah", "tetap")}
    if len(done) == 1 and not rows[0].file:
        data = {**registered_data(done[0].upk), "result": done[0].what}
        shell.show(Answer(data=data, facts=(*_shown(done[0].upk), ("Hasil", done[0].what))))
        return
    listed = [{"code": one.upk.code, "name": one.upk.name, "what": one.what} for one in done]
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    shell.show(
        Answer(
            data={
                "new": counts["baru"],
                "changed": counts["diubah"],
                "unchanged": counts["tetap"],
                "upk": listed,
            },
            sections=(table(_PUT, [[one[column.key] for column in _PUT] for one in listed]),),
            notes=(f"{len(done)} UPK: {told}.",) if done else ("Tidak ada UPK dalam berkas itu.",),
        )
    )


def _place(regency: str) -> str:
    """A city or regency by its name alone, however it was typed."""
    return regency.casefold().removeprefix("kota ").removeprefix("kabupaten ").strip()


def _shown(one: Registered) -> tuple[tuple[str, Any], ...]:
    village = f"{one.village_kind} {one.village}".strip()
    shown = {name: getattr(one, name) for name in LABELS if hasattr(one, name)} | {"village": village}
    return tuple((LABELS[name], value or "-") for name, value in shown.items() if name != "village_kind")


@region_command(
    "tambah",
    """Daftarkan UPK yang dibina, beserta BKM/LKM-nya; dengan --berkas banyak sekaligus.

    Kolom berkasnya: kode, nama, bkm, kelurahan atau desa, kecamatan, dan yang lain bila ada (buat tabelnya dengan: upk
    wilayah upk blanko). Semua baris dicatat, atau tidak ada; berkas yang sama sekali lagi tidak mengubah apa pun. UPK
    yang bukunya ada di wilayah ini cukup disebut kodenya.""",
    examples=(
        (
            'upk wilayah upk tambah MELATI --nama "UPK Melati" --bkm "BKM Melati" --kelurahan Kudu --kecamatan Genuk'
            ' --lapor blanko --kontak "Bu Siti, 0812 0000 0000"'
        ),
        "upk wilayah upk tambah --berkas daftar-upk.xlsx",
    ),
    refused=(
        "kode yang sudah terdaftar dengan isi lain",
        "tanpa nama, BKM/LKM, kelurahan atau desa, atau kecamatan",
        "berkas dengan kesalahan: setiap baris dan kolomnya disebut",
    ),
    writes=True,
)
@click.argument("code", metavar="[KODE]", required=False)
@click.option("--kode", "code_told", metavar="KODE", help="Kode UPK; boleh juga tanpa --kode.")
@_facts
def add(
    shell: Shell, *, code: str | None, code_told: str | None, path: Path | None, reason: str, **facts: Any
) -> None:
    """Put UPK on the register."""
    _put(shell, add_upk, _rows(code or code_told, path, facts), reason)


@region_command(
    "ubah",
    """Ubah catatan satu UPK dan BKM/LKM-nya; dengan --berkas banyak sekaligus. Yang tidak disebut tidak berubah.

    Isi yang lama tetap terlihat dalam riwayat: upk wilayah upk lihat KODE. Yang ternyata belum diketahui dikosongkan
    dengan "" (misalnya --tanggal-akta "").""",
    examples=(
        "upk wilayah upk ubah MELATI --masa-bakti-dari 2026-01-01 --masa-bakti-sampai 2028-12-31",
        'upk wilayah upk ubah MELATI --status dorman --alasan "Tidak berjalan sejak 2024"',
        "upk wilayah upk ubah --berkas daftar-upk.xlsx",
    ),
    refused=(
        "UPK yang tidak terdaftar",
        "masa bakti yang berakhir sebelum dimulai",
        "berkas dengan kesalahan",
    ),
    writes=True,
)
@click.argument("code", metavar="[KODE]", required=False)
@_facts
def change(shell: Shell, *, code: str | None, path: Path | None, reason: str, **facts: Any) -> None:
    """Change what the register has of UPK."""
    rows = _rows(code, path, facts)
    if path is None and len(rows[0].facts) == 1 and not reason:
        raise click.UsageError("Sebutkan yang diubah, misalnya --status, --kontak atau --masa-bakti-sampai.")
    _put(shell, change_upk, rows, reason)


@region_command(
    "daftar",
    """Daftar UPK dan BKM/LKM yang dibina, dengan masa bakti pengurus yang habis atau segera habis.""",
    examples=(
        "upk wilayah upk daftar",
        "upk wilayah upk daftar --habis-dalam 3 --keluar masa-bakti.pdf",
        "upk wilayah upk daftar --status dorman",
    ),
    formats=PAPER_FORMATS,
)
@click.option("--status", type=click.Choice(STATUSES), help="Hanya yang berstatus ini.")
@click.option(
    "--habis-dalam",
    "ending",
    metavar="BULAN",
    type=click.IntRange(0, 120),
    help="Hanya yang masa bakti pengurusnya sudah habis, atau habis dalam sekian bulan.",
)
@click.option("--per", "on", type=DATE, help="Keadaan masa bakti pada tanggal ini; bila kosong: hari ini.")
@OUT
@PAPER
def list_all(
    shell: Shell, *, status: str | None, ending: int | None, on: date | None, out: str | None, paper: Paper
) -> None:
    """Print the register."""
    from upk_ledger.actions.region.register_papers import upk_register_paper

    day = on or shell.desk().today
    deliver(
        shell,
        upk_register_paper(shell.desk(), day, status=status, ending=ending),
        f"daftar-upk-{day}",
        out,
        paper,
    )


@region_command(
    "lihat",
    """Semua yang dicatat tentang satu UPK dan BKM/LKM-nya, dengan riwayat perubahannya.""",
    examples=("upk wilayah upk lihat MELATI",),
    refused=("UPK yang tidak dikenal",),
)
@_CODE
def view(shell: Shell, *, code: str) -> None:
    """Show one UPK with its history."""
    one, changes = view_upk(shell.desk(), code)
    standing = term_standing(one, shell.desk().today)
    rows = [(each.on, each.actor, changed_words(each.facts) or "-", each.words) for each in changes]
    shell.show(
        Answer(
            data={
                **registered_data(one),
                "term": standing,
                "history": [
                    {
                        "date": each.on,
                        "record": each.record,
                        "actor": each.actor,
                        "changes": [
                            {"field": name, "before": before or None, "after": after or None}
                            for name, before, after in each.facts
                        ],
                        "words": each.words or None,
                    }
                    for each in changes
                ],
            },
            facts=(*_shown(one), *((("Masa bakti pengurus", _TERMS[standing]),) if standing else ())),
            tables=(table(_HISTORY, rows, "Riwayat"),) if rows else (),
            notes=() if rows else (f"Belum terdaftar: upk wilayah upk tambah {one.code}",),
        )
    )


@region_command(
    "hapus",
    """Keluarkan UPK yang salah didaftarkan dari daftar; riwayatnya tetap ada.

    UPK yang tidak berjalan lagi tidak dihapus, tetapi ditandai: upk wilayah upk ubah KODE --status dorman.""",
    examples=('upk wilayah upk hapus MELATI --alasan "Terdaftar dua kali"',),
    refused=("UPK yang tidak dikenal", "UPK yang bukunya ada di wilayah ini", "tanpa alasan"),
    writes=True,
)
@_CODE
@click.option("--alasan", "reason", required=True, help="Alasannya.")
def remove(shell: Shell, *, code: str, reason: str) -> None:
    """Take a UPK off the register."""
    with shell.working() as desk:
        one = remove_upk(desk, code, reason)
    shell.show(
        Answer(
            data={"code": one.code, "name": one.name, "result": "dihapus"},
            facts=(("Kode", one.code), ("UPK", one.name), ("Hasil", "dihapus dari daftar")),
        )
    )


@region_command(
    "blanko",
    """Tabel Excel untuk mendaftarkan atau memperbaiki banyak UPK sekaligus, berisi yang sudah terdaftar.

    Sesudah diisi: upk wilayah upk tambah --berkas (UPK baru), atau upk wilayah upk ubah --berkas.""",
    examples=("upk wilayah upk blanko --keluar daftar-upk.xlsx",),
    refused=("berkas yang sudah ada",),
)
@click.option(
    "--keluar",
    "out",
    metavar="LOKASI",
    required=True,
    type=click.Path(path_type=Path),
    help="Berkas atau folder.",
)
@click.option("--kosong", "blank", is_flag=True, help="Tanpa yang sudah terdaftar.")
def blank_table(shell: Shell, *, out: Path, blank: bool) -> None:
    """Write the table to be filled in."""
    from upk_ledger.exchange.files import check_absent, in_folder, write_file

    path, content = in_folder(out, "daftar-upk.xlsx"), BytesIO()
    check_absent(path)
    listed = [] if blank else list_upk(shell.desk())
    register_workbook(content, listed)
    write_file(path, content.getvalue())
    shell.show(
        Answer(
            data={"file": str(path), "upk": len(listed)},
            facts=(("Berkas", str(path)), ("UPK di dalamnya", len(listed))),
        )
    )
