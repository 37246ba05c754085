"""The commands of a region of many UPK, and those by which a UPK reports to it."""

from upk_ledger.cli.branches import Branch, Entry

REGION = Branch(
    "Wilayah: pembinaan banyak UPK oleh Pemda",
    {
        "mulai": Entry("Mulai buku wilayah untuk banyak UPK", "region.start:start"),
        "kinerja": Entry("Kinerja semua UPK, yang perlu perhatian lebih dulu", "region.review:performance"),
        "peran": Branch(
            "Siapa masuk ke basis data wilayah di server (PostgreSQL)",
            {
                "tambah": Entry("Beri peran untuk sebuah UPK atau Pemda", "region.roles:add"),
                "daftar": Entry("Daftar peran dengan kantornya", "region.roles:list_all"),
                "cabut": Entry("Cabut hak sebuah peran", "region.roles:withdraw"),
                "siapkan": Entry("Pasang ulang pembatasan per UPK", "region.roles:prepare"),
            },
        ),
        "upk": Branch(
            "Daftar UPK dan BKM/LKM yang dibina",
            {
                "tambah": Entry("Daftarkan UPK, satu atau banyak sekaligus", "region.upk_register:add"),
                "ubah": Entry("Ubah catatan UPK dan BKM/LKM", "region.upk_register:change"),
                "daftar": Entry("Daftar UPK, dengan masa bakti yang habis", "region.upk_register:list_all"),
                "lihat": Entry("Satu UPK dengan riwayatnya", "region.upk_register:view"),
                "hapus": Entry("Keluarkan UPK yang salah didaftarkan", "region.upk_register:remove"),
                "blanko": Entry("Tabel Excel untuk banyak UPK", "region.upk_register:blank_table"),
            },
        ),
        "blanko": Entry("Blanko bulanan untuk UPK tanpa program", "region.blanko:make"),
        "baca-blanko": Entry("Baca blanko bulanan yang sudah diisi", "region.blanko:read"),
        "profil": Entry("Profil kelurahan: kemiskinan, kumuh, prioritas, pemilih", "region.profiles:profile"),
        "kasus": Branch(
            "Register kasus dugaan penyalahgunaan dana",
            {
                "catat": Entry("Catat kasus baru", "region.cases:note"),
                "ubah": Entry("Catat perkembangan sebuah kasus", "region.cases:change"),
                "daftar": Entry("Register kasus dan yang sudah kembali", "region.cases:list_all"),
                "lihat": Entry("Satu kasus dengan riwayatnya", "region.cases:view"),
            },
        ),
        "pembukuan": Entry("Kinerja pembukuan UPK dan Sekretariat", "region.bookkeeping:score"),
    },
)
