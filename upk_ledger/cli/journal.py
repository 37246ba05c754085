"""`upk jurnal`: the general journal, the list of entries, corrections."""

from datetime import date
from typing import Any

import click

from upk_ledger.actions.journal import correct_entry, list_entries, record_entry, view_entry
from upk_ledger.bahasa.dates import long_moment
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import AMOUNT, DATE, MONTH
from upk_ledger.cli.postings import (
    account_names,
    entries_section,
    history_data,
    lines_section,
    post_and_show,
    support_data,
    support_text,
)
from upk_ledger.cli.shell import Shell
from upk_ledger.core.dates import Month, local_moment
from upk_ledger.core.entries import JournalLine
from upk_ledger.core.statements import Cell


@command(
    "catat",
    """Catat jurnal umum. Setiap --debit dan --kredit diikuti akun (kode, atau sebagian namanya) dan jumlah.

    Debit dan kredit harus sama besar; boleh lebih dari satu baris di setiap sisi.""",
    examples=(
        'upk jurnal catat --debit ATK 26000 --kredit Kas 26000 --keterangan "Fotokopi"',
        'upk jurnal catat --debit 51010 150.000 --debit 51030 26.000 --kredit 11010 176.000 --keterangan "Biaya"',
    ),
    refused=(
        "jurnal yang tidak seimbang",
        "akun pinjaman, cadangan, tabungan, titipan dan uang muka (ada perintahnya sendiri)",
        "tanggal di bulan yang sudah ditutup",
    ),
    writes=True,
    books=True,
)
@click.option(
    "--debit", "debits", type=(str, AMOUNT), multiple=True, metavar="AKUN JUMLAH", help="Satu baris debit."
)
@click.option(
    "--kredit",
    "credits_",
    type=(str, AMOUNT),
    multiple=True,
    metavar="AKUN JUMLAH",
    help="Satu baris kredit.",
)
@click.option("--keterangan", "description", required=True, help="Untuk apa jurnal ini.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal jurnal; bila kosong: hari ini.")
@click.option("--bukti", "receipt", help="Nomor bukti kertas dari luar.")
@click.option("--kunci", "key", help="Kunci agar jurnal yang sama tidak tercatat dua kali.")
def record(
    shell: Shell,
    debits: tuple[tuple[str, int], ...],
    credits_: tuple[tuple[str, int], ...],
    on: date | None,
    **facts: Any,
) -> None:
    """Record a general entry."""
    lines = [
        *(JournalLine(account, debit=amount) for account, amount in debits),
        *(JournalLine(account, credit=amount) for account, amount in credits_),
    ]
    day = shell.dated(on)
    post_and_show(shell, lambda desk: record_entry(desk, day, lines, **facts))


@command(
    "daftar",
    """Daftar jurnal menurut tanggal.""",
    examples=(
        "upk jurnal daftar --dari 2026-03-01 --sampai 2026-03-31",
        "upk jurnal daftar --bulan 2026-03 --format csv",
    ),
)
@click.option("--dari", "since", type=DATE, help="Mulai tanggal ini.")
@click.option("--sampai", "until", type=DATE, help="Sampai dengan tanggal ini.")
@click.option("--bulan", "month", type=MONTH, help="Satu bulan, misalnya 2026-03.")
def list_all(shell: Shell, since: date | None, until: date | None, month: Month | None) -> None:
    """List the entries."""
    if month is not None:
        if since or until:
            raise click.UsageError("Pakai salah satu saja: --bulan, atau --dari dan --sampai.")
        since, until = month.first, month.last
    desk = shell.desk()
    names = account_names(desk)
    entries = [history_data(found, names) for found in list_entries(desk, since, until)]
    section = entries_section(entries, whole=shell.format == "csv")
    shell.show(Answer(data={"entries": entries}, sections=(section,)))


@command(
    "lihat",
    """Satu bukti: isinya, siapa yang mencatat dan kapan, dan bukti yang membatalkannya.""",
    examples=("upk jurnal lihat KM/2026/03/0007",),
    refused=("bukti yang tidak ada",),
)
@click.argument("voucher", metavar="BUKTI")
def view(shell: Shell, voucher: str) -> None:
    """Show one entry."""
    from upk_ledger.actions.vouchers import view_support  # recording an entry does without

    desk = shell.desk()
    found = view_entry(desk, voucher)
    support = view_support(desk, found.entry.voucher).support
    data = history_data(found, account_names(desk)) | {
        "reverses": found.reverses or None,
        "support": support_data(support),
    }
    entry, zone = found.entry, desk.office.zone
    facts: list[tuple[str, Cell]] = [
        ("Bukti", entry.voucher),
        ("Tanggal", entry.date),
        ("Jenis", entry.kind.replace("-", " ")),
        ("Keterangan", entry.description or None),
        ("Bukti kertas", found.receipt),
        ("Lampiran", support_text(support) if support.status else None),
        ("Nomor catatan", entry.record),
        ("Dicatat", long_moment(local_moment(found.recorded_at, zone), zone)),
        ("Oleh", found.actor),
        ("Membatalkan", found.reverses or None),
        ("Dibatalkan oleh", found.reversed_by or None),
        ("Sidik", found.digest),
    ]
    told = tuple((label, value) for label, value in facts if value is not None)
    shell.show(Answer(data=data, facts=told, tables=(lines_section(data),)))


@command(
    "koreksi",
    """Batalkan satu bukti dengan jurnal koreksi. Bukti lama tetap tercatat.

    Tanggalnya sama dengan bukti itu bila bulannya masih terbuka, kalau tidak: hari pertama yang terbuka.""",
    examples=('upk jurnal koreksi KK/2026/03/0002 --alasan "Salah akun"',),
    refused=(
        "bukti yang tidak ada",
        "bukti yang sudah dibatalkan",
        "pencairan yang sudah diangsur",
        *REFUSED,
    ),
    writes=True,
)
@click.argument("voucher", metavar="BUKTI")
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal jurnal koreksi.")
@CODES
def correct(shell: Shell, voucher: str, reason: str, on: date | None, codes: tuple[str, ...]) -> None:
    """Undo an entry by its counter-entry."""
    if on is not None:
        shell.dated(on)
    post_and_show(
        shell,
        lambda desk: with_codes(
            shell, desk, codes, lambda given: correct_entry(desk, voucher, reason, on, given)
        ),
    )
