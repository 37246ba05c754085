"""What the rules of the exception list are called."""

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
    "batal-menyusul": "Pembatalan sesudah harinya",
    "mundur": "Pembayaran bertanggal mundur lebih dari satu hari",
    "tabungan-ditahan": "Tabungan diambil selama pinjaman berjalan",
    "bulan-dibuka": "Bulan yang dibuka kembali",
    "jam-mundur": "Jam komputer yang mundur",
    "kartu-kode": "Kartu kode persetujuan yang baru",
}
"""The heading of each rule, as the Pengawas reads it."""


def rule_name(rule: str) -> str:
    """What a rule is called; one without a name by its code."""
    return RULES.get(rule, rule)
