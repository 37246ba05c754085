"""Sentences for the refusals about uang muka."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, either
from upk_ledger.core.errors import advances as errors
from upk_ledger.core.errors.base import UpkError


def _holder(error: errors.UnknownHolder) -> str:
    known = f" Yang tercatat: {either(error.near)}." if error.near else ""
    return (
        f'Petugas "{error.given}" tidak ada pada tanggal itu.{known} Uang muka hanya diberikan kepada petugas yang'
        " tercatat: daftarkan dulu orangnya dengan upk petugas tambah."
    )


def _unknown(error: errors.UnknownAdvance) -> str:
    left = f" Yang belum dipertanggungjawabkan: {either(error.near)}." if error.near else ""
    return f'Uang muka "{error.given}" tidak ada.{left} Lihat kodenya dengan: upk uang-muka daftar.'


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.UnknownHolder: _holder,
    errors.AdvanceNotPositive: "Jumlah {amount:rp} tidak dapat dicatat: jumlah harus lebih dari nol.",
    errors.AdvanceDueBeforeGiven: (
        "Batas pertanggungjawaban {due:tgl} mendahului tanggal uang mukanya, {given:tgl}. Periksa"
        " --kembali-paling-lambat."
    ),
    errors.UnknownAdvance: _unknown,
    errors.AdvanceSettled: (
        "Uang muka {advance} sudah dipertanggungjawabkan seluruhnya. Lihat: upk uang-muka daftar --semua."
    ),
    errors.NothingAccounted: (
        "Belum disebut untuk apa uang muka {advance} ({outstanding:rp}) dipakai. Tulis --biaya AKUN=JUMLAH untuk setiap"
        " pengeluaran, dan --kembali JUMLAH untuk sisa yang dikembalikan."
    ),
    errors.ReturnedTooMuch: (
        "Yang dikembalikan {returned:rp}, padahal sisa uang muka {advance} sesudah pengeluarannya {left:rp}. Periksa"
        " jumlah biaya dan pengembaliannya."
    ),
    errors.NotForAdvances: (
        "{account} {name} bukan akun biaya uang muka. Uang yang kembali ditulis dengan --kembali; pengeluaran ditulis"
        " pada akun biayanya."
    ),
    errors.AdvanceOverdrawn: (
        "Pada {on:tgl} pertanggungjawaban uang muka {advance} akan melebihi yang diberikan sebesar {missing:rp}."
        " Periksa tanggalnya; untuk membatalkan uang mukanya, batalkan dulu pertanggungjawabannya."
    ),
}
