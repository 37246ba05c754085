"""Sentences for the refusals of allocating a surplus and paying it out."""

from upk_ledger.bahasa.numbers import percent
from upk_ledger.bahasa.sentences import Sentence, either, fill
from upk_ledger.core.errors import surplus as errors
from upk_ledger.core.errors.base import UpkError


def _not_whole(error: errors.SharesNotWhole) -> str:
    if error.twice:
        return f"Tujuan {error.twice} disebut dua kali. Sebut setiap tujuan satu kali saja."
    if error.total == 100:
        return "Ada tujuan yang bagiannya nol. Hapus tujuan itu, atau beri bagian."
    return f"Semua bagian harus berjumlah 100%, padahal jumlahnya {percent(error.total)}. Perbaiki persennya."


def _no_surplus(error: errors.NoSurplus) -> str:
    if not error.result:
        return f"Tahun {error.year} tidak menghasilkan laba, jadi tidak ada yang dibagi."
    return fill(
        "Tahun {year} rugi {loss:rp}, jadi tidak ada laba yang dapat dibagi. Kerugian itu tetap di Laba Ditahan.",
        year=error.year,
        loss=-error.result,
    )


def _nothing_owed(error: errors.NothingOwed) -> str:
    others = f" Yang masih ada: {either(error.choices)}." if error.choices else ""
    return (
        f"Tidak ada alokasi laba untuk {error.purpose} yang belum dibayarkan.{others} Lihat: upk laba daftar."
    )


def _allowance_short(error: errors.AllowanceShort) -> str:
    return fill(
        "Laba belum dapat dibagi: cadangan risiko pinjaman di buku {held:rp}, padahal menurut kolektibilitas"
        " {month:bulan} diperlukan {required:rp}, kurang {amount:rp}. Periksa jurnal yang mengurangi cadangan, atau"
        " tutup bulan berikutnya agar cadangannya disesuaikan.",
        month=error.month,
        held=error.held,
        required=error.required,
        amount=error.amount,
    )


SENTENCES: dict[type[UpkError], Sentence] = {
    errors.ShareUnreadable: (
        'Bagian "{given}" tidak terbaca. Tulis tujuan, akun dan persennya seperti ini: "Dana Sosial=21030:15%".'
    ),
    errors.SharesNotWhole: _not_whole,
    errors.NoShareOfCapital: (
        "Paling sedikit satu bagian harus masuk ke akun modal atau tinggal di laba ditahan (di situlah sisa"
        " pembulatan), dan paling sedikit satu bagian harus keluar dari laba ditahan. Perbaiki daftar bagiannya."
    ),
    errors.NoSharesSet: (
        'Bagian laba belum ditentukan. Tentukan dahulu, misalnya: upk laba bagian --tujuan "Modal=31050:50%" --tujuan'
        ' "Kelembagaan=21030:35%" --tujuan "Dana Sosial=21030:15%".'
    ),
    errors.NoSurplus: _no_surplus,
    errors.DecidedTooEarly: (
        "Putusan bertanggal {on:tgl}, padahal laba tahun {year} baru dapat dibagi sesudah tahun itu berakhir. Periksa"
        " tanggal putusannya."
    ),
    errors.MonthOpenBeforeDecision: (
        "Laba belum dapat dibagi dengan putusan tanggal {on:tgl} karena {month:bulan} masih terbuka. Tutup dahulu"
        " dengan: upk periode tutup {month}."
    ),
    errors.AllowanceShort: _allowance_short,
    errors.AlreadyAllocated: (
        "Laba tahun {year} sudah dibagi dengan bukti {voucher}. Lihat: upk laba lihat {year}. Bila keliru, batalkan"
        " dahulu dengan: upk jurnal koreksi {voucher}."
    ),
    errors.NotAllocated: "Laba tahun {year} belum dibagi. Bagi dengan: upk laba bagi {year}.",
    errors.AllocationPaid: (
        "Pembagian laba {voucher} tidak dapat dibatalkan karena sudah ada yang dibayarkan, dengan bukti"
        " {vouchers:daftar}. Batalkan dahulu pembayarannya."
    ),
    errors.NothingOwed: _nothing_owed,
    errors.PurposeOfSeveralYears: (
        "Alokasi untuk {purpose} masih ada dari beberapa tahun: {years:daftar}. Sebut tahunnya dengan --tahun."
    ),
    errors.MoreThanAllocated: (
        "Sisa alokasi untuk {purpose} hanya {left:rp}, jadi {amount:rp} tidak dapat dibayarkan. Kurangi jumlahnya."
    ),
    errors.TillTooLow: (
        "Akun {account} {name} hanya berisi {there:rp} pada tanggal itu atau sesudahnya, jadi {amount:rp} tidak dapat"
        " dibayarkan dari situ. Kurangi jumlahnya, atau pakai akun kas atau bank lain dengan --kas."
    ),
}
