"""`upk pengaturan`: how this office works where the rules leave it a choice, and its holidays."""

from datetime import date
from pathlib import Path

import click

from upk_ledger.actions.approvals import lacks_cards
from upk_ledger.actions.periods import first_open_day
from upk_ledger.actions.settings import (
    SettingView,
    adopt_holidays,
    change_setting,
    export_holidays,
    list_holidays,
    list_settings,
)
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.statements import Cell, Column

_COLUMNS = (
    Column("name", "Nama"),
    Column("value", "Isi"),
    Column("since", "Sejak", "date"),
    Column("summary", "Untuk apa"),
    Column("allowed", "Boleh berisi"),
)


def _data(setting: SettingView) -> dict[str, Cell]:
    return {
        "name": setting.name,
        "value": setting.value,
        "since": setting.since,
        "summary": setting.summary,
        "allowed": setting.allowed,
    }


@command(
    "daftar",
    """Daftar pengaturan pada satu tanggal. Yang tidak ada tanggalnya belum pernah diubah.""",
    examples=("upk pengaturan daftar", "upk pengaturan daftar --per 2026-06-30"),
)
@click.option("--per", "on", type=DATE, help="Pada tanggal ini; bila kosong: hari ini.")
def list_all(shell: Shell, on: date | None) -> None:
    """List the settings."""
    desk = shell.desk()
    settings = [_data(setting) for setting in list_settings(desk, on or desk.today)]
    rows = (tuple(setting.values()) for setting in settings)
    shell.show(Answer(data={"settings": settings}, sections=(table(_COLUMNS, rows),)))


@command(
    "ubah",
    """Ubah satu pengaturan mulai satu tanggal; nama-namanya: upk pengaturan daftar.

    Tulis "" untuk mengosongkan. Perubahan dibatalkan dengan mengubahnya kembali; pinjaman yang sudah cair tidak ikut
    berubah.""",
    examples=(
        "upk pengaturan ubah hari-bayar 15",
        "upk pengaturan ubah geser-libur mundur --mulai 2026-07-01",
        'upk pengaturan ubah hari-bayar ""',
    ),
    refused=(
        "nama yang tidak dikenal",
        "isi yang tidak dapat dipakai",
        "tanggal di bulan yang sudah ditutup",
        *REFUSED,
    ),
    writes=True,
)
@click.argument("name", metavar="NAMA")
@click.argument("value", metavar="ISI")
@click.option("--mulai", "since", type=DATE, help="Berlaku sejak; bila kosong: hari ini.")
@click.option("--alasan", "reason", default="", help="Alasan, misalnya keputusan rapat BKM.")
@CODES
def change(
    shell: Shell, name: str, value: str, since: date | None, reason: str, codes: tuple[str, ...]
) -> None:
    """Change a setting."""
    begin = since or max(shell.desk().today, first_open_day(shell.desk()))
    with shell.working() as desk:
        changed = with_codes(
            shell,
            desk,
            codes,
            lambda given: change_setting(desk, name, value, begin, reason=reason, codes=given),
        )
        unmanned = lacks_cards(desk, changed.name, changed.value)
    if unmanned:
        shell.warn(
            "Belum ada kartu kode di tangan petugas lain: selama itu yang memerlukan kode tidak dapat dicatat. Buat"
            " kartunya: upk kartu-kode buat --pemegang KODE --keluar kartu.pdf"
        )
    data = _data(changed)
    shell.show(Answer(data=data, facts=tuple((column.heading, data[column.key]) for column in _COLUMNS)))


_HOLIDAYS = (Column("date", "Tanggal", "date"), Column("name", "Hari libur"))


@command(
    "libur",
    """Perlihatkan daftar hari libur; dengan BERKAS, ganti seluruh daftarnya.

    Berkas CSV berkolom tanggal dan nama. Daftar baru berlaku untuk pinjaman yang cair sesudahnya; daftar yang lama
    dipakai lagi dengan memberikan berkas yang lama.""",
    examples=(
        "upk pengaturan libur",
        "upk pengaturan libur --keluar libur.csv",
        "upk pengaturan libur libur.csv",
    ),
    refused=(
        "berkas yang tidak ada, kosong, atau bukan CSV",
        "kolom selain tanggal dan nama",
        "tanggal yang salah, kosong, atau tertulis dua kali",
        *REFUSED,
    ),
    writes=True,
)
@click.argument("path", metavar="[BERKAS]", type=click.Path(path_type=Path), required=False)
@click.option("--keluar", "out", type=click.Path(path_type=Path), help="Tulis daftarnya ke berkas CSV ini.")
@CODES
def holidays(shell: Shell, path: Path | None, out: Path | None, codes: tuple[str, ...]) -> None:
    """Show, write or replace the list of holidays."""
    if path is not None and out is not None:
        raise click.UsageError(
            "Pakai BERKAS untuk mengganti daftar, atau --keluar untuk menuliskannya; tidak keduanya."
        )
    if path is not None:
        with shell.working() as desk:
            found = with_codes(shell, desk, codes, lambda given: adopt_holidays(desk, path, given))
    else:
        found = list_holidays(shell.desk())
    data: dict[str, object] = {"holidays": [{"date": day, "name": name} for day, name in found]}
    if out is not None:
        data["path"] = str(export_holidays(shell.desk(), out))
        shell.tell(f"Daftar hari libur ditulis ke {data['path']}.")
    shell.show(Answer(data=data, sections=(table(_HOLIDAYS, found),)))
