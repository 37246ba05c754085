"""What is said of a condition that a group or its request does not meet."""

from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.core.eligibility import MEANS, Breach

_TEXTS = {
    "anggota-minimal": "Anggota KSM hanya {found} orang; paling sedikit {wanted}",
    "perempuan-minimal": "Anggota perempuan hanya {found} orang; paling sedikit {wanted}",
    "miskin-terdaftar": "Yang tercatat warga miskin hanya {found} orang; semestinya {wanted}",
    "umur-ksm": "Umur KSM baru {found} bulan; paling sedikit {wanted} bulan",
    "pelatihan": "Belum semua anggota mengikuti pelatihan{about}",
    "tanggung-renteng": "Belum ada pernyataan tanggung renteng",
    "pinjaman-berjalan": "KSM ini masih mempunyai pinjaman yang belum kembali{about}",
    "bagian-berjalan": "Bagian {who} pada pinjaman lain belum kembali{about}",
    "nik-ganda": "NIK {who} juga tercatat di KSM lain{about}",
    "identitas": "NIK {who} belum tercatat",
    "pengurus": "Peminjam {who} adalah petugas sendiri{about}",
    "keluarga-pengurus": "Peminjam {who} adalah keluarga petugas{about}",
    "plafon": "Bagian {who} {found} melebihi batas {wanted}",
    "kemampuan": "Angsuran {who} {found} sebulan melebihi kemampuan membayarnya {wanted}",
    "pinjaman-terbanyak": "Ini pinjaman ke-{found} bagi {who}; paling banyak {wanted} kali",
    "tenor-minimal": "Jangka waktu {found} angsuran terlalu pendek; paling sedikit {wanted}",
    "tenor-maksimal": "Jangka waktu {found} angsuran terlalu panjang; paling banyak {wanted}",
    "masa-tenggang": "Masa tenggang {found} melebihi batas {wanted}",
}


_AVERAGE = "Rata-rata pinjaman {found} per anggota ({detail} anggota) melebihi batas {wanted}"
"""Of the ceiling where no member is named."""

_MEANS_RECORDED = "Angsuran {who} {found} sebulan melebihi kemampuan membayarnya"
"""Of a member's means as they are recorded, without what tells an income."""

_AMOUNTS = {"plafon", MEANS}
"""The conditions on amounts (sen)."""


def is_breach(rule: str) -> bool:
    """Whether a rule of the exception list is such a condition."""
    return rule in _TEXTS


def breach_text(breach: Breach) -> str:
    """The condition in a sentence: Anggota perempuan hanya 1 orang; paling sedikit 2."""
    shown = rupiah if breach.rule in _AMOUNTS else str
    facts = {
        "found": shown(breach.found),
        "wanted": shown(breach.wanted),
        "who": f"anggota {breach.member}",
        "about": f": {breach.detail}" if breach.detail else "",
        "detail": breach.detail,
    }
    text = _TEXTS[breach.rule]
    if breach.rule == "plafon" and breach.member is None:
        text = _AVERAGE
    elif breach.rule == MEANS and not breach.wanted:
        text = _MEANS_RECORDED
    return text.format_map(facts) + "."
