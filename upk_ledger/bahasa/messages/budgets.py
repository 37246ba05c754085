"""Sentences for the refusals about the yearly budget."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import budgets
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    budgets.NotBudgeted: lambda error: fill(
        "Pilihan {side} hanya untuk akun pinjaman, bukan {account} {name}."
        if error.side
        else "Akun {account} {name} tidak mempunyai anggaran: yang dianggarkan akun pendapatan, biaya dan pinjaman.",
        **vars(error),
    ),
    budgets.NoBudget: "Belum ada anggaran tahun {year}. Isi dengan: upk anggaran isi --tahun {year} AKUN JUMLAH.",
    budgets.BudgetExists: (
        "Tahun {year} sudah mempunyai anggaran. Ubah barisnya dengan: upk anggaran isi --tahun {year} AKUN JUMLAH."
    ),
    budgets.MonthOfOtherYear: "Bulan {month:bulan} tidak termasuk tahun {year}. Periksa bulannya.",
    budgets.BudgetLineTwice: (
        "Baris anggaran ini sudah tertulis di baris {first}. Jadikan satu baris dengan jumlah seluruhnya."
    ),
    budgets.BudgetRowShape: (
        "Isi salah satu: kolom 1 sampai 12, atau kolom bulan dan jumlah. Kosongkan yang tidak dipakai."
    ),
}
