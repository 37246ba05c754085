"""`upk pinjaman jadwal-ulang`, `batal-jadwal-ulang`: a new schedule of the same loan by decision, and the way back."""

from dataclasses import replace
from datetime import date
from typing import Any

import click

from upk_ledger.actions.journal import show_entry
from upk_ledger.actions.rescheduling import reschedule_loan, undo_rescheduling
from upk_ledger.actions.tills import overdrawn_by
from upk_ledger.cli.approvals import CODES, REFUSED, with_codes
from upk_ledger.cli.commands import command
from upk_ledger.cli.loan_simulation import schedule_answer
from upk_ledger.cli.output import Answer
from upk_ledger.cli.params import AMOUNT, DATE, PERCENT
from upk_ledger.cli.postings import account_names, lines_section, posted_data, warn_overdrawn
from upk_ledger.cli.shell import Shell
from upk_ledger.core.lending import RESCHEDULES, Share
from upk_ledger.core.money import Rupiah
from upk_ledger.core.rescheduling import UNPAID_SERVICE, Rescheduled, RescheduleRequest
from upk_ledger.core.schedules import FREQUENCIES, METHODS, RATE_PERIODS, ROUNDINGS
from upk_ledger.core.statements import Cell
from upk_ledger.store.desk import Desk

_NUMBER = click.argument("number", metavar="NOMOR")
_TERMS = ("tenor", "rate_percent", "rate_per", "method", "frequency", "grace", "rounding")
_SAID = "upk pinjaman jadwal-ulang P-2026-0001 --putusan 12/BKM/2026 --tenor 12"
_EXAMPLES = (
    f'{_SAID} --jenis penjadwalan --tanggal 2026-08-20 --alasan "Panen gagal"',
    f'{_SAID} --jenis persyaratan --jasa 1 --jasa-tertunggak dihapus --alasan "Ketua sakit" --coba',
    f'{_SAID} --jenis penataan --tambah 500.000 --alasan "Modal musim tanam"',
)
_SETTLED = "Baris 0 adalah yang sudah dibayar sampai hari penjadwalan ulang."


@command(
    "jadwal-ulang",
    """Beri pinjaman yang berjalan jadwal baru, berdasarkan putusan BKM. Pinjamannya tetap yang sama.

    Penjadwalan: pokok tetap, tanggal angsuran baru. Persyaratan: jasa atau syarat lain ikut berubah. Penataan: pokok
    ditambah. Yang sudah dibayar tetap tercatat; golongan kolektibilitas lama bertahan sampai beberapa angsuran
    berturut-turut dibayar tepat waktu (banyaknya menurut aturan).""",
    examples=_EXAMPLES,
    refused=(
        "pinjaman yang tidak berjalan, sudah dihapus buku, atau pokoknya sudah lunas",
        "tanpa nomor putusan atau alasan",
        "tanggal di bulan yang sudah ditutup, atau sebelum pembayaran terakhir",
        "syarat yang tidak diubah oleh jenis itu",
        "jasa tertunggak yang dijadikan pokok",
        "tambahan pokok tanpa bagian anggota, bila pinjamannya dibagi per anggota",
    ),
    writes=True,
)
@_NUMBER
@click.option("--jenis", "kind", type=click.Choice(RESCHEDULES, case_sensitive=False), required=True,
              help="Apa yang berubah.")  # fmt: skip
@click.option("--putusan", "decision", required=True, help="Nomor putusan BKM.")
@click.option("--tanggal", "on", type=DATE, help="Tanggal berlakunya; bila kosong: hari ini.")
@click.option("--tenor", type=int, required=True, help="Banyaknya angsuran baru.")
@click.option("--jasa", "rate_percent", type=PERCENT, help="Jasa baru dalam persen.")
@click.option("--jasa-per", "rate_per", type=click.Choice(RATE_PERIODS, case_sensitive=False),
              help="Jasa itu untuk waktu apa.")  # fmt: skip
@click.option("--metode", "method", type=click.Choice(METHODS, case_sensitive=False),
              help="Cara menghitung jasa.")  # fmt: skip
@click.option("--frekuensi", "frequency", type=click.Choice(FREQUENCIES, case_sensitive=False),
              help="Jarak antara angsuran.")  # fmt: skip
@click.option(
    "--masa-tenggang", "grace", type=int, help="Banyaknya masa tanpa angsuran pokok; bila kosong: 0."
)
@click.option("--pembulatan", "rounding", type=click.Choice(ROUNDINGS, case_sensitive=False), metavar="ATURAN",
              help="Misalnya 1000-atas.")  # fmt: skip
@click.option("--jasa-tertunggak", "unpaid_service", type=click.Choice(UNPAID_SERVICE, case_sensitive=False),
              default="dibawa", help="Jasa yang belum dibayar: dibawa ke angsuran pertama, atau dihapus.")  # fmt: skip
@click.option("--tambah", "added", type=AMOUNT, help="Pokok yang ditambahkan dan dibayarkan (penataan).")
@click.option("--anggota", "shares", type=(str, AMOUNT), multiple=True, metavar="KODE JUMLAH",
              help="Bagian seorang anggota dari tambahan itu; ulangi untuk setiap anggota.")  # fmt: skip
@click.option("--akun", "account", help="Akun kas atau bank tempat tambahan keluar; bila kosong: kas UPK.")
@click.option("--alasan", "reason", required=True, help="Mengapa dijadwal ulang.")
def restructure(
    shell: Shell,
    number: str,
    on: date | None,
    added: int | None,
    shares: tuple[tuple[str, int], ...],
    **given: Any,
) -> None:
    """Reschedule a loan."""
    day = shell.dated(on)
    terms = {name: value for name in _TERMS if (value := given.pop(name)) is not None}
    total = sum(share for _, share in shares) if added is None else added
    parts = tuple(Share(*share) for share in shares)
    request = RescheduleRequest(number, on=day, terms=terms, added=total, shares=parts, **given)
    with shell.working() as desk:
        done = reschedule_loan(desk, request)
        answer = _answer(shell, desk, done, request.decision)
    shell.show(answer)


@command(
    "batal-jadwal-ulang",
    """Batalkan penjadwalan ulang yang terakhir: jadwal sebelumnya berlaku lagi, tambahan pokok dibukukan kembali.""",
    examples=('upk pinjaman batal-jadwal-ulang P-2026-0001 --alasan "Putusan dicabut"',),
    refused=(
        "pinjaman yang tidak dijadwal ulang",
        "selama ada pembayaran menurut jadwal barunya",
        "tanpa alasan",
        *REFUSED,
    ),
    writes=True,
)
@_NUMBER
@click.option("--tanggal", "on", type=DATE, help="Tanggal berlakunya; bila kosong: hari ini.")
@click.option("--alasan", "reason", required=True, help="Mengapa dibatalkan.")
@CODES
def undo(shell: Shell, number: str, on: date | None, reason: str, codes: tuple[str, ...]) -> None:
    """Take a rescheduling back."""
    day = shell.dated(on)
    with shell.working() as desk:
        done = with_codes(
            shell, desk, codes, lambda given: undo_rescheduling(desk, number, reason, day, given)
        )
        answer = _answer(shell, desk, done, None)
    shell.show(answer)


def _answer(shell: Shell, desk: Desk, done: Rescheduled, decision: str | None) -> Answer:
    """The schedule in force from then on, and what became of unpaid service and added principal."""
    rows = done.schedule.rows
    data: dict[str, Any] = {
        "loan": done.loan,
        "version": done.version,
        "date": done.on,
        "kind": done.kind,
        "decision": decision,
        "kept_class": done.kept_class,
        "carried_service": Rupiah(done.carried),
        "waived_service": Rupiah(done.waived),
        "voucher": done.voucher,
    }
    facts: list[tuple[str, Cell]] = [
        ("Pinjaman", done.loan),
        ("Jenis", done.kind),
        ("Berlaku mulai", done.on),
        ("Putusan", decision),
        ("Golongan yang bertahan", done.kept_class),
        ("Jasa tertunggak dibawa", Rupiah(done.carried) if done.carried else None),
        ("Jasa tertunggak dihapus", Rupiah(done.waived) if done.waived else None),
        ("Bukti", done.voucher),
    ]
    answer = schedule_answer(rows, tuple((label, value) for label, value in facts if value is not None), data)
    notes = (_SETTLED,) if not rows[0].number else ()
    if done.voucher is None:
        return replace(answer, notes=notes)
    booked = show_entry(desk, done.voucher)
    warn_overdrawn(shell, overdrawn_by(desk, booked.entry))
    posted = posted_data(booked, account_names(desk))
    return replace(answer, tables=(lines_section(posted),), notes=notes)
