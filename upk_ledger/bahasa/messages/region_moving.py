"""Sentences for moving a UPK's book."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_moving as errors
from upk_ledger.core.errors.base import UpkError


def _nothing(error: errors.NoUpkToMove) -> str:
    there = f"Yang ada: {', '.join(error.offices)}. Sebutkan dengan --dari KODE." if error.offices else ""
    return f'Tidak jelas UPK mana dalam "{error.place}" yang dipindahkan, atau tidak ada UPK di sana. {there}'.strip()


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.BookStandsHere: (
        'Buku UPK {upk} sudah berada di buku wilayah ini dan dapat ditulis, padahal berkas "{place}" juga. Dua buku'
        " yang sama-sama dapat ditulis akan bercabang: tanyakan mana yang terakhir dipakai, lalu simpan yang lain"
        " sebagai arsip. Tidak ada yang dipindahkan."
    ),
    errors.MoveContradicts: (
        'Berkas "{place}" tidak dapat dipindahkan: mulai catatan {number} isinya lain daripada riwayat UPK {upk} yang'
        " sudah ada di wilayah. Tidak ada yang dipindahkan. Minta penjelasan tertulis dari UPK dan BKM."
    ),
    errors.MoveBehind: (
        'Berkas "{place}" tertinggal: catatannya baru sampai {there:jumlah}, padahal wilayah sudah mempunyai catatan'
        " UPK {upk} sampai {here:jumlah}. Itu bukan buku yang terakhir; tidak ada yang dipindahkan."
    ),
    errors.MoveBroken: (
        "Buku UPK {upk} ({place}) tidak dapat dipindahkan karena rusak: {count:jumlah} pelanggaran, yang pertama:"
        " {detail} Jalankan upk audit periksa untuk melihat semuanya."
    ),
    errors.NothingToRecover: (
        "Buku {name} ({upk}) berada di buku wilayah ini sendiri dan dikerjakan di sini, jadi tidak ada yang perlu"
        " dipulihkan. Agar UPK bekerja dengan berkas: upk wilayah pindah keluar {upk} --keluar BERKAS."
    ),
    errors.BackupOfAnother: (
        'Cadangan "{place}" bukan cadangan buku UPK {upk}, melainkan buku lain. Pilih cadangan UPK itu, atau ulangi'
        " tanpa --dari-cadangan."
    ),
    errors.BackupContradicts: (
        'Cadangan "{place}" tidak dapat dipakai: mulai catatan {number} isinya lain daripada riwayat UPK {upk} yang'
        " diterima wilayah. Pakai cadangan dari sebelum itu, yang belum dikerjakan lagi, atau ulangi tanpa"
        " --dari-cadangan."
    ),
    errors.BackupAhead: (
        'Cadangan "{place}" lebih baru (sampai catatan {there:jumlah}) daripada yang diterima wilayah dari UPK {upk}'
        " (sampai catatan {here:jumlah}), dan isinya sejalan. UPK cukup memakai cadangan itu; tidak ada yang perlu"
        " dipulihkan dari wilayah."
    ),
    errors.NoUpkToMove: _nothing,
}
