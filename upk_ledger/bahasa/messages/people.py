"""Sentences about groups and their members."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import people as errors
from upk_ledger.core.errors.base import UpkError

_OPTIONS = {
    "alasan": 'Tulis alasannya dengan --alasan "...".',
    "keterangan": 'Tulis keterangannya dengan --keterangan "...".',
}
"""How to fill what is an option of its own."""

SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.UnknownGroup: (
        'KSM "{given}" tidak ada.{near:mirip} Pakai kode KSM atau sebagian namanya; daftarnya: upk ksm daftar.'
    ),
    errors.AmbiguousGroup: (
        '"{given}" cocok dengan lebih dari satu KSM: {matches:daftar}. Pakai kode, atau nama yang lengkap.'
    ),
    errors.GroupExists: 'Kode KSM "{given}" sudah dipakai oleh {name}. Pakai kode lain.',
    errors.UnknownMember: (
        'Anggota "{given}" tidak ada di KSM {group}.{near:mirip} Daftarnya: upk anggota daftar --ksm {group}.'
    ),
    errors.MemberExists: 'Kode anggota "{given}" sudah dipakai di KSM {group}. Pakai kode lain.',
    errors.MemberLeft: (
        "Anggota {member} sudah keluar dari KSM {group} sejak {on:tgl}. Bila ia kembali, catat dulu dengan: upk anggota"
        " masuk {group} {member}. Pinjaman yang sudah disetujui untuknya diputuskan lagi dengan --tolak-anggota."
    ),
    errors.MemberNotLeft: "Anggota {member} masih tercatat sebagai anggota KSM {group}; tidak perlu dimasukkan lagi.",
    errors.MemberOwes: (
        "Anggota {member} KSM {group} masih mempunyai kewajiban pada pinjaman {loans:daftar}. Lunasi dulu, atau alihkan"
        " kepada anggota lain dengan: upk pinjaman alih-anggota."
    ),
    errors.NikWrong: 'NIK "{given}" salah: NIK terdiri atas tepat 16 angka. Cocokkan dengan KTP, atau kosongkan dulu.',
    errors.EmptyField: lambda error: _OPTIONS.get(
        error.field, f"Isian {error.field} masih kosong. Isilah dulu."
    ),
}
