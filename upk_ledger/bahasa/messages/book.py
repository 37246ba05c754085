"""Sentences for the refusals of the book as a whole."""

from upk_ledger.bahasa.sentences import Sentence, either
from upk_ledger.core.errors import book as errors
from upk_ledger.core.errors.base import UpkError

GUARDS = {
    "append-only": "yang sudah dibukukan tidak boleh diubah atau dihapus",
    "unbalanced": "debit dan kredit sebuah jurnal harus sama, paling sedikit dua baris",
    "closed": "bulannya sudah ditutup",
    "number": "nomor bukti harus berurutan tanpa lompatan",
    "late-line": "baris tidak boleh ditambahkan pada jurnal yang sudah dibukukan",
    "record-order": "catatan harus bersambung dengan catatan sebelumnya",
}
"""What each guard of the database protects, by the first part of its name."""


def _guard(error: errors.GuardRefused) -> str:
    kept = GUARDS.get(error.guard.partition(":")[0], error.guard)
    return (
        f"Buku menolak perubahan ini karena {kept}. Tidak ada yang dibukukan. Jalankan upk audit periksa, lalu"
        " laporkan kesalahan ini kepada pembuat program."
    )


def _officer(error: errors.UnknownOfficer) -> str:
    known = f" Petugas yang ada: {either(error.near)}." if error.near else ""
    return (
        f'Petugas dengan kode "{error.given}" tidak ada, atau masa tugasnya sudah berakhir.{known}'
        " Periksa --oleh atau UPK_OLEH."
    )


_KINDS = {
    "upk": "UPK",
    "sekretariat": "Sekretariat BKM/LKM, yang tidak mengelola pinjaman",
    "wilayah": "buku wilayah, yang membina banyak UPK",
}


_MOST_NAMED = 5


def _not_here(error: errors.NotOfThisOffice) -> str:
    where = f"; pakai --upk {either(error.others)}" if error.others else ""
    if len(error.others) > _MOST_NAMED:
        where = "; sebut yang mana dengan --upk KODE"
    what, whose = (_KINDS.get(kind, "kantor lain") for kind in (error.kind, error.wanted))
    only = whose.partition(",")[0]
    return f"{error.name} adalah {what}. Perintah upk {error.command} hanya untuk {only}{where}."


def _elsewhere(error: errors.BookElsewhere) -> str:
    if error.reason == "pindah":
        return (
            f"Buku {error.name} ({error.office}) sudah pindah ke {error.place}: yang ada di sini hanya salinannya."
            " Catat di sana, dengan --buku."
        )
    return (
        f"Buku {error.name} ({error.office}) di sini hanya salinan dari kirimannya: yang mencatat hanya UPK itu"
        " sendiri, di bukunya."
    )


def _broken(error: errors.IntegrityBroken) -> str:
    return (
        f"Isi buku tidak utuh ({error.what}): {error.detail.removesuffix('.')}. Jangan dipakai dulu; jalankan"
        " upk audit periksa dan pulihkan dari cadangan yang baik."
    )


SENTENCES: dict[type[UpkError], Sentence] = {
    errors.BookExists: (
        "Di {place} sudah ada buku atau berkas lain, dan itu tidak akan ditimpa. Pilih tempat lain dengan --buku."
    ),
    errors.BookNotFound: lambda error: (
        f"Tidak ada buku di {error.place}. Mulai buku baru dengan:"
        f" upk {'wilayah ' if error.kind == 'wilayah' else ''}mulai, atau tunjuk buku yang ada dengan --buku."
    ),
    errors.NotABook: (
        "{place} bukan buku dari program ini, atau isinya rusak. Periksa nama berkasnya, atau ambil dari cadangan."
    ),
    errors.BookTooNew: (
        "Buku {place} ditulis oleh program versi yang lebih baru. Perbarui program di komputer ini, lalu coba lagi."
    ),
    errors.BookTooOld: (
        "Buku {place} ditulis oleh program versi lama dan belum disesuaikan dengan versi ini. Buat cadangannya dengan"
        " upk cadang, lalu hubungi pembuat program."
    ),
    errors.BookBusy: (
        "Buku {place} sedang dipakai oleh program lain. Tunggu sampai selesai, lalu coba lagi. Tidak ada yang"
        " berubah."
    ),
    errors.BookReadOnly: (
        "Buku {place} atau foldernya tidak dapat ditulis. Periksa izin berkas dan foldernya, atau pindahkan buku"
        " ke tempat yang dapat ditulis."
    ),
    errors.BookFolderReadOnly: "Folder {folder} tidak dapat ditulisi. Pilih tempat lain dengan --buku.",
    errors.BookUnreadable: (
        "Berkas buku {place} tidak dapat dibuka. Periksa izin berkas dan foldernya, dan apakah ada program lain yang"
        " memakainya."
    ),
    errors.BookDamaged: (
        "Berkas buku {place} rusak dan tidak dapat dibaca. Simpan berkas itu sebagai bukti, jangan dipakai lagi, dan"
        " lanjutkan dengan salinan dari cadangan yang baik."
    ),
    errors.DiskFull: (
        "Disk tempat buku {place} penuh atau rusak; tidak ada yang dicatat. Kosongkan ruang, lalu coba lagi."
    ),
    errors.BookUnreachable: (
        "Buku {place} tidak dapat dibuka: {reason}. Periksa apakah alamat, nama peran dan sandinya benar, dan"
        " servernya hidup."
    ),
    errors.RoleNotAllowed: (
        "Peran yang dipakai untuk membuka {place} tidak berhak melakukan ini ({what}); tidak ada yang dicatat. Peran"
        " sebuah UPK hanya mencatat buku UPK itu, peran Pemda hanya buku wilayah; memulai UPK, memindahkan buku dan"
        " mengatur peran dilakukan oleh pemilik buku."
    ),
    errors.RoleWithoutOffice: (
        "Peran yang dipakai untuk membuka {place} tidak mempunyai UPK (lagi). Minta pengelola wilayah memberinya"
        " dengan: upk wilayah peran tambah KODE --nama PERAN."
    ),
    errors.BookConflict: (
        "Pencatatan ke {place} bertabrakan dengan pencatatan lain; tidak ada yang dicatat. Coba lagi"
        " sebentar lagi."
    ),
    errors.ConnectionLost: (
        "Hubungan ke {place} terputus di tengah jalan ({reason}); yang sedang dikerjakan tidak dicatat sama sekali."
        " Periksa jaringan, lalu ulangi."
    ),
    errors.CommitUnknown: (
        "Hubungan ke {place} terputus tepat ketika disimpan ({reason}), jadi belum pasti apakah tercatat: semuanya,"
        " atau tidak sama sekali. Lihat dulu dengan upk jurnal daftar. Perintah dengan --kunci boleh langsung diulang"
        " dengan kunci yang sama: bila sudah tercatat, dijawab dengan bukti yang pertama."
    ),
    errors.DriverMissing: (
        "Buku {place} memerlukan tambahan untuk PostgreSQL yang belum terpasang. Pasang dengan:"
        ' pip install "psycopg[binary]".'
    ),
    errors.UnknownOffice: (
        'Kode UPK "{given}" tidak ada dalam buku ini. Yang ada: {offices:daftar}. Pilih dengan --upk.'
    ),
    errors.OfficeNotNamed: (
        "Buku ini memuat beberapa UPK atau Sekretariat: {offices:daftar}. Sebutkan salah satu dengan --upk atau"
        " UPK_KODE."
    ),
    errors.OfficeExists: 'UPK dengan kode "{given}" sudah ada dalam buku ini. Pakai kode lain dengan --kode.',
    errors.SecretariatExists: (
        "BKM/LKM ini sudah mempunyai Sekretariat dalam buku ini: {name}. Pakai dengan --upk {office}."
    ),
    errors.NotOfThisOffice: _not_here,
    errors.BookElsewhere: _elsewhere,
    errors.UnknownOfficer: _officer,
    errors.IntegrityBroken: _broken,
    errors.GuardRefused: _guard,
    errors.BackupNotForServers: (
        "Buku {place} berada di server basis data, jadi tidak dicadangkan dengan perintah ini. Pakai alat cadangan"
        " milik server, misalnya pg_dump."
    ),
    errors.UnknownRulebook: 'Aturan "{given}" tidak ada. Pilih salah satu: {known:daftar}.',
}
