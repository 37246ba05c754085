"""Sentences for the refusals about rewards for punctual payment."""

from collections.abc import Mapping

from upk_ledger.bahasa.rewards import REASONS
from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import rewards
from upk_ledger.core.errors.base import UpkError


def _not_earned(error: rewards.RewardNotEarned) -> str:
    why = REASONS.get(error.reason, error.reason)
    return (
        f"Pinjaman {error.number} tidak mendapat reward untuk {error.period}: {why}."
        " Lihat daftarnya dengan: upk reward daftar."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    rewards.RewardTooEarly: (
        "Reward untuk {period} baru dapat dicatat mulai {end:tgl}: sebelum itu belum diketahui siapa yang membayar"
        " tepat waktu. Lihat keadaannya dengan: upk reward daftar."
    ),
    rewards.RewardNotEarned: _not_earned,
    rewards.RewardBooked: (
        "Reward pinjaman {number} untuk {booked} sudah dicatat dengan bukti {voucher}, jadi tidak dapat dicatat lagi"
        " untuk {period}. Bila keliru, batalkan dulu bukti itu: upk jurnal koreksi {voucher}."
    ),
    rewards.NoRewardOwed: (
        "Tidak ada reward {who} yang belum dibayarkan. Catat dulu rewardnya dengan: upk reward catat; yang belum"
        " dibayarkan ada di: upk reward saldo."
    ),
}
