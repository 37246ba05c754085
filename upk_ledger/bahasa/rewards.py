"""Why a loan has not earned the reward for punctual payment, as a bookkeeper says it."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "terlambat": "ada angsuran yang terlambat",
    "menunggu": "masih ada angsuran yang ditunggu",
    "menunggak": "menunggak di akhir periode",
    "hapus-buku": "sudah dihapus buku",
    "tanpa-reward": "tanpa persen reward",
    "tanpa-jasa": "tidak ada jasa yang dibayar",
    "tidak-jatuh-tempo": "tidak ada angsuran yang jatuh tempo",
}
"""By the reasons of `core.rewards`."""
