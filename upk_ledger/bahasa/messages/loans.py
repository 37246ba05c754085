"""Sentences for the refusals of loan terms, member shares and payments."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import loans
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    loans.PrincipalNotPositive: "Pokok pinjaman {principal:rp} harus lebih dari nol. Periksa jumlahnya.",
    loans.TenorOutOfRange: (
        "Jangka waktu {tenor} kali angsuran tidak bisa dipakai. Isi banyaknya angsuran, dari 1 sampai {most}."
    ),
    loans.RateNegative: "Jasa {rate_percent:persen} tidak mungkin kurang dari nol. Ketik persennya, misalnya 1,5.",
    loans.GraceOutOfRange: (
        "Masa tenggang {grace} tidak cocok dengan jangka waktu {tenor} angsuran. "
        "Isi 0 atau lebih, dan kurang dari jangka waktunya."
    ),
    loans.UnknownTerm: 'Isian "{given}" untuk {term} tidak dikenal. Pilih salah satu: {allowed:daftar}.',
    loans.DueDateBeyondCalendar: (
        "Pinjaman mulai {start:tgl} dengan {tenor} angsuran melewati batas kalender. "
        "Periksa tanggal mulainya."
    ),
    loans.ShareNotPositive: (
        "Bagian anggota {member} sebesar {share:rp} harus lebih dari nol. "
        "Perbaiki bagiannya, atau keluarkan anggota itu dari pinjaman ini."
    ),
    loans.MemberSharesTwice: (
        "Anggota {member} tertulis dua kali dalam satu pinjaman. Jadikan satu baris dengan jumlah seluruhnya."
    ),
    loans.SharesDoNotAddUp: (
        "Jumlah bagian anggota {total:rp} tidak sama dengan pinjaman KSM {principal:rp}. "
        "Samakan dulu: bagian semua anggota harus berjumlah tepat sebesar pinjamannya."
    ),
    loans.PaymentNotPositive: "Jumlah setoran {amount:rp} harus lebih dari nol. Periksa jumlahnya.",
}
