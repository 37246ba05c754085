"""`upk pinjaman pelunasan`, `upk angsuran lunasi`: what pays a loan off on a day, and paying it off early."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from upk_ledger.actions.payoff import pay_off, payoff_quote
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import DATE
from upk_ledger.cli.repayments import folder_to_print, lines_of, print_receipts, receipt_answer
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah
from upk_ledger.core.payoff import PayoffQuote, PayoffRequest
from upk_ledger.core.statements import Cell

_WAYS = {
    "penuh": "seluruh sisa jasa ditagih",
    "berjalan": "jasa angsuran yang jatuh tempo dan yang sedang berjalan",
}


@command(
    "pelunasan",
    """Hitung jumlah pelunasan sebuah pinjaman pada satu tanggal. Berlaku untuk tanggal itu saja.

    Menurut produknya, jasa angsuran sesudah yang sedang berjalan ikut ditagih (penuh) atau dibebaskan (berjalan);
    tanpa produk: penuh. Yang sedang berjalan adalah angsuran berikutnya; tepat pada tanggal jatuh tempo, angsuran
    hari itu.""",
    examples=(
        "upk pinjaman pelunasan P-2026-0001",
        "upk pinjaman pelunasan P-2026-0001 --per 2026-10-31 --format json",
    ),
    refused=(
        "pinjaman yang tidak berjalan, atau yang dihapus buku",
        "tanggal sebelum pinjamannya cair",
    ),
)
@click.argument("number", metavar="NOMOR")
@click.option("--per", "--tanggal", "on", type=DATE, help="Tanggal pelunasannya; bila kosong: hari ini.")
def quote(shell: Shell, number: str, on: date | None) -> None:
    """Show what pays a loan off on a day."""
    found = payoff_quote(shell.desk(), number, shell.dated(on))
    data = quote_data(found)
    facts: tuple[tuple[str, Cell], ...] = (
        ("Pinjaman", found.loan),
        ("KSM", f"{found.group} {found.group_name}"),
        ("Berlaku pada", found.on),
        ("Cara", f"{found.way}: {_WAYS[found.way]}"),
        ("Sisa pokok", data["principal"]),
        ("Jasa yang sudah jatuh tempo", data["service_due"]),
        ("Jasa angsuran yang berjalan", data["service_current"]),
        ("Jasa angsuran berikutnya", data["service_later"]),
        ("Jasa yang dibebaskan", data["waived_service"]),
        ("Denda", data["fine"]),
        ("Jumlah pelunasan", data["total"]),
        ("Dibayar dari titipan", data["from_deposit"]),
        ("Yang harus dibayar", data["to_pay"]),
    )
    notes = (f"Catat pelunasannya dengan: upk angsuran lunasi {found.loan}",)
    shell.show(Answer(data=data, facts=facts, notes=notes))


def quote_data(found: PayoffQuote) -> dict[str, Any]:
    """A quote by its keys in JSON."""
    return {
        "loan": found.loan,
        "group": found.group,
        "group_name": found.group_name,
        "date": found.on,
        "way": found.way,
        "principal": Rupiah(found.principal),
        "service_due": Rupiah(found.service.due),
        "service_current": Rupiah(found.service.current),
        "service_later": Rupiah(found.service.later),
        "waived_service": Rupiah(found.waived),
        "fine": Rupiah(found.fine),
        "total": Rupiah(found.total),
        "deposit": Rupiah(found.deposit),
        "from_deposit": Rupiah(found.from_deposit),
        "to_pay": Rupiah(found.to_pay),
    }


@command(
    "lunasi",
    """Lunasi sebuah pinjaman lebih awal: bayar seluruh jumlah pelunasannya (lihat upk pinjaman pelunasan).

    SIAPA adalah nomor pinjaman, kode KSM, atau sebagian nama KSM. Titipan pinjaman itu dipakai lebih dulu. Bila jasa
    berikutnya dibebaskan, jadwalnya berakhir hari itu; membatalkan buktinya memberlakukan jadwal lama lagi.""",
    examples=(
        "upk angsuran lunasi P-2026-0001 --bukti 0123 --cetak",
        "upk angsuran lunasi K01 --tanggal 2026-10-20 --akun 11021 --coba",
        "upk angsuran lunasi P-2026-0001 --tanpa-jasa-berikutnya --putusan 14/BKM/2026",
    ),
    refused=(
        "pinjaman yang tidak berjalan, atau yang dihapus buku",
        "pembebasan jasa tanpa putusan BKM, bila produknya tidak membebaskannya",
        "putusan padahal tidak ada jasa yang dibebaskan",
        "dengan pembebasan jasa: tanggal sebelum pembayaran atau jadwal terakhir",
        "tanggal sebelum pinjamannya cair atau di bulan yang sudah ditutup",
        "kunci atau bukti yang sudah dipakai dengan isi lain",
    ),
    writes=True,
)
@click.argument("who", metavar="SIAPA")
@click.option("--tanggal", "on", type=DATE, help="Tanggal pelunasan; bila kosong: hari ini.")
@click.option("--akun", "account", help="Akun kas atau bank yang menerima; bila kosong: kas UPK.")
@click.option("--bukti", "receipt", help="Nomor kuitansi kertas UPK.")
@click.option("--kunci", "key", help="Kunci agar pelunasan yang sama tidak tercatat dua kali.")
@click.option("--tanpa-jasa-berikutnya", "waive", is_flag=True,
              help="Bebaskan jasa angsuran sesudah yang berjalan, atas putusan BKM.")  # fmt: skip
@click.option("--putusan", "decision", help="Nomor putusan BKM tentang pembebasan itu.")
@click.option("--cetak", "printed", is_flag=True, help="Buat kuitansinya: PDF A5 dan teks.")
@click.option("--keluar", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path(),
              help="Folder untuk kuitansi; bila kosong: folder ini.")  # fmt: skip
def settle(shell: Shell, *, who: str, on: date | None, printed: bool, folder: Path, **facts: Any) -> None:
    """Pay a loan off."""
    day = shell.dated(on)
    printing = folder_to_print(shell, folder if printed else None)
    with shell.working() as desk:
        booked, _ = pay_off(desk, PayoffRequest(who, day, **facts))
        tables = (lines_of(desk, booked.voucher),) if shell.trial else ()
    files = print_receipts(shell, [booked.voucher], printing)
    shell.show(receipt_answer(booked, files, tables))
