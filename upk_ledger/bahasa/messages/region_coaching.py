"""Sentences for visits to UPK, what has to be put right, and the papers of it."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_coaching as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.NotAFindingCode: (
        '"{given}" bukan kode temuan. Kode temuan berbentuk seperti PB-1a2b3c4d; lihat: upk wilayah temuan.'
    ),
    errors.UnknownFollowUp: (
        'Tindak lanjut "{given}" tidak ada dalam register.{near:mirip}'
        " Lihat daftarnya: upk wilayah tindak-lanjut daftar."
    ),
    errors.FollowUpClosed: (
        "Tindak lanjut {given} sudah {standing} sejak {on:tgl} dan tidak dapat diubah lagi. Bila masih ada yang harus"
        " dikerjakan, catat tindak lanjut baru."
    ),
    errors.UnknownCoachingVisit: (
        'Kunjungan "{given}" tidak ada.{near:mirip} Lihat daftarnya: upk wilayah kunjungan daftar.'
    ),
    errors.VisitCalledOff: "Kunjungan {given} sudah dibatalkan. Catat kunjungan yang benar sebagai kunjungan baru.",
    errors.NeverVisited: (
        "Belum ada kunjungan ke {name} ({given}) yang dicatat. Catat dulu dengan: upk wilayah kunjungan catat {given}."
    ),
    errors.DueBeforeAgreed: (
        "Batas waktu {due:tgl} lebih awal daripada tanggal kesepakatannya, {agreed:tgl}. Periksa kedua tanggalnya."
    ),
    errors.NobodyToRank: (
        "Belum ada UPK yang melapor untuk {month}, jadi tidak ada yang dapat dilaporkan atau diurutkan. Lihat:"
        " upk wilayah belum-lapor."
    ),
    errors.NotAQuarter: (
        '"{given}" bukan triwulan. Tulis tahun dan nomornya, misalnya 2026-1 untuk Januari s.d. Maret 2026.'
    ),
}
