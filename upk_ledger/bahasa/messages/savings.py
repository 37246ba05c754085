"""Sentences for the refusals about titipan and savings."""

from collections.abc import Mapping

from upk_ledger.bahasa.dates import long_date
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


def _held(error: savings.SavingsHeld) -> str:
    loans = ", ".join(error.loans)
    return (
        f"Dari tabungan KSM {error.group} sebesar {rupiah(error.kept)}, {rupiah(error.held)} ditahan sampai pinjaman"
        f" {loans} lunas. Yang bebas hanya {rupiah(error.free)}, tidak cukup untuk {rupiah(error.asked)}. Kurangi"
        " jumlahnya, atau sebut alasannya dengan --alasan: pengambilannya lalu masuk daftar pengecualian."
    )


def _spent(error: savings.KeptMoneySpent) -> str:
    whose = "dari saldo awal yang belum dibagi" if error.owner == "-" else f"untuk {error.owner}"
    return (
        f"{error.account} {whose} akan kurang {rupiah(error.missing)} pada {long_date(error.on)}: uangnya sudah dipakai"
        " atau diambil, atau belum disetor pada hari itu. Periksa tanggalnya, atau batalkan dulu pemakaiannya."
    )


def _nothing(error: savings.NothingToReturn) -> str:
    if error.loans:
        return (
            f"Tabungan KSM {error.group} sebesar {rupiah(error.kept)} ditahan sampai pinjaman"
            f" {', '.join(error.loans)} lunas, jadi belum dapat dikembalikan."
        )
    return f"Tidak ada tabungan KSM {error.group} yang dapat dikembalikan. Lihat: upk tabungan kartu {error.group}."


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
    savings.SavingsHeld: _held,
    savings.NothingToReturn: _nothing,
    savings.SavingsAboveLoan: (
        "Tabungan yang ditahan ({savings:rp}) harus kurang dari pinjaman {number} ({principal:rp}). Sebut jumlah lain"
        " dengan --tabungan."
    ),
    savings.FeeAboveLoan: (
        "Biaya administrasi ({fee:rp}) bersama tabungan yang ditahan ({savings:rp}) harus kurang dari pinjaman {number}"
        " ({principal:rp}). Sebut jumlah lain dengan --biaya-admin."
    ),
    savings.NothingInArrears: (
        "Pinjaman {number} tidak menunggak, jadi tabungannya tidak dipakai. "
        "Sebutkan jumlahnya bila putusannya tetap memakai tabungan sekarang."
    ),
    savings.KeptMoneySpent: _spent,
}
