"""`upk tugas`: what is due today, with the command to type for each kind."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from upk_ledger.actions.region.tasks import region_tasks
from upk_ledger.actions.tasks import tasks_due
from upk_ledger.bahasa.dates import long_date
from upk_ledger.bahasa.numbers import count
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.region.tasks import KINDS as REGION_KINDS
from upk_ledger.cli.shell import Shell
from upk_ledger.core import tasks
from upk_ledger.core.money import Rupiah
from upk_ledger.core.statements import Cell, Column, Section
from upk_ledger.core.tasks import Task, TaskList

_MOST = 10
"""So many of a kind are shown on a screen unless all are asked for."""

_SUBJECT, _GROUP, _LATE = Column("subject", "Pinjaman"), Column("name", "KSM"), Column("late", "Terlambat")
_SINCE, _AMOUNT = Column("date", "Sejak", "date"), Column("amount", "Pokok", "money")

_KINDS: dict[str, tuple[str, str, tuple[Column, ...]]] = {
    tasks.TODAY: (
        "Angsuran jatuh tempo hari ini",
        "upk angsuran catat NOMOR",
        (_SUBJECT, _GROUP, Column("amount", "Jumlah", "money")),
    ),
    tasks.WEEK: (
        "Angsuran dalam 7 hari",
        "upk pinjaman jadwal NOMOR",
        (_SUBJECT, _GROUP, Column("date", "Jatuh tempo", "date"), Column("amount", "Jumlah", "money")),
    ),
    tasks.OVERDUE: (
        "Menunggak",
        "upk angsuran catat NOMOR",
        (_SUBJECT, _GROUP, Column("amount", "Tunggakan", "money"), Column("note", "Lama")),
    ),
    tasks.LETTERS: (
        "Surat tagihan",
        "upk surat cetak --semua --keluar FOLDER",
        (_SUBJECT, _GROUP, Column("amount", "Tunggakan", "money"), Column("note", "Surat")),
    ),
    tasks.VISITS: (
        "Kunjungan sesudah cair",
        "upk pinjaman kunjungan NOMOR --untuk pembinaan",
        (_SUBJECT, _GROUP, Column("date", "Paling lambat", "date"), _LATE),
    ),
    tasks.EXAMINE: (
        "Pengajuan menunggu pemeriksaan",
        "upk pinjaman periksa NOMOR",
        (_SUBJECT, _GROUP, _SINCE, _AMOUNT),
    ),
    tasks.DECIDE: (
        "Pengajuan menunggu putusan",
        "upk pinjaman putuskan NOMOR",
        (_SUBJECT, _GROUP, _SINCE, _AMOUNT, Column("note", "Keadaan")),
    ),
    tasks.DISBURSE: (
        "Disetujui, menunggu pencairan",
        "upk pinjaman cairkan NOMOR",
        (_SUBJECT, _GROUP, _SINCE, _AMOUNT),
    ),
    tasks.MONTH_END: (
        "Tutup buku",
        "upk periode tutup BULAN",
        (Column("subject", "Bulan"), Column("date", "Paling lambat", "date"), _LATE),
    ),
    tasks.BUNDLES: (
        "Bulan yang belum dikirim ke Pemda",
        "upk kirim --bulan BULAN",
        (Column("subject", "Bulan"), Column("date", "Paling lambat", "date"), _LATE),
    ),
    tasks.BANK: (
        "Rekening bank yang belum direkonsiliasi",
        "upk bank rekonsiliasi --akun AKUN --per TANGGAL",
        (
            Column("subject", "Akun"),
            Column("name", "Nama"),
            Column("date", "Per", "date"),
            Column("amount", "Saldo buku", "money"),
            Column("note", "Keadaan"),
        ),
    ),
    tasks.CASH: (
        "Kas di atas batas dan belum disetor",
        "upk kas setor-bank JUMLAH",
        (
            Column("subject", "Akun"),
            Column("name", "Nama"),
            Column("date", "Sejak", "date"),
            Column("amount", "Tertinggi", "money"),
            Column("note", "Lama"),
        ),
    ),
    tasks.COUNTS: (
        "Selisih opname yang belum diselesaikan",
        "upk kas opname-selesaikan NOMOR",
        (
            Column("subject", "Opname"),
            Column("name", "Penghitung"),
            Column("date", "Tanggal", "date"),
            Column("amount", "Selisih", "money"),
        ),
    ),
    tasks.ADVANCES: (
        "Uang muka yang lewat batasnya",
        "upk uang-muka pertanggungjawabkan KODE",
        (
            Column("subject", "Kode"),
            Column("name", "Pemegang"),
            Column("date", "Batas", "date"),
            Column("amount", "Sisa", "money"),
            Column("note", "Lewat"),
        ),
    ),
    tasks.SAVINGS: (
        "Tabungan pinjaman lunas yang dapat dikembalikan",
        "upk tabungan kembalikan NOMOR",
        (_SUBJECT, _GROUP, Column("amount", "Jumlah", "money")),
    ),
    tasks.REWARDS: (
        "Reward yang belum dibayarkan",
        "upk reward bayar NOMOR",
        (_SUBJECT, _GROUP, Column("amount", "Jumlah", "money")),
    ),
    tasks.PARTNERS: (
        "Angsuran kepada mitra",
        "upk mitra bayar KODE JUMLAH",
        (
            Column("subject", "Dana"),
            Column("name", "Mitra"),
            Column("date", "Jatuh tempo", "date"),
            Column("amount", "Jumlah", "money"),
            _LATE,
        ),
    ),
    tasks.SURPLUS: (
        "Alokasi laba yang belum dibayarkan",
        "upk laba bayar TUJUAN JUMLAH",
        (Column("subject", "Tujuan"), Column("name", "Laba tahun"), Column("amount", "Sisa", "money")),
    ),
    tasks.FUNDS: (
        "Dana yang batas waktunya tiba",
        "upk dana tutup KODE",
        (
            Column("subject", "Dana"),
            Column("name", "Kegiatan"),
            Column("date", "Selesai paling lambat", "date"),
            Column("amount", "Sisa", "money"),
            _LATE,
        ),
    ),
    tasks.CARDS: (
        "Kartu kode yang hampir habis",
        "upk kartu-kode ganti KARTU",
        (Column("subject", "Kartu"), Column("name", "Pemegang"), Column("note", "Sisa")),
    ),
    **REGION_KINDS,
}
"""By kind: what it is called, the command to type, and its columns on screen."""

_TOGETHER = (
    Column("kind", "Tugas"),
    Column("subject", "Tentang"),
    Column("name", "Nama"),
    Column("date", "Tanggal", "date"),
    Column("amount", "Jumlah", "money"),
    Column("note", "Keterangan"),
    Column("late", "Terlambat"),
)


@command(
    "tugas",
    """Apa yang perlu dikerjakan hari ini, dengan perintahnya: angsuran, tunggakan, surat, kunjungan, pengajuan, dsb.

    Di buku wilayah: siapa yang belum melapor, kiriman yang menunggu, kunci yang belum dicocokkan, tindak lanjut, dsb.
    Di layar paling banyak 10 dari setiap macam; --semua memperlihatkan semuanya.""",
    examples=("upk tugas", "upk tugas --per 2026-03-31", "upk tugas --semua"),
)
@click.option("--per", "on", type=DATE, help="Untuk tanggal ini; bila kosong: hari ini.")
@click.option("--semua", "every", is_flag=True, help="Perlihatkan semuanya, bukan 10 yang pertama.")
def show(shell: Shell, on: date | None, *, every: bool) -> None:
    """Show what is due."""
    day = on or shell.desk().today
    coaches = shell.desk().office.kind == "wilayah"
    found = region_tasks(shell.desk(), day) if coaches else tasks_due(shell.desk(), day)
    total = sum(len(one.tasks) for one in found)
    data: dict[str, Any] = {"as_of": day, "total": total}
    data |= {one.kind: _data(one) for one in found}
    listed = [one for one in found if one.tasks]
    screen = tuple(_section(one, whole=every) for one in listed)
    shell.show(
        Answer(
            data=data,
            heading=(f"Tugas {long_date(day)}",),
            sections=(_together(listed),) if shell.format == "csv" else screen,
            notes=() if total else ("Tidak ada yang perlu dikerjakan.",),
        )
    )


def _data(one: TaskList) -> dict[str, Any]:
    return {
        "count": len(one.tasks),
        "command": _KINDS[one.kind][1],
        "items": [
            {
                "subject": task.subject,
                "name": task.name or None,
                "date": task.on,
                "amount": None if task.amount is None else Rupiah(task.amount),
                "note": task.note or None,
                "late": task.late,
            }
            for task in one.tasks
        ],
    }


def _section(one: TaskList, *, whole: bool) -> Section:
    title, typed, columns = _KINDS[one.kind]
    shown = one.tasks if whole else one.tasks[:_MOST]
    cells = [_cells(task) for task in shown]
    rows = [[one_row[column.key] for column in columns] for one_row in cells]
    more = len(one.tasks) - len(shown)
    rest = f", {count(more)} lagi dengan --semua" if more else ""
    return table(columns, rows, f"{title} ({count(len(one.tasks))}{rest}): {typed}")


def _together(found: Sequence[TaskList]) -> Section:
    """All kinds in one table, for a sheet."""
    rows = [
        [{"kind": _KINDS[one.kind][0], **_cells(task)}[column.key] for column in _TOGETHER]
        for one in found
        for task in one.tasks
    ]
    return table(_TOGETHER, rows)


def _cells(task: Task) -> dict[str, Cell]:
    return {
        "subject": task.subject,
        "name": task.name,
        "date": task.on,
        "amount": None if task.amount is None else Rupiah(task.amount),
        "note": task.note,
        "late": "ya" if task.late else "",
    }
