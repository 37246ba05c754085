"""Sentences for the refusals about titipan and savings."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import savings
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    savings.DepositTooSmall: (
        "Titipan pinjaman {number} hanya {kept:rp}, tidak cukup untuk {asked:rp}. Kurangi jumlahnya."
    ),
    savings.NoDeposit: (
        "Pinjaman {number} tidak mempunyai titipan. Lihat keadaannya: upk pinjaman lihat {number}."
    ),
    savings.SeveralDeposits: (
        "KSM {group} {name} mempunyai titipan pada lebih dari satu pinjaman. Sebut nomornya: {numbers:daftar}."
    ),
    savings.NothingDue: (
        "Belum ada angsuran pinjaman {number} yang jatuh tempo, jadi titipannya belum dipakai. "
        "Sebutkan jumlahnya bila tetap ingin dipakai sekarang."
    ),
    savings.SavingsTooSmall: (
        "Tabungan KSM {group} hanya {kept:rp}, tidak cukup untuk {asked:rp}. Kurangi jumlahnya."
    ),
}
