"""Sentences for bundles that cannot be taken for a UPK's history, and for their keys."""

from collections.abc import Mapping

from upk_ledger.bahasa.region_receiving import moment_words, record_words
from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_receiving as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.region.bundles import readable


def _rewritten(error: errors.HistoryRewritten) -> str:
    if error.claimed:
        now = (
            f'Sekarang kiriman menyebut: "{record_words(error.claimed_kind, error.claimed)}", dicatat'
            f" {moment_words(error.claimed_at, error.zone)}."
        )
    else:
        now = (
            "Kiriman ini tidak memuat catatan itu, tetapi sidiknya lain: catatan itu, atau salah satu sebelumnya, sudah"
            " diganti. Untuk melihat yang mana, mintalah UPK membuat ulang kiriman-kiriman sebelumnya: upk kirim"
            f" --catatan {error.number}."
        )
    return (
        f'Kiriman "{error.name}" DITOLAK: UPK {error.upk} mengubah riwayat yang sudah diterima wilayah. Catatan pertama'
        f" yang berbeda: nomor {error.number}, jenis {error.kind}, dicatat"
        f' {moment_words(error.recorded_at, error.zone)}. Dahulu: "{record_words(error.kind, error.stood)}". {now}'
        " Tidak ada yang dimuat; penolakan ini tercatat dalam buku wilayah. Minta penjelasan tertulis dari UPK dan BKM:"
        " pembetulan yang sah selalu berupa jurnal koreksi, bukan penggantian catatan. Bila UPK kembali ke cadangan"
        " lama (misalnya karena laptopnya rusak), bukunya yang terakhir dibuat kembali oleh Pemda: upk wilayah pindah"
        f" pulihkan {error.upk} --keluar BERKAS --alasan ALASAN."
    )


def _differ(error: errors.FiguresDiffer) -> str:
    more = error.count - len(error.details)
    rest = [f"(dan {more} perbedaan lain)"] if more > 0 else []
    return " ".join(
        (
            f'Kiriman "{error.name}" DITOLAK: isinya tidak cocok dengan hitungan ulang.',
            *error.details,
            *rest,
            "Tidak ada yang dimuat; penolakan ini tercatat. Mintalah UPK",
            f"{error.upk} menjalankan upk audit periksa dan menjelaskan hasilnya.",
        )
    )


def _key(error: errors.KeyNotKnown) -> str:
    return (
        f'Kiriman "{error.name}" DITOLAK: ditandatangani dengan kunci {readable(error.given)}, padahal kunci UPK'
        f" {error.upk} yang dikenal adalah {readable(error.known)}, dan kunci lama tidak ikut menandatangani. Tanyakan"
        " kepada UPK dan BKM-nya. Bila kuncinya benar hilang dan BKM menyerahkan surat sidik jari yang baru, terima"
        f' dengan sidik jari yang tertulis di surat itu: upk wilayah terima-kunci {error.upk} --sidik-jari "(dari'
        ' surat)" --alasan ALASAN, lalu terima kirimannya sekali lagi.'
    )


def _replaced(error: errors.KeyReplaced) -> str:
    return (
        f'Kiriman "{error.name}" DITOLAK: ditandatangani dengan kunci lama UPK {error.upk}, {readable(error.given)},'
        f" yang sudah diganti dengan {readable(error.known)}. Kunci lama mungkin dipegang orang lain, jadi tidak"
        " diterima lagi, juga untuk berkas yang dibuat sebelum penggantian. Mintalah UPK membuat ulang kiriman itu"
        f" dengan kunci barunya: upk kirim --bulan {error.month}."
    )


def _other_key(error: errors.FingerprintDiffers) -> str:
    return (
        f"Sidik jari pada surat ({readable(error.given)}) TIDAK SAMA dengan kunci yang dipakai menandatangani kiriman"
        f" UPK {error.upk} ({readable(error.known)}). Periksa sekali lagi huruf dan angkanya; bila tetap lain, kiriman"
        " itu mungkin bukan dari UPK tersebut: hubungi BKM-nya."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.HistoryRewritten: _rewritten,
    errors.ChainBroken: (
        'Kiriman "{name}" DITOLAK: rantai catatannya putus pada catatan {number}. Tidak ada yang dimuat; penolakan ini'
        " tercatat. Mintalah UPK {upk} menjalankan upk audit periksa, lalu mengirim ulang."
    ),
    errors.WrongMonth: (
        'Kiriman "{name}" DITOLAK: catatan terakhirnya bukan penutupan bulan {month}. Tidak ada yang dimuat; penolakan'
        " ini tercatat. Mintalah UPK {upk} membuat kirimannya sekali lagi dengan upk kirim."
    ),
    errors.FiguresDiffer: _differ,
    errors.RowsRefused: (
        'Kiriman "{name}" DITOLAK: isinya bertentangan satu sama lain sehingga tidak dapat dimuat ({words}). Penolakan'
        " ini tercatat. Mintalah UPK {upk} menjalankan upk audit periksa, lalu mengirim ulang."
    ),
    errors.KeyNotKnown: _key,
    errors.KeyReplaced: _replaced,
    errors.BookIsHere: (
        'Kiriman "{name}" DITOLAK: buku UPK {upk} berada di buku wilayah ini dan dikerjakan di sini, jadi tidak'
        " menerima catatan dari luar. Bila UPK bekerja dengan berkasnya sendiri lagi, pindahkan dahulu: upk wilayah"
        " pindah keluar {upk} --keluar BERKAS."
    ),
    errors.KnownAsAnother: (
        "UPK itu sudah dikenal di wilayah ini dengan kode {upk}, bukan {given}. Ulangi tanpa --kode."
    ),
    errors.NoKeyYet: "Belum ada kiriman UPK {upk} yang diterima, jadi belum ada kunci yang dapat dicocokkan.",
    errors.FingerprintDiffers: _other_key,
    errors.FingerprintUnreadable: (
        '"{given}" bukan sidik jari kunci: seharusnya 32 huruf dan angka (0-9 dan A-F), boleh berspasi, seperti pada'
        " surat sidik jari dari UPK."
    ),
    errors.KeyKnownAlready: (
        "Kunci itu memang kunci UPK {upk} yang dikenal; tidak ada yang perlu diterima. Untuk mencocokkannya dengan"
        ' surat BKM: upk wilayah cocokkan-kunci {upk} --sidik-jari "(dari surat)".'
    ),
}
