"""Sentences for the month's figures that a UPK without the program reports on a form."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence, fill
from upk_ledger.core.errors import region_blanko as errors
from upk_ledger.core.errors.base import UpkError


def _without(error: errors.BalanceWithoutGroups) -> str:
    if error.groups:
        return fill(
            "{groups:jumlah} KSM disebut masih mempunyai pinjaman, padahal saldo pinjamannya nol. Isi keduanya, atau"
            " nol keduanya.",
            groups=error.groups,
        )
    return fill(
        "Saldo pinjaman {balance:rp}, padahal banyaknya KSM nol. Isi berapa KSM yang masih mempunyai pinjaman.",
        balance=error.balance,
    )


def _risk(error: errors.GroupsAtRiskWithoutBalance) -> str:
    if error.at_risk:
        return fill(
            "{at_risk:jumlah} KSM disebut menunggak lama, padahal saldo golongan tunggakan selama itu nol. Periksa"
            " saldo setiap golongan.",
            at_risk=error.at_risk,
        )
    return fill(
        "Saldo golongan yang menunggak lama {balance:rp}, padahal banyaknya KSM yang menunggak selama itu nol. Isi"
        " berapa KSM-nya.",
        balance=error.balance,
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    errors.NotThisForm: (
        "Lembar ini bukan blanko bulanan UPK, atau dari bentuk yang lama. Buat yang baru dengan: upk wilayah blanko."
    ),
    errors.FormChanged: (
        'Baris {number} seharusnya "{wanted}"; bentuk blankonya sudah diubah. Salin isinya ke blanko yang baru (upk'
        " wilayah blanko)."
    ),
    errors.FigureBelowZero: (
        '"{given}" kurang dari nol. Angka pada blanko tidak ada yang di bawah nol; untuk rugi, isi pendapatan dan biaya'
        " apa adanya."
    ),
    errors.FormTwice: "{given} melapor {month:bulan} di dua lembar. Hapus salah satunya.",
    errors.ClassesDifferFromBalance: (
        "Saldo semua golongan berjumlah {classes:rp}, padahal saldo pinjaman {balance:rp}. Keduanya harus sama."
    ),
    errors.MoreGroupsAtRisk: (
        "KSM yang menunggak lama {at_risk:jumlah}, lebih banyak daripada semua KSM yang mempunyai pinjaman"
        " ({groups:jumlah})."
    ),
    errors.BalanceWithoutGroups: _without,
    errors.GroupsAtRiskWithoutBalance: _risk,
    errors.ArrearsAboveBalance: (
        "Tunggakan pokok {arrears:rp} melebihi saldo pinjaman yang menunggak selama itu, {balance:rp}."
    ),
    errors.ResultHalfTold: "Pendapatan dan biaya diisi keduanya, atau dikosongkan keduanya.",
    errors.MonthNotOver: (
        "{month:bulan} belum berakhir (hari ini {today:tgl}), jadi belum dapat dilaporkan. Perbaiki bulan pada"
        " blankonya."
    ),
    errors.MonthInBook: (
        "Buku {name} ({given}) sudah memuat {month:bulan}; angka dari buku yang dipakai, jadi blankonya tidak diterima."
    ),
    errors.NoUpkByForm: (
        "Tidak ada UPK aktif yang melapor dengan blanko. Sebut KODE UPK-nya, atau tandai: upk wilayah upk ubah KODE"
        " --lapor blanko."
    ),
}
