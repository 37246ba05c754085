"""Sentences for the refusals about approval cards and their codes."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import approvals as errors
from upk_ledger.core.errors.base import UpkError

ACTS = {
    "putusan": "Putusan pinjaman",
    "hapus-buku": "Hapus buku",
    "buka-bulan": "Membuka kembali bulan",
    "batal": "Pembatalan sesudah harinya",
    "aturan": "Perubahan aturan atau pengaturan",
}
"""What each act is called."""


def _needed(error: errors.CodeNeeded) -> str:
    where = (
        "Kartu yang masih punya kode: {cards:daftar}."
        ' Pakai --kode-persetujuan, misalnya --kode-persetujuan "07 K4RM9-TXP37".'
        if error.cards
        else "Belum ada kartu yang masih punya kode: upk kartu-kode buat."
    )
    return fill(
        "{act} ({subject}) memerlukan kode persetujuan dari orang lain. " + where,
        act=ACTS.get(error.act, error.act),
        subject=error.subject,
        cards=error.cards,
    )


def _used(error: errors.CodeUsed) -> str:
    return fill(
        "Kode nomor {place} pada kartu {card} sudah dipakai tanggal {on:tgl} ({act}: {subject}). Pakai kode"
        " berikutnya; bila pemegangnya tidak merasa memakainya, laporkan kepada Pengawas dan cabut kartunya:"
        " upk kartu-kode cabut.",
        place=error.place,
        card=error.card,
        on=error.on,
        act=ACTS.get(error.act, error.act),
        subject=error.subject,
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.CodeNeeded: _needed,
    errors.CodeMistyped: (
        "Kode persetujuan salah ketik: ada huruf yang kurang, keliru atau tertukar. Ketik lagi seperti tercetak"
        " di kartu, misalnya 07 K4RM9-TXP37."
    ),
    errors.CodeWrong: (
        "Kode persetujuan ini bukan dari kartu UPK ini, atau nomor di depannya tidak cocok. Periksa kartunya"
        " bersama pemegangnya."
    ),
    errors.CodeUsed: _used,
    errors.CardRevoked: (
        "Kartu {card} sudah dicabut tanggal {on:tgl}; kodenya tidak berlaku lagi. Pakai kartu penggantinya."
    ),
    errors.HolderIsActor: (
        "Pemegang kartu ({holder}) adalah petugas yang mencatat ini sendiri. Kode persetujuan harus dari orang lain."
    ),
    errors.HolderNotServing: (
        "Pemegang kartu {card} ({holder}) tidak menjabat lagi. Cabut kartunya, dan buat kartu untuk penggantinya:"
        " upk kartu-kode buat."
    ),
    errors.HolderRelated: (
        "Pemegang kartu ({holder}) adalah anggota KSM {group} atau keluarganya. Minta kode persetujuan kepada"
        " petugas lain."
    ),
    errors.UnknownCard: 'Kartu "{given}" tidak ada.{near:mirip} Daftarnya: upk kartu-kode daftar.',
    errors.CardSizeWrong: "Kartu berisi {count} kode tidak dapat dibuat. Isi --jumlah dari 1 sampai {most}.",
}
