"""Sentences for a region's registers: UPK and boards, villages, cases of misuse, letters."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import region_registers as errors
from upk_ledger.core.errors.base import UpkError


def _registered(error: errors.UpkRegistered) -> str:
    named = f" ({', '.join(error.columns)})" if error.columns else ""
    return (
        f'UPK "{error.given}" ({error.name}) sudah terdaftar dengan isi yang lain{named}. Untuk memperbaikinya pakai:'
        " upk wilayah upk ubah."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.UnknownUpk: (
        'UPK "{given}" tidak ada dalam daftar wilayah.{near:mirip} Lihat daftarnya: upk wilayah upk daftar.'
    ),
    errors.UpkRegistered: _registered,
    errors.UpkUnregistered: (
        "{name} ({given}) belum terdaftar; wilayah hanya memegang bukunya. Daftarkan dengan:"
        " upk wilayah upk tambah {given}."
    ),
    errors.UpkHasBook: (
        "{name} ({given}) tidak dapat dihapus dari daftar karena bukunya ada di wilayah ini. Bila tidak berjalan lagi,"
        " tandai: upk wilayah upk ubah {given} --status dorman."
    ),
    errors.CodeWithBlank: (
        'Kode "{given}" tidak dapat dipakai. Kode adalah satu kata pendek tanpa spasi, paling banyak 20 huruf, angka,'
        " titik, garis bawah atau tanda hubung."
    ),
    errors.VillageOfTwoKinds: "Isi salah satu saja: kelurahan atau desa.",
    errors.TermBackwards: (
        "Masa bakti berakhir {ends:tgl}, sebelum dimulai {begins:tgl}. Periksa kedua tanggalnya."
    ),
    errors.PercentTooHigh: "Persentase warga miskin tidak dapat lebih dari 100%. Periksa angkanya.",
    errors.MoreVotersThanAdults: (
        "Pemilih {voters:jumlah} orang, lebih banyak daripada warga dewasa {adults:jumlah} orang. Periksa angkanya."
    ),
    errors.UnknownCase: (
        'Kasus "{given}" tidak ada dalam register.{near:mirip} Lihat daftarnya: upk wilayah kasus daftar.'
    ),
    errors.CaseRepaidTooMuch: (
        "Yang sudah dikembalikan {repaid:rp} melebihi jumlah kasusnya {amount:rp}. Perbaiki salah satunya."
    ),
    errors.UnknownCriterion: 'Syarat "{given}" tidak dikenal. Pakai {known:daftar}.',
    errors.NobodyLate: "Tidak ada UPK yang belum melapor untuk {month:bulan}.",
    errors.NotYetLate: (
        "Batas melapor {month:bulan} adalah {deadline:tgl} dan belum lewat, jadi belum ada yang terlambat. Sebut KODE"
        " UPK-nya bila tetap ingin mengingatkan."
    ),
    errors.ReportedAlready: "{name} ({given}) sudah melapor untuk {month:bulan}; tidak ada yang perlu diingatkan.",
    errors.PatternWithoutNumber: (
        'Nomor "{pattern}" akan sama untuk beberapa surat. Taruh <no> di tempat nomor urutnya, misalnya'
        " 005/<no>/Perkim."
    ),
}
