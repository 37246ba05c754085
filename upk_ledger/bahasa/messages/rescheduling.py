"""Sentences for the refusals of rescheduling."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import rescheduling
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    rescheduling.NoPrincipalLeft: (
        "Seluruh pokok pinjaman ini sudah dibayar, jadi tidak ada yang dijadwal ulang. Terima sisa jasanya dengan:"
        " upk angsuran catat."
    ),
    rescheduling.RescheduledTooEarly: (
        "Tanggal {on:tgl} terlalu awal untuk pinjaman {number}: sudah ada pencairan, jadwal atau pembayaran sampai"
        " sesudahnya. Pakai tanggal {first:tgl} atau sesudahnya."
    ),
    rescheduling.TermNotOfThisKind: (
        "Jenis {kind} hanya mengubah tanggal angsuran, tidak {option}. Pakai --jenis persyaratan bila syaratnya ikut"
        " berubah."
    ),
    rescheduling.WaiverNotOfThisKind: (
        "Jasa tertunggak hanya dapat dihapus dengan --jenis persyaratan, tidak dengan {kind}. Pakai jenis itu, atau"
        " bawa jasanya ke angsuran pertama yang baru: --jasa-tertunggak dibawa."
    ),
    rescheduling.ServiceIntoPrincipal: (
        "Jasa tertunggak pinjaman {number} tidak dapat dijadikan pokok: jasa menjadi pendapatan ketika diterima,"
        " sedangkan uangnya belum ada. Bawa ke angsuran pertama yang baru: --jasa-tertunggak dibawa."
    ),
    rescheduling.AddedPrincipalMissing: (
        "Penataan ulang pinjaman {number} menambah pokok. Tulis tambahannya: --tambah JUMLAH; tanpa tambahan pakai"
        " --jenis persyaratan."
    ),
    rescheduling.AddedNotAsked: (
        "Jenis {kind} tidak menambah pokok. Pakai --jenis penataan, atau hilangkan --tambah dan --anggota."
    ),
    rescheduling.NotRescheduled: (
        "Jadwal pinjaman {number} yang berlaku sekarang bukan hasil penjadwalan ulang, jadi tidak ada yang dibatalkan."
        " Lihat keadaannya: upk pinjaman lihat {number}."
    ),
    rescheduling.ReschedulePaid: (
        "Sesudah pinjaman {number} dijadwal ulang sudah dicatat pembayaran: {vouchers:daftar}. Batalkan dulu dengan"
        " upk angsuran batalkan BUKTI, juga yang tanggalnya sebelum penjadwalan ulang; sesudah penjadwalan ulangnya"
        " dibatalkan, catat lagi menurut tanggalnya."
    ),
    rescheduling.LoanRescheduled: (
        "Pinjaman {number} sudah dijadwal ulang, jadi pencairannya tidak dapat dibatalkan. Batalkan penjadwalan"
        " ulangnya dulu dengan: upk pinjaman batal-jadwal-ulang {number}."
    ),
}
