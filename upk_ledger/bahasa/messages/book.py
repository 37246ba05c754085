"""Sentences for the book as a whole: its file, its version, its officers, its integrity."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import book as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.BookExists: (
        'Di "{place}" sudah ada buku atau berkas lain; tidak ada yang ditimpa. Pakai lokasi lain dengan --buku.'
    ),
    errors.BookNotFound: (
        'Di "{place}" tidak ada buku. Periksa lokasinya (--buku atau UPK_BUKU), atau buat buku baru dengan:'
        " upk mulai."
    ),
    errors.NotABook: (
        '"{place}" bukan buku UPK. Periksa lokasinya (--buku atau UPK_BUKU); berkas ini tidak diubah.'
    ),
    errors.BookTooNew: (
        'Buku "{place}" ditulis oleh versi program yang lebih baru. Perbarui program ini dulu; buku tidak diubah.'
    ),
    errors.BookTooOld: 'Buku "{place}" berasal dari versi lama dan harus diperbarui dulu; buku tidak diubah.',
    errors.BookBusy: (
        'Buku "{place}" sedang dipakai oleh program lain. Tunggu sebentar, lalu ulangi; tidak ada yang dicatat.'
    ),
    errors.BookReadOnly: (
        'Buku "{place}" tidak dapat ditulisi. Periksa izin berkas dan foldernya; tidak ada yang dicatat.'
    ),
    errors.DiskFull: (
        'Penyimpanan tempat buku "{place}" sudah penuh. Kosongkan sedikit tempat, lalu ulangi; tidak ada yang'
        " dicatat."
    ),
    errors.BookUnreachable: (
        'Buku "{place}" tidak dapat dibuka ({reason}). Periksa lokasi, jaringan, dan kata sandinya.'
    ),
    errors.DriverMissing: (
        'Buku "{place}" memerlukan pelengkap PostgreSQL. Pasang dengan: pip install "upk-ledger[postgresql]".'
    ),
    errors.UnknownOffice: 'UPK "{given}" tidak ada di buku ini. Yang ada: {offices:daftar}.',
    errors.OfficeNotNamed: "Buku ini memuat beberapa UPK. Pilih satu dengan --upk: {offices:daftar}.",
    errors.OfficeExists: 'UPK "{given}" sudah ada di buku ini. Pakai kode lain dengan --kode.',
    errors.UnknownOfficer: (
        'Petugas "{given}" tidak terdaftar, atau tidak bertugas pada tanggal itu.{near:mirip}'
        " Daftarnya: upk petugas daftar."
    ),
    errors.IntegrityBroken: (
        "Keutuhan buku rusak pada pemeriksaan {what}: {detail}. Jangan mencatat apa pun lagi; jalankan"
        " upk audit periksa, dan hubungi Pengawas."
    ),
    errors.UnknownRulebook: 'Aturan "{given}" tidak ada. Pilih {known:daftar} dengan --aturan.',
    errors.GuardRefused: (
        "Penjaga buku ({guard}) menolak penulisan ini; tidak ada yang dicatat. Jalankan: upk audit periksa."
    ),
}
