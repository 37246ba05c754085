"""Sentences about explanations."""

from collections.abc import Mapping

from upk_ledger.bahasa.sentences import Sentence
from upk_ledger.core.errors import explaining as e
from upk_ledger.core.errors.base import UpkError

SENTENCES: Mapping[type[UpkError], Sentence] = {
    e.NoSuchInstallment: (
        "Pinjaman {loan} tidak mempunyai angsuran ke-{number}; jadwal yang berlaku sampai angsuran ke-{last}."
        " Lihat: upk pinjaman jadwal {loan}."
    ),
    e.NothingOutstanding: (
        "Pinjaman {loan} tidak bergolongan: tidak ada sisa pokok pada tanggal itu (status {stands})."
        " Pilih tanggal lain dengan --per, atau lihat riwayatnya: upk pinjaman lihat {loan}."
    ),
}
"""By error class."""
