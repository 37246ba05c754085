"""Sentences for the refusals of closing a year and of prior-year entries."""

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import year_end as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: dict[type[UpkError], Sentence] = {
    errors.EarlierYearOpen: (
        "Tahun {year} belum dapat ditutup karena tahun {first} belum ditutup. Tutup tahun {first} dahulu dengan:"
        " upk periode tutup-tahun {first}."
    ),
    errors.YearNotClosed: (
        "Tahun {year} belum ditutup. Tutup tahun itu dahulu dengan: upk periode tutup-tahun {year}."
    ),
    errors.NotNewestYear: (
        "Penutupan tahun {year} tidak dapat dibatalkan karena tahun {newest} juga sudah ditutup. Batalkan dahulu"
        " yang terakhir dengan: upk periode batal-tutup-tahun {newest}."
    ),
    errors.YearAllocated: (
        "Laba tahun {year} sudah dibagi dengan bukti {voucher}. Batalkan pembagian itu dahulu dengan:"
        " upk jurnal koreksi {voucher}."
    ),
    errors.NotAPriorYear: (
        "Tahun {year} belum lewat dalam pembukuan: masih ada bulannya yang terbuka, atau tahunnya belum mulai. Betulkan"
        " dengan bukti biasa, atau dengan upk jurnal koreksi."
    ),
    errors.YearBeforeBook: (
        "Pembukuan ini baru mulai tahun {start}, jadi tidak ada angka tahun {year} di dalamnya. Periksa tahunnya."
    ),
    errors.NotOnPriorYears: (
        "Akun {account} {name} tidak dapat dipakai untuk koreksi tahun lalu: pendapatan, biaya dan laba tahun berjalan"
        " hanya untuk tahun ini, dan koreksinya sendiri masuk ke Laba Ditahan. Sebut akun kas, bank, piutang, hutang,"
        " aset atau modal yang saldonya keliru."
    ),
}
