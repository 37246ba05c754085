"""`upk pinjaman hapus-buku`, `hapus-tagih`: off the books while the claim remains; and the claim given up for good."""

from datetime import date
from typing import Any

import click

from upk_ledger.actions.journal import show_entry
from upk_ledger.actions.write_offs import end_claim, write_off
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import DATE
from upk_ledger.cli.postings import account_names, lines_section, posted_data
from upk_ledger.cli.shell import Shell
from upk_ledger.core.money import Rupiah

_NUMBER = click.argument("number", metavar="NOMOR")
_ON = click.option("--tanggal", "on", type=DATE, help="Tanggalnya; bila kosong: hari ini.")
_CLOSED = "tanggal di bulan yang sudah ditutup, atau sebelum catatan terakhir pada pinjaman itu"


@command(
    "hapus-buku",
    """Hapus buku: keluarkan seluruh sisa pokok sebuah pinjaman dari pembukuan, atas putusan BKM.

    Cadangan risiko menanggungnya sejauh cukup; kekurangannya menjadi biaya. Tagihannya TETAP ADA: sisa pokok itu dan
    jasa yang sudah jatuh tempo. Yang kemudian diterima dicatat dengan upk angsuran catat NOMOR; daftarnya: upk laporan
    hapus-buku. Bila keliru, batalkan buktinya dengan upk jurnal koreksi.""",
    examples=(
        'upk pinjaman hapus-buku P-2026-0001 --putusan 07/BKM/2026 --alasan "KSM bubar, ketua pindah"',
        'upk pinjaman hapus-buku P-2026-0001 --putusan 07/BKM/2026 --alasan "KSM bubar" --coba',
    ),
    refused=(
        "pinjaman yang tidak berjalan, atau tanpa sisa pokok",
        "tanpa putusan atau alasan",
        _CLOSED,
        *REFUSED,
    ),
    writes=True,
)
@_NUMBER
@click.option("--putusan", "decision", required=True, help="Nomor putusan BKM.")
@click.option("--alasan", "reason", required=True, help="Mengapa pinjaman ini dihapus buku.")
@CODES
@_ON
def write_loan_off(
    shell: Shell, number: str, decision: str, reason: str, codes: tuple[str, ...], on: date | None
) -> None:
    """Write a loan off."""
    day = shell.dated(on)
    with shell.working() as desk:
        done = with_codes(
            shell,
            desk,
            codes,
            lambda given: write_off(desk, number, day, decision=decision, reason=reason, codes=given),
        )
        posted = posted_data(show_entry(desk, done.voucher), account_names(desk))
    if done.deposit:
        shell.warn(
            f"Titipan pinjaman {done.loan} masih {rupiah(done.deposit)}. Pakai untuk tagihannya dengan:"
            f" upk titipan pakai {done.loan}"
        )
    if done.savings:
        shell.warn(
            f"Tabungan KSM {done.group_name} masih {rupiah(done.savings)}. Pakai untuk tagihannya dengan:"
            f" upk tabungan pakai {done.loan} --putusan NOMOR --alasan ALASAN"
        )
    data: dict[str, Any] = {
        "voucher": done.voucher,
        "loan": done.loan,
        "group": done.group,
        "group_name": done.group_name,
        "date": done.date,
        "decision": done.decision,
        "principal": Rupiah(done.principal),
        "service": Rupiah(done.service),
        "claim": Rupiah(done.principal + done.service),
        "from_allowance": Rupiah(done.allowance),
        "to_cost": Rupiah(done.cost),
        "lines": posted["lines"],
    }
    shell.show(
        Answer(
            data=data,
            facts=(
                ("Bukti", done.voucher),
                ("Pinjaman", done.loan),
                ("KSM", f"{done.group} {done.group_name}"),
                ("Tanggal", done.date),
                ("Putusan BKM", done.decision),
                ("Pokok yang dihapus buku", data["principal"]),
                ("Ditanggung cadangan", data["from_allowance"]),
                ("Menjadi biaya", data["to_cost"]),
                ("Jasa yang tetap ditagih", data["service"]),
                ("Tagihan yang tetap ada", data["claim"]),
            ),
            tables=(lines_section(posted),),
        )
    )


@command(
    "hapus-tagih",
    """Hapus tagih: lepaskan tagihan sebuah pinjaman yang sudah dihapus buku, atas berita acara rembug warga.

    Ini BERSIFAT FINAL: sesudahnya tidak ada lagi penerimaan, dan tidak ada perintah untuk membatalkannya. Tidak ada
    jurnal: pokoknya sudah keluar dari pembukuan waktu dihapus buku.""",
    examples=(
        'upk pinjaman hapus-tagih P-2026-0001 --berita-acara 02/RW/2026 --alasan "Peminjam meninggal" --ya',
    ),
    refused=(
        "pinjaman yang belum dihapus buku",
        "tagihan yang sudah diterima seluruhnya atau sudah dihapus",
        "tanpa berita acara atau alasan",
        _CLOSED,
        "tanpa persetujuan Anda (di luar terminal: --ya)",
    ),
    writes=True,
)
@_NUMBER
@click.option("--berita-acara", "decision", required=True, help="Nomor berita acara rembug warga.")
@click.option("--alasan", "reason", required=True, help="Mengapa tagihannya dilepaskan.")
@_ON
def give_claim_up(shell: Shell, number: str, decision: str, reason: str, on: date | None) -> None:
    """Give a claim up."""
    day = shell.dated(on)
    if not shell.trial:
        with shell.desk().trial():  # what is refused is told before anything is asked
            end_claim(shell.desk(), number, day, decision=decision, reason=reason)
        shell.confirm(f"Hapus tagih pinjaman {number} bersifat final dan tidak dapat dibatalkan. Lanjutkan?")
    with shell.working() as desk:
        done = end_claim(desk, number, day, decision=decision, reason=reason)
    data: dict[str, Any] = {
        "loan": done.loan,
        "group": done.group,
        "group_name": done.group_name,
        "date": done.date,
        "decision": done.decision,
        "principal": Rupiah(done.principal),
        "service": Rupiah(done.service),
    }
    shell.show(
        Answer(
            data=data,
            facts=(
                ("Pinjaman", done.loan),
                ("KSM", f"{done.group} {done.group_name}"),
                ("Tanggal", done.date),
                ("Berita acara", done.decision),
                ("Pokok yang tidak ditagih lagi", data["principal"]),
                ("Jasa yang tidak ditagih lagi", data["service"]),
            ),
        )
    )
