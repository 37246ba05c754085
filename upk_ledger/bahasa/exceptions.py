"""The exception list in words: what its rules are called, and what each item says."""

from collections.abc import Callable
from datetime import date

from upk_ledger.bahasa.dates import long_date, long_moment
from upk_ledger.bahasa.eligibility import breach_text, is_breach
from upk_ledger.bahasa.numbers import rupiah
from upk_ledger.core.dates import local_moment
from upk_ledger.core.eligibility import Breach
from upk_ledger.core.money import RUPIAH

RULES = {
    "anggota-minimal": "Syarat KSM: anggota terlalu sedikit",
    "perempuan-minimal": "Syarat KSM: anggota perempuan terlalu sedikit",
    "miskin-terdaftar": "Syarat KSM: anggota bukan warga miskin yang tercatat",
    "umur-ksm": "Syarat KSM: umur KSM belum cukup",
    "pelatihan": "Syarat KSM: pelatihan belum diikuti semua anggota",
    "tanggung-renteng": "Syarat KSM: pernyataan tanggung renteng belum ada",
    "pinjaman-berjalan": "Syarat KSM: pinjaman sebelumnya belum kembali",
    "bagian-berjalan": "Syarat anggota: bagian pada pinjaman lain belum kembali",
    "nik-ganda": "Syarat anggota: NIK tercatat juga di KSM lain",
    "identitas": "Syarat anggota: NIK belum tercatat",
    "pengurus": "Peminjam adalah petugas",
    "keluarga-pengurus": "Peminjam adalah keluarga petugas",
    "plafon": "Syarat pinjaman: melebihi batas per anggota",
    "kemampuan": "Syarat anggota: angsuran melebihi kemampuan membayar",
    "pinjaman-terbanyak": "Syarat pinjaman: terlalu sering meminjam",
    "tenor-minimal": "Syarat pinjaman: jangka waktu terlalu pendek",
    "tenor-maksimal": "Syarat pinjaman: jangka waktu terlalu panjang",
    "masa-tenggang": "Syarat pinjaman: masa tenggang terlalu panjang",
    "impor": "Pinjaman yang diimpor, tanpa pengajuan dan putusan di sini",
    "satu-orang": "Satu orang mengajukan sekaligus memutuskan",
    "tanpa-persetujuan": "Tindakan tanpa kode persetujuan orang kedua",
    "putusan-diubah": "Putusan yang diubah",
    "berkas-kurang": "Pencairan dengan berkas yang kurang",
    "penundaan": "Pinjaman baru selama penundaan, tanpa putusan BKM",
    "dana-mitra-kurang": "Pinjaman melebihi dana mitra yang ada",
    "batal-menyusul": "Pembatalan sesudah harinya",
    "mundur": "Pembayaran bertanggal mundur lebih dari satu hari",
    "tabungan-ditahan": "Tabungan diambil selama pinjaman berjalan",
    "bulan-dibuka": "Bulan yang dibuka kembali",
    "jam-mundur": "Jam komputer yang mundur",
    "kartu-kode": "Kartu kode persetujuan yang baru",
    "hitung-sendiri": "Kas dihitung oleh pemegang atau pencatatnya sendiri",
}
"""The heading of each rule, as the Pengawas reads it."""


def rule_name(rule: str) -> str:
    """What a rule is called; one without a name by its code."""
    return RULES.get(rule, rule)


def _breach(rule: str, subject: str, detail: str) -> str:
    """A condition on the list in its sentence, read from what was recorded: numbers, and whom it is about."""
    found, wanted, *rest = detail.split(" ", 2)
    member = subject.partition(" ")[2] or None
    return breach_text(Breach(rule, int(found), int(wanted), member, "".join(rest))).rstrip(".")


def exception_detail(rule: str, subject: str, detail: str) -> str:
    """What is said of an item beside the rule's name: of a ceiling the amounts, of a late payment the days.

    What somebody made unreadable in the file is shown as it stands: the list must not fail for it.
    """
    try:
        return _breach(rule, subject, detail) if is_breach(rule) else _DETAILS.get(rule, _plain)(detail)
    except (ValueError, KeyError, IndexError, OverflowError):
        return f"{detail} (tidak terbaca)"


def exception_text(rule: str, subject: str, detail: str) -> str:
    """An item by itself, where no rule's name stands above it."""
    return _WHOLE.get(rule, "{detail}").format(detail=exception_detail(rule, subject, detail))


def _plain(detail: str) -> str:
    return detail.replace("-", " ")


def _taken(detail: str) -> str:
    asked, free, *loans = detail.split(" ")
    return (
        f"diambil {rupiah(int(asked) * RUPIAH)}, yang bebas {rupiah(int(free) * RUPIAH)};"
        f" ditahan untuk {', '.join(loans)}"
    )


def _beyond_fund(detail: str) -> str:
    lent, free, fund = detail.split(" ", 2)
    return f"dipinjamkan {rupiah(int(lent) * RUPIAH)}, yang ada di dana {fund} {rupiah(int(free) * RUPIAH)}"


ACTS = {
    "putusan": "putusan",
    "hapus-buku": "hapus buku",
    "buka-bulan": "pembukaan bulan",
    "batal": "pembatalan",
    "aturan": "perubahan aturan",
}
"""What the acts are called that a second person's code can approve."""

_ORIGINS = {"awal": "berjalan saat pembukuan dimulai", "impor": "diimpor"}

_DETAILS: dict[str, Callable[[str], str]] = {
    "putusan-diubah": lambda d: _plain(d.replace(" ", " menjadi ")),
    "batal-menyusul": lambda d: f"bukti tanggal {long_date(date.fromisoformat(d))}",
    "mundur": lambda d: f"{d} sesudah tanggalnya",
    "kartu-kode": lambda d: f"pemegang {d}",
    "bulan-dibuka": lambda d: f"semula ditutup sampai {long_date(date.fromisoformat(d))}",
    "tabungan-ditahan": _taken,
    "dana-mitra-kurang": _beyond_fund,
    "penundaan": lambda d: d.upper().replace(" ", ", "),
    "satu-orang": str,
    "hitung-sendiri": lambda d: f"penghitung {d}",
    "jam-mundur": lambda d: f"jam komputer menunjuk {long_moment(local_moment(d, 'WIB'), 'WIB')}",
    "tanpa-persetujuan": lambda d: ACTS.get(d, d),
    "impor": lambda d: _ORIGINS.get(d, d),
}

_WHOLE = {
    "satu-orang": "yang mengajukan juga yang memutuskan",
    "tanpa-persetujuan": "tanpa kode persetujuan orang kedua",
    "putusan-diubah": "putusan diubah",
    "berkas-kurang": "berkas kurang: {detail}",
    "penundaan": "pinjaman baru sedang ditunda",
    "batal-menyusul": "dibatalkan sesudah harinya",
    "mundur": "dicatat {detail}",
    "tabungan-ditahan": "tabungan diambil sebelum bebas",
    "dana-mitra-kurang": "dana mitra tidak cukup",
    "jam-mundur": "jam komputer mundur",
    "hitung-sendiri": "kas dihitung sendiri",
}
"""What an item says by itself where that is not its detail."""
