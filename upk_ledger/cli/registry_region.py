"""The commands of a region of many UPK, and those by which a UPK reports to it."""

from upk_ledger.cli.branches import Branch, Entry

REGION = Branch(
    "Wilayah: pembinaan banyak UPK oleh Pemda",
    {
        "mulai": Entry("Mulai buku wilayah untuk banyak UPK", "region.start:start"),
        "dasbor": Entry("Dasbor wilayah: satu berkas HTML atau PDF", "region.dashboard:dashboard"),
        "kunci": Entry("Kunci Pemda untuk NIK yang dikirim UPK", "region.keys:of_region"),
        "terima": Entry("Terima kiriman UPK, dan blanko yang sudah diisi", "region.receiving:receive"),
        "kiriman": Entry("Kiriman yang diterima, ditolak dan menunggu", "region.receipts:listed"),
        "cocokkan-kunci": Entry("Cocokkan kunci UPK dengan surat BKM", "region.known_keys:compare"),
        "terima-kunci": Entry("Terima kunci baru UPK yang kuncinya hilang", "region.known_keys:accept"),
        "pindah": Branch(
            "Pindahkan seluruh buku sebuah UPK ke buku wilayah, atau keluar",
            {
                "masuk": Entry("Dari berkasnya ke buku wilayah ini", "region.moving:move_here"),
                "keluar": Entry("Dari buku wilayah ini ke berkas baru", "region.moving:move_away"),
                "pulihkan": Entry("Buku UPK yang hilang, dari kirimannya", "region.moving:put_back"),
            },
        ),
        "audit": Entry("Periksa buku semua kantor sekaligus", "region.auditing:audit_all"),
        "kinerja": Entry("Kinerja semua UPK, yang perlu perhatian lebih dulu", "region.review:performance"),
        "angkatan": Entry("Pinjaman menurut tahun pencairan", "region.views:vintages"),
        "perpindahan": Entry("Perpindahan golongan kolektibilitas sejak bulan lalu", "region.views:rolls"),
        "perubahan": Entry("Yang berubah sejak bulan lalu", "region.views:changes"),
        "ksm": Entry("KSM di balik sebuah angka, tanpa nama anggota", "region.views:groups"),
        "gabungan": Branch(
            "Laporan keuangan banyak UPK: satu kolom tiap UPK dan jumlahnya",
            {
                "neraca": Entry("Neraca banyak UPK", "region.consolidated:COMMANDS.neraca"),
                "laba-rugi": Entry("Laba rugi banyak UPK", "region.consolidated:COMMANDS.laba-rugi"),
                "arus-kas": Entry("Arus kas banyak UPK", "region.consolidated:COMMANDS.arus-kas"),
                "perubahan-modal": Entry(
                    "Perubahan modal banyak UPK", "region.consolidated:COMMANDS.perubahan-modal"
                ),
            },
        ),
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
        "belum-lapor": Entry("UPK yang belum melapor, dan bagaimana dihubungi", "region.late:show"),
        "surat-pengingat": Entry("Surat kepada UPK yang belum melapor", "region.late:remind"),
        "profil": Entry("Profil kelurahan: kemiskinan, kumuh, prioritas, pemilih", "region.profiles:profile"),
        "kelayakan": Entry(
            "Syarat program untuk menerima kelurahan: ya, tidak, bukti", "region.eligibility:show"
        ),
        "syarat": Entry("Catat keterangan petugas tentang satu syarat", "region.eligibility:answer"),
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
        "temuan": Entry("Temuan pada banyak UPK: yang perlu diperiksa", "region.findings:show"),
        "lembar-kunjungan": Entry(
            "Satu halaman untuk kunjungan ke tiap UPK", "region.office_papers:visit_sheets"
        ),
        "laporan-triwulan": Entry(
            "Nota dinas dan laporan triwulan untuk pimpinan", "region.office_papers:quarterly"
        ),
        "peringkat": Entry("Peringkat UPK untuk Forum Komunikasi BKM", "region.office_papers:ranking"),
        "kunjungan": Branch(
            "Kunjungan pembinaan ke UPK",
            {
                "catat": Entry("Catat kunjungan, yang hadir dan yang disepakati", "region.coaching:note"),
                "batal": Entry("Batalkan catatan kunjungan yang salah", "region.coaching:call_off"),
                "daftar": Entry("Daftar kunjungan", "region.coaching:visits"),
            },
        ),
        "berita-acara": Entry("Berita Acara Pembinaan sebuah kunjungan", "region.coaching:minutes"),
        "tindak-lanjut": Branch(
            "Yang harus dibenahi UPK: apa, siapa, kapan",
            {
                "catat": Entry("Catat tindak lanjut baru", "region.coaching:follow_up"),
                "selesai": Entry("Catat bahwa sudah selesai", "region.coaching:done"),
                "batal": Entry("Catat bahwa tidak perlu lagi", "region.coaching:drop"),
                "daftar": Entry(
                    "Daftar tindak lanjut, yang lewat waktu ditandai", "region.coaching:register"
                ),
            },
        ),
    },
)

KEYS = Branch(
    "Kunci kiriman UPK: tanda tangan berkasnya, dan kunci Pemda untuk NIK",
    {
        "lihat": Entry("Sidik jari kunci UPK dan kunci Pemda", "region.keys:show"),
        "pemda": Entry("Daftarkan kunci Pemda supaya NIK ikut tersegel", "region.keys:recipient"),
        "surat": Entry("Surat sidik jari kunci untuk Pemda dan Forum", "region.keys:letter"),
        "ganti": Entry("Ganti kunci kiriman, dengan alasannya", "region.keys:change"),
    },
)
"""The keys of a UPK's bundles."""

SENDING = Entry("Buat berkas kiriman satu bulan untuk Pemda", "region.sending:send")
"""The bundle of a month."""
