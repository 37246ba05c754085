"""Sentences for the refusals of writing off, of recoveries, and of giving claims up."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import write_offs
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    write_offs.LoanWrittenOff: (
        "Pinjaman {number} sudah dihapus buku pada {on:tgl}, sehingga ini tidak dapat dicatat. Uang yang diterima sejak"
        " hari itu dicatat satu per satu dengan: upk angsuran catat {number}. Untuk mengubah yang sebelumnya, batalkan"
        ' dulu hapus bukunya ({vouchers:daftar}) dengan: upk jurnal koreksi BUKTI --alasan "..."'
        " lalu catat lagi sesudahnya."
    ),
    write_offs.NothingToWriteOff: (
        "Tidak ada lagi sisa pokok pinjaman {number} di pembukuan, jadi tidak ada yang dihapus buku. Lihat keadaannya:"
        " upk pinjaman lihat {number}."
    ),
    write_offs.RecoveryAboveClaim: lambda error: fill(
        "Penerimaan {amount:rp} melebihi sisa tagihan pinjaman {number} yang sudah dihapus buku, yaitu {left:rp}. Catat"
        " paling banyak {left:rp}."
        if error.left
        else "Tagihan pinjaman {number} yang sudah dihapus buku telah diterima seluruhnya. Periksa nomor pinjamannya.",
        **vars(error),
    ),
    write_offs.RecoveriesStand: (
        "Hapus buku pinjaman {number} tidak dapat dibatalkan selama yang dicatat sesudahnya masih berlaku:"
        ' {vouchers:daftar}. Batalkan dulu dengan: upk jurnal koreksi BUKTI --alasan "...".'
    ),
    write_offs.ClaimEnded: (
        "Tagihan pinjaman {number} sudah dihapus untuk selamanya (hapus tagih) pada {on:tgl} dengan berita acara"
        " {decision}. Sejak itu tidak ada lagi penerimaan, dan hapus bukunya tidak dapat dibatalkan."
    ),
    write_offs.NothingClaimed: (
        "Tagihan pinjaman {number} sudah diterima seluruhnya, jadi tidak ada yang dihapus. Lihat daftarnya:"
        " upk laporan hapus-buku."
    ),
    write_offs.ClaimNotThere: lambda error: fill(
        "Pada {on:tgl} tagihan pinjaman {number} tidak cukup untuk ini, karena yang dibatalkan masih terhitung sampai"
        " hari pembatalannya."
        + (
            " Pakai tanggal {since:tgl} atau sesudahnya."
            if error.since
            else " Periksa tanggal dan jumlahnya."
        ),
        **vars(error),
    ),
    write_offs.RecoveryNotShared: (
        "Pinjaman {number} sudah dihapus buku: penerimaannya dicatat untuk KSM seluruhnya, tidak per anggota. Ulangi"
        " tanpa --anggota."
    ),
}
