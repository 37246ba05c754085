"""Sentences for the refusals about titipan and savings."""

from collections.abc import Mapping

from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import savings
from upk_ledger.core.errors.base import UpkError


def _savings(error: savings.SavingsTooSmall) -> str:
    hint = "Kurangi jumlahnya."
    if error.unassigned:
        hint = (
            f"Dari saldo awal masih ada {rupiah(error.unassigned)} yang belum dibagi kepada KSM:"
            f" upk tabungan bagi {error.group} JUMLAH."
        )
    return f"Tabungan KSM {error.group} hanya {rupiah(error.kept)}, tidak cukup untuk {rupiah(error.asked)}. {hint}"


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
    savings.SavingsTooSmall: _savings,
    savings.KeptMoneySpent: (
        "{account} untuk {owner} akan kurang {missing:rp} pada {on:tgl}: uangnya sudah dipakai atau diambil, atau"
        " belum disetor pada hari itu. Periksa tanggalnya, atau batalkan dulu pemakaiannya."
    ),
}
