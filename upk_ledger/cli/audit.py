"""`upk audit`: recompute everything and name each violation; the list of exceptions."""

from datetime import date

import click

from upk_ledger.actions.audit import check_book
from upk_ledger.actions.exceptions import list_exceptions
from upk_ledger.bahasa.exceptions import exception_detail, rule_name
from upk_ledger.bahasa.numbers import count
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer, table
from upk_ledger.cli.params import DATE
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import local_moment
from upk_ledger.core.errors.book import IntegrityBroken
from upk_ledger.core.statements import Column

_COLUMNS = (Column("code", "Pemeriksaan"), Column("where", "Di mana"), Column("detail", "Apa"))
_EXCEPTIONS = (
    Column("record", "Catatan", "count"),
    Column("recorded_on", "Dicatat", "date"),
    Column("actor", "Oleh"),
    Column("rule", "Aturan"),
    Column("subject", "Pada"),
    Column("detail", "Keterangan"),
    Column("reason", "Alasan"),
)


@command(
    "periksa",
    """Hitung ulang seluruh buku dan sebut setiap pelanggaran. Status keluarnya 3 bila ada pelanggaran.

    Yang diperiksa: keseimbangan setiap jurnal, rantai catatan, nomor bukti, saldo pinjaman terhadap rinciannya,
    jadwal terhadap syaratnya, bulan tertutup terhadap simpanannya, dan penjaga basis data.""",
    examples=(
        "upk audit periksa",
        "upk audit periksa --catatan 63 --sidik 00a35f1d57e3ad68",
        "upk audit periksa --format json",
    ),
)
@click.option("--catatan", "record", type=int, help="Nomor catatan di kaki kertas yang pernah dicetak.")
@click.option("--sidik", "digest", help="Sidik di kaki kertas itu: apakah buku masih sama dengan kertasnya.")
def check(shell: Shell, record: int | None, digest: str | None) -> None:
    """Audit the book, and hold it against a paper printed before."""
    if (record is None) != (digest is None):
        raise click.UsageError("Pakai --catatan dan --sidik bersama-sama, seperti tertulis di kaki kertas.")
    found = check_book(shell.desk(), None if record is None or digest is None else (record, digest))
    violations = [
        {"code": item.code, "where": item.where, "detail": item.detail} for item in found.violations
    ]
    told = "utuh" if found.ok else f"rusak: {count(len(violations))} pelanggaran"
    shell.show(
        Answer(
            data={
                "ok": found.ok,
                "violations": violations,
                "records": found.records,
                "entries": found.entries,
                "head": found.head,
            },
            facts=(
                ("Buku", told),
                ("Catatan", found.records),
                ("Jurnal", found.entries),
                ("Sidik catatan terakhir", found.head),
            ),
            sections=(table(_COLUMNS, [tuple(item.values()) for item in violations]),) if violations else (),
        )
    )
    if not found.ok:
        click.get_current_context().exit(IntegrityBroken.status)


@command(
    "pengecualian",
    """Daftar pengecualian untuk Pengawas: syarat yang tidak dipenuhi, pinjaman yang diimpor, satu orang yang
    mengajukan sekaligus memutuskan, tindakan tanpa kode persetujuan, kartu kode baru, putusan yang diubah,
    pencairan tanpa berkas lengkap, pinjaman baru selama penundaan tanpa putusan BKM/LKM, bulan yang dibuka kembali,
    pembatalan yang menyusul, pembayaran bertanggal mundur, jam komputer yang mundur, kas yang dihitung oleh pemegang
    atau pencatatnya sendiri.

    Sebulan sebagai kertas: upk laporan pengawasan.""",
    examples=("upk audit pengecualian", "upk audit pengecualian --dari 2026-10-01 --sampai 2026-10-31"),
)
@click.option("--dari", "since", type=DATE, help="Dicatat sejak tanggal ini.")
@click.option("--sampai", "until", type=DATE, help="Dicatat sampai dengan tanggal ini.")
def exceptions(shell: Shell, since: date | None, until: date | None) -> None:
    """List the exceptions."""
    desk = shell.desk()
    found = list_exceptions(desk, since, until)
    rows = [
        (
            item.record,
            local_moment(item.recorded_at, desk.office.zone).date(),
            item.actor,
            item.rule,
            item.subject,
            item.detail,
            item.reason,
        )
        for item in found
    ]
    keys = [column.key for column in _EXCEPTIONS]
    data = {"exceptions": [dict(zip(keys, row, strict=True)) for row in rows]}
    told = [
        (
            *row[:3],
            rule_name(item.rule),
            item.subject,
            exception_detail(item.rule, item.subject, item.detail),
            item.reason,
        )
        for row, item in zip(rows, found, strict=True)
    ]
    shell.show(Answer(data=data, sections=(table(_EXCEPTIONS, told),)))
