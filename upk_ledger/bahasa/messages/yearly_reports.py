"""Sentences for the refusals about the yearly accountability report."""

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import yearly_reports as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: dict[type[UpkError], Sentence] = {
    errors.YearNotOver: (
        "Tahun {year} belum dapat disahkan karena {first:bulan} masih terbuka. Tutup dahulu semua bulannya dengan:"
        " upk periode tutup {first}."
    ),
    errors.RatifiedTooEarly: (
        "Laporan tahun {year} tidak mungkin disahkan pada {on:tgl}, sebelum tahunnya berakhir. Periksa tanggalnya."
    ),
    errors.YearRatified: (
        "Laporan tahun {year} sudah disahkan dengan putusan {decision}. Bila itu keliru, batalkan dahulu dengan:"
        " upk lpj batal pengesahan --tahun {year}."
    ),
    errors.NobodyPresent: (
        "Yang hadir tercatat {present} orang. Sebut berapa orang yang hadir dengan --hadir."
    ),
    errors.NotReported: (
        "Tidak ada catatan {what} untuk tahun {year} yang dapat dibatalkan. Lihat yang ada dengan:"
        " upk lpj lihat --tahun {year}."
    ),
}
