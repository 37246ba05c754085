"""Sentences for the refusals of closing and reopening months."""

from upk_ledger.bahasa.dates import long_month
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import periods as errors
from upk_ledger.core.errors.base import UpkError

CHECKS = {
    "neraca": "Neraca seimbang",
    "saldo-pinjaman": "Saldo pinjaman di neraca, perkembangan pinjaman, dan kolektibilitas",
    "perkembangan-saldo": "Saldo bulan lalu ditambah mutasi bulan ini",
    "sambungan-saldo": "Saldo bulan lalu menurut laporan bulan lalu",
    "perkembangan-pokok": "Pokok diterima sampai bulan lalu ditambah bulan ini",
    "perkembangan-jasa": "Jasa diterima sampai bulan lalu ditambah bulan ini",
    "sambungan-pokok": "Pokok sampai bulan lalu menurut laporan bulan lalu",
    "sambungan-jasa": "Jasa sampai bulan lalu menurut laporan bulan lalu",
    "tabungan": "Tabungan di neraca dan jumlah tabungan KSM",
    "anggota-pokok": "Pokok yang dibayar KSM dan jumlah para anggotanya",
    "anggota-jasa": "Jasa yang dibayar KSM dan jumlah para anggotanya",
    "buku-kas": "Buku kas dan neraca",
    "opname": "Buku kas dan uang yang dihitung",
    "bank": "Saldo bank di neraca dan di rekonsiliasi",
    "cadangan": "Cadangan di neraca dan di kolektibilitas",
    "kas-bank": "Kas dan bank tidak pernah kurang dari nol",
    "dana-terikat": "Dana terikat di neraca dan sisa semua dana",
    "jasa-diterima": "Jasa di laba rugi dan di perkembangan pinjaman",
}
"""The checks of a month's end, by their names in `core.checks`."""


def _shortfall(error: errors.OpeningShortfall) -> str:
    return fill(
        "Pinjaman yang sudah berjalan pada awal pembukuan memerlukan cadangan {required:rp}, tetapi saldo awal"
        " cadangan baru {held:rp}: kurang {amount:rp}. Pilih dahulu dari mana kekurangan itu dibentuk, lalu tutup"
        " lagi: --kekurangan-awal modal (mengurangi laba ditahan, sebagai koreksi laba tahun lalu) atau"
        " --kekurangan-awal biaya (menjadi biaya tahun ini).",
        required=error.required,
        held=error.held,
        amount=error.amount,
    )


def _disagree(error: errors.ReportsDisagree) -> str:
    found = "; ".join(
        f"{CHECKS.get(item.check, item.check)}: {item.left.replace('-', ' ')} {rupiah(item.left_value)},"
        f" {item.right.replace('-', ' ')} {rupiah(item.right_value)}"
        for item in error.found
    )
    return (
        f"Bulan {long_month(error.month)} tidak dapat ditutup karena angkanya tidak cocok satu sama lain: {found}."
        " Tidak ada yang dibukukan. Jalankan upk audit periksa untuk mencari sebabnya."
    )


SENTENCES: dict[type[UpkError], Sentence] = {
    errors.EarlierMonthOpen: (
        "Bulan {month:bulan} belum dapat ditutup karena {first:bulan} masih terbuka. Tutup {first:bulan} dahulu"
        " dengan: upk periode tutup {first}."
    ),
    errors.MonthBeforeStart: (
        "Bulan {month:bulan} mendahului awal pembukuan, yaitu {start:tgl}. Periksa bulannya."
    ),
    errors.MonthNotClosed: (
        "Bulan {month:bulan} tidak sedang ditutup, jadi tidak perlu dibuka. Lihat keadaannya dengan:"
        " upk periode status."
    ),
    errors.NotNewestClosed: (
        "Bulan {month:bulan} tidak dapat dibuka sebelum bulan sesudahnya. Hanya bulan terakhir yang ditutup,"
        " {newest:bulan}, yang dapat dibuka kembali."
    ),
    errors.OpeningShortfall: _shortfall,
    errors.ReportsDisagree: _disagree,
}
