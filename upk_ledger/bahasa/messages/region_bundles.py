"""Sentences for the file of a bundle that cannot be taken as it is."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_bundles as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.region.bundles import readable


def _unsigned(error: errors.BundleUnsigned) -> str:
    return (
        f'Tanda tangan berkas "{error.name}" tidak cocok dengan isinya (sidik jari kunci'
        f" {readable(error.fingerprint)}): berkas ini diubah sesudah ditandatangani, atau bukan buatan UPK itu."
        " Jangan dipakai; mintalah UPK mengirim ulang."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.NotABundle: (
        'Berkas "{name}" bukan berkas kiriman UPK, atau rusak sejak awalnya. Berkas kiriman dibuat UPK dengan: upk'
        " kirim --bulan BULAN. Mintalah berkasnya dikirim ulang."
    ),
    errors.BundleTooLarge: (
        'Berkas "{name}" terlalu besar untuk sebuah kiriman (batasnya {limit} MB), jadi tidak dibuka. Tanyakan kepada'
        " UPK apakah berkas itu benar buatannya."
    ),
    errors.BundleNewer: (
        'Berkas "{name}" dibuat oleh program yang lebih baru (bentuk {format}). Perbarui dulu program di komputer ini,'
        " lalu terima sekali lagi."
    ),
    errors.BundleIncomplete: (
        'Berkas "{name}" tidak lengkap: bagian {part} tidak ada di dalamnya. Mintalah UPK membuat dan mengirim ulang'
        " berkas itu."
    ),
    errors.BundleMalformed: (
        'Berkas "{name}" rusak: bagian {part} tidak dapat dibaca. Biasanya berkasnya rusak di perjalanan; mintalah UPK'
        " mengirim ulang."
    ),
    errors.BundleChanged: (
        'Isi berkas "{name}" tidak sama dengan daftar isinya, pada bagian {part}: berkas ini rusak atau diubah'
        " sesudah dibuat. Jangan dipakai; mintalah UPK mengirim ulang."
    ),
    errors.BundleUnsigned: _unsigned,
}
