"""Sentences for the journal and the accounts."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import ledger as errors
from upk_ledger.core.errors.base import UpkError


def _one_sided(error: errors.LineNotOneSided) -> str:
    if not error.debit and not error.credit:
        return f"Jumlah untuk akun {error.account} nol. Jumlah harus lebih dari nol."
    return fill(
        "Baris akun {account} berisi debit {debit:rp} dan kredit {credit:rp}. Isi salah satu saja,"
        " dengan jumlah lebih dari nol.",
        **vars(error),
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.TooFewLines: (
        "Jurnal ini hanya berisi {count} baris. Satu jurnal sedikitnya dua baris: satu debit dan satu kredit."
    ),
    errors.LineNotOneSided: _one_sided,
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
    errors.WrongAccountRole: "{account} {name} bukan akun {wanted:daftar}. Pilih {choices:daftar}.",
    errors.NoAccountOfRole: (
        "Daftar akun belum mempunyai akun dengan peran {role}. Tambahkan dengan: upk akun tambah --peran {role}."
    ),
    errors.BetweenTills: (
        "{account} {name} adalah akun kas atau bank. Untuk memindahkan uang antara kas dan bank pakai:"
        " upk kas setor-bank atau upk kas tarik-bank."
    ),
    errors.ReservedAccount: (
        "Akun {account} {name} hanya boleh diisi oleh perintahnya sendiri, supaya saldonya tetap sama dengan"
        " rinciannya. Pakai perintah: {command}."
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
    errors.OpeningNotReversible: (
        "Bukti {voucher} adalah saldo awal dan tidak dapat dibatalkan. Perbaiki saldonya dengan: upk jurnal catat;"
        " itu tidak berlaku untuk akun pinjaman, cadangan, tabungan, titipan dan uang muka. Bila daftar pinjaman"
        " awalnya yang salah, buat buku baru dengan upk mulai, lalu impor tabel yang sudah diperbaiki."
    ),
    errors.CancellationNotReversible: (
        "Bukti {voucher} adalah bukti pembatalan dan tidak dapat dibatalkan. Catat lagi transaksinya dengan:"
        " {command}."
    ),
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
