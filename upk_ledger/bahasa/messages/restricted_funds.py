"""Sentences for the refusals about restricted funds."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, either
from upk_ledger.core.errors import restricted_funds as errors
from upk_ledger.core.errors.base import UpkError


def _unknown_item(error: errors.UnknownItem) -> str:
    there = f" Yang ada: {either(error.known)}." if error.known else " Anggarannya belum diisi."
    return (
        f'Anggaran dana {error.fund} tidak mempunyai baris "{error.given}".{there}'
        f" Lihat atau isi dengan: upk dana rab {error.fund}."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.FundTooSmall: (
        "Sisa dana {fund} per {on:tgl} {rest:rp}, kurang dari {asked:rp}. Catat dulu penerimaannya dengan: upk dana"
        " terima {fund} JUMLAH, atau periksa jumlah dan tanggalnya."
    ),
    errors.FundAboveAgreement: (
        "Perjanjian dana {fund} bernilai {agreed:rp} dan sudah diterima {received:rp}; ditambah {asked:rp} menjadi"
        " lebih. Periksa jumlahnya, atau catat perubahan perjanjiannya dengan: upk dana ubah {fund} --jumlah JUMLAH."
    ),
    errors.AgreementBelowReceived: (
        "Dana {fund} sudah diterima {received:rp}, lebih dari perjanjian sebesar {agreed:rp}. Periksa jumlahnya, atau"
        " kembalikan dulu kelebihannya dengan: upk dana kembalikan {fund} JUMLAH."
    ),
    errors.FundClosed: (
        "Dana {fund} sudah ditutup pada {on:tgl}. Bila masih ada yang harus dicatat, buka lagi dengan: upk dana"
        ' buka-lagi {fund} --alasan "...".'
    ),
    errors.FundNotClosed: "Dana {fund} tidak sedang ditutup, jadi tidak perlu dibuka lagi.",
    errors.FundHasRest: (
        "Dana {fund} masih bersisa {rest:rp} yang belum dibelanjakan dan belum dikembalikan. Belanjakan, atau"
        " kembalikan dengan: upk dana kembalikan {fund} JUMLAH, lalu tutup."
    ),
    errors.WorkNotDone: (
        "Kemajuan fisik dana {fund} baru {percent:persen}. Catat kemajuannya dengan: upk dana kemajuan {fund} --persen"
        ' 100, atau tutup dengan alasannya: --alasan "...".'
    ),
    errors.ClosedBeforeMoves: (
        "Dana {fund} masih mempunyai bukti bertanggal {last:tgl}, jadi tidak dapat ditutup per {on:tgl}. Pakai"
        " --tanggal {last} atau sesudahnya."
    ),
    errors.FundHasMoves: (
        "Dana {fund} sudah mempunyai bukti {vouchers:daftar}, jadi tidak dapat dibatalkan. Batalkan dulu buktinya"
        " dengan: upk jurnal koreksi, atau tutup dananya dengan: upk dana tutup {fund}."
    ),
    errors.InstalmentsDisagree: (
        "Jumlah semua termin {total:rp}, padahal perjanjian dana {fund} {agreed:rp}. Keduanya harus sama."
    ),
    errors.UnknownInstalment: (
        "Dana {fund} tidak mempunyai termin ke-{number}; termin terakhir ke-{last}. Lihat dengan: upk dana termin"
        " {fund}."
    ),
    errors.BudgetAboveAgreement: (
        "Jumlah anggaran {total:rp} melebihi perjanjian dana {fund}, {agreed:rp}. Periksa barisnya."
    ),
    errors.ItemTwice: 'Baris anggaran "{item}" tertulis dua kali. Satukan, atau beri nama yang berbeda.',
    errors.UnknownItem: _unknown_item,
    errors.NotACost: (
        "Akun {account} {name} bukan akun biaya. Belanja dana terikat dicatat pada akun biaya kegiatan; lihat dengan:"
        " upk akun daftar."
    ),
    errors.ProgressOutOfRange: "Kemajuan {percent:persen} tidak mungkin: pakai 0 sampai 100.",
    errors.NoSuchProgress: (
        "Tidak ada kemajuan dana {fund} yang tercatat untuk {on:tgl}. Lihat tanggalnya dengan: upk dana lihat {fund}."
    ),
    errors.NoSuchContribution: (
        "Dana {fund} tidak mempunyai swadaya bernomor catatan {number}. Lihat nomornya dengan: upk dana lihat {fund}."
    ),
    errors.NothingToAssign: (
        "Saldo awal dana terikat yang belum dibagi {free:rp}, kurang dari {asked:rp}. Periksa jumlahnya."
    ),
    errors.FundNotPositive: "Jumlah {amount:rp} tidak dapat dicatat: jumlah harus lebih dari nol.",
}
