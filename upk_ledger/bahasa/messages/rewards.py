"""Sentences for the refusals about rewards for punctual payment."""

from collections.abc import Mapping

from upk_ledger.bahasa.dates import long_date, long_month
from upk_ledger.bahasa.rewards import REASONS
from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.dates import Month
from upk_ledger.core.errors import rewards
from upk_ledger.core.errors.base import UpkError


def _period(code: str) -> str:
    """A period as it is kept, in words: 2026-03 is Maret 2026, 2026 is tahun 2026."""
    year, _, month = code.partition("-")
    return long_month(Month(int(year), int(month))) if month else f"tahun {year}"


def _too_early(error: rewards.RewardTooEarly) -> str:
    return (
        f"Reward untuk {_period(error.period)} baru dapat dicatat mulai {long_date(error.end)}: sebelum itu belum"
        " diketahui siapa yang membayar tepat waktu. Lihat keadaannya dengan: upk reward daftar."
    )


def _booked(error: rewards.RewardBooked) -> str:
    return (
        f"Reward pinjaman {error.number} untuk {_period(error.booked)} sudah dicatat dengan bukti {error.voucher}, jadi"
        f" tidak dapat dicatat lagi untuk {_period(error.period)}. Bila keliru, batalkan dulu bukti itu: upk jurnal"
        f" koreksi {error.voucher}."
    )


def _not_earned(error: rewards.RewardNotEarned) -> str:
    why = REASONS.get(error.reason, error.reason)
    return (
        f"Pinjaman {error.number} tidak mendapat reward untuk {_period(error.period)}: {why}."
        " Lihat daftarnya dengan: upk reward daftar."
    )


SENTENCES: Mapping[type[UpkError], Sentence] = {
    rewards.RewardTooEarly: _too_early,
    rewards.RewardNotEarned: _not_earned,
    rewards.RewardBooked: _booked,
    rewards.NoRewardOwed: (
        "Tidak ada reward {who} yang belum dibayarkan. Catat dulu rewardnya dengan: upk reward catat; yang belum"
        " dibayarkan ada di: upk reward saldo."
    ),
}
