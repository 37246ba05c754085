"""Sentences for the refusals of sending bundles and of their keys."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import region_sending as errors
from upk_ledger.core.errors.base import UpkError
from upk_ledger.core.region.bundles import readable


def _open(error: errors.MonthOpen) -> str:
    newest = (
        " Bulan terakhir yang sudah ditutup: {newest:bulan}."
        if error.newest and error.newest < error.month
        else ""
    )
    return fill(
        "{month:bulan} belum ditutup, jadi belum dapat dikirim. Tutup dulu dengan: upk periode tutup {month}."
        + newest,
        month=error.month,
        newest=error.newest,
    )


def _gone(error: errors.KeyGone) -> str:
    return (
        f"Kunci kiriman UPK ini (sidik jari {readable(error.fingerprint)}) tidak ada di buku ini, misalnya karena"
        " bukunya dipindah tanpa kuncinya. Pakai buku yang masih menyimpan kuncinya, atau buat kunci baru: upk kunci"
        " ganti --alasan ALASAN."
    )


def _registered(error: errors.KeyRegistered) -> str:
    return f"Kunci Pemda dengan sidik jari {readable(error.fingerprint)} sudah terdaftar; tidak ada yang berubah."


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.MonthOpen: _open,
    errors.SentWithin: (
        "{month:bulan} sudah terkirim bersama {other:bulan} dalam satu berkas. Bila berkasnya hilang, buat lagi dengan:"
        " upk kirim --bulan {other}."
    ),
    errors.RecordNotSent: (
        "Catatan {record} belum ada dalam kiriman mana pun (kiriman terakhir sampai catatan {last}). Kirim bulannya"
        " dengan: upk kirim --bulan BULAN."
    ),
    errors.OtherBundleThere: (
        '"{path}" sudah ada dan berisi kiriman lain ({name}, {village}), jadi tidak ditimpa. Pakai folder lain, atau'
        ' nama lain: --keluar "{further}".'
    ),
    errors.KeyGone: _gone,
    errors.KeyNotMade: (
        "UPK ini belum mempunyai kunci kiriman. Kuncinya dibuat sendiri pada kiriman pertama: upk kirim --bulan BULAN."
    ),
    errors.RegionKeyNotMade: (
        "Wilayah ini belum mempunyai kunci yang dapat diganti. Kuncinya dibuat sendiri pada pemakaian pertama: upk"
        " wilayah kunci."
    ),
    errors.NotAKey: (
        '"{given}" bukan kunci Pemda. Pakai berkas yang dibuat kantor pembina dengan upk wilayah kunci --keluar'
        " BERKAS, atau 64 angka dan huruf kuncinya."
    ),
    errors.KeyDamaged: (
        'Kunci dalam "{given}" tidak cocok dengan sidik jarinya: ada yang berubah atau salah ketik. Mintalah lagi'
        " berkasnya kepada kantor pembina."
    ),
    errors.KeyRegistered: _registered,
    errors.KeyOfSigning: (
        "Itu kunci tanda tangan UPK ini sendiri, bukan kunci Pemda. Mintalah kunci Pemda kepada kantor pembina: upk"
        " wilayah kunci."
    ),
}
