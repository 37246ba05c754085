"""Sentences for the refusals of early payoff and of fines."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import payoff
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    payoff.PayoffLeavesPrincipal: (
        "Sisa jasa baru dapat dibebaskan bila seluruh pokok sudah dibayar, padahal masih kurang {left:rp}. Lihat jumlah"
        " pelunasannya dengan: upk pinjaman pelunasan."
    ),
    payoff.PayoffTooEarly: (
        "Tanggal {on:tgl} terlalu awal untuk melunasi pinjaman {number} tanpa jasa berikutnya: sudah ada jadwal atau"
        " pembayaran sesudahnya. Pakai tanggal {first:tgl} atau sesudahnya."
    ),
    payoff.WaiverUndecided: (
        "Jasa angsuran berikutnya pinjaman {number} hanya dapat dibebaskan dengan putusan BKM/LKM. Tulis nomornya:"
        " --putusan NO."
    ),
    payoff.NothingToWaive: (
        "Pinjaman {number} tidak mempunyai jasa berikutnya yang dapat dibebaskan. Lunasi tanpa --tanpa-jasa-berikutnya"
        " dan --putusan."
    ),
    payoff.PaidOffEarly: (
        "Pinjaman {number} sudah dilunasi lebih awal dengan bukti {voucher}; jadwalnya berakhir di situ. Batalkan dulu"
        " pelunasannya dengan: upk angsuran batalkan {voucher}."
    ),
    payoff.NoFine: (
        "Produk pinjaman {number} tidak mengenal denda, jadi denda tidak dapat dicatat pada angsurannya. Hilangkan"
        " --denda."
    ),
    payoff.FineNegative: "Denda {fine:rp} tidak mungkin kurang dari nol. Periksa lagi jumlahnya.",
}
