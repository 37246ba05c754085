"""Sentences for the journal and the accounts."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import ledger as errors
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.TooFewLines: (
        "Jurnal ini hanya berisi {count} baris. Satu jurnal sedikitnya dua baris: satu debit dan satu kredit."
    ),
    errors.LineNotOneSided: (
        "Baris akun {account} berisi debit {debit:rp} dan kredit {credit:rp}. Isi salah satu saja,"
        " dengan jumlah lebih dari nol."
    ),
    errors.Unbalanced: (
        "Jurnal tidak seimbang: debit {debit:rp}, kredit {credit:rp}. Periksa jumlah setiap baris"
        " sampai keduanya sama."
    ),
    errors.UnknownAccount: (
        'Akun "{given}" tidak ada dalam daftar akun.{near:mirip} Pakai kode akun atau sebagian namanya.'
    ),
    errors.AmbiguousAccount: (
        'Akun "{given}" cocok dengan lebih dari satu: {matches:daftar}. Pakai kode, atau nama yang lengkap.'
    ),
    errors.WrongAccountRole: (
        "Akun {account} {name} tidak dapat dipakai di sini. Pilih akun dengan peran {wanted:daftar}."
    ),
    errors.ReservedAccount: (
        "Akun {account} {name} tidak boleh diisi lewat jurnal umum, supaya saldonya tetap sama dengan rincian"
        " pinjaman dan tabungan. Pakai perintah: {command}."
    ),
    errors.MonthClosed: (
        "Tanggal {on:tgl} sudah ditutup bukunya. Pakai tanggal mulai {first_open:tgl}, atau buka kembali"
        " bulan terakhir yang ditutup dengan: upk periode buka."
    ),
    errors.BeforeBookStart: (
        "Tanggal {on:tgl} mendahului awal pembukuan, yaitu {start:tgl}. Periksa tanggalnya."
    ),
    errors.UnknownVoucher: (
        'Bukti nomor "{voucher}" tidak ada.{near:mirip} Lihat nomornya dengan: upk jurnal daftar.'
    ),
    errors.AlreadyReversed: (
        "Bukti {voucher} sudah dibatalkan dengan bukti {by}. Tidak ada yang perlu dilakukan lagi."
    ),
    errors.NotReversibleHere: "Bukti {voucher} tidak dapat dibatalkan di sini. Pakai perintah: {command}.",
    errors.KeyUsed: (
        'Nomor "{key}" sudah dipakai untuk bukti {voucher} dengan isi yang lain. Periksa apakah ini transaksi'
        " yang sama; jika bukan, pakai nomor lain."
    ),
    errors.ReversalBeforeOriginal: (
        "Pembatalan bertanggal {on:tgl}, padahal bukti {voucher} bertanggal {original:tgl}. Pakai tanggal"
        " yang sama atau sesudahnya."
    ),
    errors.NotARepayment: (
        "Bukti {voucher} bukan pembayaran angsuran, jadi tidak ada kuitansinya. "
        "Periksa nomor buktinya dengan: upk jurnal daftar."
    ),
    errors.AccountExists: "Kode akun {account} sudah dipakai untuk {name}. Pakai kode lain.",
}
