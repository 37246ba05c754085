"""What an office did not meet in keeping its books, in words."""

from upk_ledger.bahasa.dates import long_month, parse_month
from upk_ledger.core.region.bookkeeping import Fact

_WORDS = {
    "ditutup-terlambat": "{month} ditutup terlambat {number} hari",
    "belum-ditutup": "{month} belum ditutup, lewat {number} hari dari batasnya",
    "tidak-diketahui": "{month}: kirimannya lewat batas dan belum datang, jadi dihitung belum ditutup",
    "tidak-dihitung": "{month}: kas {account} tidak dihitung (opname)",
    "tidak-direkonsiliasi": "{month}: rekening {account} tidak direkonsiliasi per akhir bulan",
    "berubah-sesudah-rekonsiliasi": "{month}: saldo buku rekening {account} berubah sesudah direkonsiliasi",
    "nomor-bolong": "{subject}: {number} nomor tidak ada",
    "tanpa-alasan": "{subject} membatalkan tanpa alasan yang jelas",
    "di-tepi-bulan": "{subject} membatalkan bukti hari lain pada tanggal {number}, dekat pergantian bulan",
    "neraca": "{month}: neraca tidak seimbang",
    "saldo-pinjaman": "{month}: saldo pinjaman di neraca berbeda dari rincian pinjaman",
    "cadangan": "{month}: cadangan berbeda dari cadangan wajib",
    "kas-bank-minus": "{month}: kas atau bank di bawah nol",
    "selisih-kas": "{month}: selisih opname kas belum diselesaikan",
    "dibuka-kembali": "{month} pernah dibuka kembali sesudah ditutup",
    "tanpa-lampiran": "{month}: {number} bukti tanpa lampiran",
    "kiriman-terlambat": "Kiriman {month} datang terlambat {number} hari",
    "belum-dikirim": "Kiriman {month} belum datang, lewat {number} hari dari batasnya",
}
_OF_NO_MONTH = frozenset({"nomor-bolong", "tanpa-alasan", "di-tepi-bulan"})


def fact_text(fact: Fact) -> str:
    """One thing that was not met, in words."""
    month, _, account = fact.subject.partition(" ")
    told = fact.subject if fact.kind in _OF_NO_MONTH else long_month(parse_month(month))
    return _WORDS[fact.kind].format(month=told, account=account, subject=fact.subject, number=fact.number)
