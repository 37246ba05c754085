"""Sentences for the refusals on the way from application to decision."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import decisions as errors
from upk_ledger.core.errors.base import UpkError


def _above(error: errors.MemberAboveAsked) -> str:
    said = (
        "Anggota {member} mengajukan {asked:rp} pada pinjaman {number}, jadi tidak dapat diberi {granted:rp}. Beri"
        " paling banyak sebesar pengajuannya."
        if error.asked
        else "Anggota {member} tidak ikut mengajukan pinjaman {number}, jadi tidak dapat diberi {granted:rp}. Lihat"
        " pengajuannya: upk pinjaman lihat {number}."
    )
    return fill(said, **vars(error))


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.MemberUndecided: (
        "Belum ada putusan untuk anggota {members:daftar} pada pinjaman {number}. Tulis jumlahnya dengan --anggota KODE"
        ' JUMLAH, atau tolak dengan --tolak-anggota KODE "alasan".'
    ),
    errors.MemberAboveAsked: _above,
    errors.MemberDecidedTwice: (
        "Anggota {member} tertulis dua kali dalam putusan ini. Pilih satu: diberi sejumlah uang, atau ditolak."
    ),
    errors.MemberDidNotAsk: (
        "Anggota {member} tidak ikut mengajukan pinjaman {number}, jadi tidak perlu ditolak. Lihat pengajuannya:"
        " upk pinjaman lihat {number}."
    ),
    errors.ApproverRelated: (
        "Petugas {officer} adalah anggota KSM {group} atau keluarganya, jadi tidak boleh memutuskan pinjaman KSM itu."
        " Minta petugas lain yang memutuskan: --oleh KODE."
    ),
    errors.UnknownPaper: 'Berkas "{given}" tidak dikenal. Pilih dari: {known:daftar}.',
    errors.PaperSaidTwice: "Berkas {paper} disebut ada dan sekaligus tidak. Pilih salah satu.",
    errors.NoSuchOfficer: (
        'Petugas dengan kode "{given}" tidak ada. Yang ada: {known:daftar}. Petugas baru: upk petugas tambah.'
    ),
    errors.NotRelated: (
        "Hubungan anggota {member} KSM {group} dengan petugas {officer} tidak tercatat, jadi tidak dapat diakhiri."
        " Daftarnya: upk anggota hubungan {group}."
    ),
    errors.NotTrained: (
        "Pelatihan anggota {member} KSM {group} pada tanggal dengan materi itu tidak tercatat, jadi tidak dapat"
        " dibatalkan. Periksa tanggal dan materinya."
    ),
    errors.VisitBeforeDisbursement: (
        "Pinjaman {number} belum cair pada {on:tgl}. Kunjungan pembinaan dan penagihan dicatat sesudah uangnya cair;"
        " sebelum itu catat --untuk pemeriksaan."
    ),
    errors.NoSuchVisit: (
        "Kunjungan {purpose} tanggal {on:tgl} pada pinjaman {number} tidak tercatat, jadi tidak dapat dibatalkan."
        " Daftarnya: upk pinjaman kunjungan {number}."
    ),
}
